package org.quiltappliance.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.ui.testing.Window;

/** What somebody does who opens the program for the first time, in a real window over a real registry. */
class FirstRunIT {

    @TempDir
    Path home;

    private static int status(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void startLookAroundAndStop() throws Exception {
        try (var window = Window.open(home, Map.of())) {
            window.awaitText("state-word", "Stopped");
            window.click("primary-action");
            window.awaitText("state-word", "Running");
            window.awaitThat(
                    "the address is shown", () -> window.text("ov-registry-url").startsWith("http://"));
            assertThat(status(window.text("ov-registry-url") + "/healthcheck")).isEqualTo(200);
            window.awaitText("ov-packages", "0");
            assertThat(window.isShown("test-stripe")).isTrue();

            window.click("ov-catalog-open");
            assertThat(window.browsed()).containsExactly(window.text("ov-catalog-url"));

            window.click("nav-connect");
            assertThat(window.text("con-cmd-2"))
                    .startsWith("echo http://localhost:")
                    .endsWith(" | quilt config");

            window.click("nav-diagnostics");
            window.click("dia-run");
            window.awaitThat("the checks are shown", () -> window.isShown("dia-check-pf-1"));

            window.click("primary-action");
            window.awaitText("state-word", "Stopped");
        }
    }

    @Test
    void portInUseIsSaidWithItsHolderAndAnotherIsTakenOnRequest() throws Exception {
        try (var other = new ServerSocket(0);
                var window =
                        Window.open(home, Map.of("APPLIANCE_REGISTRY_PORT", String.valueOf(other.getLocalPort())))) {
            window.click("primary-action");
            window.awaitText("state-word", "Not running");

            window.awaitText("ov-fail-code", "PORT_IN_USE");
            assertThat(window.text("ov-fail-message"))
                    .contains("process " + ProcessHandle.current().pid());
            window.click("ov-fail-fix-1");
            window.awaitText("state-word", "Running");

            window.awaitThat(
                    "the address is shown", () -> window.text("ov-registry-url").startsWith("http://"));
            assertThat(window.text("ov-registry-url")).doesNotEndWith(":" + other.getLocalPort());
            assertThat(status(window.text("ov-registry-url") + "/healthcheck")).isEqualTo(200);
        }
    }
}
