package org.quiltappliance.server.reliability;

import io.minio.MakeBucketArgs;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.testing.MinioServer;
import org.quiltappliance.server.testing.PostgresServer;

/**
 * A home folder with an empty database and an empty storage.
 *
 * @param settings that make an appliance use them
 * @param database to be looked at past the appliance
 */
record Stage(Path home, Map<String, String> settings, DatabaseConfig.Postgres database, StoreView store) {

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
        };

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For people. */
        String words() {
            return words;
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
        return new Stage(home, settings, database, new FolderView(home.resolve("objects")));
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
        return new Stage(home, settings, database, BucketView.of(bucket));
    }

    private static Map<String, String> settings(DatabaseConfig.Postgres database) {
        return new HashMap<>(Map.of("APPLIANCE_DB", "external", "SQLALCHEMY_DATABASE_URI", uri(database)));
    }

    private static String uri(DatabaseConfig.Postgres database) {
        var server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        return "postgresql://" + database.user() + ":" + database.password().reveal() + "@" + server.getAuthority()
                + server.getPath();
    }
}
