package org.quiltappliance.ui.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.checks.LocalAddress;
import org.quiltappliance.server.checks.Reach;
import org.quiltappliance.server.client.ClientTools;
import org.quiltappliance.server.client.DemoPackage;
import org.quiltappliance.server.client.Testbed;
import org.quiltappliance.server.containers.Container;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.containers.Volume;
import org.quiltappliance.server.containers.docker.DockerEndpoint;
import org.quiltappliance.server.containers.docker.DockerRuntime;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.reliability.Containers;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.LocalImages;
import org.quiltappliance.ui.testing.Window;

/** Persistent mode in containers, by the window alone, on an engine that has no network. */
@ExtendWith(Testbed.Extension.class)
class ContainersIT {

    private static final String PASSWORD = "correct horse";

    @TempDir
    Path folder;

    private final ClientTools tools;
    private DockerEndpoint place = DockerEngine.endpoint();

    ContainersIT(ClientTools tools) {
        this.tools = tools;
    }

    @BeforeAll
    static void loadImages() {
        try (var runtime = DockerEngine.connect()) {
            LocalImages.load(runtime, LocalImages.POSTGRES, LocalImages.MINIO);
        }
    }

    @AfterEach
    void leaveNothingBehind() {
        try (var runtime = runtime()) {
            Containers.remove(runtime, home());
        }
    }

    private DockerRuntime runtime() {
        return DockerRuntime.connect(place);
    }

    private Home home() {
        return new Home(folder.resolve("home"));
    }

    private String instance() throws IOException {
        return Instance.read(home()).orElseThrow().id();
    }

    private Window open(String mode) throws Exception {
        Map<String, String> settings = new HashMap<>(Containers.settings(place));
        settings.put("APPLIANCE_MODE", mode);
        return Window.open(home().folder(), settings);
    }

    private static void awaitRunning(Window window) {
        window.awaitText("state-word", "Running");
    }

    /** An administrator is made when there is none, and told once. */
    private static String firstPassword(Window window) {
        window.awaitThat(
                "the first password is shown", () -> !window.text("usr-secret").isBlank());
        String password = window.text("usr-secret");
        window.click("dlg-cancel");
        return password;
    }

    /** As somebody brings them on a stick. */
    private void bringImages() throws IOException {
        Files.createDirectories(home().images());
        for (String image : List.of(LocalImages.POSTGRES, LocalImages.MINIO)) {
            Path archive = LocalImages.archive(image);
            Files.copy(archive, home().images().resolve(archive.getFileName()));
        }
    }

    private void endDatabase() throws Exception {
        try (var runtime = runtime()) {
            runtime.stop("quilt-appliance-" + instance() + "-postgres", Duration.ZERO);
        }
    }

    @Test
    @Tag("AT-05")
    @Tag("AT-12")
    void stoppedEngineAndMissingImagesAreMendedAndALostDatabaseComesBack() throws Exception {
        var engine = DockerEngine.own();
        place = engine.place();
        engine.kill();
        try (var window = open("persistent")) {
            window.click("primary-action");
            window.awaitText("ov-fail-code", "DOCKER_NOT_RUNNING");
            engine.startAgain();
            window.clickText("Check again");

            window.awaitThat(
                    "an image is missed", () -> window.text("ov-fail-code").startsWith("IMAGE_NO"));
            bringImages();
            window.click("ov-fail-fix-1");
            firstPassword(window);
            awaitRunning(window);

            endDatabase();
            window.awaitText("state-word", "Running with problems");
            window.awaitThat("the cause is shown", () -> window.isShown("ov-trouble-DB_DOWN-title"));
            awaitRunning(window);
            window.awaitThat("the cause is gone", () -> !window.isShown("ov-trouble-DB_DOWN-title"));
        }
    }

    @Test
    @Tag("AT-17")
    void testModeIsKeptInContainersAndItsClientsGoOn() throws Exception {
        var client = new Client(tools, folder);
        try (var window = open("test")) {
            window.click("primary-action");
            awaitRunning(window);
            var sender = client.connected("sender", window, "admin", "quilt");
            DemoPackage.on(sender).quilt("build", "admin/kept", "build.yml").succeeded();
            sender.quilt("push", "admin/kept").succeeded();

            window.click("primary-action");
            window.awaitThat("it is asked", () -> window.isShown("dlg-stop-discard"));
            assertThat(window.isDefault("dlg-stop-discard")).isFalse();
            assertThat(window.isDefault("dlg-stop-keep")).isTrue();
            window.click("dlg-stop-keep");
            window.click("dlg-mode-carry");
            window.type("dlg-mode-pass", PASSWORD);
            window.type("dlg-mode-pass2", PASSWORD);
            window.click("dlg-ok");

            window.awaitText("mode-word", "Persistent mode");
            awaitRunning(window);
            window.awaitThat("nothing warns any more", () -> !window.isShown("test-stripe"));
            var receiver = client.connected("receiver", window, "admin", PASSWORD);
            receiver.quilt("install", "admin/kept").succeeded();
            assertThat(receiver.latest("admin/kept")).isEqualTo(sender.latest("admin/kept"));
            window.click("nav-overview");
            window.awaitThat(
                    "the place is told", () -> window.text("ov-data-place").contains("Docker volume quilt-appliance-"));
            window.awaitText("ov-packages", "1");
        }
    }

