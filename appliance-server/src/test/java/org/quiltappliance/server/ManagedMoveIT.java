package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.server.backup.Transfer;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.containers.DataVolumes.DataVolume;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.objects.S3ObjectStore;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.LocalImages;
import org.quiltappliance.server.testing.MinioServer;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Thorough;
import org.quiltappliance.server.testing.Thoroughness;
import org.quiltappliance.server.testing.Tree;

/** Data move between our containers and servers elsewhere, and back ({@code control-panel.md} 8.6). */
class ManagedMoveIT extends ManagedSetup {

    private static final Pkg KEPT = new Pkg("admin", "kept");

    private final DatabaseConfig.Postgres database = PostgresServer.freshDatabase();
    private final StoreConfig.S3 bucket = MinioServer.freshBucket();
    private ApplianceService service;
    private RegistryClient admin;

    /** What moves. */
    enum Part {
        DATABASE(true, false),
        STORE(false, true),
        BOTH(true, true);

        private final boolean rows;
        private final boolean objects;

        Part(boolean rows, boolean objects) {
            this.rows = rows;
            this.objects = objects;
        }
    }

    @BeforeAll
    static void loadImages() {
        try (var runtime = DockerEngine.connect()) {
            LocalImages.load(runtime, LocalImages.POSTGRES, LocalImages.MINIO);
        }
    }

    private void push(Tree tree) throws Exception {
        service = started();
        admin = admin();
        new QuiltClient(admin).push(KEPT, tree);
        stop();
    }

    private void stop() throws Exception {
        assertThat(service.stop(Duration.ofSeconds(10)).get(120, SECONDS)).isInstanceOf(Outcome.Done.class);
    }

    private Map<String, String> elsewhere(Part part) {
        var settings = new LinkedHashMap<String, String>();
        if (part.rows) {
            settings.put("APPLIANCE_DB", "external");
            settings.put("SQLALCHEMY_DATABASE_URI", PostgresServer.address(database));
        }
        if (part.objects) {
            settings.put("APPLIANCE_STORE", "external");
            settings.put("S3_ENDPOINT", bucket.endpoint().toString());
            settings.put("PACKAGE_BUCKET_NAME", bucket.bucket());
            settings.put("AWS_ACCESS_KEY_ID", bucket.accessKey());
            settings.put("AWS_SECRET_ACCESS_KEY", bucket.secretKey().reveal());
        }
        return settings;
    }

    private static Map<String, String> inContainers(Part part) {
        var settings = new LinkedHashMap<String, String>();
        if (part.rows) {
            settings.put("APPLIANCE_DB", "managed");
        }
        if (part.objects) {
            settings.put("APPLIANCE_STORE", "managed");
        }
        return settings;
    }

    private DataMove.Moved move(Map<String, String> settings) throws Exception {
        return service.data().move(settings).result().get(300, SECONDS);
    }

    /** With the token from before: nobody signs in again. The client compares the hash of every object. */
    private void requireServed(Tree tree) throws Exception {
        start(service);
        assertThat(new QuiltClient(admin).install(KEPT).objects()).containsOnlyKeys(tree.objectHashes());
        new QuiltClient(admin).push(new Pkg("admin", "later"), Samples.oneFile());
    }

    private long objectsElsewhere() throws IOException {
        try (var store = new S3ObjectStore(bucket, folder.resolve("uploads"), true)) {
            store.open();
            try (Stream<ObjectStore.Listed> all = store.list()) {
                return all.count();
            }
        }
    }

