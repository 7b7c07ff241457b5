package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.containers.ContainerSpec;
import org.quiltappliance.server.containers.DataVolumes;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.LocalImages;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Thorough;
import org.quiltappliance.server.testing.Thoroughness;
import org.quiltappliance.server.testing.Tree;
import org.quiltappliance.server.testing.Volumes;

/** What happened to our containers and volumes on a real engine, and the fixes that problems offer then ({@code control-panel.md} 6). */
class PersistentFixesIT extends ManagedSetup {

    private static final Pkg KEPT = new Pkg("admin", "kept");

    private final Tree tree = Samples.demo();
    private RegistryClient admin;

    @BeforeAll
    static void loadImages() {
        try (var runtime = DockerEngine.connect()) {
            LocalImages.load(runtime, LocalImages.POSTGRES, LocalImages.MINIO);
        }
    }

    @BeforeEach
    void push() throws Exception {
        var service = started();
        admin = admin();
        new QuiltClient(admin).push(KEPT, tree);
        service.data().backUp("before it happened", Optional.empty()).result().get(120, SECONDS);
        end(service);
    }

    private String volumeOf(String purpose) throws IOException {
        return Instance.read(home).orElseThrow().volumes().get(purpose);
    }

    private void lose(String volume) throws IOException {
        new DataVolumes(engine, instance(), "My registry", Set.of()).remove(volume, "My registry delete", true, true);
    }

