package org.quiltappliance.server.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.LocalImages;

/** A real PostgreSQL and a real object store in a real engine. */
class BackingServicesIT {

    private static final BackingConfig.Patience PATIENCE =
            new BackingConfig.Patience(Duration.ofMinutes(3), Duration.ofMinutes(3), Duration.ofMillis(100));

    @TempDir
    Path folder;

    private final List<String> instances = new ArrayList<>();
    private ContainerRuntime runtime;

    private record Started(BackingServices services, ManagedDatabase database, ManagedStorage store) {}

    @BeforeAll
    static void loadImages() {
        try (var runtime = DockerEngine.connect()) {
            LocalImages.load(runtime, LocalImages.POSTGRES, LocalImages.MINIO);
        }
    }

    @BeforeEach
    void connect() {
        runtime = DockerEngine.connect();
    }

    @AfterEach
    void leaveNothingBehind() throws InterruptedException {
        for (String instance : instances) {
            for (Container container : runtime.containers(Labels.INSTANCE, instance)) {
                runtime.stop(container.id(), Duration.ZERO);
                runtime.remove(container.id());
            }
            var volumes = new DataVolumes(runtime, instance, "My registry", Set.of());
            for (var volume : volumes.list()) {
                volumes.remove(volume.name(), "My registry delete", true, true);
            }
            runtime.removeNetwork(Definitions.names(instance));
        }
        runtime.close();
    }

    private Backing fresh() {
        String instance = UUID.randomUUID().toString().substring(0, 8);
        instances.add(instance);
        return Backing.of(folder)
                .withImages(LocalImages.POSTGRES, LocalImages.MINIO)
                .as(instance);
    }

    private Started start(Backing backing) throws InterruptedException {
        return start(backing, runtime);
    }

    private static Started start(Backing backing, ContainerRuntime on) throws InterruptedException {
        var services = backing.on(on, new LiveProbes(), PATIENCE);
        services.fetchImages(detail -> {});
        services.prepareContainers(detail -> {});
        return new Started(services, services.awaitDatabase(detail -> {}), services.awaitStore(detail -> {}));
    }

    private static Backing knowing(Backing backing, Started started) {
        return backing.withData(started.database().volume(), started.store().volume());
    }

