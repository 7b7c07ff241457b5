package org.quiltappliance.ui.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.client.ClientTools;
import org.quiltappliance.server.client.DemoPackage;
import org.quiltappliance.server.client.Testbed;
import org.quiltappliance.server.containers.ContainerRuntime;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.containers.docker.DockerRuntime;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.reliability.Containers;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.LocalImages;
import org.quiltappliance.ui.testing.Window;

/** Persistent mode in containers, by the window alone, on an engine that has no network and at first no images. */
@ExtendWith(Testbed.Extension.class)
class ContainersIT {

    private static final String PASSWORD = "correct horse";

    private static DockerEngine engine;

    @TempDir
    Path folder;

    private final ClientTools tools;

    ContainersIT(ClientTools tools) {
        this.tools = tools;
    }

    @BeforeAll
    static void startEngine() {
        engine = DockerEngine.own();
    }

    @AfterEach
    void leaveNothingBehind() {
        try (var runtime = runtime()) {
            Containers.remove(runtime, home());
        }
    }

    private static ContainerRuntime runtime() {
        return DockerRuntime.connect(engine.place());
    }

    private Home home() {
        return new Home(folder.resolve("home"));
    }

    private Window open(String mode) throws Exception {
        Map<String, String> settings = new HashMap<>(Containers.settings(engine.place()));
        settings.put("APPLIANCE_MODE", mode);
        return Window.open(home().folder(), settings);
    }

    /** As somebody brings them on a stick. */
    private void bringImages() throws IOException {
        Files.createDirectories(home().images());
        for (String image : new String[] {LocalImages.POSTGRES, LocalImages.MINIO}) {
            Path archive = LocalImages.archive(image);
            Files.copy(archive, home().images().resolve(archive.getFileName()));
        }
    }

    private void endDatabase() throws Exception {
        try (var runtime = runtime()) {
            String instance = Instance.read(home()).orElseThrow().id();
            var database = runtime.containers(Labels.INSTANCE, instance).stream()
                    .filter(container -> container.name().endsWith("-postgres"))
                    .findFirst()
                    .orElseThrow();
            runtime.stop(database.id(), Duration.ZERO);
        }
    }

    @Test
    @Tag("AT-05")
    @Tag("AT-12")
    void stoppedEngineAndMissingImagesAreMendedAndALostDatabaseComesBack() throws Exception {
        engine.kill();
        try (var window = open("persistent")) {
            window.click("primary-action");
            window.awaitText("ov-fail-code", "DOCKER_NOT_RUNNING");
            engine.startAgain();
            window.click("ov-fail-fix-2");

            window.awaitThat(
                    "an image is missed", () -> window.text("ov-fail-code").startsWith("IMAGE_NO"));
            bringImages();
            window.click("ov-fail-fix-1");
            window.awaitThat("the steps are shown", () -> window.isShown("ov-step-images"));

            window.awaitText("state-word", "Running");
            assertThat(window.text("usr-secret")).isNotBlank();
            window.click("dlg-cancel");

            endDatabase();
            window.awaitText("state-word", "Running with problems");
            window.awaitThat("the cause is shown", () -> window.isShown("notice-DB_DOWN"));
            window.awaitText("state-word", "Running");
            assertThat(window.isShown("notice-DB_DOWN")).isFalse();
        }
    }

    @Test
    @Tag("AT-17")
    void testModeIsKeptInContainersAndItsClientsGoOn() throws Exception {
        bringImages();
        var client = new Client(tools, folder);
        try (var window = open("test")) {
            window.click("primary-action");
            window.awaitText("state-word", "Running");
            var sender = client.connected("sender", window, "admin", "quilt");
            DemoPackage.on(sender).quilt("build", "admin/kept", "build.yml").succeeded();
            sender.quilt("push", "admin/kept").succeeded();

            window.click("primary-action");
            window.awaitThat("it asks", () -> window.isShown("dlg-stop-discard"));
            assertThat(window.isDefault("dlg-stop-discard")).isFalse();
            assertThat(window.isDefault("dlg-stop-keep")).isTrue();
            window.click("dlg-stop-keep");
            window.click("dlg-mode-carry");
            window.type("dlg-mode-pass", PASSWORD);
            window.type("dlg-mode-pass2", PASSWORD);
            window.click("dlg-ok");
            window.awaitThat("progress is shown", () -> window.isShown("activity-bar"));

            window.awaitText("mode-word", "Persistent mode");
            window.awaitText("state-word", "Running");
            assertThat(window.isShown("test-stripe")).isFalse();
            var receiver = client.connected("receiver", window, "admin", PASSWORD);
            receiver.quilt("install", "admin/kept").succeeded();
            assertThat(receiver.latest("admin/kept")).isEqualTo(sender.latest("admin/kept"));
            window.click("nav-overview");
            assertThat(window.text("ov-data-place")).contains("Docker volume quilt-appliance-");
            window.awaitText("ov-packages", "1");
        }
    }
}