    static List<Part> parts() {
        return Thoroughness.of(1, List.of(Part.BOTH, Part.DATABASE, Part.STORE));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void fromOurContainersToServersElsewhere(Part part) throws Exception {
        var tree = Samples.demo();
        push(tree);
        var former = Instance.read(home).orElseThrow().volumes();

        var moved = move(elsewhere(part));

        assertThat(moved.report().objects())
                .isEqualTo(part.objects ? tree.objectHashes().size() : 0);
        assertThat(source().files().written()).containsAllEntriesOf(elsewhere(part));
        if (part.objects) {
            assertThat(objectsElsewhere()).isEqualTo(tree.objectHashes().size());
        }
        requireServed(tree);
        assertThat(service.snapshot().location()).contains(part.objects ? bucket.bucket() : "Docker volume");
        assertThat(former.values())
                .allSatisfy(volume -> assertThat(engine.volume(volume)).isPresent());
        stop();
        assertThat(desk().volumes()).filteredOn(DataVolume::current).hasSize(part == Part.BOTH ? 0 : 1);
    }

    @Test
    void volumesThatTheSettingsHaveTurnedAwayFromAreShownAndCanBeRemoved() throws Exception {
        push(Samples.oneFile());
        String volume = Instance.read(home).orElseThrow().volumes().get("store");
        move(elsewhere(Part.BOTH));
        end(service);

        assertThat(new LeftoverService(source(), new Redaction(), Clock.systemUTC())
                        .find()
                        .orElseThrow()
                        .volumes())
                .extracting(DataVolume::name)
                .contains(volume);
        desk().removeVolume(volume, "My registry delete", false);

        assertThat(engine.volume(volume)).isEmpty();
        assertThat(Instance.read(home).orElseThrow().volumes()).doesNotContainValue(volume);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void fromServersElsewhereToOurContainers(Part part) throws Exception {
        var tree = Samples.demo();
        if (part.objects) {
            S3ObjectStore.createBucket(bucket);
        }
        for (var setting : elsewhere(part).entrySet()) {
            source().files().set(setting.getKey(), setting.getValue());
        }
        push(tree);

        var moved = move(inContainers(part));

        assertThat(moved.report().objects())
                .isEqualTo(part.objects ? tree.objectHashes().size() : 0);
        requireServed(tree);
        assertThat(Instance.read(home).orElseThrow().volumes()).containsOnlyKeys("postgres", "store");
        assertThat(service.snapshot().location()).doesNotContain(bucket.bucket() + " ", database.jdbcUrl());
        stop();
        // The old place stays as it was.
        if (part.objects) {
            assertThat(objectsElsewhere()).isEqualTo(tree.objectHashes().size());
        }
        assertThat(desk().volumes()).hasSize(2).allMatch(DataVolume::current);
    }

    @Test
    @Thorough
    void cancelledInTheMiddleLeavesTheOldPlaceInForce() throws Exception {
        var tree = many();
        push(tree);

        var task = service.data().move(elsewhere(Part.BOTH));
        await().pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(120))
                .until(() -> task.activity().doneItems() > 0 || task.result().isDone());
        task.cancel();

        assertThatThrownBy(() -> task.result().get(120, SECONDS))
                .satisfiesAnyOf(
                        failed -> assertThat(failed).isInstanceOf(CancellationException.class),
                        failed -> assertThat(failed).hasCauseInstanceOf(CancellationException.class));
        assertThat(source().files().written()).doesNotContainKeys("APPLIANCE_STORE", "APPLIANCE_DB", "S3_ENDPOINT");
        assertThat(home.run().resolve("switch.json")).doesNotExist();
        assertThat(objectsElsewhere()).isZero();
        try (var rows = new Database(database)) {
            rows.open();
            Transfer.requireNoRows(rows);
        }
        requireServed(tree);
        assertThat(service.snapshot().location()).contains("Docker volume").doesNotContain(bucket.bucket() + " at");
        stop();

        assertThat(move(elsewhere(Part.BOTH)).report().objects())
                .isGreaterThanOrEqualTo(tree.objectHashes().size());
    }

    private static Tree many() {
        var random = new Random(5);
        var tree = Tree.empty();
        for (int i = 0; i < 150; i++) {
            var bytes = new byte[20_000];
            random.nextBytes(bytes);
            tree = tree.file("file" + i, bytes);
        }
        return tree;
    }
}
