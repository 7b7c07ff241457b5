package org.quiltappliance.ui.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.client.ClientTools;
import org.quiltappliance.server.client.DemoPackage;
import org.quiltappliance.server.client.Testbed;
import org.quiltappliance.ui.testing.Window;

/** From the first window to a package that travelled, and what the window shows of it meanwhile. */
@ExtendWith(Testbed.Extension.class)
class FirstPackageIT {

    @TempDir
    Path folder;

    private final ClientTools tools;

    FirstPackageIT(ClientTools tools) {
        this.tools = tools;
    }

    @Test
    @Tag("AT-01")
    void packageIsPushedInstalledAndSeenInTheWindow() throws Exception {
        var client = new Client(tools, folder);
        try (var window = Window.open(folder.resolve("home"), Map.of())) {
            window.click("primary-action");
            window.awaitText("state-word", "Running");
            window.awaitText("ov-packages", "0");

            var sender = client.connected("sender", window, "admin", "quilt");
            DemoPackage.on(sender).quilt("build", "admin/hello", "build.yml").succeeded();
            sender.quilt("push", "admin/hello").succeeded();
            window.awaitThat(
                    "the client is listed with its user",
                    () -> window.cell("con-clients-table", 0, 0).matches("quilt.*2\\.9\\.15.*")
                            && window.cell("con-clients-table", 0, 2).equals("admin"));

            var receiver = client.connected("receiver", window, "admin", "quilt");
            window.click("nav-overview");
            var install = CompletableFuture.supplyAsync(() -> receiver.quilt("install", "admin/hello"));
            window.awaitThat(
                    "requests are counted", () -> !window.text("ov-rps").equals("0.0"));
            install.join().succeeded();
            assertThat(receiver.latest("admin/hello")).isEqualTo(sender.latest("admin/hello"));
            window.awaitText("ov-packages", "1");
            window.awaitText("ov-revisions", "1");
            window.awaitText("ov-objects", "5");
            assertThat(window.text("ov-p95")).endsWith(" ms");
            assertThat(window.words("test-stripe")).contains("1 package", "5 files");
        }
    }
}
