package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.containers.ContainerRuntime;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.containers.Transfer;
import org.quiltappliance.server.containers.docker.DockerEndpoint;
import org.quiltappliance.server.containers.docker.DockerSearch;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.testing.FakeContainerRuntime;
import org.quiltappliance.server.testing.FakeRegistry;
import org.quiltappliance.server.testing.FreePort;

/** Starts in persistent mode on computers whose container engine is missing, shut or slow. */
class EngineStartTest {

    /** What is promised for a start that is given up ({@code control-panel.md} 5.3). */
    private static final int SECONDS_TO_STOP = 5;

    private static final String USER = "ann";

    @TempDir
    Path folder;

    private final FakeRegistry.Script script = new FakeRegistry.Script();
    private final FakeContainerRuntime engine = new FakeContainerRuntime();
    private final Map<String, String> environment = new HashMap<>();
    private final List<ApplianceService> opened = new ArrayList<>();
    private Path computer;

    @BeforeEach
    void settle() throws IOException {
        computer = Files.createDirectories(folder.resolve("computer"));
        environment.put("APPLIANCE_MODE", "persistent");
        environment.put("APPLIANCE_REGISTRY_PORT", "" + FreePort.find());
        environment.put("APPLIANCE_CATALOG_PORT", "" + FreePort.find());
    }

    @AfterEach
    void close() {
        opened.forEach(ApplianceService::close);
    }

    /** @param connector what happens when somebody knocks at a socket of the computer */
    private ApplianceService open(
            Map<String, String> options, Function<DockerEndpoint, ? extends ContainerRuntime> connector) {
        var clock = Clock.systemUTC();
        var surroundings = new DockerSearch.Surroundings(
                Map.of("PATH", computer.resolve("usr/bin").toString()),
                computer,
                computer.resolve("home").resolve(USER),
                USER,
                "Linux");
        var service = ApplianceService.open(
                new SettingsSource(new Home(folder.resolve("home")), options, environment, clock),
                new ServiceParts(
                        script::make,
                        path -> new DiskSpace(50L << 30, 100L << 30),
                        Duration.ofSeconds(10),
                        Duration.ofMillis(50),
                        new Redaction(),
                        settings -> {},
                        administrator -> {},
                        clock,
                        setting -> new DockerSearch(surroundings, connector::apply).find(setting)));
        opened.add(service);
        return service;
    }

    private ApplianceService open() {
        return open(Map.of(), endpoint -> engine);
    }

    private void socket() throws IOException {
        Path socket = computer.resolve("var/run/docker.sock");
        Files.createDirectories(socket.getParent());
        Files.createFile(socket);
    }

    private static Problem failure(ApplianceService service) throws Exception {
        var outcome = service.start().get(30, SECONDS);
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).problem();
    }

    @Test
    @Tag("AT-04")
    void computerWithoutAnEngineOffersThreeWaysAndTestModeWorks() throws Exception {
        var service = open();

        var problem = failure(service);

        assertThat(problem.code()).isEqualTo(ProblemCode.DOCKER_NOT_INSTALLED);
        assertThat(problem.fixes())
                .containsExactly(
                        new Fix.ReadHelp(Fix.ReadHelp.Topic.INSTALL_DOCKER),
                        new Fix.UseOwnServices(),
                        new Fix.StartInTestMode());
        assertThat(new Fix.StartInTestMode().command()).contains("start --mode test");
        service.close();
        opened.remove(service);
        var inTestMode = open(Map.of("APPLIANCE_MODE", "test"), endpoint -> engine);
        assertThat(inTestMode.start().get(30, SECONDS)).isInstanceOf(Outcome.Done.class);
        assertThat(inTestMode.snapshot().mode()).isEqualTo(Mode.TEST);
        assertThat(inTestMode.snapshot().state()).isEqualTo(ApplianceState.RUNNING);
    }

    @Test
    @Tag("AT-06")
    void socketThatMayNotBeOpenedIsToldWithTheCommandThatHelps() throws Exception {
        socket();
        var service = open(Map.of(), endpoint -> {
            throw new EngineException(EngineException.Kind.NOT_PERMITTED, "Permission denied");
        });

        var problem = failure(service);

        assertThat(problem.code()).isEqualTo(ProblemCode.DOCKER_NO_PERMISSION);
        assertThat(problem.message())
                .contains(computer.resolve("var/run/docker.sock").toString());
        assertThat(problem.fixes().get(0)).isEqualTo(new Fix.CopyCommand("sudo usermod -aG docker " + USER));
        assertThat(script.diary).isEmpty();
    }

    @Test
    @Tag("AT-10")
    void slowDownloadIsGivenUpAndLeavesNothing() throws Exception {
        socket();
        engine.useRegistry((reference, progress) -> {
            progress.accept(new Transfer(40_000_000, 100_000_000));
            new CountDownLatch(1).await();
            throw new IllegalStateException("not reached");
        });
        var service = open();
        var start = service.start();
        await().atMost(30, SECONDS)
                .until(() -> service.snapshot()
                        .activeStep()
                        .filter(step -> step.detail().contains("40 of 100 MB") && step.progress() == 0.4)
                        .isPresent());

        // Nothing but giving up ends this download, so the time is spent on that alone.
        assertThat(service.cancel().get(SECONDS_TO_STOP, SECONDS)).isInstanceOf(Outcome.Done.class);

        assertThat(start.get(30, SECONDS)).isInstanceOf(Outcome.Overtaken.class);
        assertThat(service.snapshot().state()).isEqualTo(ApplianceState.STOPPED);
        String instance = service.snapshot().instanceId();
        assertThat(engine.pulled()).as("it is not tried again").hasSize(1);
        assertThat(engine.containers(Labels.INSTANCE, instance)).isEmpty();
        assertThat(engine.volumes(Labels.INSTANCE, instance)).isEmpty();
        assertThat(script.diary).isEmpty();
    }
}