    private static <F extends Fix> F fix(Problem problem, Class<F> type) {
        return problem.fixes().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError(problem.fixes().toString()));
    }

    /** Applies it, after which the start has to go on by itself. */
    private static void mend(ApplianceService service, Fix fix) throws Exception {
        assertThat(service.canApply(fix)).isTrue();
        var result = service.apply(fix).result().get(300, SECONDS);
        assertThat(result.started())
                .hasValueSatisfying(outcome -> assertThat(outcome).isInstanceOf(Outcome.Done.class));
    }

    private void requireServed() {
        assertThat(new QuiltClient(admin).install(KEPT).objects()).containsOnlyKeys(tree.objectHashes());
    }

    @Test
    void withoutItsFilesWhatTheDatabaseKnowsIsReadAndNothingChanges() throws Exception {
        String lost = volumeOf("store");
        lose(lost);
        var service = open();
        var problem = failure(service);
        assertThat(problem.code()).isEqualTo(ProblemCode.STORE_DATA_MISSING);

        mend(service, fix(problem, Fix.StartReadOnly.class));

        assertThat(service.snapshot().state()).isEqualTo(ApplianceState.DEGRADED);
        assertThat(service.snapshot().problems())
                .anySatisfy(told -> assertThat(told.title()).contains("Read-only"));
        assertThat(admin.get(KEPT.one("tag", "latest")).status()).isEqualTo(200);
        var contents = admin.get(KEPT.one("package", tree.hash()) + "?subpath=");
        assertThat(contents.status()).isEqualTo(200);
        assertThat(contents.json().get("contents")).isNotEmpty();
        var refused = admin.put(KEPT.one("tag", "other"), Map.of("hash", tree.hash()));
        assertThat(refused.status()).as("%s", refused).isEqualTo(503);
        assertThat(refused.message()).contains("read-only", "stored files are missing");
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(admin.get(KEPT.one("tag", "other")).status()).isEqualTo(404);
        assertThatThrownBy(() -> service.data().cleanUp(true).result().get(60, SECONDS))
                .hasCauseInstanceOf(Conflict.class);
        service.lookNow();
        assertThat(service.snapshot().state()).isEqualTo(ApplianceState.DEGRADED);
        assertThat(engine.volume(lost)).isEmpty();

        service.stop(Duration.ofSeconds(10)).get(120, SECONDS);

        assertThat(failure(service).code()).isEqualTo(ProblemCode.STORE_DATA_MISSING);
        assertThat(volumeOf("store")).isEqualTo(lost);
    }

    @Test
    @Thorough
    void withAnEmptiedStorageWhatIsThereIsReadAndItsOwnFilesAreNotTouched() throws Exception {
        new Volumes(engine).emptyStore(volumeOf("store"));
        var service = open();
        var problem = failure(service);
        assertThat(problem.code()).isEqualTo(ProblemCode.STORE_DATA_MISSING);
        assertThat(problem.message()).contains(volumeOf("store"));

        mend(service, fix(problem, Fix.StartReadOnly.class));

        assertThat(service.snapshot().state()).isEqualTo(ApplianceState.DEGRADED);
        assertThat(admin.get(KEPT.one("tag", "latest")).status()).isEqualTo(200);
        assertThat(admin.put(KEPT.one("tag", "other"), Map.of("hash", tree.hash()))
                        .status())
                .isEqualTo(503);
    }

    static List<String> roles() {
        return Thoroughness.of(1, List.of("postgres", "store"));
    }

    @ParameterizedTest
    @MethodSource("roles")
    void chosenVolumeIsUsedInThePlaceOfTheOneThatIsGone(String purpose) throws Exception {
        String former = volumeOf(purpose);
        String copy = new Volumes(engine).copied(former);
        lose(former);
        var service = open();
        var problem = failure(service);
        assertThat(problem.fixes().get(0)).isEqualTo(new Fix.UseVolume(copy));

        mend(service, problem.fixes().get(0));

        requireServed();
        assertThat(volumeOf(purpose)).isEqualTo(copy);
        assertThat(engine.volume(former)).isEmpty();
        end(service);
        started();
        requireServed();
    }

    @Test
    @Thorough
    void chosenVolumeIsUsedInThePlaceOfOneWithOtherFiles() throws Exception {
        String copy = new Volumes(engine).copied(volumeOf("store"));
        new Volumes(engine).emptyStore(volumeOf("store"));
        var service = open();

        mend(service, fix(failure(service), Fix.UseVolume.class));

        assertThat(volumeOf("store")).isEqualTo(copy);
        requireServed();
    }

    private void restoreTheBackup(ApplianceService service) throws Exception {
        String backup = service.data().backups().get(0).id().text();
        service.data()
                .restore(backup, "My registry", Optional.empty(), false)
                .result()
                .get(300, SECONDS);
        start(service);

        assertThat(new QuiltClient(admin()).install(KEPT).objects()).containsOnlyKeys(tree.objectHashes());
    }

    @Test
    void backupIsRestoredWhenBothVolumesAreLost() throws Exception {
        for (String purpose : List.of("postgres", "store")) {
            lose(volumeOf(purpose));
        }
        var service = open();
        assertThat(failure(service).fixes()).contains(new Fix.RestoreBackup());

        restoreTheBackup(service);
    }

    @Test
    @Thorough
    void databaseThatARestoreMadeAndDidNotFillIsNotTakenForANewRegistry() throws Exception {
        for (String purpose : List.of("postgres", "store")) {
            lose(volumeOf(purpose));
        }
        var places = new ContainerPlaces(home, new Redaction(), Clock.systemUTC(), Backing::search);
        try (var made = OpenedData.open(
                places.anew(), source().settle().config().orElseThrow(), Clock.systemUTC(), text -> {})) {
            assertThat(made.database().hasTables()).isTrue();
        }
        var service = open();

        var problem = failure(service);

        assertThat(problem.code()).isEqualTo(ProblemCode.STORE_DATA_MISSING);
        assertThat(problem.message()).contains("database");
        assertThat(administrators).hasSize(1);
        restoreTheBackup(service);
    }

    @ParameterizedTest
    @Thorough
    @ValueSource(strings = {"postgres", "store"})
    void otherNamesAreUsedBesideAContainerOfSomebodyElse(String role) throws Exception {
        String usual = "quilt-appliance-" + instance();
        engine.remove(engine.container(usual + "-" + role).orElseThrow().id());
        String theirs = engine.create(ContainerSpec.of(usual + "-" + role, LocalImages.MINIO));
        try {
            var service = open();
            var problem = failure(service);
            assertThat(problem.code()).isEqualTo(ProblemCode.CONTAINER_NAME_TAKEN);

            mend(service, fix(problem, Fix.UseAnotherName.class));

            requireServed();
            assertThat(engine.containers(Labels.INSTANCE, instance()))
                    .extracting(one -> one.name())
                    .containsExactlyInAnyOrder(usual + "-2-postgres", usual + "-2-store");
            assertThat(engine.container(usual + "-" + role).orElseThrow().id()).isEqualTo(theirs);
            assertThat(volumeOf(role)).startsWith(usual).doesNotContain("-2-");
            end(service);
            started();
            requireServed();
        } finally {
            engine.remove(theirs);
        }
    }
}