    private static Connection open(ManagedDatabase database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().reveal());
    }

    private static void writeTo(ManagedDatabase database) throws SQLException {
        try (var connection = open(database);
                var statement = connection.createStatement()) {
            statement.execute("create table kept as select 42 as answer");
        }
    }

    private static int readFrom(ManagedDatabase database) throws SQLException {
        try (var connection = open(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery("select answer from kept")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void assertFails(ProblemCode code, ThrowingCallable call) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .satisfies(failed -> assertThat(failed.problem().code()).isEqualTo(code));
    }

    private List<String> ids(Backing backing) {
        return runtime.containers(Labels.INSTANCE, backing.instance()).stream()
                .map(Container::id)
                .toList();
    }

    @Test
    void dataOutlivesAdoptionStopAndStart() throws Exception {
        var backing = fresh();
        var first = start(backing);
        writeTo(first.database());
        var ids = ids(backing);

        Started adopted;
        try (var other = DockerEngine.connect()) {
            adopted = start(knowing(backing, first), other);
            assertThat(ids(backing)).isEqualTo(ids);
            assertThat(readFrom(adopted.database())).isEqualTo(42);
            assertThat(adopted.services().stop()).isEmpty();
        }
        assertThat(runtime.containers(Labels.INSTANCE, backing.instance()))
                .extracting(Container::state)
                .containsOnly(Container.State.EXITED);
        var again = start(knowing(backing, first));

        assertThat(ids(backing)).isEqualTo(ids);
        assertThat(readFrom(again.database())).isEqualTo(42);
        again.services().stop();
        assertThat(Files.readString(folder.resolve("postgres.log"))).contains("ready to accept connections");
        assertThat(folder.resolve("store.log")).isNotEmptyFile();
    }

    @Test
    @Tag("AT-16")
    void nothingListensBeyondLoopbackAndNoSecretCanBeInspected() throws Exception {
        var backing = fresh();
        start(backing);

        for (Container container : runtime.containers(Labels.INSTANCE, backing.instance())) {
            assertThat(container.bindings())
                    .hasSize(1)
                    .allSatisfy(binding -> assertThat(binding.hostAddress()).isEqualTo("127.0.0.1"));
            String inspected = inspected(container.name());
            assertThat(inspected).contains("\"Env\"", "\"HostIp\"");
            assertThat(inspected)
                    .doesNotContain(
                            backing.password().reveal(), backing.secretKey().reveal());
            assertThat(Pattern.compile("\"HostIp\": *\"([^\"]*)\"")
                            .matcher(inspected)
                            .results()
                            .map(address -> address.group(1)))
                    .containsOnly("127.0.0.1");
        }
    }

    /** Everything that the engine tells of it, past our own eyes. */
    private static String inspected(String container) throws IOException, InterruptedException {
        var inspecting = new ProcessBuilder(
                        "docker", "-H", DockerEngine.endpoint().uri().toString(), "inspect", container)
                .redirectErrorStream(true)
                .start();
        String said = new String(inspecting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(inspecting.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    @Tag("AT-14")
    void anotherPasswordIsRefusedAndRepairedWithoutLoss() throws Exception {
        var backing = fresh();
        var first = start(backing);
        writeTo(first.database());
        first.services().stop();
        var changed = knowing(backing, first).withPassword("it's \"another\" $password\\");

        var refused = changed.on(runtime, new LiveProbes(), PATIENCE);
        refused.fetchImages(detail -> {});
        refused.prepareContainers(detail -> {});
        assertFails(ProblemCode.DB_AUTH, () -> refused.awaitDatabase(detail -> {}));
        refused.undo();
        var repairing = changed.on(runtime, new LiveProbes(), PATIENCE);
        repairing.repairPassword(detail -> {});
        repairing.close();
        var again = start(changed);

        assertThat(readFrom(again.database())).isEqualTo(42);
    }

    @Test
    @Tag("AT-13")
    void aLostVolumeIsMissed() throws Exception {
        var backing = fresh();
        var first = start(backing);
        first.services().stop();
        new DataVolumes(runtime, backing.instance(), "My registry", Set.of())
                .remove(first.store().volume(), "My registry delete", true, true);

        assertFails(ProblemCode.STORE_DATA_MISSING, () -> start(knowing(backing, first)));
        assertThat(runtime.volume(first.store().volume())).isEmpty();
    }

    @Test
    void twoInstancesWorkSideBySide() throws Exception {
        var one = start(fresh());
        var two = start(fresh());
        writeTo(one.database());

        assertThat(readFrom(one.database())).isEqualTo(42);
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> readFrom(two.database()));
        assertThat(one.store().endpoint()).isNotEqualTo(two.store().endpoint());
    }

    @Test
    void aForeignContainerIsLeftAlone() {
        var backing = fresh();
        String name = Definitions.names(backing.instance()) + "-postgres";
        runtime.create(ContainerSpec.of(name, LocalImages.POSTGRES));
        try {
            assertFails(ProblemCode.CONTAINER_NAME_TAKEN, () -> start(backing));
            assertThat(runtime.container(name)).isPresent();
            assertThat(runtime.volumes(Labels.INSTANCE, backing.instance())).isEmpty();
        } finally {
            runtime.remove(name);
        }
    }

    @Test
    void aStartThatIsGivenUpLeavesVolumesOnlyAndCanBeDoneAgain() throws Exception {
        var backing = fresh();
        var services = backing.on(runtime, new LiveProbes(), PATIENCE);
        services.fetchImages(detail -> {});
        services.prepareContainers(detail -> {});

        services.undo();

        assertThat(ids(backing)).isEmpty();
        assertThat(runtime.volumes(Labels.INSTANCE, backing.instance())).hasSize(2);
        assertThat(start(backing).database().volume()).contains(backing.instance());
    }
}
