package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quiltappliance.server.containers.Container;
import org.quiltappliance.server.containers.ContainerRuntime;
import org.quiltappliance.server.containers.DataVolumes;
import org.quiltappliance.server.containers.DataVolumes.DataVolume;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.LocalImages;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Tree;

/** The way of the data to another major version of PostgreSQL and back, between real servers. */
class MajorUpgradeIT {

    private static final int QUICK = 1;
    private static final Pkg KEPT = new Pkg("admin", "kept");

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final List<NewAdministrator> administrators = new CopyOnWriteArrayList<>();
    private final List<ApplianceService> opened = new ArrayList<>();
    private ContainerRuntime engine;
    private Home home;

    @BeforeAll
    static void loadImages() {
        try (var runtime = DockerEngine.connect()) {
            LocalImages.load(runtime, LocalImages.POSTGRES, LocalImages.POSTGRES_17, LocalImages.POSTGRES_18);
        }
    }

    @BeforeEach
    void settle() {
        engine = DockerEngine.connect();
        home = new Home(folder.resolve("home"));
        environment.put("APPLIANCE_MODE", "persistent");
        environment.put("APPLIANCE_REGISTRY_PORT", "" + freePort());
        environment.put("APPLIANCE_CATALOG_PORT", "" + freePort());
        environment.put("APPLIANCE_DOCKER_HOST", DockerEngine.endpoint().uri().toString());
        environment.put("APPLIANCE_DB_IMAGE", LocalImages.POSTGRES);
        environment.put("APPLIANCE_STORE", "folder");
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        opened.forEach(ApplianceService::close);
        String instance = instance();
        for (Container container : engine.containers(Labels.INSTANCE, instance)) {
            engine.stop(container.id(), Duration.ZERO);
            engine.remove(container.id());
        }
        var volumes = new DataVolumes(engine, instance, "My registry", Set.of());
        for (var volume : volumes.list()) {
            volumes.remove(volume.name(), "My registry delete", true, true);
        }
        engine.removeNetwork("quilt-appliance-" + instance);
        engine.close();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private String instance() throws IOException {
        return Instance.read(home).map(Instance::id).orElse("none");
    }

    private String volume(int major) throws IOException {
        return "quilt-appliance-" + instance() + "-pg" + major;
    }

    private SettingsSource source() {
        return new SettingsSource(home, Map.of(), environment, Clock.systemUTC());
    }

    private ApplianceService open() {
        var clock = Clock.systemUTC();
        var service = ApplianceService.open(
                source(),
                new ApplianceService.Parts(
                        config -> new Assembly(config, clock, QUICK),
                        path -> new DiskSpace(50L << 30, 100L << 30),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        new Redaction(),
                        settings -> {},
                        administrators::add,
                        clock));
        opened.add(service);
        return service;
    }

    private ApplianceService started() throws Exception {
        var service = open();
        assertThat(service.start().get(300, SECONDS)).isInstanceOf(Outcome.Done.class);
        return service;
    }

    private void end(ApplianceService service) {
        service.close();
        opened.remove(service);
    }

    private RegistryClient admin() {
        var client = new RegistryClient(URI.create("http://localhost:" + environment.get("APPLIANCE_REGISTRY_PORT")));
        var administrator = administrators.get(0);
        Answer answer = client.post(
                "/api/login",
                Map.of(
                        "username",
                        administrator.name(),
                        "password",
                        administrator.password().reveal()));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return client.as(answer.json().get("token").textValue());
    }

    private ContainerService desk() {
        return new ContainerService(source(), new Redaction(), Clock.systemUTC());
    }

    /** Pushes with PostgreSQL of the one image and turns the setting to the other one. */
    private RegistryClient filledBy(String image, Tree tree) throws Exception {
        environment.put("APPLIANCE_DB_IMAGE", image);
        var service = started();
        var admin = admin();
        new QuiltClient(admin).push(KEPT, tree);
        end(service);
        return admin;
    }

    private static int major(String image) {
        return switch (image) {
            case LocalImages.POSTGRES_17 -> 17;
            case LocalImages.POSTGRES_18 -> 18;
            default -> 15;
        };
    }

    @ParameterizedTest
    @CsvSource({
        LocalImages.POSTGRES + "," + LocalImages.POSTGRES_17,
        LocalImages.POSTGRES_17 + "," + LocalImages.POSTGRES_18
    })
    @Tag("AT-15")
    void dataAreUpgradedAndTheOldVolumeStays(String before, String after) throws Exception {
        var tree = Samples.demo();
        var admin = filledBy(before, tree);
        environment.put("APPLIANCE_DB_IMAGE", after);
        var service = open();
        var outcome = service.start().get(300, SECONDS);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.problem().code()).isEqualTo(ProblemCode.DB_MAJOR_MISMATCH);
            assertThat(failed.problem().fixes())
                    .anySatisfy(fix -> assertThat(fix)
                            .isEqualTo(new Fix.UpgradeData(major(before), major(after)))
                            .extracting(Fix::text, Fix::command)
                            .containsExactly("Upgrade data (with backup)", Optional.of("images upgrade")));
        });

        var plan = service.data().planUpgrade(Optional.empty()).result().get(60, SECONDS);
        var upgraded = service.data().upgrade(Optional.empty()).result().get(300, SECONDS);

        assertThat(plan.sentences())
                .anyMatch(sentence -> sentence.contains("You can go back until you remove the old volume"))
                .anyMatch(sentence -> sentence.startsWith("Space: about "));
        assertThat(upgraded.report().rows()).containsEntry("package", 1L).containsEntry("account", 1L);
        assertThat(service.data().backups()).extracting(saved -> saved.id()).contains(upgraded.backup());
        assertThat(service.start().get(300, SECONDS)).isInstanceOf(Outcome.Done.class);
        // With the token from before.
        assertThat(new QuiltClient(admin).install(KEPT).objects()).containsOnlyKeys(tree.objectHashes());
        new QuiltClient(admin).push(new Pkg("admin", "later"), Samples.oneFile());
        assertThat(desk().volumes())
                .extracting(DataVolume::name, DataVolume::current, DataVolume::supersededBy)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(
                                volume(major(before)), false, Optional.of(volume(major(after)))),
                        org.assertj.core.groups.Tuple.tuple(volume(major(after)), true, Optional.empty()));
        end(service);

        assertThatThrownBy(() -> desk().useVolume(volume(major(before))))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("cannot read it");
        environment.put("APPLIANCE_DB_IMAGE", before);
        desk().useVolume(volume(major(before)));
        var back = started();

        assertThat(new QuiltClient(admin).install(KEPT).objects()).containsOnlyKeys(tree.objectHashes());
        assertThat(admin.get("/api/package/admin/later/").status()).isEqualTo(404);
        end(back);
    }

    @Test
    void anUpgradeThatIsGivenUpLeavesNothingAndCanBeRepeated() throws Exception {
        var tree = Samples.oneFile();
        var admin = filledBy(LocalImages.POSTGRES, tree);
        environment.put("APPLIANCE_DB_IMAGE", LocalImages.POSTGRES_17);
        var service = open();

        var task = service.data().upgrade(Optional.empty());
        await().pollInterval(Duration.ofMillis(5))
                .atMost(120, SECONDS)
                .until(() -> engine.container("quilt-appliance-" + instance() + "-postgres-new")
                        .filter(Container::isRunning)
                        .isPresent());
        task.cancel();

        assertThatThrownBy(() -> task.result().get(120, SECONDS))
                .satisfies(failed -> assertThat(failed instanceof CancellationException ? failed : failed.getCause())
                        .isInstanceOf(CancellationException.class));
        assertThat(engine.containers(Labels.INSTANCE, instance()))
                .extracting(Container::name, Container::isRunning)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("quilt-appliance-" + instance() + "-postgres", false));
        assertThat(home.run().resolve("switch.json")).doesNotExist();
        assertThat(service.data()
                        .upgrade(Optional.empty())
                        .result()
                        .get(300, SECONDS)
                        .plan()
                        .to())
                .isEqualTo(17);
        assertThat(service.start().get(300, SECONDS)).isInstanceOf(Outcome.Done.class);
        assertThat(new QuiltClient(admin).install(KEPT).objects()).containsOnlyKeys(tree.objectHashes());
    }

    @Test
    void aVolumeThatHoldsDataIsNotFilledAgain() throws Exception {
        filledBy(LocalImages.POSTGRES, Samples.oneFile());
        environment.put("APPLIANCE_DB_IMAGE", LocalImages.POSTGRES_17);
        var first = open();
        first.data().upgrade(Optional.empty()).result().get(300, SECONDS);
        end(first);
        environment.put("APPLIANCE_DB_IMAGE", LocalImages.POSTGRES);
        desk().useVolume(volume(15));
        end(started());
        environment.put("APPLIANCE_DB_IMAGE", LocalImages.POSTGRES_17);
        var service = open();

        var second = service.data().upgrade(Optional.empty()).result();

        assertThatThrownBy(() -> second.get(300, SECONDS))
                .hasRootCauseInstanceOf(Conflict.class)
                .hasMessageContaining("holds data already");
        desk().useVolume(volume(17));
        assertThat(service.start().get(300, SECONDS)).isInstanceOf(Outcome.Done.class);
        assertThat(new QuiltClient(admin()).install(KEPT).objects()).hasSize(1);
    }
}
