package org.quiltappliance.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.containers.Container;
import org.quiltappliance.server.containers.ContainerRuntime;
import org.quiltappliance.server.containers.DataVolumes;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.control.ControlClient;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.LocalImages;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;

/** Kills the real process while it brings the data to another PostgreSQL: the former volume stays in force. */
class UpgradeKillIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String PASSWORD = "correct horse";

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    private ContainerRuntime engine;
    private int registryPort;
    private int catalogPort;

    @BeforeAll
    static void loadImages() {
        try (var runtime = DockerEngine.connect()) {
            LocalImages.load(runtime, LocalImages.POSTGRES, LocalImages.POSTGRES_17);
        }
    }

    @BeforeEach
    void settle() throws IOException {
        engine = DockerEngine.connect();
        registryPort = FreePort.find();
        catalogPort = FreePort.find();
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        processes.forEach(Process::destroyForcibly);
        for (Container container : engine.containers(Labels.INSTANCE, instance().id())) {
            engine.stop(container.id(), Duration.ZERO);
            engine.remove(container.id());
        }
        var volumes = new DataVolumes(engine, instance().id(), "My registry", Set.of());
        for (var volume : volumes.list()) {
            volumes.remove(volume.name(), "My registry delete", true, true);
        }
        engine.removeNetwork("quilt-appliance-" + instance().id());
        engine.close();
    }

    private Home home() {
        return new Home(folder.resolve("home"));
    }

    private Instance instance() throws IOException {
        return Instance.read(home()).orElseThrow();
    }

    private Process command(String name, String... line) throws IOException {
        var environment = Map.of(
                "APPLIANCE_HOME",
                home().folder().toString(),
                "APPLIANCE_MODE",
                "persistent",
                "APPLIANCE_REGISTRY_PORT",
                "" + registryPort,
                "APPLIANCE_CATALOG_PORT",
                "" + catalogPort,
                "APPLIANCE_STORE",
                "folder",
                "APPLIANCE_DOCKER_HOST",
                DockerEngine.endpoint().uri().toString(),
                "APPLIANCE_ADMIN_PASSWORD",
                PASSWORD);
        var process = CommandProcess.start(folder, name, environment, line);
        processes.add(process);
        return process;
    }

    private void run(String name, String... line) throws IOException, InterruptedException {
        var process = command(name, line);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve(name + ".err")))
                .isZero();
    }

    private Process started(String name) throws IOException {
        var process = command(name, "start");
        await().atMost(PATIENCE).until(() -> !process.isAlive() || state().equals("RUNNING"));
        assertThat(process.isAlive())
                .as(Files.readString(folder.resolve(name + ".err")))
                .isTrue();
        return process;
    }

    private String state() {
        try (var control = ControlClient.connect(home())) {
            return control.ask(Remote.request("status")).path("state").asText();
        } catch (IOException notYet) {
            return "";
        }
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private RegistryClient admin() {
        return new RegistryClient(URI.create("http://localhost:" + registryPort)).signedIn("admin", PASSWORD);
    }

    private void killAt(String phase, Process process) throws IOException, InterruptedException {
        Path journal = home().run().resolve("switch.json");
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(PATIENCE)
                .until(() -> !process.isAlive()
                        || Files.exists(journal) && Files.readString(journal).contains("\"" + phase + "\""));
        process.destroyForcibly();
        process.waitFor();
    }

    @ParameterizedTest
    @Tag("AT-15")
    @ValueSource(strings = {"preparing", "filling"})
    void theFormerVolumeStaysInForceAndTheUpgradeCanBeRepeated(String phase) throws Exception {
        run("config", "config", "set", "APPLIANCE_DB_IMAGE", LocalImages.POSTGRES);
        var first = started("first");
        var tree = Samples.demo();
        new QuiltClient(admin()).push(new Pkg("admin", "kept"), tree);
        stop(first);
        String former = instance().volumes().get("postgres");

        killAt(phase, command("killed", "images", "set", "database", LocalImages.POSTGRES_17));
        assertThat(instance().volumes()).containsEntry("postgres", former);
        assertThat(engine.container("quilt-appliance-" + instance().id() + "-postgres-new"))
                .isPresent();
        var second = started("second");

        assertThat(engine.containers(Labels.INSTANCE, instance().id()))
                .extracting(Container::name)
                .containsExactly("quilt-appliance-" + instance().id() + "-postgres");
        assertThat(home().run().resolve("switch.json")).doesNotExist();
        assertThat(new QuiltClient(admin()).install(new Pkg("admin", "kept")).objects())
                .containsOnlyKeys(tree.objectHashes());
        stop(second);

        run("again", "images", "set", "database", LocalImages.POSTGRES_17);
        assertThat(Files.readString(folder.resolve("again.err")))
                .contains("You can go back until you remove the old volume: volumes use " + former);
        assertThat(instance().superseded()).containsOnlyKeys(former);
        started("third");

        assertThat(new QuiltClient(admin()).install(new Pkg("admin", "kept")).objects())
                .containsOnlyKeys(tree.objectHashes());
        assertThat(engine.container("quilt-appliance-" + instance().id() + "-postgres")
                        .orElseThrow()
                        .label(Labels.DATA))
                .isEqualTo("pg17");
    }
}
