package org.quiltappliance.server.containers;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.lifecycle.ContainerProblems;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.testing.FakeContainerRuntime;

/** An appliance's containers for a test, described once and changed where a test cares. */
record Backing(
        String instance,
        String databaseImage,
        String storeImage,
        Secret password,
        Secret secretKey,
        Optional<String> databaseVolume,
        Optional<String> storeVolume,
        boolean keep,
        Path folder) {

    static final String ID = "0a1b2c3d";
    static final String POSTGRES = "quilt-appliance-0a1b2c3d-postgres";
    static final String STORE = "quilt-appliance-0a1b2c3d-store";
    static final String DATABASE_VOLUME = "quilt-appliance-0a1b2c3d-pg17";
    static final String STORE_VOLUME = "quilt-appliance-0a1b2c3d-objects";
    static final String POSTGRES_17 = "docker.io/library/postgres:17.10";
    static final String MINIO = "quay.io/minio/minio:1";

    static final Image POSTGRES_IMAGE = image("1", "amd64", Map.of("PG_MAJOR", "17"));
    static final Image MINIO_IMAGE = image("2", "amd64", Map.of());

    static Image image(String digit, String architecture, Map<String, String> environment) {
        return new Image("sha256:" + digit.repeat(64), List.of(), List.of(), architecture, 1000, "", environment);
    }

    static Backing of(Path folder) {
        return new Backing(
                ID,
                POSTGRES_17,
                MINIO,
                new Secret("database-password"),
                new Secret("store-secret-key"),
                Optional.empty(),
                Optional.empty(),
                false,
                folder);
    }

    /** An engine that has the images. */
    static FakeContainerRuntime engine() {
        return new FakeContainerRuntime().withImage(POSTGRES_17, POSTGRES_IMAGE).withImage(MINIO, MINIO_IMAGE);
    }

    Backing withImages(String database, String store) {
        return new Backing(instance, database, store, password, secretKey, databaseVolume, storeVolume, keep, folder);
    }

    Backing withPassword(String value) {
        return new Backing(
                instance,
                databaseImage,
                storeImage,
                new Secret(value),
                secretKey,
                databaseVolume,
                storeVolume,
                keep,
                folder);
    }

    Backing withSecretKey(String value) {
        return new Backing(
                instance,
                databaseImage,
                storeImage,
                password,
                new Secret(value),
                databaseVolume,
                storeVolume,
                keep,
                folder);
    }

    Backing withData(String database, String store) {
        return new Backing(
                instance,
                databaseImage,
                storeImage,
                password,
                secretKey,
                Optional.of(database),
                Optional.of(store),
                keep,
                folder);
    }

    Backing keeping() {
        return new Backing(
                instance, databaseImage, storeImage, password, secretKey, databaseVolume, storeVolume, true, folder);
    }

    Backing as(String other) {
        return new Backing(
                other, databaseImage, storeImage, password, secretKey, databaseVolume, storeVolume, keep, folder);
    }

    BackingConfig config(BackingConfig.Patience patience) {
        return new BackingConfig(
                instance,
                "",
                "My registry",
                "1.0",
                Optional.of(new BackingConfig.Database(databaseImage, 0, password, databaseVolume, 10)),
                Optional.of(new BackingConfig.Storage(
                        StoreFlavour.MINIO, storeImage, 0, "appliance", secretKey, storeVolume)),
                keep,
                folder.resolve("images"),
                folder,
                patience);
    }

    /** With little patience, for an engine in memory. */
    BackingServices on(ContainerRuntime runtime, Probes probes) {
        return on(
                runtime,
                probes,
                new BackingConfig.Patience(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(1)));
    }

    BackingServices on(ContainerRuntime runtime, Probes probes, BackingConfig.Patience patience) {
        return new BackingServices(
                runtime,
                config(patience),
                probes,
                new ContainerProblems(Clock.systemUTC()),
                new Redaction(),
                Clock.systemUTC());
    }
}
