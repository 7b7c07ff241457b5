package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.backup.SwitchJournal;
import org.quiltappliance.server.backup.SwitchJournal.Phase;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.objects.FolderObjectStore;
import org.quiltappliance.server.objects.ObjectEncoding;
import org.quiltappliance.server.objects.S3ObjectStore;
import org.quiltappliance.server.testing.MinioServer;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Tree;

/** Data move from a folder and one PostgreSQL to a bucket and another one. */
class DataMoveIT extends PersistentSetup {

    private static final Pkg KEPT = new Pkg("admin", "kept");

    private final StoreConfig.S3 bucket = MinioServer.freshBucket();
    private final DatabaseConfig.Postgres elsewhere = PostgresServer.freshDatabase();
    private final Tree tree = Samples.demo();
    private ApplianceService service;
    private RegistryClient admin;

    @BeforeEach
    void pushToTheOldPlace() throws Exception {
        var files = source().files();
        files.set("APPLIANCE_DB", "external");
        files.set("SQLALCHEMY_DATABASE_URI", PostgresServer.address(PostgresServer.freshDatabase()));
        files.set("APPLIANCE_STORE", "folder");
        service = open();
        start(service);
        admin = admin();
        new QuiltClient(admin).push(KEPT, tree);
        stop(service);
    }

    private Map<String, String> toTheBucket() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("APPLIANCE_STORE", "external");
        settings.put("S3_ENDPOINT", bucket.endpoint().toString());
        settings.put("PACKAGE_BUCKET_NAME", bucket.bucket());
        settings.put("AWS_ACCESS_KEY_ID", bucket.accessKey());
        settings.put("AWS_SECRET_ACCESS_KEY", bucket.secretKey().reveal());
        return settings;
    }

    private Map<String, String> toBoth() {
        var settings = toTheBucket();
        settings.put("SQLALCHEMY_DATABASE_URI", PostgresServer.address(elsewhere));
        return settings;
    }

    private S3ObjectStore objects() {
        var store = new S3ObjectStore(bucket, folder.resolve("uploads"), true);
        store.open();
        return store;
    }

    private void put(S3ObjectStore store, String owner, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (var upload = store.upload(owner, hash(bytes), ObjectEncoding.RAW, bytes.length)) {
            upload.write(ByteBuffer.wrap(bytes));
            upload.commit();
        }
    }

    private static Hash hash(byte[] bytes) {
        try {
            return Hash.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private long filesOfTheFolder() throws IOException {
        try (var files = Files.walk(home.objects())) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}"))
                    .count();
        }
    }

    private void requireServed() throws Exception {
        start(service);
        // With the token from before: nobody signs in again.
        assertThat(new QuiltClient(admin).install(KEPT).objects()).containsOnlyKeys(tree.objectHashes());
    }

    @Test
    void objectsAndRowsMoveAndTheOldPlaceStays() throws Exception {
        long before = filesOfTheFolder();
        var plan = service.data().planMove(toBoth()).result().get(60, SECONDS);
        assertThat(plan.sentences())
                .anyMatch(sentence -> sentence.contains("to the bucket " + bucket.bucket()))
                .anyMatch(sentence -> sentence.contains("You can go back until you remove it"));
        assertThat(source().files().written()).containsEntry("APPLIANCE_STORE", "folder");

        var moved = service.data().move(toBoth()).result().get(120, SECONDS);

        assertThat(moved.report().objects()).isEqualTo(tree.objectHashes().size());
        assertThat(moved.report().rows()).containsEntry("package", 1L);
        assertThat(source().files().written()).containsAllEntriesOf(toBoth());
        assertThat(home.run().resolve("switch.json")).doesNotExist();
        assertThat(home.run().resolve("switch.env")).doesNotExist();
        assertThat(Files.readString(home.settings()))
                .doesNotContain(bucket.secretKey().reveal());
        requireServed();
        assertThat(service.snapshot().location()).contains("the bucket " + bucket.bucket());
        assertThat(filesOfTheFolder()).isEqualTo(before);
    }

    @Test
    void anOccupiedBucketIsRefusedAndNothingChanges() throws Exception {
        try (var store = objects()) {
            put(store, "somebody", "theirs");

            var move = service.data().move(toTheBucket()).result();

            assertThatThrownBy(() -> move.get(60, SECONDS)).hasRootCauseInstanceOf(Conflict.class);
            try (var all = store.list()) {
                assertThat(all).hasSize(1);
            }
        }
        assertThat(source().files().written()).containsEntry("APPLIANCE_STORE", "folder");
        requireServed();
    }

    @Test
    void whatAKilledMoveLeftIsTakenAwayBeforeTheNext() throws Exception {
        var first = service.data().planMove(toTheBucket()).result().get(60, SECONDS);
        var journal = new SwitchJournal(
                SwitchJournal.Kind.MOVE, Phase.FILLING, first.to(), "the move of the data", Instant.now());
        String object = tree.objectHashes().iterator().next();
        try (var store = objects();
                var old = new FolderObjectStore(new StoreConfig.Folder(home.objects(), true), 0)) {
            old.open();
            try (var content = old.read("admin", Hash.parse(object)).orElseThrow();
                    var stream = content.stored();
                    var upload = store.upload(
                            "admin",
                            Hash.parse(object),
                            content.object().encoding(),
                            content.object().storedBytes())) {
                upload.write(ByteBuffer.wrap(stream.readAllBytes()));
                upload.commit();
            }
        }
        journal.write(home);

        var moved = service.data().move(toTheBucket()).result().get(120, SECONDS);

        assertThat(moved.report().objects()).isEqualTo(tree.objectHashes().size());
        requireServed();
    }

    @Test
    void aDecidedMoveIsFinishedByWhoeverOpensTheHomeFolder() throws Exception {
        service.data().move(toTheBucket()).result().get(120, SECONDS);
        // As it was at the moment when the move was decided.
        var files = source().files();
        files.set("APPLIANCE_STORE", "folder");
        files.unset("S3_ENDPOINT");
        files.unset("AWS_SECRET_ACCESS_KEY");
        end(service);
        DecidedSwitch.stage(home, toTheBucket());
        new SwitchJournal(SwitchJournal.Kind.MOVE, Phase.DECIDED, Map.of(), "the move of the data", Instant.now())
                .write(home);

        service = open();

        assertThat(source().files().written()).containsAllEntriesOf(toTheBucket());
        assertThat(home.run().resolve("switch.json")).doesNotExist();
        assertThat(home.run().resolve("switch.env")).doesNotExist();
        requireServed();
    }

    @Test
    void settingsThatLeadNowhereElseMoveNothing() {
        var move = service.data().move(Map.of("APPLIANCE_STORE", "folder")).result();

        assertThatThrownBy(() -> move.get(60, SECONDS))
                .hasRootCauseInstanceOf(Conflict.class)
                .hasMessageContaining("Nothing is to be moved");
    }
}
