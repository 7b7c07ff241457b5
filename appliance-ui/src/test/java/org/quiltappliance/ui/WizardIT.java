package org.quiltappliance.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.ui.testing.Window;

/** The first run of the program, in a real window over a real registry ({@code control-panel.md} 9.3). */
class WizardIT {

    private static final int REGISTRY = 5000;
    private static final int CATALOG = 3000;

    @TempDir
    Path folder;

    private Path home() {
        return folder.resolve("home");
    }

    private String written() throws IOException {
        return Files.readString(home().resolve("appliance.env"));
    }

    private static int status(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static int status(String address) throws Exception {
        return status(HttpRequest.newBuilder(URI.create(address)));
    }

    @Test
    void testModeTakesTwoClicks() throws Exception {
        try (var window = Window.fresh(home(), Window.freePorts())) {
            assertThat(window.isShown("sidebar")).isFalse();
            window.click("wiz-try");
            window.awaitThat("it runs", () -> window.isShown("wiz-connect"));
            assertThat(status(window.text("wiz-url") + "/healthcheck")).isEqualTo(200);
            assertThat(window.text("wiz-sign-in")).contains("admin").contains("quilt");

            window.click("wiz-connect");

            window.awaitText("state-word", "Running");
            assertThat(window.text("con-cmd-2")).contains("quilt config");
            assertThat(written()).contains("APPLIANCE_MODE=test");
        }
        try (var again = Window.fresh(home(), Window.freePorts())) {
            assertThat(again.isShown("wizard")).isFalse();
        }
    }

    @Test
    @Tag("AT-40")
    void keyboardAloneStartsCopiesTheAddressAndStops() throws Exception {
        try (var window = Window.fresh(home(), Window.freePorts())) {
            window.awaitFocus("wiz-try");
            window.press(KeyCode.ENTER);
            window.awaitFocus("wiz-connect");
            window.press(KeyCode.SHIFT, KeyCode.TAB);
            window.press(KeyCode.SPACE);
            window.awaitThat("the address is copied", () -> window.clipboard().equals(window.text("wiz-url")));
            window.press(KeyCode.TAB);
            window.awaitFocus("wiz-connect");
            window.press(KeyCode.ENTER);
            window.awaitText("state-word", "Running");

            window.press(KeyCode.SHORTCUT, KeyCode.R);
            window.awaitText("state-word", "Stopped");
        }
    }

    @Test
    void leftWizardChangesNothingAndIsTakenUpFromTheOverview() throws Exception {
        try (var window = Window.fresh(home(), Window.freePorts())) {
            window.click("wiz-setup");
            window.click("wiz-external");
            window.type("wiz-db-host", "db.example.org");
            window.click("wiz-leave");
            window.awaitText("state-word", "Stopped");
            assertThat(home().resolve("appliance.env")).doesNotExist();

            window.click("ov-set-up");
            window.awaitText("wiz-db-host", "db.example.org");
        }
    }

    /** Nobody else can listen there meanwhile, or already does. */
    private static List<ServerSocket> occupied(int... ports) throws IOException {
        var taken = new ArrayList<ServerSocket>();
        for (int port : ports) {
            try {
                taken.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
            } catch (BindException already) {
                assertThat(already).hasMessageContaining("in use");
            }
        }
        return taken;
    }

    @Test
    void persistentModeOnServersOfOnesOwnWithFixesOnTheWay() throws Exception {
        var database = PostgresServer.freshDatabase();
        var place = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        var taken = occupied(REGISTRY, CATALOG);
        try (var window = Window.fresh(home(), Map.of())) {
            window.click("wiz-setup");
            window.click("wiz-external");
            window.awaitThat("own servers are asked for", () -> window.isShown("wiz-db-host"));
            window.click("wiz-next");
            window.awaitText("wiz-db-host-problem", "This is needed.");
            window.type("wiz-db-host", place.getHost());
            window.type("wiz-db-port", String.valueOf(place.getPort()));
            window.type("wiz-db-name", place.getPath().substring(1));
            window.type("wiz-db-user", database.user());
            window.click("wiz-in-folder");
            window.click("wiz-external-test");
            window.awaitThat(
                    "the database refuses",
                    () -> window.words("wiz-external-state").contains("password"));
            window.type("wiz-db-password", database.password().reveal());
            window.click("wiz-external-test");
            window.awaitThat(
                    "the database takes us",
                    () -> window.words("wiz-external-state").contains("can be used"));
            window.click("wiz-next");

            window.awaitText("wiz-fail-1-code", "PORT_IN_USE");
            window.awaitThat("both ports are taken", () -> window.isShown("wiz-fail-2-fix-1"));
            window.click("wiz-fail-1-fix-1");
            window.awaitThat(
                    "one port is left", () -> window.isShown("wiz-fail-1-code") && !window.isShown("wiz-fail-2-code"));
            window.click("wiz-fail-1-fix-1");
            window.awaitThat(
                    "all is well", () -> window.isShown("wiz-check-pf-e1") && !window.isShown("wiz-fail-1-code"));
            assertThat(home().resolve("appliance.env")).doesNotExist();
            window.click("wiz-next");

            window.type("wiz-admin-mail", "boss@example.org");
            window.type("wiz-admin-pass", "glaciers move");
            window.type("wiz-admin-pass2", "glaciers move");
            window.click("wiz-next");
            window.click("wiz-next");
            assertThat(window.words("wiz-summary")).contains("127.0.0.1").contains("objects in the folder");
            window.click("wiz-start");

            window.awaitThat("it runs", () -> window.isShown("wiz-overview"));
            String address = window.text("wiz-url");
            assertThat(address).doesNotEndWith(":" + REGISTRY);
            assertThat(signIn(address, "glaciers move")).isEqualTo(200);
            assertThat(signIn(address, "glaciers stay")).isEqualTo(401);
            assertThat(written()).contains("APPLIANCE_MODE=persistent").contains("APPLIANCE_BACKUP_SCHEDULE=daily");
            assertThat(Files.readString(home().resolve("secrets.env"))).doesNotContain("APPLIANCE_ADMIN_PASSWORD");

            window.click("wiz-overview");
            window.awaitThat(
                    "the place is shown", () -> window.text("ov-data-place").contains("PostgreSQL at"));
        } finally {
            for (var socket : taken) {
                socket.close();
            }
        }
    }

    private static int signIn(String address, String password) throws Exception {
        return status(HttpRequest.newBuilder(URI.create(address + "/api/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"username\":\"admin\",\"password\":\"" + password + "\"}")));
    }
}
