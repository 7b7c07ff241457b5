package org.quiltappliance.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.testing.PostgresServer;
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
            int other = Window.freePort();

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
    @Tag("AT-29")
    void wrongDatabaseFailsAtItsStageAndPassesWhenItIsMended() throws Exception {
        var database = PostgresServer.freshDatabase();
        var uri = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        try (var window = Window.open(home, Map.of())) {
            window.click("nav-settings");
            window.click("set-nav-services");
            window.click("set-db-kind-external");
            window.replace("set-db-host", uri.getHost());
            window.replace("set-db-port", String.valueOf(uri.getPort()));
            window.replace("set-db-database", uri.getPath().substring(1));
            window.replace("set-db-user", database.user());
            window.replace("set-db-password", "wrong");
            window.click("set-db-test");
            window.awaitThat("the sign-in fails", () -> window.isShown("set-db-test-stage-4"));
            window.awaitThat("it is over", () -> !window.isShown("set-db-test-cancel"));
            assertThat(window.accessibleText("set-db-test-stage-3")).isEqualTo("Encryption: good");
            assertThat(window.accessibleText("set-db-test-stage-4")).isEqualTo("Sign-in: failed");
            assertThat(window.isShown("set-db-test-stage-5")).isFalse();

            window.replace("set-db-password", database.password().reveal());
            window.click("set-db-test");

            window.awaitText("set-db-test-said", "Everything works.");
            assertThat(window.accessibleText("set-db-test-stage-8")).isEqualTo("Clock: good");
            assertThat(window.appliance().service().settings().files().written())
                    .as("a test saves nothing")
                    .doesNotContainKey("SQLALCHEMY_DATABASE_URI");
        }
    }

    @Test
    void whoLeavesWithChangesComesBackAndIsAsked() throws Exception {
        try (var window = Window.open(home, Map.of())) {
            window.click("nav-settings");
            window.replace("set-name", "Glaciers");
            window.click("nav-logs");
            window.awaitThat("it is asked", () -> window.isShown("dlg-ok"));

            window.click("dlg-ok");

            window.awaitText("set-dirty", "Everything is saved.");
            assertThat(window.appliance().service().settings().files().written())
                    .containsEntry("APPLIANCE_NAME", "Glaciers");
        }
    }
}
