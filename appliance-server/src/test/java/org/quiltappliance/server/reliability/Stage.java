package org.quiltappliance.server.reliability;

import io.minio.MakeBucketArgs;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.containers.docker.DockerEndpoint;
import org.quiltappliance.server.containers.docker.DockerRuntime;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.LocalImages;
import org.quiltappliance.server.testing.MinioServer;
import org.quiltappliance.server.testing.PostgresServer;

/**
 * A home folder with an empty database and an empty storage.
 *
 * @param settings that make an appliance use them
 * @param database to be looked at past the appliance
 * @param removal takes away what is outside of the home folder, once no process uses it
 */
record Stage(
        Path home, Map<String, String> settings, DatabaseConfig.Postgres database, StoreView store, Runnable removal)
        implements AutoCloseable {

    /** Where the data of a stage is. */
    enum Kind {
        POSTGRES_AND_FOLDER("PostgreSQL elsewhere, objects in a folder") {
            @Override
            Stage fresh(Path home) {
                return withFolder(home, PostgresServer.freshDatabase());
            }
        },
        POSTGRES_AND_BUCKET("PostgreSQL elsewhere, objects in a bucket of MinIO") {
            @Override
            Stage fresh(Path home) {
                return withBucket(home, PostgresServer.freshDatabase(), MinioServer.freshBucket());
            }
        },
        CONTAINERS("PostgreSQL and MinIO in containers of the appliance", 13, 1_000) {
            @Override
            Stage fresh(Path home) {
                return withContainers(home, DockerEngine.endpoint());
            }
        };

        private final String words;
        private final int steps;
        private final int mostMillisOfAStep;

        Kind(String words) {
            this(words, 10, 150);
        }

        Kind(String words, int steps, int mostMillisOfAStep) {
            this.words = words;
            this.steps = steps;
            this.mostMillisOfAStep = mostMillisOfAStep;
        }

        /** For people. */
        String words() {
            return words;
        }

        /** How many steps a start has. */
        int steps() {
            return steps;
        }

        /** Within which time after the beginning of a step a kill is to come. */
        int mostMillisOfAStep() {
            return mostMillisOfAStep;
        }

        /** @param home a folder that does not exist yet */
        abstract Stage fresh(Path home);
    }

    /** Others may share a bucket, so what a killed self-check leaves there stays for a day. */
    boolean mayKeepProofs() {
        return store instanceof BucketView;
    }

    /** Objects in a folder of the home folder. */
    static Stage withFolder(Path home, DatabaseConfig.Postgres database) {
        var settings = settings(database);
        settings.put("APPLIANCE_STORE", "folder");
        return new Stage(home, settings, database, new FolderView(home.resolve("objects")), () -> {});
    }

    /** Objects in a bucket, which is made here, as an administrator does elsewhere. */
    static Stage withBucket(Path home, DatabaseConfig.Postgres database, StoreConfig.S3 bucket) {
        var settings = settings(database);
        settings.put("APPLIANCE_STORE", "external");
        settings.put("S3_ENDPOINT", bucket.endpoint().toString());
        settings.put("PACKAGE_BUCKET_NAME", bucket.bucket());
        settings.put("AWS_ACCESS_KEY_ID", bucket.accessKey());
        settings.put("AWS_SECRET_ACCESS_KEY", bucket.secretKey().reveal());
        settings.put("APPLIANCE_S3_REGION", bucket.region());
        try {
            MinioServer.client(bucket)
                    .makeBucket(MakeBucketArgs.builder().bucket(bucket.bucket()).build());
        } catch (MinioException | GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("The bucket was not made.", failed);
        }
        return new Stage(home, settings, database, BucketView.of(bucket), () -> {});
    }

    /** Both in containers, on ports that are known beforehand. */
    static Stage withContainers(Path home, DockerEndpoint place) {
        try (var engine = DockerRuntime.connect(place)) {
            LocalImages.load(engine, LocalImages.POSTGRES, LocalImages.MINIO);
        }
        var secret = new Secret(UUID.randomUUID().toString());
        int databasePort = FreePort.find();
        int storePort = FreePort.find();
        var database = new DatabaseConfig.Postgres(
                "jdbc:postgresql://127.0.0.1:" + databasePort + "/quilt", "quilt", secret, 2);
        var bucket = new StoreConfig.S3(
                URI.create("http://127.0.0.1:" + storePort),
                Optional.empty(),
                "package",
                MinioServer.REGION,
                StoreConfig.PathStyle.YES,
                "appliance-tests",
                secret);
        var settings = Containers.settings(place);
        settings.put("APPLIANCE_DB_PORT", "" + databasePort);
        settings.put("APPLIANCE_DB_PASSWORD", secret.reveal());
        settings.put("APPLIANCE_STORE_PORT", "" + storePort);
        settings.put("PACKAGE_BUCKET_NAME", bucket.bucket());
        settings.put("AWS_ACCESS_KEY_ID", bucket.accessKey());
        settings.put("AWS_SECRET_ACCESS_KEY", secret.reveal());
        return new Stage(home, settings, database, BucketView.of(bucket), () -> {
            try (var engine = DockerRuntime.connect(place)) {
                Containers.remove(engine, new Home(home));
            }
        });
    }

    @Override
    public void close() {
        removal.run();
    }

    private static Map<String, String> settings(DatabaseConfig.Postgres database) {
        return new HashMap<>(
                Map.of("APPLIANCE_DB", "external", "SQLALCHEMY_DATABASE_URI", PostgresServer.address(database)));
    }
}
