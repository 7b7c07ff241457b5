package org.quiltappliance.server.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.containers.Container.State;
import org.quiltappliance.server.containers.Probes.DatabaseAnswer;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.testing.FakeContainerRuntime;
import org.quiltappliance.server.testing.FakeContainerRuntime.Behaviour;
import org.quiltappliance.server.testing.LocalImages;

/** The table of {@code control-panel.md} 8.4, against an engine in memory. */
class BackingServicesTest {

    @TempDir
    Path folder;

    private final FakeContainerRuntime engine = Backing.engine();
    private final FakeProbes probes = new FakeProbes();
    private final List<String> details = new ArrayList<>();

    private record Started(ManagedDatabase database, ManagedStorage store, List<ImageChange> changes) {}

    private Started start(BackingServices services) throws InterruptedException {
        services.fetchImages(details::add);
        List<ImageChange> changes = services.prepareContainers(details::add);
        return new Started(services.awaitDatabase(details::add), services.awaitStore(details::add), changes);
    }

    private Started start(Backing backing) throws InterruptedException {
        return start(backing.on(engine, probes));
    }

    /** Starts once and leaves data behind, as a program in the container would; gives what knows of it. */
    private Backing withData() throws InterruptedException {
        var first = Backing.of(folder);
        var services = first.on(engine, probes);
        start(services);
        writeData();
        services.stop();
        return first.withData(Backing.DATABASE_VOLUME, Backing.STORE_VOLUME);
    }

    private void writeData() {
        engine.writeOnVolume(Backing.DATABASE_VOLUME, "/var/lib/postgresql/data/PG_VERSION", "17\n");
        engine.writeOnVolume(Backing.STORE_VOLUME, "/data/.minio.sys/format.json", "{}");
    }

    private static Problem problem(ThrowingCallable call) {
        var problems = new ArrayList<Problem>();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .satisfies(failed -> problems.add(failed.problem()));
        return problems.get(0);
    }

    private Container container(String name) {
        return engine.container(name).orElseThrow();
    }

    @Test
    void aFirstStartMakesNetworkVolumesAndContainers() throws Exception {
        var started = start(Backing.of(folder));

        assertThat(engine.network("quilt-appliance-0a1b2c3d").orElseThrow().labels())
                .containsEntry(Labels.INSTANCE, Backing.ID);
        assertThat(engine.volume(Backing.DATABASE_VOLUME).orElseThrow().label(Labels.DATA))
                .isEqualTo("pg17");
        assertThat(engine.volume(Backing.STORE_VOLUME).orElseThrow().label(Labels.DATA))
                .isEqualTo("minio-fs");
        assertThat(container(Backing.POSTGRES).labels())
                .containsEntry(Labels.INSTANCE, Backing.ID)
                .containsEntry(Labels.ROLE, "postgres")
                .containsEntry(Labels.NAME, "My registry")
                .containsEntry(Labels.VERSION, "1.0")
                .containsEntry(Labels.IMAGE, Backing.POSTGRES_17 + "@" + Backing.POSTGRES_IMAGE.id());
        assertThat(started.database().port())
                .isEqualTo(
                        container(Backing.POSTGRES).binding(5432).orElseThrow().hostPort());
        assertThat(started.database().volume()).isEqualTo(Backing.DATABASE_VOLUME);
        assertThat(started.store().endpoint())
                .isEqualTo(URI.create("http://127.0.0.1:"
                        + container(Backing.STORE).binding(9000).orElseThrow().hostPort()));
        assertThat(started.changes()).isEmpty();
    }

    @Test
    void secretsAreInFilesAndNowhereElse() throws Exception {
        start(Backing.of(folder));

        assertThat(engine.copyOut(Backing.POSTGRES, "/appliance-secrets/db", 100))
                .hasValueSatisfying(file -> assertThat(file).asString(UTF_8).isEqualTo("database-password"));
        assertThat(engine.copyOut(Backing.STORE, "/appliance-secrets/secret-key", 100))
                .hasValueSatisfying(file -> assertThat(file).asString(UTF_8).isEqualTo("store-secret-key"));
        for (String name : List.of(Backing.POSTGRES, Backing.STORE)) {
            assertThat(container(name).toString()).doesNotContain("database-password", "store-secret-key");
        }
    }

