package org.quiltappliance.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.ui.testing.Window;

/** Page Settings over a real appliance. */
class SettingsIT {

    @TempDir
    Path home;

    private static void awaitRunning(Window window) {
        window.awaitThat(
                "it runs", () -> window.appliance().service().snapshot().state() == ApplianceState.RUNNING);
    }

    private static int port(Window window) {
        return window.appliance()
                .service()
                .snapshot()
                .endpoints()
                .map(where -> where.registry().getPort())
                .orElse(0);
    }

    @Test
    void settingThatNeedsARestartIsAppliedAndInForce() throws Exception {
        try (var window = Window.open(home, Map.of())) {
            window.click("primary-action");
            awaitRunning(window);
            window.click("nav-settings");
            window.click("set-nav-network");
            window.awaitThat(
                    "its own port is told",
                    () -> window.text("set-registry-port-note").contains("this registry"));
            int other = FreePort.find();

            window.replace("set-registry-port", String.valueOf(other));
            window.awaitText("set-dirty", "1 change is not saved");
            window.awaitText("set-registry-port-note", "free");
            window.click("set-apply-restart");

            window.awaitThat("it listens there", () -> port(window) == other);
            awaitRunning(window);
            window.awaitText("set-dirty", "Everything is saved.");
            assertThat(window.text("set-registry-port")).isEqualTo(String.valueOf(other));
            window.click("set-url-test");
            window.awaitText("set-url-test-said", "Everything works.");
        }
    }

    @Test
    @Tag("AT-32")
    void whatTheEnvironmentDecidesIsLockedAndShown() throws Exception {
        var environment = Map.of("APPLIANCE_NAME", "From outside", "SMTP_PASSWORD", "a secret from outside");
        try (var window = Window.open(home, Map.of("APPLIANCE_NAME", "From the file"), environment)) {
            window.click("nav-settings");
            window.awaitText("set-name", "From outside");
            assertThat(window.isEnabled("set-name")).isFalse();
            assertThat(window.text("set-name-origin")).startsWith("Set by the environment");
            assertThat(window.isEnabled("set-start-on-open")).isTrue();

            window.click("set-nav-mail");
            window.awaitThat("the password is there", () -> window.isShown("set-smtp-password"));
            assertThat(window.isEnabled("set-smtp-password")).isFalse();
            assertThat(window.words("set-sheet")).doesNotContain("a secret from outside");
            assertThat(window.text("set-smtp-password")).doesNotContain("a secret from outside");
            assertThat(window.isEnabled("set-smtp-host")).isTrue();
        }
    }

    @Test
    void wrongValueFailsAtItsStageAndPassesWhenItIsMended() throws Exception {
        var github = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        github.createContext("/login/oauth/access_token", exchange -> {
            boolean known = new String(exchange.getRequestBody().readAllBytes(), UTF_8).contains("client_secret=right");
            String error = known ? "bad_verification_code" : "incorrect_client_credentials";
            byte[] answer = ("{\"error\": \"" + error + "\"}").getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        github.start();
        try (var window = Window.open(
                home,
                Map.of(
                        "APPLIANCE_GITHUB_URL",
                        "http://localhost:" + github.getAddress().getPort()))) {
            window.click("nav-settings");
            window.click("set-nav-sign-in");
            window.click("set-auth-provider-github");
            window.replace("set-gh-id", "the-id");
            window.replace("set-gh-secret", "wrong");
            window.click("set-gh-test");
            window.awaitThat("the last stage is there", () -> window.isShown("set-gh-test-stage-3"));
            window.awaitThat("it is over", () -> !window.isShown("set-gh-test-cancel"));
            assertThat(window.accessibleText("set-gh-test-stage-2")).isEqualTo("Answer: good");
            assertThat(window.accessibleText("set-gh-test-stage-3")).isEqualTo("Application: failed");

            window.replace("set-gh-secret", "right");
            window.click("set-gh-test");

            window.awaitText("set-gh-test-said", "Everything works.");
            assertThat(window.appliance().service().settings().files().written())
                    .as("a test saves nothing")
                    .doesNotContainKey("OAUTH_CLIENT_SECRET_GITHUB");
        } finally {
            github.stop(0);
        }
    }

    @Test
    void whoLeavesWithChangesIsAskedAndGoesOnAfterwards() throws Exception {
        try (var window = Window.open(home, Map.of())) {
            window.click("nav-settings");
            window.replace("set-name", "Glaciers");
            window.click("nav-logs");
            window.awaitThat("it is asked", () -> window.isShown("dlg-ok"));

            window.click("dlg-ok");

            window.awaitThat("the page that was wanted is shown", () -> window.isShown("log-list"));
            assertThat(window.appliance().service().settings().files().written())
                    .containsEntry("APPLIANCE_NAME", "Glaciers");
        }
    }
}
