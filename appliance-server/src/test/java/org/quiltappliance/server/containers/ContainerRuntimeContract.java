package org.quiltappliance.server.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.containers.Container.State;
import org.quiltappliance.server.containers.EngineException.Kind;
import org.quiltappliance.server.testing.LocalImages;

/** What every container engine has to do, the one in memory included. */
abstract class ContainerRuntimeContract {

    protected static final String IMAGE = LocalImages.SMALL;
    protected static final Duration NOW = Duration.ZERO;

    protected final String mine = "test-" + UUID.randomUUID().toString().substring(0, 8);
    protected ContainerRuntime runtime;

    @TempDir
    Path folder;

    /** A connection to an engine that has {@link #IMAGE}. */
    abstract ContainerRuntime connect();

    /** After a test that removed {@link #IMAGE}. */
    void bringImageBack() {}

    @BeforeEach
    void connectToEngine() {
        runtime = connect();
    }

    @AfterEach
    void leaveNothingBehind() throws InterruptedException {
        for (Container container : runtime.containers(Labels.INSTANCE, mine)) {
            runtime.stop(container.id(), NOW);
            runtime.remove(container.id());
        }
        runtime.volumes(Labels.INSTANCE, mine).forEach(volume -> runtime.removeVolume(removal(volume)));
        runtime.removeNetwork(mine);
        runtime.close();
    }

    protected VolumeRemoval removal(Volume volume) {
        return VolumeRemoval.confirmed(
                volume, new VolumeRemoval.Confirmation(mine, "Test", "Test delete", true, false, true));
    }

    protected ContainerSpec spec(String name) {
        return spec(name, Map.of(), List.of());
    }

    protected ContainerSpec spec(String name, Map<String, String> volumes, List<ContainerSpec.Port> ports) {
        return new ContainerSpec(
                mine + "-" + name,
                IMAGE,
                List.of(),
                Map.of("COLOUR", "green = blue"),
                Map.of(Labels.INSTANCE, mine),
                volumes,
                ports,
                ports.isEmpty() ? ContainerSpec.NO_NETWORK : mine,
                Optional.empty(),
                ContainerSpec.Restart.NO,
                Optional.empty(),
                0);
    }

    private static void assertFails(Kind kind, ThrowingCallable call) {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(call)
                .extracting(EngineException::kind)
                .isEqualTo(kind);
    }

    @Test
    void tellsWhatItIs() {
        runtime.ping();

        EngineInfo info = runtime.info();

        assertThat(info.osType()).isEqualTo("linux");
        assertThat(info.product()).isNotBlank();
        assertThat(info.apiVersion()).matches("1\\.\\d+");
        assertThat(info.memoryBytes()).isPositive();
    }

    @Test
    void imageGoesWithAllItsNamesButNotWhileAContainerIsMadeFromIt() {
        Image image = runtime.image(IMAGE).orElseThrow();
        String second = "localhost/quilt-appliance-test/second:1";
        runtime.tag(IMAGE, second);
        String container = runtime.create(spec("one"));

        assertFails(Kind.CONFLICT, () -> runtime.removeImage(image.id()));
        assertThat(runtime.image(IMAGE)).isPresent();
        assertThat(runtime.image(second)).isPresent();
        runtime.remove(container);
        runtime.removeImage(image.id());

        assertThat(runtime.image(image.id())).isEmpty();
        assertThat(runtime.image(IMAGE)).isEmpty();
        assertThat(runtime.image(second)).isEmpty();
        runtime.removeImage(image.id());
        bringImageBack();
    }

    @Test
    void findsImagesByNameAndById() {
        Image image = runtime.image(IMAGE).orElseThrow();

        assertThat(image.id()).startsWith("sha256:");
        assertThat(image.variable("GREETING")).contains("hello");
        assertThat(runtime.image(image.id()).map(Image::id)).contains(image.id());
        assertThat(runtime.image("localhost/quilt-appliance-test/no-such-image:1"))
                .isEmpty();
    }