    @Test
    void whatRunsIsAdoptedWithoutARestart() throws Exception {
        start(Backing.of(folder));
        writeData();
        var before = List.of(container(Backing.POSTGRES), container(Backing.STORE));

        start(Backing.of(folder).withData(Backing.DATABASE_VOLUME, Backing.STORE_VOLUME));

        assertThat(List.of(container(Backing.POSTGRES), container(Backing.STORE)))
                .isEqualTo(before);
    }

    @Test
    void whatIsStoppedIsStarted() throws Exception {
        var backing = withData();
        String id = container(Backing.POSTGRES).id();

        start(backing);

        assertThat(container(Backing.POSTGRES).id()).isEqualTo(id);
        assertThat(container(Backing.POSTGRES).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void aChangedSettingMakesTheContainerAnewOnTheSameVolume() throws Exception {
        var backing = withData();
        String id = container(Backing.POSTGRES).id();

        start(backing.keeping());

        assertThat(container(Backing.POSTGRES).id()).isNotEqualTo(id);
        assertThat(container(Backing.POSTGRES).volumes()).containsValue(Backing.DATABASE_VOLUME);
        assertThat(engine.copyOut(Backing.POSTGRES, "/var/lib/postgresql/data/PG_VERSION", 10))
                .isPresent();
    }

    @Test
    void anotherImageIsReportedAndNotTaken() throws Exception {
        var backing = withData();
        Image newer = Backing.image("3", "amd64", Map.of("PG_MAJOR", "17"));
        engine.withImage("docker.io/library/postgres:17.11", newer);

        var services = backing.withImages("docker.io/library/postgres:17.11", Backing.MINIO)
                .on(engine, probes);
        var started = start(services);

        assertThat(started.changes())
                .containsExactly(new ImageChange(
                        Role.POSTGRES,
                        Backing.POSTGRES_17 + "@" + Backing.POSTGRES_IMAGE.id(),
                        "docker.io/library/postgres:17.11@" + newer.id()));
        assertThat(container(Backing.POSTGRES).imageId()).isEqualTo(Backing.POSTGRES_IMAGE.id());
        assertThat(services.notice(started.changes()).orElseThrow().code()).isEqualTo(ProblemCode.IMAGE_OUTDATED);
    }

    @Test
    void aChangedSettingDoesNotBringAnotherImage() throws Exception {
        var backing = withData();
        engine.withImage("docker.io/library/postgres:17.11", Backing.image("3", "amd64", Map.of("PG_MAJOR", "17")));

        var started = start(backing.withImages("docker.io/library/postgres:17.11", Backing.MINIO)
                .keeping());

        assertThat(container(Backing.POSTGRES).imageId()).isEqualTo(Backing.POSTGRES_IMAGE.id());
        assertThat(started.changes()).hasSize(1);
    }

    @Test
    void theImageChangesWhenToldTo() throws Exception {
        var backing = withData();
        Image newer = Backing.image("3", "amd64", Map.of("PG_MAJOR", "17"));
        engine.withImage("docker.io/library/postgres:17.11", newer);
        var services = backing.withImages("docker.io/library/postgres:17.11", Backing.MINIO)
                .on(engine, probes);
        start(services);

        services.changeImage(Role.POSTGRES, details::add);

        assertThat(container(Backing.POSTGRES).imageId()).isEqualTo(newer.id());
        assertThat(container(Backing.POSTGRES).volumes()).containsValue(Backing.DATABASE_VOLUME);
    }

    @Test
    void theOldImageReturnsWhenTheNewOneDoesNotGetReady() throws Exception {
        var backing = withData();
        Image broken = Backing.image("3", "amd64", Map.of("PG_MAJOR", "17"));
        engine.withImage("docker.io/library/postgres:17.11", broken);
        engine.behave(broken.id(), Behaviour.ending(1, "broken"));
        var services = backing.withImages("docker.io/library/postgres:17.11", Backing.MINIO)
                .on(engine, probes);
        start(services);

        var problem = problem(() -> services.changeImage(Role.POSTGRES, details::add));

        assertThat(problem.code()).isEqualTo(ProblemCode.CONTAINER_EXITED);
        assertThat(container(Backing.POSTGRES).imageId()).isEqualTo(Backing.POSTGRES_IMAGE.id());
        assertThat(container(Backing.POSTGRES).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void ourVolumeGetsAContainerAgain() throws Exception {
        var backing = withData();
        engine.remove(Backing.POSTGRES);

        start(backing);

        assertThat(engine.copyOut(Backing.POSTGRES, "/var/lib/postgresql/data/PG_VERSION", 10))
                .isPresent();
    }

    @Test
    void dataOfAnotherMajorVersionIsRefused() throws Exception {
        var backing = withData();
        engine.withImage("docker.io/library/postgres:18", Backing.image("3", "amd64", Map.of("PG_MAJOR", "18")));
        var newer = backing.withImages("docker.io/library/postgres:18", Backing.MINIO);
        var forgetful = Backing.of(folder).withImages("docker.io/library/postgres:18", Backing.MINIO);

        for (var next : List.of(newer, forgetful)) {
            var problem = problem(() -> start(next));

            assertThat(problem.code()).isEqualTo(ProblemCode.DB_MAJOR_MISMATCH);
            assertThat(problem.title()).isEqualTo("The data was made by PostgreSQL 17");
            assertThat(problem.fixes().get(0))
                    .isEqualTo(new Fix.UseImage("APPLIANCE_DB_IMAGE", "docker.io/library/postgres:17"));
        }
        assertThat(engine.volume("quilt-appliance-0a1b2c3d-pg18")).isEmpty();
        assertThat(container(Backing.POSTGRES).imageId()).isEqualTo(Backing.POSTGRES_IMAGE.id());
    }

    @Test
    void theFileThatPostgresReadsDecidesTheMajorVersion() throws Exception {
        var backing = withData();
        engine.remove(Backing.POSTGRES);
        engine.writeOnVolume(Backing.DATABASE_VOLUME, "/var/lib/postgresql/data/PG_VERSION", "16\n");

        var problem = problem(() -> start(backing));

        assertThat(problem.code()).isEqualTo(ProblemCode.DB_MAJOR_MISMATCH);
        assertThat(engine.container(Backing.POSTGRES)).isEmpty();
    }

    @Test
    void aLostVolumeIsMissedAndNotReplaced() throws Exception {
        var backing = withData();
        for (String volume : List.of(Backing.STORE_VOLUME, Backing.DATABASE_VOLUME)) {
            engine.loseVolume(volume);

            var problem = problem(() -> start(backing));

            assertThat(problem.code()).isEqualTo(ProblemCode.STORE_DATA_MISSING);
            assertThat(problem.message()).contains(volume);
            assertThat(engine.volume(volume)).isEmpty();
        }
    }

    @Test
    void anEmptiedVolumeIsNotTakenForData() throws Exception {
        var backing = withData();
        engine.remove(Backing.STORE);
        engine.loseVolume(Backing.STORE_VOLUME);
        engine.createVolume(Backing.STORE_VOLUME, Map.of(Labels.INSTANCE, Backing.ID));

        var problem = problem(() -> start(backing));

        assertThat(problem.code()).isEqualTo(ProblemCode.STORE_DATA_MISSING);
        assertThat(engine.container(Backing.STORE)).isEmpty();
    }

    @Test
    void lookingAheadFindsNothingWrongAndChangesNothing() throws Exception {
        var outlook = withData().on(engine, probes).examine();
        var ofOther = Backing.of(folder).as("ffffffff").on(engine, probes).examine();

        assertThat(outlook).isEqualTo(new BackingServices.Outlook(List.of(), List.of(), 0));
        assertThat(ofOther).isEqualTo(outlook);
        assertThat(engine.volumes(Labels.INSTANCE, "ffffffff")).isEmpty();
        assertThat(engine.network("quilt-appliance-ffffffff")).isEmpty();
    }

    @Test
    void lookingAheadTellsDownloadsAndWhatWouldFail() throws Exception {
        var pinned = PinnedImage.of("postgres");
        var backing = withData().withImages(pinned.reference().toString(), Backing.MINIO);
        engine.loseVolume(Backing.STORE_VOLUME);

        var outlook = backing.on(engine, probes).examine();

        assertThat(outlook.downloads()).containsExactly(pinned.reference());
        assertThat(outlook.megabytes()).isEqualTo(pinned.megabytes());
        assertThat(outlook.problems()).extracting(Problem::code).containsExactly(ProblemCode.STORE_DATA_MISSING);
    }

    @Test
    void anEngineThatIsGoneIsSaidToBeGone() throws Exception {
        var services = Backing.of(folder).on(engine, probes);
        services.fetchImages(details::add);
        services.prepareContainers(details::add);
        engine.vanish();

        assertThat(problem(() -> services.awaitDatabase(details::add)).code()).isEqualTo(ProblemCode.DOCKER_GONE);
        assertThat(problem(() -> start(Backing.of(folder))).code()).isEqualTo(ProblemCode.DOCKER_GONE);
    }

    @Test
    @Tag("AT-08")
    void aDeniedImageIsToldAndAnArchiveOfItLetsTheStartGoOn() throws Exception {
        engine.useRegistry((reference, progress) -> {
            throw new EngineException(EngineException.Kind.IMAGE_DENIED, "denied");
        });
        var backing = Backing.of(folder).withImages(Backing.POSTGRES_17, LocalImages.SMALL);

        var problem = problem(() -> start(backing));
        Path archive = LocalImages.archive(LocalImages.SMALL);
        engine.knowArchive(archive, Map.of(LocalImages.SMALL, Backing.MINIO_IMAGE));
        var services = backing.on(engine, probes);
        services.images().load(archive, List.of(services.wantedImages().get(1)), details::add);
        var started = start(services);

        assertThat(problem.code()).isEqualTo(ProblemCode.IMAGE_NOT_FOUND);
        assertThat(problem.fixes()).contains(new Fix.LoadImages());
        assertThat(engine.pulled()).containsExactly(LocalImages.SMALL);
        assertThat(started.store().container()).isEqualTo(Backing.STORE);
        assertThat(container(Backing.STORE).isRunning()).isTrue();
        assertThat(container(Backing.POSTGRES).isRunning()).isTrue();
    }

    @Test
    void foreignThingsWithOurNameAreNotTouched() {
        engine.create(ContainerSpec.of(Backing.POSTGRES, Backing.POSTGRES_17));
        var before = container(Backing.POSTGRES);

        var problem = problem(() -> start(Backing.of(folder)));

        assertThat(problem.code()).isEqualTo(ProblemCode.CONTAINER_NAME_TAKEN);
        assertThat(problem.message()).contains(Backing.POSTGRES);
        assertThat(container(Backing.POSTGRES)).isEqualTo(before);
        assertThat(engine.volumes(Labels.INSTANCE, Backing.ID)).isEmpty();
    }

    @Test
    void foreignVolumesAndNetworksAreNotUsed() {
        engine.createVolume(Backing.DATABASE_VOLUME, Map.of(Labels.INSTANCE, "ffffffff"));
        var ofVolume = problem(() -> start(Backing.of(folder)));
        engine.loseVolume(Backing.DATABASE_VOLUME);
        engine.createNetwork("quilt-appliance-0a1b2c3d", Map.of());
        var ofNetwork = problem(() -> start(Backing.of(folder)));

        assertThat(ofVolume.code()).isEqualTo(ProblemCode.CONTAINER_NAME_TAKEN);
        assertThat(ofNetwork.code()).isEqualTo(ProblemCode.CONTAINER_NAME_TAKEN);
    }

    @Test
    void instancesDoNotSeeEachOther() throws Exception {
        start(Backing.of(folder));
        start(Backing.of(folder).as("ffffffff"));

        assertThat(engine.containers(Labels.INSTANCE, Backing.ID))
                .extracting(Container::name)
                .containsExactly(Backing.POSTGRES, Backing.STORE);
        assertThat(engine.containers(Labels.INSTANCE, "ffffffff"))
                .extracting(Container::name)
                .containsExactly("quilt-appliance-ffffffff-postgres", "quilt-appliance-ffffffff-store");
    }

    @Test
    void aNewSecretOfTheStoreRestartsIt() throws Exception {
        start(Backing.of(folder));
        var before = container(Backing.STORE).startedAt();

        start(Backing.of(folder).withSecretKey("another-secret-key"));

        assertThat(engine.copyOut(Backing.STORE, "/appliance-secrets/secret-key", 100))
                .hasValueSatisfying(file -> assertThat(file).asString(UTF_8).isEqualTo("another-secret-key"));
        assertThat(container(Backing.STORE).startedAt()).isNotEqualTo(before);
    }

    @Test
    void aRefusedPasswordIsSaidAndCanBeRepaired() throws Exception {
        var refused = new DatabaseAnswer.Refused("password authentication failed for user \"quilt\"");
        probes.databaseSays(refused);
        var services = Backing.of(folder).withPassword("the new password").on(engine, probes);

        var problem = problem(() -> start(services));
        var commands = new ArrayList<List<String>>();
        engine.usePrograms((container, command) -> {
            commands.add(command);
            probes.databaseSays(FakeProbes.READY);
            return new ExecResult(0, "");
        });
        services.repairPassword(details::add);

        assertThat(problem.code()).isEqualTo(ProblemCode.DB_AUTH);
        assertThat(problem.fixes()).contains(new Fix.RepairPassword());
        assertThat(commands).hasSize(2);
        assertThat(commands.toString()).contains("alter role quilt").doesNotContain("the new password");
        assertThat(engine.copyOut(Backing.POSTGRES, "/appliance-secrets/db", 100))
                .hasValueSatisfying(file -> assertThat(file).asString(UTF_8).isEqualTo("the new password"));
    }

    @Test
    void aRepairThatFailsSaysWhy() throws Exception {
        probes.databaseSays(new DatabaseAnswer.Refused("no"));
        var services = Backing.of(folder).on(engine, probes);
        engine.usePrograms((container, command) -> command.contains("sh")
                ? new ExecResult(2, "FATAL: role \"quilt\" does not exist")
                : new ExecResult(0, ""));

        var problem = problem(() -> services.repairPassword(details::add));

        assertThat(problem.code()).isEqualTo(ProblemCode.DB_AUTH);
        assertThat(problem.evidence()).containsExactly("FATAL: role \"quilt\" does not exist");
        assertThat(container(Backing.POSTGRES).isRunning()).isFalse();
    }

    @Test
    void dataBesideTheVolumeIsRefused() {
        probes.databaseSays(new DatabaseAnswer.Ready("/elsewhere"));

        var problem = problem(() -> start(Backing.of(folder)));

        assertThat(problem.code()).isEqualTo(ProblemCode.DATA_NOT_ON_VOLUME);
        assertThat(container(Backing.POSTGRES).isRunning()).isFalse();
    }

    @Test
    void aContainerThatEndsTellsItsLastLines() {
        engine.behave(Backing.MINIO_IMAGE.id(), Behaviour.ending(137, "one", "out of memory"));

        var problem = problem(() -> start(Backing.of(folder)));

        assertThat(problem.code()).isEqualTo(ProblemCode.CONTAINER_EXITED);
        assertThat(problem.title()).isEqualTo("The object storage stopped while starting");
        assertThat(problem.message()).isEqualTo("Exit code 137. Last lines: out of memory");
        assertThat(problem.evidence()).containsExactly("one", "out of memory");
    }

    @Test
    void whatContainersWriteIsKeptAlsoAfterTheConnectionBroke() throws Exception {
        var services = Backing.of(folder).on(engine, probes);
        start(services);
        engine.say(Backing.POSTGRES, "before");
        engine.say(Backing.STORE, "before, too");
        engine.breakStreams();
        await().until(() -> engine.followers() == 0);
        engine.say(Backing.POSTGRES, "meanwhile");

        services.followAgain();
        services.followAgain();
        engine.say(Backing.POSTGRES, "after");
        engine.say(Backing.STORE, "after, too");

        assertThat(folder.resolve("postgres.log"))
                .content()
                .contains("before\n", "meanwhile\n")
                .endsWith("after\n");
        assertThat(Files.readString(folder.resolve("postgres.log"))).containsOnlyOnce("after");
        assertThat(folder.resolve("store.log"))
                .content()
                .contains("before, too\n")
                .endsWith("after, too\n");
        services.stop();
        services.followAgain();
        assertThat(engine.followers()).as("nothing is followed after the end").isZero();
    }

    @Test
    void startGoesOnWithTheImageInUseWhenTheWantedOneIsNotHere() throws Exception {
        var known = withData();
        var newer = known.withImages("docker.io/library/postgres:17.11", Backing.MINIO);
        var services = newer.on(engine, probes);

        var downloads = services.downloads(Duration.ofSeconds(1));
        services.imagesForStart(details::add);
        List<ImageChange> changes = services.prepareContainers(details::add);
        services.awaitDatabase(details::add);

        assertThat(downloads.downloads()).isEmpty();
        assertThat(engine.pulled()).isEmpty();
        assertThat(container(Backing.POSTGRES).imageId()).isEqualTo(Backing.POSTGRES_IMAGE.id());
        assertThat(services.notice(changes).orElseThrow().message())
                .contains("PostgreSQL runs docker.io/library/postgres:17.10", "says docker.io/library/postgres:17.11");
        assertThat(services.outdated()).containsExactly(Role.POSTGRES);
    }

    @Test
    void anotherMajorVersionIsNoMereChangeOfImage() throws Exception {
        var newer = withData().withImages("docker.io/library/postgres:18", Backing.MINIO);
        var services = newer.on(engine, probes);
        engine.useRegistry((reference, progress) -> Backing.image("8", "amd64", Map.of("PG_MAJOR", "18")));
        services.imagesForStart(details::add);
        services.prepareContainers(details::add);
        services.awaitDatabase(details::add);

        var problem = problem(() -> services.changeImage(Role.POSTGRES, details::add));

        assertThat(problem.code()).isEqualTo(ProblemCode.DB_MAJOR_MISMATCH);
        assertThat(container(Backing.POSTGRES).imageId()).isEqualTo(Backing.POSTGRES_IMAGE.id());
        assertThat(container(Backing.POSTGRES).isRunning()).isTrue();
    }

    @Test
    void imageThatIsStillToComeMayHaveANameThatTellsNoVersion() throws Exception {
        String reference = "registry.example.org/database:stable";
        var services = Backing.of(folder).withImages(reference, Backing.MINIO).on(engine, probes);

        assertThat(services.requireVolumes()).isEmpty();
        assertThat(services.requireNames()).containsExactly(Backing.STORE);
        assertThat(services.examine().problems()).isEmpty();
        engine.useRegistry((wanted, progress) -> Backing.image("8", "amd64", Map.of("PG_MAJOR", "17")));
        start(services);

        assertThat(container(Backing.POSTGRES).isRunning()).isTrue();
    }

    @Test
    void servicesThatNeverAnswerAreSaidToBeDown() throws Exception {
        probes.databaseSays(new DatabaseAnswer.NotYet("the database system is starting up"));
        var database = problem(() -> start(Backing.of(folder)));
        probes.databaseSays(FakeProbes.READY);
        var services = Backing.of(folder).on(engine, probes);
        services.fetchImages(details::add);
        services.prepareContainers(details::add);
        probes.storeSays(Collections.nCopies(1000, 503).toArray(Integer[]::new));
        var store = problem(() -> services.awaitStore(details::add));

        assertThat(database.code()).isEqualTo(ProblemCode.DB_DOWN);
        assertThat(database.message()).contains("starting up");
        assertThat(store.code()).isEqualTo(ProblemCode.STORE_DOWN);
        assertThat(store.message()).contains("503");
    }

    @Test
    void anUndoRemovesWhatTheStartMadeAndKeepsVolumes() throws Exception {
        var services = Backing.of(folder).on(engine, probes);
        services.fetchImages(details::add);
        services.prepareContainers(details::add);

        services.undo();

        assertThat(engine.containers(Labels.INSTANCE, Backing.ID)).isEmpty();
        assertThat(engine.volumes(Labels.INSTANCE, Backing.ID)).hasSize(2);
        assertThat(engine.followers()).isZero();
    }

    @Test
    void anUndoStopsWhatTheStartStarted() throws Exception {
        var services = withData().on(engine, probes);
        services.fetchImages(details::add);
        services.prepareContainers(details::add);

        services.undo();

        assertThat(container(Backing.POSTGRES).state()).isEqualTo(State.EXITED);
        assertThat(container(Backing.STORE).state()).isEqualTo(State.EXITED);
    }

    @Test
    void anUndoLeavesWhatRanBefore() throws Exception {
        start(Backing.of(folder));
        var services = Backing.of(folder).on(engine, probes);
        services.fetchImages(details::add);
        services.prepareContainers(details::add);

        services.undo();

        assertThat(container(Backing.POSTGRES).isRunning()).isTrue();
        assertThat(container(Backing.STORE).isRunning()).isTrue();
    }

    @Test
    void aStopEndsContainersUnlessTheyAreKept() throws Exception {
        var services = Backing.of(folder).on(engine, probes);
        start(services);
        assertThat(services.stop()).isEmpty();
        var stopped = container(Backing.POSTGRES).state();
        writeData();
        var keeping = Backing.of(folder).keeping().on(engine, probes);
        start(keeping);
        keeping.stop();

        assertThat(stopped).isEqualTo(State.EXITED);
        assertThat(container(Backing.POSTGRES).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void whatContainersWriteIsKeptInTheLogs() throws Exception {
        engine.behave(Backing.POSTGRES_IMAGE.id(), Behaviour.running("ready", "password=database-password"));
        var services = Backing.of(folder).on(engine, probes);
        start(services);

        engine.end(Backing.POSTGRES, 1, "shutting down");
        await().until(() -> Files.readAllLines(folder.resolve("postgres.log")).size() == 3);
        services.restart(Role.POSTGRES);

        await().untilAsserted(() -> assertThat(folder.resolve("postgres.log")).hasContent("""
                        ready
                        password=[hidden]
                        shutting down
                        ready
                        password=[hidden]
                        """));
        services.stop();
    }

    @Test
    void otherStoreKeysStartTheContainerAnewOnTheSameVolume() throws Exception {
        var services = withData().on(engine, probes);
        start(services);
        var before = container(Backing.STORE);

        services.useStoreKeys("other-key", new Secret("other-secret"));
        services.renewSecrets(Role.STORE);
        var store = services.awaitStore(details::add);

        assertThat(store.accessKey()).isEqualTo("other-key");
        assertThat(store.secretKey()).isEqualTo(new Secret("other-secret"));
        var after = container(Backing.STORE);
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.isRunning()).isTrue();
        assertThat(after.startedAt()).isNotEqualTo(before.startedAt());
        assertThat(file(Backing.STORE, "/appliance-secrets/access-key")).isEqualTo("other-key");
        assertThat(file(Backing.STORE, "/appliance-secrets/secret-key")).isEqualTo("other-secret");
        services.renewSecrets(Role.STORE);
        assertThat(container(Backing.STORE).startedAt()).isEqualTo(after.startedAt());
        services.stop();
        assertThat(container(Backing.STORE).isRunning()).isFalse();
    }

    @Test
    void otherDatabasePasswordIsUsedAtOnceAndIsInTheContainer() throws Exception {
        var services = withData().on(engine, probes);
        start(services);
        var before = container(Backing.POSTGRES);

        services.useDatabasePassword(new Secret("other password"));

        assertThat(services.awaitDatabase(details::add).password()).isEqualTo(new Secret("other password"));
        assertThat(file(Backing.POSTGRES, "/appliance-secrets/db")).isEqualTo("other password");
        assertThat(container(Backing.POSTGRES).startedAt()).isEqualTo(before.startedAt());
    }

    private String file(String container, String path) {
        return new String(engine.copyOut(container, path, 1000).orElseThrow(), UTF_8);
    }
}
