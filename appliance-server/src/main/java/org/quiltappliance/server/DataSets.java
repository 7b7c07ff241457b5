package org.quiltappliance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.database.PostgresSchema;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.home.OwnerFiles;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.objects.S3ObjectStore;

/**
 * Data sets beside the one in force ({@code control-panel.md} 10.2, ADR 8): a schema of the same database with a folder
 * or a bucket of the same server. Which one holds, few settings say, all in one file.
 *
 * @param target the settings that put it into force
 */
record DataSets(Map<String, String> target) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final String SCHEMA = "quilt_\\d{14}";
    private static final String PLACE = ".+-\\d{14}";
    private static final int LONGEST_BUCKET = 63;

    DataSets {
        target = new LinkedHashMap<>(target);
    }

    /** The name of a new one. @param alsoObjects whether its objects are apart, too */
    static DataSets beside(ApplianceConfig config, boolean alsoObjects, Instant now) {
        String stamp = STAMP.format(now);
        var target = new LinkedHashMap<String, String>();
        target.put(Settings.DB_SCHEMA.name(), "quilt_" + stamp);
        if (alsoObjects) {
            if (config.objects().store() instanceof StoreConfig.Folder folder) {
                target.put(
                        Settings.STORE_FOLDER.name(),
                        folder.folder()
                                .resolveSibling(base(folder.folder()) + "-" + stamp)
                                .toString());
            } else if (config.objects().store() instanceof StoreConfig.S3 s3) {
                String base = s3.bucket().replaceFirst("-\\d{14}$", "");
                int most = LONGEST_BUCKET - stamp.length() - 1;
                target.put(Settings.BUCKET.name(), base.substring(0, Math.min(most, base.length())) + "-" + stamp);
            }
        }
        return new DataSets(target);
    }

    private static String base(Path folder) {
        return String.valueOf(folder.getFileName()).replaceFirst("-\\d{14}$", "");
    }

    /** Where its data are. @param config of data in the same database and storage */
    ApplianceConfig in(ApplianceConfig config) {
        var database = postgres(config).in(schema());
        StoreConfig store = config.objects().store();
        if (store instanceof StoreConfig.Folder folder && folder().isPresent()) {
            store = new StoreConfig.Folder(folder().get(), folder.durable());
        } else if (store instanceof StoreConfig.S3 s3 && bucket().isPresent()) {
            store = in(s3);
        }
        return config.with(database, config.objects().in(store));
    }

    private StoreConfig.S3 in(StoreConfig.S3 s3) {
        return new StoreConfig.S3(
                s3.endpoint(),
                s3.publicEndpoint(),
                bucket().orElseThrow(),
                s3.region(),
                s3.pathStyle(),
                s3.accessKey(),
                s3.secretKey());
    }

    private static DatabaseConfig.Postgres postgres(ApplianceConfig config) {
        if (config.database() instanceof DatabaseConfig.Postgres postgres) {
            return postgres;
        }
        throw new Conflict("A restore needs persistent mode. Say: mode persistent");
    }

    private String schema() {
        return target.getOrDefault(Settings.DB_SCHEMA.name(), "");
    }

    private Optional<Path> folder() {
        return Optional.ofNullable(target.get(Settings.STORE_FOLDER.name())).map(Path::of);
    }

    private Optional<String> bucket() {
        return Optional.ofNullable(target.get(Settings.BUCKET.name()));
    }

    /** Makes it, empty. */
    void make(ApplianceConfig config) {
        PostgresSchema.create(postgres(config), schema());
        if (bucket().isPresent() && config.objects().store() instanceof StoreConfig.S3 s3) {
            S3ObjectStore.createBucket(in(s3));
        }
    }

    /** Whether the settings name it. */
    boolean isInForce(EffectiveSettings settings) {
        return target.entrySet().stream()
                .allMatch(entry -> Settings.find(entry.getKey())
                        .map(settings::value)
                        .filter(value -> value.text().equals(entry.getValue()))
                        .isPresent());
    }

    /** Removes what never was in force, however much there is of it. A bucket stays, empty. */
    void discard(ApplianceConfig config) {
        if (schema().matches(SCHEMA)) {
            PostgresSchema.drop(postgres(config), schema());
        }
        folder().filter(path -> path.toString().matches(PLACE)).ifPresent(DataSets::remove);
        bucket().filter(name -> name.matches(PLACE)).ifPresent(name -> {
            if (config.objects().store() instanceof StoreConfig.S3 s3) {
                empty(in(s3), config.home().resolve("uploads"));
            }
        });
    }

    private static void empty(StoreConfig.S3 bucket, Path uploads) {
        try (var store = new S3ObjectStore(bucket, uploads, true)) {
            store.open();
            try (Stream<ObjectStore.Listed> all = store.list()) {
                all.forEach(object -> store.delete(object.owner(), object.hash()));
            }
        }
    }

    private static void remove(Path folder) {
        try {
            if (Files.isDirectory(folder)) {
                OwnerFiles.empty(folder);
                Files.delete(folder);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
