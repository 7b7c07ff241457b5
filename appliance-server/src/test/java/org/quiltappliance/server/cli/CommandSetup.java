package org.quiltappliance.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.SettingsFiles;
import org.quiltappliance.server.control.ControlClient;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.RegistryClient;

/** A home folder in persistent mode and the real command, each time in a process of its own, of which none is left afterwards. */
abstract class CommandSetup {

    static final Duration PATIENCE = Duration.ofMinutes(4);
    static final String PASSWORD = "correct horse";

    private static final int BUSY = 503;
    private static final Duration LOOK_EVERY = Duration.ofMillis(1);

    @TempDir
    Path folder;

    final Map<String, String> environment = new HashMap<>();
    private final List<Process> processes = new ArrayList<>();
    Home home;

    @BeforeEach
    void chooseHomeAndPorts() {
        home = new Home(folder.resolve("home"));
        environment.put("APPLIANCE_HOME", home.folder().toString());
        environment.put("APPLIANCE_MODE", "persistent");
        environment.put("APPLIANCE_REGISTRY_PORT", "" + FreePort.find());
        environment.put("APPLIANCE_CATALOG_PORT", "" + FreePort.find());
        environment.put("APPLIANCE_ADMIN_PASSWORD", PASSWORD);
    }

    @AfterEach
    void killAll() {
        processes.forEach(Process::destroyForcibly);
    }

    SettingsFiles files() {
        return new SettingsFiles(home, Clock.systemUTC());
    }

    Process command(String name, String... line) throws IOException {
        var process = CommandProcess.start(folder, name, environment, line);
        processes.add(process);
        return process;
    }

    /** What it said beside results. */
    String told(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".err"));
    }

    int ended(String name, String... line) throws IOException, InterruptedException {
        var process = command(name, line);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Its result. */
    String printed(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".out"));
    }

    void run(String name, String... line) throws IOException, InterruptedException {
        assertThat(ended(name, line)).as(() -> toldOf(name)).isZero();
    }

    private String toldOf(String name) {
        try {
            return told(name);
        } catch (IOException nothing) {
            return "";
        }
    }

    Process started(String name, String... more) throws IOException {
        return startedAs("RUNNING", name, more);
    }

    /** @param state in which it settles */
    Process startedAs(String state, String name, String... more) throws IOException {
        var line = new ArrayList<>(List.of("start"));
        line.addAll(List.of(more));
        var process = command(name, line.toArray(String[]::new));
        await().atMost(PATIENCE).until(() -> !process.isAlive() || state().equals(state));
        assertThat(process.isAlive()).as(told(name)).isTrue();
        return process;
    }

    private String state() {
        try (var control = ControlClient.connect(home)) {
            return control.ask(Remote.request("status")).path("state").asText();
        } catch (IOException notYet) {
            return "";
        }
    }

    static void stop(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** A busy computer checks passwords slowly, and the registry says so. */
    RegistryClient admin() {
        return admin(PASSWORD);
    }

    RegistryClient admin(String password) {
        var client = new RegistryClient(URI.create("http://localhost:" + environment.get("APPLIANCE_REGISTRY_PORT")));
        var known = Map.of("username", "admin", "password", password);
        var answer = await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> client.post("/api/login", known), signed -> signed.status() != BUSY);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return client.as(answer.json().get("token").textValue());
    }

    /** Waits until the journal tells of that phase, or the process has ended. */
    void awaitPhase(String phase, Process process) {
        Path journal = home.run().resolve("switch.json");
        await().pollDelay(Duration.ZERO)
                .pollInterval(LOOK_EVERY)
                .atMost(PATIENCE)
                .until(() -> !process.isAlive()
                        || Files.exists(journal) && Files.readString(journal).contains("\"" + phase + "\""));
    }

    static void killNow(Process process) throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }
}