    @Test
    void loadsWhatItSaved() throws Exception {
        Path archive = folder.resolve("images.tar");

        runtime.save(List.of(IMAGE), archive);
        var heard = new CopyOnWriteArrayList<Transfer>();
        runtime.load(archive, heard::add);

        assertThat(runtime.image(IMAGE)).isPresent();
        assertThat(heard.get(heard.size() - 1).bytes()).isEqualTo(Files.size(archive));
    }

    @Test
    void refusesToLoadAnythingElse() throws Exception {
        Path archive = Files.writeString(folder.resolve("images.tar"), "not an archive".repeat(1000));

        assertThatExceptionOfType(EngineException.class).isThrownBy(() -> runtime.load(archive, transfer -> {}));
    }

    @Test
    void anImageCanHaveAnotherName() {
        String other = "localhost/quilt-appliance-test/other:" + mine;

        runtime.tag(IMAGE, other);

        assertThat(runtime.image(other).map(Image::id))
                .isEqualTo(runtime.image(IMAGE).map(Image::id));
    }

    @Test
    void saysThatARegistryDoesNotAnswer() {
        assertFails(Kind.NO_NETWORK, () -> runtime.pull("127.0.0.1:1/nothing:1", transfer -> {}));
    }

    @Test
    void tellsWhatAContainerTakes() throws InterruptedException {
        String id = runtime.create(spec("busy"));
        var before = runtime.usage(id).orElseThrow();
        assertThat(before.state()).isEqualTo(State.CREATED);
        assertThat(before.memoryBytes()).isEmpty();
        assertThat(before.processors()).isEmpty();

        runtime.start(id);
        var running = runtime.usage(mine + "-busy").orElseThrow();
        runtime.stop(id, NOW);

        assertThat(running.state()).isEqualTo(State.RUNNING);
        assertThat(running.restarts()).isZero();
        assertThat(running.memoryBytes().orElseThrow())
                .isBetween(1L, runtime.info().memoryBytes());
        assertThat(running.processors().orElseThrow()).isNotNegative();
        assertThat(runtime.usage(id).orElseThrow().memoryBytes()).isEmpty();
        assertThat(runtime.usage(mine + "-nobody")).isEmpty();
    }

    @Test
    void makesAContainerWithoutStartingIt() {
        runtime.createVolume(mine, Map.of(Labels.INSTANCE, mine));

        String id = runtime.create(spec("one", Map.of("/data", mine), List.of()));

        Container container = runtime.container(mine + "-one").orElseThrow();
        assertThat(container.id()).isEqualTo(id);
        assertThat(container.name()).isEqualTo(mine + "-one");
        assertThat(container.state()).isEqualTo(State.CREATED);
        assertThat(container.imageId())
                .isEqualTo(runtime.image(IMAGE).orElseThrow().id());
        assertThat(container.label(Labels.INSTANCE)).isEqualTo(mine);
        assertThat(container.environment()).containsEntry("COLOUR", "green = blue");
        assertThat(container.volumes()).isEqualTo(Map.of("/data", mine));
        assertThat(container.bindings()).isEmpty();
    }

    @Test
    void saysThatAnImageIsMissingOrANameTaken() {
        runtime.create(spec("one"));

        assertFails(Kind.CONFLICT, () -> runtime.create(spec("one")));
        assertFails(
                Kind.NOT_FOUND,
                () -> runtime.create(
                        ContainerSpec.of(mine + "-two", "localhost/quilt-appliance-test/no-such-image:1")));
        assertFails(Kind.NOT_FOUND, () -> runtime.start(mine + "-three"));
        assertThat(runtime.container(mine + "-two")).isEmpty();
    }

