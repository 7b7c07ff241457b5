package org.quiltappliance.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.objects.S3ObjectStore;
import org.quiltappliance.server.testing.MinioServer;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Thorough;
import org.quiltappliance.server.testing.Tree;

/** Kills the real process while it moves the data from a folder and one PostgreSQL to a bucket and another one. */
@Thorough
class MoveKillIT extends CommandSetup {

    private static final Duration LOOK_EVERY = Duration.ofMillis(1);
    private static final int OBJECTS = 120;
    private static final int OBJECT_BYTES = 100_000;
    private static final Pkg KEPT = new Pkg("admin", "kept");

    private final DatabaseConfig.Postgres here = PostgresServer.freshDatabase();
    private final DatabaseConfig.Postgres there = PostgresServer.freshDatabase();
    private final StoreConfig.S3 bucket = MinioServer.freshBucket();
    private final Tree tree = Samples.many(11, OBJECTS, OBJECT_BYTES);

    @BeforeEach
    void pushToTheOldPlace() throws Exception {
        // Not in the environment, which no move can change.
        var files = files();
        files.set("APPLIANCE_DB", "external");
        files.set("SQLALCHEMY_DATABASE_URI", PostgresServer.address(here));
        files.set("APPLIANCE_STORE", "folder");
        var first = started("first");
        new QuiltClient(admin()).push(KEPT, tree);
        stop(first);
    }

    private Process moving(String name) throws IOException {
        Path address = Files.writeString(folder.resolve("address"), PostgresServer.address(there));
        Path key = Files.writeString(
                folder.resolve("secret key"), bucket.secretKey().reveal());
        Path access = Files.writeString(folder.resolve("access key"), bucket.accessKey());
        return command(
                name,
                "move",
                "--set",
                "APPLIANCE_STORE=external",
                "--set",
                "S3_ENDPOINT=" + bucket.endpoint(),
                "--set",
                "PACKAGE_BUCKET_NAME=" + bucket.bucket(),
                "--set",
                secret("AWS_ACCESS_KEY_ID", access, bucket.accessKey()),
                "--set",
                "AWS_SECRET_ACCESS_KEY_FILE=" + key,
                "--set",
                "SQLALCHEMY_DATABASE_URI_FILE=" + address);
    }

    private static String secret(String name, Path file, String value) {
        return Settings.find(name).orElseThrow().secret() ? name + "_FILE=" + file : name + "=" + value;
    }

    private long objectsThere() {
        try (var store = new S3ObjectStore(bucket, folder.resolve("uploads"), true)) {
            store.open();
            try (Stream<ObjectStore.Listed> all = store.list()) {
                return all.count();
            }
        }
    }

    private void requireServed() {
        assertThat(new QuiltClient(admin()).install(KEPT).objects()).containsOnlyKeys(tree.objectHashes());
    }

    @Test
    void killedWhileItCopiesTheOldPlaceStaysInForceAndTheMoveCanBeRepeated() throws Exception {
        var killed = moving("killed");
        awaitPhase("filling", killed);
        assertThat(killed.isAlive()).as(told("killed")).isTrue();
        await().pollInterval(LOOK_EVERY).atMost(PATIENCE).until(() -> objectsThere() > 0);
        killNow(killed);
        assertThat(objectsThere()).isPositive().isLessThan(tree.objectHashes().size());

        var second = started("second");

        assertThat(files().written()).containsEntry("APPLIANCE_STORE", "folder");
        assertThat(Files.exists(home.run().resolve("switch.env"))).isFalse();
        requireServed();
        stop(second);

        var again = moving("again");
        assertThat(again.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(again.exitValue()).as(told("again")).isZero();
        assertThat(home.run().resolve("switch.json")).doesNotExist();
        started("third");
        assertThat(files().written()).containsEntry("APPLIANCE_STORE", "external");
        requireServed();
    }

    @Test
    void killedAfterItWasDecidedTheNewPlaceIsInForce() throws Exception {
        var killed = moving("killed");
        awaitPhase("filling", killed);
        assertThat(killed.isAlive()).as(told("killed")).isTrue();
        // Whoever opens it waits for a writer who never comes, so the process gets no further than to the decision.
        Path kept = folder.resolve("secrets kept");
        Files.move(home.secrets(), kept);
        assertThat(new ProcessBuilder("mkfifo", home.secrets().toString())
                        .start()
                        .waitFor())
                .isZero();
        awaitPhase("decided", killed);
        assertThat(killed.isAlive()).as(told("killed")).isTrue();
        killNow(killed);
        Files.move(kept, home.secrets(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(files().written()).containsEntry("APPLIANCE_STORE", "folder");
        assertThat(home.run().resolve("switch.json")).exists();

        started("second");

        assertThat(files().written())
                .containsEntry("APPLIANCE_STORE", "external")
                .containsEntry("SQLALCHEMY_DATABASE_URI", PostgresServer.address(there));
        assertThat(home.run().resolve("switch.json")).doesNotExist();
        assertThat(home.run().resolve("switch.env")).doesNotExist();
        requireServed();
        assertThat(objectsThere()).isEqualTo(tree.objectHashes().size());
    }
}
