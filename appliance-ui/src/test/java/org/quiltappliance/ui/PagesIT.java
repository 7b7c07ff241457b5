package org.quiltappliance.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.Users;
import org.quiltappliance.ui.controls.Refreshable;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.testing.Window;

/** The pages of a running registry in test mode, in a real window. */
class PagesIT {

    @TempDir
    Path home;

    private Window started() throws Exception {
        var window = Window.open(home, Map.of());
        window.click("primary-action");
        window.awaitText("state-word", "Running");
        return window;
    }

    @Test
    void partTellsWhatIsKnownOfIt() throws Exception {
        try (var window = started()) {
            window.click("ov-comp-database");
            window.awaitText("dlg-title", "Database");
            assertThat(window.text("ov-card-state")).isEqualTo("Works");
            assertThat(window.text("ov-card-version")).startsWith("H2 ");
            window.click("dlg-cancel");

            window.click("ov-comp-registry");
            window.awaitThat(
                    "the address is shown",
                    () -> window.text("ov-card-endpoint").startsWith("http://"));
            window.click("ov-card-log");
            window.awaitText("page-title", "Logs");

            window.click("nav-overview");
            window.click("ov-share");
            window.awaitThat(
                    "the reason is said", () -> window.text("shr-refusal").contains("test mode"));
        }
    }

    @Test
    void invitationIsReadInTheLogsAndItsLinkOpened() throws Exception {
        try (var window = started()) {
            window.appliance().service().users().add("ana", "ana@example.org", false, new Users.Entry.Link());

            window.click("nav-logs");
            window.choose("log-source", 7);
            window.awaitText("log-mail-to", "To ana@example.org");
            window.clickStyle("log-mail-link");

            assertThat(window.browsed())
                    .singleElement()
                    .asString()
                    .startsWith(window.appliance()
                            .service()
                            .snapshot()
                            .endpoints()
                            .orElseThrow()
                            .registry()
                            .getScheme());
        }
    }

    @Test
    void keysReadEveryPageAnewAndFindTheFilterOfThePackages() throws Exception {
        try (var window = started()) {
            for (Page page : Page.values()) {
                window.click("nav-" + page.word());
                assertThat(window.find("page", ScrollPane.class).getContent())
                        .as("page %s", page)
                        .isInstanceOf(Refreshable.class);
            }
            window.click("nav-packages");
            window.press(KeyCode.CONTROL, KeyCode.F);
            window.awaitFocus("pkg-filter");

            window.click("nav-users");
            window.awaitThat("one is listed", () -> window.rows("usr-table") == 1);
            window.appliance().service().users().add("ana", "ana@example.org", false, new Users.Entry.Link());
            window.press(KeyCode.F5);
            window.awaitThat("the other one is seen, too", () -> window.rows("usr-table") == 2);
        }
    }

    @Test
    void lastAdministratorCannotBeLost() throws Exception {
        try (var window = started()) {
            window.click("nav-users");
            window.click("usr-add");
            window.type("usr-dlg-name", "ana");
            window.type("usr-dlg-mail", "ana@example.org");
            window.click("usr-dlg-ok");
            window.awaitThat(
                    "the password is shown once",
                    () -> window.text("usr-secret").length() > 8);
            window.click("dlg-cancel");

            window.awaitThat("both are listed", () -> window.rows("usr-table") == 2);
            window.select("usr-table", 0);
            window.awaitThat("that is said", () -> window.isShown("usr-last"));
            assertThat(window.isEnabled("usr-disable")).isFalse();

            window.select("usr-table", 1);
            assertThat(window.isEnabled("usr-disable")).isTrue();
            window.click("usr-reset");
            window.click("usr-dlg-ok");
            window.awaitThat(
                    "another password is shown", () -> window.text("usr-secret").length() > 8);
        }
    }

    @Test
    void damageToABackupIsFound() throws Exception {
        try (var window = started()) {
            window.click("nav-backups");
            window.awaitThat(
                    "the plan is off", () -> window.text("bak-plan-text").contains("test mode"));
            window.click("bak-now");
            window.awaitThat("it is listed", () -> window.rows("bak-table") == 1);

            verify(window);
            window.awaitThat("it is good", () -> window.cell("bak-table", 0, 4).startsWith("full, "));

            damage();
            verify(window);
            window.awaitThat(
                    "it is damaged", () -> window.cell("bak-table", 0, 4).endsWith(": damaged"));
            assertThat(window.text("bak-details")).isNotEmpty();
        }
    }

    private static void verify(Window window) throws Exception {
        window.select("bak-table", 0);
        window.awaitThat("it can be verified", () -> window.isEnabled("bak-verify"));
        window.chooseItem("bak-verify", 1);
    }

    private void damage() throws Exception {
        try (Stream<Path> files = Files.walk(home.resolve("backups"))) {
            Path part = files.filter(file -> file.toString().endsWith(".jsonl.gz"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(part);
            bytes[bytes.length / 2] ^= 1;
            Files.write(part, bytes);
        }
    }
}