    @Test
    void startsAndStopsAContainer() throws Exception {
        String id = runtime.create(spec("one"));

        runtime.start(id);
        runtime.start(id);
        State started = runtime.container(id).orElseThrow().state();
        runtime.stop(id, NOW);
        runtime.stop(id, NOW);

        assertThat(started).isEqualTo(State.RUNNING);
        assertThat(runtime.container(id).orElseThrow().state()).isEqualTo(State.EXITED);
    }

    @Test
    void publishesAPortOnLoopbackOnly() {
        runtime.createNetwork(mine, Map.of(Labels.INSTANCE, mine));
        String id = runtime.create(spec("one", Map.of(), List.of(new ContainerSpec.Port(0, 8000))));

        runtime.start(id);

        var bindings = runtime.container(id).orElseThrow().bindings();
        assertThat(bindings).hasSize(1);
        assertThat(bindings.get(0).containerPort()).isEqualTo(8000);
        assertThat(bindings.get(0).hostAddress()).isEqualTo("127.0.0.1");
        assertThat(bindings.get(0).hostPort()).isPositive();
    }

    @Test
    void tellsWhoPublishesAPort() {
        runtime.createNetwork(mine, Map.of());
        runtime.create(spec("server", Map.of(), List.of(new ContainerSpec.Port(0, 8080))));
        runtime.start(mine + "-server");
        int port = runtime.container(mine + "-server")
                .flatMap(container -> container.binding(8080))
                .orElseThrow()
                .hostPort();

        assertThat(runtime.publisher(port)).contains(new Publisher(mine + "-server", IMAGE));
        assertThat(runtime.publisher(1)).isEmpty();
    }

    @Test
    void tellsTheTimeWhereContainersRun() {
        assertThat(runtime.clock())
                .hasValueSatisfying(time ->
                        assertThat(Duration.between(time, Instant.now()).abs()).isLessThan(Duration.ofMinutes(2)));
    }

    @Test
    void removesOnlyWhatDoesNotRun() throws Exception {
        String id = runtime.create(spec("one"));
        runtime.start(id);

        assertThatExceptionOfType(EngineException.class).isThrownBy(() -> runtime.remove(id));
        runtime.stop(id, NOW);
        runtime.remove(id);

        assertThat(runtime.container(id)).isEmpty();
        assertThatCode(() -> runtime.remove(id)).doesNotThrowAnyException();
    }

    @Test
    void listsWhatCarriesTheLabel() {
        runtime.create(spec("two"));
        String id = runtime.create(spec("one"));
        runtime.start(id);

        assertThat(runtime.containers(Labels.INSTANCE, mine))
                .extracting(Container::name)
                .containsExactly(mine + "-one", mine + "-two");
        assertThat(runtime.containers(Labels.INSTANCE, mine + "0")).isEmpty();
    }

