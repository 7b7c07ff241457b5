package org.quiltappliance.ui;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Rectangle2D;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.stage.Screen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.Assembly;
import org.quiltappliance.server.ControlDesk;
import org.quiltappliance.server.OpenAppliance;
import org.quiltappliance.server.OpenAppliance.Other;
import org.quiltappliance.server.ServiceParts;
import org.quiltappliance.server.SettingsSource;
import org.quiltappliance.server.control.ControlClient;
import org.quiltappliance.server.control.ControlServer;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.HomeLock;
import org.quiltappliance.server.home.WindowState;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Thorough;
import org.quiltappliance.server.testing.Tree;
import org.quiltappliance.ui.testing.Programs;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The program as people open it: real processes, each with a window of its own. */
class ControlPanelIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    private int registryPort;

    @AfterEach
    void leaveNothingBehind() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process open(String... options) throws IOException {
        return run(Programs.java(Main.class, options));
    }

    private Process run(ProcessBuilder program, String... words) throws IOException {
        Path output = Files.createTempFile(folder, "program", ".log");
        program.command().addAll(List.of(words));
        program.command().add("--home=" + folder.resolve("home"));
        var process = program.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        processes.add(process);
        return process;
    }

    private Home home() {
        return new Home(folder.resolve("home"));
    }

    @Test
    @Tag("AT-34")
    void secondStartBringsTheFirstWindowToTheFrontAndEnds() throws Exception {
        var first = open();
        await().atMost(PATIENCE).until(() -> OpenAppliance.showOther(home()) == Other.SHOWN);

        var second = open();
        assertThat(second.waitFor(PATIENCE.toSeconds(), SECONDS)).isTrue();

        assertThat(second.exitValue()).isZero();
        assertThat(first.isAlive()).isTrue();
    }

    @Test
    @Tag("AT-39")
    void windowFitsAScreenWhosePixelsAreSmall() throws Exception {
        FxToolkit.registerPrimaryStage();
        var screen = Screen.getPrimary().getVisualBounds();
        int scale = (int) Math.ceil(screen.getHeight() / 500);

        open("-Dglass.gtk.uiScale=" + scale * 100 + "%");

        await().atMost(PATIENCE).until(() -> WindowState.read(home()).frame().isPresent());
        var frame = WindowState.read(home()).frame().orElseThrow();
        assertThat(frame.height()).isLessThanOrEqualTo(screen.getHeight() / scale);
        assertThat(frame.width()).isLessThanOrEqualTo(screen.getWidth() / scale);
    }

    @Test
    void endsWhenTheSystemAsksAndLetsGoOfTheHomeFolder() throws Exception {
        var program = open();
        await().atMost(PATIENCE).until(() -> OpenAppliance.showOther(home()) == Other.SHOWN);

        program.destroy();

        assertThat(end(program)).isZero();
        assertThat(HomeLock.holder(home())).isEmpty();
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Opens a program that starts the registry by itself. @return when that runs */
    private Process openRunning() throws Exception {
        write("APPLIANCE_START_ON_OPEN", "true");
        registryPort = FreePort.find();
        write("APPLIANCE_REGISTRY_PORT", String.valueOf(registryPort));
        write("APPLIANCE_CATALOG_PORT", String.valueOf(FreePort.find()));
        var program = open();
        awaitState("RUNNING");
        return program;
    }

    private void write(String name, String value) throws IOException {
        new SettingsSource(home(), Map.of(), Map.of(), Clock.systemUTC())
                .files()
                .set(name, value);
    }

    private JsonNode status() throws IOException {
        try (var other = ControlClient.connect(home())) {
            return other.ask(JsonNodeFactory.instance.objectNode().put("command", "status"));
        }
    }

    private void awaitState(String state) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> status().path("state").asText().equals(state));
    }

    @Test
    void testDataAreSavedWhenTheSystemAsksTheProgramToEnd() throws Exception {
        var program = openRunning();
        var admin = new RegistryClient(URI.create("http://localhost:" + registryPort)).signedIn("admin", "quilt");
        new QuiltClient(admin).push(new Pkg("admin", "rescued"), Tree.empty());

        program.destroy();

        assertThat(end(program)).isZero();
        try (var later =
                OpenAppliance.open(new SettingsSource(home(), Map.of(), Map.of(), Clock.systemUTC()), made -> {})) {
            assertThat(later.service().data().backups())
                    .singleElement()
                    .extracting(saved -> saved.manifest().orElseThrow().note())
                    .isEqualTo("unsaved test data");
        }
    }

    @Test
    @Thorough
    void secondSignalEndsAtOnce() throws Exception {
        var program = openRunning();
        try (var slow = new Socket(InetAddress.getByName("127.0.0.1"), registryPort)) {
            slow.getOutputStream()
                    .write(("POST /api/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 99\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(PATIENCE)
                    .until(() -> status().path("metrics")
                                    .path("traffic")
                                    .path("openRequests")
                                    .asInt()
                            > 0);
            program.destroy();
            awaitState("STOPPING");

            program.destroy();

            assertThat(end(program)).isEqualTo(130);
        }
    }

    @Test
    @Thorough
    void killedProgramIsOpenedAgainAndTellsWhatHappened() throws Exception {
        end(openRunning().destroyForcibly());

        open();

        awaitState("RUNNING");
        assertThat(status().path("problems"))
                .anyMatch(problem -> problem.path("code").asText().equals("RECOVERED"));
    }

    /** A service of this process that has the home folder, as that of a registry without a window has. */
    private ApplianceService headless() throws IOException {
        var source = new SettingsSource(home(), Map.of(), Map.of(), Clock.systemUTC());
        return ApplianceService.open(
                source,
                ServiceParts.real(
                        config -> new Assembly(config, Clock.systemUTC()), new Redaction(), settled -> {}, made -> {}));
    }

    @Test
    void registryWithoutAWindowIsLeftAloneWhenTheOneOnItCloses() throws Exception {
        var asked = new AtomicBoolean();
        try (var service = headless()) {
            var desk = new ControlDesk(service);
            try (var control = ControlServer.open(home(), request -> {
                asked.compareAndSet(false, request.path("command").asText().equals("show"));
                return desk.answer(request);
            })) {
                var program = open();
                await().atMost(PATIENCE).until(asked::get);

                program.destroy();

                assertThat(end(program)).isZero();
                assertThat(control).as("still there").isNotNull();
                assertThat(status().path("state").asText()).isEqualTo("STOPPED");
            }
        }
    }

    private static Color colour(FxRobot robot, Rectangle2D pixel) {
        return robot.capture(pixel).getImage().getPixelReader().getColor(0, 0);
    }

    /** The window is attached to a registry that a command started; then that process is killed. */
    @Test
    void registryOfAKilledProcessIsStartedInTheWindowThatLookedAtIt() throws Exception {
        registryPort = FreePort.find();
        write("APPLIANCE_REGISTRY_PORT", String.valueOf(registryPort));
        write("APPLIANCE_CATALOG_PORT", String.valueOf(FreePort.find()));
        var headless = run(Programs.java(org.quiltappliance.server.cli.Main.class), "start");
        awaitState("RUNNING");
        FxToolkit.registerPrimaryStage();
        var robot = new FxRobot();
        var screen = Screen.getPrimary().getBounds();
        var middle = new Rectangle2D(screen.getWidth() / 2, screen.getHeight() / 2, 1, 1);
        var before = colour(robot, middle);
        var program = open();
        await("its window is there")
                .atMost(PATIENCE)
                .until(() -> !colour(robot, middle).equals(before));
        assertThat(OpenAppliance.showOther(home())).isEqualTo(Other.WITHOUT_WINDOW);

        end(headless.destroyForcibly());
        // Its button to start is the one that Enter presses, as soon as the window knows.
        await("the window has the home folder").atMost(PATIENCE).until(() -> {
            robot.push(KeyCode.ENTER);
            return OpenAppliance.showOther(home()) == Other.SHOWN;
        });

        awaitState("RUNNING");
        assertThat(program.isAlive()).isTrue();
        assertThat(HomeLock.holder(home()))
                .hasValueSatisfying(holder -> assertThat(holder.pid()).isEqualTo(program.pid()));
    }

    @Test
    @Thorough
    void endsWellWhenTheSystemAsksWhileTheOtherProcessIsSilent() throws Exception {
        var asked = new CountDownLatch(1);
        var program = new AtomicReference<Process>();
        try (var service = headless();
                var control = ControlServer.open(home(), request -> {
                    asked.countDown();
                    await().atMost(PATIENCE).until(() -> !program.get().isAlive());
                    return JsonNodeFactory.instance.objectNode();
                })) {
            program.set(open());
            assertThat(asked.await(PATIENCE.toSeconds(), SECONDS)).isTrue();

            program.get().destroy();

            assertThat(end(program.get())).isZero();
            assertThat(control).as("still there").isNotNull();
            assertThat(service.snapshot().state()).isEqualTo(ApplianceState.STOPPED);
        }
    }
}
