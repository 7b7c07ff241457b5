package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.containers.Container;
import org.quiltappliance.server.containers.DataVolumes;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Component.Health;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.LocalImages;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Thorough;
import org.quiltappliance.server.testing.Thoroughness;

/** Persistent mode with database and storage in containers of our own, on a real engine. */
class ManagedModeIT extends ManagedSetup {

    @BeforeAll
    static void loadImages() {
        try (var runtime = DockerEngine.connect()) {
            LocalImages.load(runtime, LocalImages.POSTGRES, LocalImages.MINIO);
        }
    }

    private List<Container> containers() throws IOException {
        return engine.containers(Labels.INSTANCE, instance());
    }

    private String container(String role) throws IOException {
        return "quilt-appliance-" + instance() + "-" + role;
    }

    /** Of everything that the engine keeps for the present home. */
    private List<String> names() throws IOException {
        var names = new ArrayList<String>();
        containers().forEach(container -> names.add(container.name()));
        engine.volumes(Labels.INSTANCE, instance()).forEach(volume -> names.add(volume.name()));
        engine.network("quilt-appliance-" + instance()).ifPresent(network -> names.add(network.name()));
        assertThat(names).hasSize(5);
        return names;
    }

    private static void awaitState(ApplianceService service, ApplianceState state) {
        await().atMost(120, SECONDS).until(() -> service.snapshot().state() == state);
    }

    @Test
    void dataOutlivesStopAndStart() throws Exception {
        var tree = Samples.demo();
        var pkg = new Pkg("admin", "kept");
        var service = started();
        assertThat(service.snapshot().components().get(Part.DOCKER).health()).isEqualTo(Health.UP);
        assertThat(service.snapshot().location())
                .contains(
                        "Docker volume quilt-appliance-" + instance() + "-pg",
                        "Docker volume quilt-appliance-" + instance() + "-objects");
        var admin = admin();
        new QuiltClient(admin).push(pkg, tree);
        end(service);
        assertThat(containers()).hasSize(2).noneMatch(Container::isRunning);

        started();

        assertThat(new QuiltClient(admin).install(pkg).objects()).containsOnlyKeys(tree.objectHashes());
        assertThat(administrators).hasSize(1);
    }

    static List<String> roles() {
        return Thoroughness.of(1, List.of("postgres", "store"));
    }

    @ParameterizedTest
    @MethodSource("roles")
    void endedContainerIsBroughtBack(String role) throws Exception {
        var tree = Samples.demo();
        var service = started();
        var admin = admin();
        new QuiltClient(admin).push(new Pkg("admin", "before"), tree);
        String link = new QuiltClient(admin).install(new Pkg("admin", "before")).hash();

        await().atMost(60, SECONDS).until(() -> service.metrics().containers().size() == 2);
        assertThat(service.metrics().containers()).allSatisfy(container -> {
            assertThat(container.state()).isEqualTo("running");
            assertThat(container.restarts()).isZero();
            assertThat(container.memoryBytes().orElseThrow()).isPositive();
            assertThat(container.processors().orElseThrow()).isNotNegative();
        });

        engine.stop(container(role), Duration.ZERO);
        awaitState(service, ApplianceState.DEGRADED);
        awaitState(service, ApplianceState.RUNNING);

        assertThat(link).isEqualTo(tree.hash());
        assertThat(engine.container(container(role)).orElseThrow().isRunning()).isTrue();
        String restarted = container(role);
        await().atMost(60, SECONDS)
                .until(() -> service.metrics().containers().stream()
                        .anyMatch(reading -> reading.name().equals(restarted) && reading.restarts() == 1));
        new QuiltClient(admin).push(new Pkg("admin", "after"), Samples.oneFile());
        assertThat(new QuiltClient(admin).install(new Pkg("admin", "before")).objects())
                .containsOnlyKeys(tree.objectHashes());
    }

    @Test
    @Tag("AT-13")
    void lostVolumeIsNotReplaced() throws Exception {
        var service = started();
        new QuiltClient(admin()).push(new Pkg("admin", "lost"), Samples.oneFile());
        end(service);
        String instance = instance();
        var volumes = new DataVolumes(engine, instance, "My registry", Set.of());
        volumes.remove("quilt-appliance-" + instance + "-objects", "My registry delete", true, true);

        var problem = failure();

        assertThat(problem.code()).isEqualTo(ProblemCode.STORE_DATA_MISSING);
        assertThat(engine.volume("quilt-appliance-" + instance + "-objects")).isEmpty();
    }