    @Test
    void bringsFilesInAndOut() {
        String id = runtime.create(spec("one"));

        runtime.copyIn(
                id,
                "/appliance-secrets",
                List.of(
                        new ContainerFile("first", "one".getBytes(UTF_8), 0, 0, 0400),
                        new ContainerFile("second", "two".getBytes(UTF_8), 0, 0, 0400)));
        runtime.copyIn(
                id, "/appliance-secrets", List.of(new ContainerFile("first", "new".getBytes(UTF_8), 0, 0, 0400)));

        assertThat(runtime.copyOut(id, "/appliance-secrets/first", 100))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString(UTF_8).isEqualTo("new"));
        assertThat(runtime.copyOut(id, "/appliance-secrets/second", 100))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString(UTF_8).isEqualTo("two"));
        assertThat(runtime.copyOut(id, "/appliance-secrets/third", 100)).isEmpty();
    }

    @Test
    void aVolumeOutlivesItsContainer() {
        runtime.createVolume(mine, Map.of(Labels.INSTANCE, mine));
        String first = runtime.create(spec("one", Map.of("/data", mine), List.of()));
        runtime.copyIn(first, "/data/deep", List.of(new ContainerFile("file", "kept".getBytes(UTF_8), 0, 0, 0400)));

        runtime.remove(first);
        String second = runtime.create(spec("two", Map.of("/data", mine), List.of()));

        assertThat(runtime.copyOut(second, "/data/deep/file", 100))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString(UTF_8).isEqualTo("kept"));
    }

    @Test
    void removesAVolumeOnlyWhenNobodyUsesIt() {
        runtime.createVolume(mine, Map.of(Labels.INSTANCE, mine, Labels.ROLE, "store"));
        runtime.createVolume(mine + "-other", Map.of());
        String id = runtime.create(spec("one", Map.of("/data", mine), List.of()));
        Volume volume = runtime.volume(mine).orElseThrow();

        assertThat(volume.label(Labels.ROLE)).isEqualTo("store");
        assertFails(Kind.CONFLICT, () -> runtime.removeVolume(removal(volume)));
        runtime.remove(id);
        runtime.removeVolume(removal(volume));

        assertThat(runtime.volume(mine)).isEmpty();
        assertThat(runtime.volumes(Labels.INSTANCE, mine)).isEmpty();
        assertThat(runtime.volume(mine + "-other")).isPresent();
    }

    @Test
    void measuresAVolume() throws Exception {
        runtime.createVolume(mine, Map.of(Labels.INSTANCE, mine));
        String id = runtime.create(spec("one", Map.of("/data", mine), List.of()));
        runtime.copyIn(id, "/data/deep", List.of(new ContainerFile("file", new byte[100_000], 0, 0, 0400)));

        assertThat(runtime.volumeBytes(mine).orElseThrow()).isBetween(100_000L, 200_000L);
        assertThat(runtime.volumeBytes(mine + "0")).isEmpty();
    }

    @Test
    void makesAndRemovesANetwork() {
        runtime.createNetwork(mine, Map.of(Labels.INSTANCE, mine));

        assertThat(runtime.network(mine)).contains(new Network(mine, Map.of(Labels.INSTANCE, mine)));
        assertFails(Kind.CONFLICT, () -> runtime.createNetwork(mine, Map.of()));
        runtime.removeNetwork(mine);
        runtime.removeNetwork(mine);

        assertThat(runtime.network(mine)).isEmpty();
    }

    @Test
    void tellsWhatAContainerWrote() throws Exception {
        String id = runtime.create(spec("one"));
        var heard = new CopyOnWriteArrayList<String>();

        runtime.start(id);
        await().until(() -> runtime.lastLines(id, 10).contains("started"));
        try (var following = runtime.follow(id, Instant.EPOCH, heard::add)) {
            await().until(() -> heard.contains("started"));
            runtime.stop(id, NOW);
            await().until(() -> following.ended().isDone());
        }

        assertThat(heard).containsExactly("started");
        assertThat(runtime.lastLines(id, 10)).containsExactly("started");
    }

    @Test
    void runsCommandsInAContainer() throws Exception {
        String id = runtime.create(spec("one"));
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> runtime.exec(id, "0", List.of("echo", "too early")));
        runtime.start(id);

        assertThat(runtime.exec(id, "0", List.of("echo", "a", "b"))).isEqualTo(new ExecResult(0, "a b"));
        assertThat(runtime.exec(id, "0", List.of("false"))).isEqualTo(new ExecResult(1, ""));
    }

    @Test
    void tellsWhatHappensToOurContainersOnly() throws Exception {
        var heard = new CopyOnWriteArrayList<String>();
        try (var following = runtime.events(
                Labels.INSTANCE, mine, event -> heard.add(event.containerName() + " " + event.action()))) {
            String id = runtime.create(spec("one"));
            runtime.start(id);
            runtime.stop(id, NOW);

            await().until(() -> heard.contains(mine + "-one die"));
            assertThat(heard).containsSubsequence(mine + "-one create", mine + "-one start", mine + "-one die");
            assertThat(following.ended()).isNotDone();
        }
    }
}
