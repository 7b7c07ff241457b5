package org.quiltappliance.ui.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.client.ClientTools;
import org.quiltappliance.server.client.DemoPackage;
import org.quiltappliance.server.client.Testbed;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.ui.testing.Window;

/** A backup made in one window and restored in another, whose home folder and database are new. */
@ExtendWith(Testbed.Extension.class)
class BackupIT {

    @TempDir
    Path folder;

    private final ClientTools tools;

    BackupIT(ClientTools tools) {
        this.tools = tools;
    }

    private Window open(String home) throws Exception {
        return Window.open(
                folder.resolve(home),
                Map.of(
                        "APPLIANCE_MODE", "persistent",
                        "APPLIANCE_DB", "external",
                        "APPLIANCE_STORE", "folder",
                        "SQLALCHEMY_DATABASE_URI", PostgresServer.address(PostgresServer.freshDatabase()),
                        "APPLIANCE_BACKUP_DIR", folder.resolve("backups").toString()));
    }

    @Test
    @Tag("AT-21")
    void freshHomeServesTheSameBytesAfterARestore() throws Exception {
        var client = new Client(tools, folder);
        String hash;
        String password;
        try (var window = open("first")) {
            window.click("primary-action");
            window.awaitText("state-word", "Running");
            window.awaitThat("the first password is shown", () -> window.isShown("usr-secret"));
            password = window.text("usr-secret");
            window.click("dlg-cancel");
            var sender = client.connected("sender", window, "admin", password);
            DemoPackage.on(sender).quilt("build", "admin/saved", "build.yml").succeeded();
            sender.quilt("push", "admin/saved").succeeded();
            hash = sender.latest("admin/saved");

            window.click("nav-backups");
            window.click("bak-now");
            window.awaitThat("the backup is listed", () -> window.rows("bak-table") == 1);
        }

        try (var window = open("second")) {
            window.click("nav-backups");
            window.awaitThat("the backup is listed", () -> window.rows("bak-table") == 1);
            window.select("bak-table", 0);
            window.click("bak-restore");
            assertThat(window.isEnabled("dlg-ok")).isFalse();
            window.type("bak-typed", "My registry");
            window.click("dlg-ok");
            window.awaitThat(
                    "the restore is over",
                    () -> window.words("toast").contains("The backup is restored and in force."));

            if (window.text("state-word").equals("Stopped")) {
                window.click("primary-action");
            }
            window.awaitText("state-word", "Running");
            var receiver = client.connected("receiver", window, "admin", password);
            receiver.quilt("install", "admin/saved").succeeded();
            assertThat(receiver.latest("admin/saved")).isEqualTo(hash);
        }
    }
}