    @Test
    void engineOfARunPassesAllChecksAndIsToldInDiagnostics() throws Exception {
        var service = started();

        var facts = service.facts();

        assertThat(facts.path("checks").path("checks"))
                .filteredOn(check -> check.path("id").asText().startsWith("PF-D"))
                .hasSize(6)
                .allSatisfy(check -> assertThat(check.path("outcome").asText())
                        .as("%s", check)
                        .isEqualTo("OK"));
        var docker = facts.path("docker");
        assertThat(docker.path("engine").path("apiVersion").asText()).matches("1\\.\\d+");
        assertThat(docker.path("containers"))
                .extracting(one -> one.path("name").asText())
                .containsExactly(container("postgres"), container("store"));
        assertThat(docker.path("volumes")).hasSize(2);
        assertThat(docker.path("networks")).hasSize(1);
        for (var secret : List.of("APPLIANCE_DB_PASSWORD", "AWS_SECRET_ACCESS_KEY")) {
            assertThat(docker.toString())
                    .doesNotContain(service.settings().files().written().get(secret));
        }
        assertThat(service.snapshot().problems())
                .extracting(Problem::code)
                .doesNotContain(ProblemCode.CLOCK_SKEW, ProblemCode.DOCKER_GONE);
    }

    /** Leaves a socket behind at which nobody listens any more, as an engine does that has ended. */
    private static void abandonSocket(Path place) throws IOException {
        try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(place));
        }
        assertThat(place).exists();
    }

    @Test
    @Tag("AT-05")
    void silentEngineIsToldAndFoundWhenItComesUp() throws Exception {
        Path socket = folder.resolve("engine.sock");
        abandonSocket(socket);
        environment.put("APPLIANCE_DOCKER_HOST", "unix://" + socket);
        var service = open();

        var refused = service.start().get(60, SECONDS);
        Files.delete(socket);
        Files.createSymbolicLink(socket, DockerEngine.endpoint().socket().orElseThrow());
        var checks = service.check().get(60, SECONDS);
        var started = service.start().get(300, SECONDS);

        assertThat(refused).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.problem().code()).isEqualTo(ProblemCode.DOCKER_NOT_RUNNING);
            assertThat(failed.problem().fixes()).contains(new Fix.CheckAgain(), new Fix.StartInTestMode());
        });
        assertThat(checks).extracting(CheckResult::outcome).doesNotContain(CheckResult.Outcome.FAIL);
        assertThat(started).isInstanceOf(Outcome.Done.class);
    }

    @Test
    @Tag("AT-44")
    void twoHomesLiveSideBySide() throws Exception {
        var first = started();
        var firstAdmin = admin();
        var firstNames = names();
        new QuiltClient(firstAdmin).push(new Pkg("admin", "first"), Samples.oneFile());
        String firstInstance = instance();
        Home firstHome = home;
        home = new Home(folder.resolve("other home"));
        environment.put("APPLIANCE_REGISTRY_PORT", "" + FreePort.find());
        environment.put("APPLIANCE_CATALOG_PORT", "" + FreePort.find());

        var second = started();

        assertThat(instance()).isNotEqualTo(firstInstance);
        assertThat(names()).hasSameSizeAs(firstNames).doesNotContainAnyElementsOf(firstNames);
        var secondAdmin = admin(administrators.get(1));
        new QuiltClient(secondAdmin).push(new Pkg("admin", "second"), Samples.demo());
        assertThat(new QuiltClient(secondAdmin)
                        .install(new Pkg("admin", "second"))
                        .objects())
                .isNotEmpty();
        assertThat(secondAdmin.get("/api/package/admin/first/").status()).isEqualTo(404);
        end(second);
        assertThat(first.snapshot().state()).isEqualTo(ApplianceState.RUNNING);
        assertThat(new QuiltClient(firstAdmin)
                        .install(new Pkg("admin", "first"))
                        .objects())
                .hasSize(1);
        leaveNothingBehindOf(home);
        home = firstHome;
    }

    @Test
    @Thorough
    @Tag("AT-17")
    void testModeIsCarriedOverIntoContainersAndABackupIsRestoredThere() throws Exception {
        environment.remove("APPLIANCE_MODE");
        var service = started();
        var tree = Samples.demo();
        var token = signedIn("admin", "quilt");
        new QuiltClient(token).push(new Pkg("admin", "tried"), tree);

        var carried = service.data().carryOver(Optional.empty()).result().get(300, SECONDS);

        assertThat(carried.started()).isInstanceOf(Outcome.Done.class);
        String password = carried.password().orElseThrow().reveal();
        var installed = new QuiltClient(signedIn("admin", password)).install(new Pkg("admin", "tried"));
        assertThat(installed.hash()).isEqualTo(tree.hash());
        assertThat(installed.objects()).containsOnlyKeys(tree.objectHashes());
        var backup = service.data().backUp("", Optional.empty()).result().get(60, SECONDS);
        new QuiltClient(signedIn("admin", password)).push(new Pkg("admin", "later"), Samples.oneFile());

        var restored = service.data()
                .restore(backup.id().text(), "My registry", Optional.empty(), false)
                .result()
                .get(300, SECONDS);

        assertThat(restored.started().orElseThrow()).isInstanceOf(Outcome.Done.class);
        assertThat(new QuiltClient(signedIn("admin", password))
                        .install(new Pkg("admin", "tried"))
                        .objects())
                .containsOnlyKeys(tree.objectHashes());
        assertThat(signedIn("admin", password).get("/api/package/admin/later/").status())
                .isEqualTo(404);
    }

    @Test
    @Thorough
    @Tag("AT-14")
    void otherPasswordIsRepaired() throws Exception {
        var tree = Samples.oneFile();
        var service = started();
        var admin = admin();
        new QuiltClient(admin).push(new Pkg("admin", "kept"), tree);
        end(service);
        environment.put("APPLIANCE_DB_PASSWORD", "another password");

        var problem = failure();
        end(opened.get(0));
        desk().repairPassword(detail -> {});
        started();

        assertThat(problem.code()).isEqualTo(ProblemCode.DB_AUTH);
        assertThat(problem.fixes().get(0).command()).contains("repair password");
        assertThat(new QuiltClient(admin).install(new Pkg("admin", "kept")).objects())
                .containsOnlyKeys(tree.objectHashes());
    }

    @Test
    @Thorough
    @Tag("AT-25")
    void volumeIsRemovedByTheRightWords() throws Exception {
        var service = started();
        new QuiltClient(admin()).push(new Pkg("admin", "gone"), Samples.oneFile());
        end(service);
        String volume = desk().volumes().stream()
                .map(DataVolumes.DataVolume::name)
                .filter(name -> name.endsWith("-objects"))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> desk().removeVolume(volume, "delete", true)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> desk().removeVolume(volume, "My registry delete", false))
                .isInstanceOf(Conflict.class);
        assertThat(engine.volume(volume)).isPresent();
        desk().removeVolume(volume, "My registry delete", true);

        assertThat(engine.volume(volume)).isEmpty();
        assertThat(desk().volumes())
                .extracting(DataVolumes.DataVolume::name)
                .singleElement()
                .asString()
                .contains("-pg");
    }

    @Test
    @Tag("AT-09")
    void imagesAreCarriedInAnArchive() throws Exception {
        open();
        Path archive = folder.resolve("images.tar");
        desk().save(archive);

        assertThat(desk().load(archive, detail -> {})).allMatch(ContainerService.ImageState::here);
        assertThatThrownBy(() -> desk().load(LocalImages.archive(LocalImages.SMALL), detail -> {}))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("Nothing was loaded");
    }

    /** In the settings file, where it can be changed; the environment would be stronger. */
    private ApplianceService inMode(String mode) throws Exception {
        environment.remove("APPLIANCE_MODE");
        new SettingsSource(home, Map.of(), environment, Clock.systemUTC())
                .files()
                .set("APPLIANCE_MODE", mode);
        return started();
    }

    @Test
    @Tag("AT-19")
    void testModeMeanwhileTouchesNeitherDataNorVolumes() throws Exception {
        var tree = Samples.demo();
        var service = inMode("persistent");
        var admin = admin();
        new QuiltClient(admin).push(new Pkg("admin", "kept"), tree);
        var volumes = engine.volumes(Labels.INSTANCE, instance());

        var test = service.data().turnTo(Mode.TEST, false).orElseThrow().get(300, SECONDS);
        assertThat(test).isInstanceOf(Outcome.Done.class);
        assertThat(admin.get("/api/me").status()).as("tokens of the other mode").isEqualTo(401);
        new QuiltClient(signedIn("admin", "quilt")).push(new Pkg("admin", "tried"), Samples.oneFile());
        assertThat(engine.volumes(Labels.INSTANCE, instance())).isEqualTo(volumes);
        var back = service.data().turnTo(Mode.PERSISTENT, true).orElseThrow().get(300, SECONDS);

        assertThat(back).isInstanceOf(Outcome.Done.class);
        var installed = new QuiltClient(admin).install(new Pkg("admin", "kept"));
        assertThat(installed.hash()).isEqualTo(tree.hash());
        assertThat(installed.objects()).containsOnlyKeys(tree.objectHashes());
        assertThat(admin.get("/api/package/admin/tried/").status()).isEqualTo(404);
        assertThat(engine.volumes(Labels.INSTANCE, instance())).hasSize(2).isEqualTo(volumes);
    }

    /** A backup of a test mode, in which the administrator has the password that everybody knows. */
    private String backupOfATestMode() throws Exception {
        var service = inMode("test");
        new QuiltClient(signedIn("admin", "quilt")).push(new Pkg("admin", "tried"), Samples.oneFile());
        var saved = service.data().backUp("", Optional.empty()).result().get(60, SECONDS);
        end(service);
        return saved.id().text();
    }

    private static boolean answers(InetAddress address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 5000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** By which other computers would reach this one; without a network, one that only loopback has besides. */
    private static InetAddress outward() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst()
                .orElse(InetAddress.getByName("127.0.0.3"));
    }

    @Test
    @Thorough
    @Tag("AT-27")
    void registryIsSharedAfterTheTestPasswordIsGoneAndContainersNever() throws Exception {
        // They are looked at, not started anew, whenever the registry starts.
        environment.put("APPLIANCE_KEEP_CONTAINERS", "true");
        String backup = backupOfATestMode();
        var service = inMode("persistent");
        var files = service.settings().files();
        service.data()
                .restore(backup, "My registry", Optional.empty(), false)
                .result()
                .get(300, SECONDS);
        int port = Integer.parseInt(environment.get("APPLIANCE_REGISTRY_PORT"));

        files.set("APPLIANCE_BIND", "0.0.0.0");
        var refused = service.restart().get(300, SECONDS);
        assertThat(answers(outward(), port)).isFalse();
        files.set("APPLIANCE_BIND", "127.0.0.1");
        assertThat(service.start().get(300, SECONDS)).isInstanceOf(Outcome.Done.class);
        assertThat(answers(outward(), port)).isFalse();
        service.users().resetPassword("admin", new Users.Entry.Link());
        files.set("APPLIANCE_BIND", "0.0.0.0");
        var shared = service.restart().get(300, SECONDS);

        assertThat(refused).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.problem().code()).isEqualTo(ProblemCode.DEFAULT_PASSWORD);
            assertThat(failed.problem().message()).contains("admin", "Everyone who reaches");
        });
        assertThat(shared).isInstanceOf(Outcome.Done.class);
        assertThat(answers(outward(), port)).isTrue();
        assertThat(containers()).hasSize(2).allSatisfy(container -> {
            assertThat(container.bindings()).isNotEmpty().allSatisfy(binding -> {
                assertThat(answers(InetAddress.getByName("127.0.0.1"), binding.hostPort()))
                        .isTrue();
                assertThat(answers(outward(), binding.hostPort())).isFalse();
            });
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker.connect", "images", "containers", "database", "store"})
    @Tag("AT-45")
    void startThatIsGivenUpLeavesNoContainerRunning(String step) throws Exception {
        var service = open();
        var reached = new CountDownLatch(1);
        service.subscribe(snapshot -> snapshot.activeStep()
                .filter(active -> active.id().equals(step))
                .ifPresent(active -> reached.countDown()));
        var start = service.start();
        assertThat(reached.await(300, SECONDS)).isTrue();

        assertThat(service.cancel().get(60, SECONDS)).isInstanceOf(Outcome.Done.class);

        assertThat(start.get(60, SECONDS)).isInstanceOf(Outcome.Overtaken.class);
        assertThat(service.snapshot().state()).isEqualTo(ApplianceState.STOPPED);
        assertThat(containers()).noneMatch(Container::isRunning);
        for (String port : List.of("APPLIANCE_REGISTRY_PORT", "APPLIANCE_CATALOG_PORT")) {
            new ServerSocket(Integer.parseInt(environment.get(port)), 1, InetAddress.getByName("127.0.0.1")).close();
        }
    }
}