    private List<String> volumes() throws Exception {
        try (var runtime = runtime()) {
            return runtime.volumes(Labels.INSTANCE, instance()).stream()
                    .map(Volume::name)
                    .toList();
        }
    }

    @Test
    @Tag("AT-25")
    void volumeGoesByTheRightWordsAloneAndNoOtherGoesWithIt() throws Exception {
        try (var window = open("persistent")) {
            window.click("primary-action");
            firstPassword(window);
            awaitRunning(window);
            window.click("nav-storage");
            window.awaitThat("both volumes are listed", () -> window.rows("sto-volumes") == 2);
            window.select("sto-volumes", 0);
            assertThat(window.isEnabled("sto-vol-remove"))
                    .as("while the registry runs")
                    .isFalse();
            window.click("primary-action");
            window.awaitText("state-word", "Stopped");
            var before = volumes();
            window.awaitThat("both volumes are listed", () -> window.rows("sto-volumes") == 2);
            window.select("sto-volumes", 0);
            window.click("sto-vol-remove");
            String title = window.text("dlg-title");
            String wanted = before.stream().filter(title::contains).findFirst().orElseThrow();

            window.type("dlg-remove-text", "My registry");
            assertThat(window.isEnabled("dlg-ok")).as("wrong words").isFalse();
            window.replace("dlg-remove-text", "My registry delete");
            assertThat(window.isEnabled("dlg-ok")).as("without a backup").isFalse();
            window.click("dlg-remove-lose");
            assertThat(volumes()).isEqualTo(before);
            window.click("dlg-ok");

            window.awaitThat("it is gone from the list", () -> window.rows("sto-volumes") == 1);
            assertThat(volumes()).hasSize(1).doesNotContain(wanted);
        }
    }

    private static boolean answers(String address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 5000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** By which other computers would reach this one. */
    private static String outward() {
        return Reach.addresses().stream()
                .map(LocalAddress::address)
                .filter(address -> !address.contains(":"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("This computer has no network: sharing cannot be tried."));
    }

    private List<Integer> portsOfContainers() throws Exception {
        try (var runtime = runtime()) {
            return runtime.containers(Labels.INSTANCE, instance()).stream()
                    .filter(Container::isRunning)
                    .flatMap(container -> container.bindings().stream())
                    .map(binding -> binding.hostPort())
                    .toList();
        }
    }

    private static void chooseAddress(Window window, String address) {
        window.awaitThat("the ways are shown", () -> window.isShown("shr-way-1"));
        int way = 1;
        while (!window.text("shr-way-" + way).contains(address)) {
            way++;
        }
        window.click("shr-way-" + way);
    }

    @Test
    @Tag("AT-27")
    void knownPasswordForbidsSharingAndAfterwardsContainersStayAtHome() throws Exception {
        try (var window = open("test")) {
            int port = Integer.parseInt(
                    window.appliance().service().settings().files().written().get("APPLIANCE_REGISTRY_PORT"));
            window.click("primary-action");
            awaitRunning(window);
            window.click("ov-share");
            window.awaitThat("it is refused", () -> window.text("shr-refusal").contains("password everybody knows"));
            assertThat(window.isEnabled("shr-way-1")).isFalse();
            assertThat(window.isEnabled("dlg-ok")).isFalse();
            window.click("dlg-cancel");
            assertThat(answers(outward(), port)).isFalse();

            window.click("mode-switch");
            window.click("dlg-ok");
            firstPassword(window);
            window.awaitText("mode-word", "Persistent mode");
            awaitRunning(window);
            window.click("ov-share");
            chooseAddress(window, outward());
            window.click("dlg-ok");

            window.awaitThat("it is shared", () -> answers(outward(), port));
            awaitRunning(window);
            window.awaitThat("the reach is told", () -> window.text("ov-reach").contains(outward()));
            assertThat(portsOfContainers()).hasSize(2).allSatisfy(own -> {
                assertThat(answers("127.0.0.1", own)).isTrue();
                assertThat(answers(outward(), own)).isFalse();
            });
        }
    }
}
