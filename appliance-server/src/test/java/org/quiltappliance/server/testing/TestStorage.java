package org.quiltappliance.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.ObjectsConfig.Delivery;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.objects.S3ObjectStore;

/** What several appliances of a test may share: a database of their own, a place for objects and a temporary folder. */
public record TestStorage(DatabaseConfig database, StoreConfig store, Delivery delivery, Path folder)
        implements AutoCloseable {

    private static final int POOL_MAX = 10;

    /** With objects in that folder. */
    public TestStorage(DatabaseConfig database, Path folder) {
        this(database, new StoreConfig.Folder(folder.resolve("test"), false), Delivery.PROXY, folder);
    }

    /** A new, empty one. */
    public static TestStorage of(TestDatabase kind) {
        try {
            Path folder = Files.createTempDirectory("appliance");
            return switch (kind) {
                case H2 -> new TestStorage(new DatabaseConfig.Memory(Samples.fresh("registry"), POOL_MAX), folder);
                case POSTGRESQL -> new TestStorage(PostgresServer.freshDatabase(), folder);
                case S3_PROXY -> new TestStorage(PostgresServer.freshDatabase(), bucket(), Delivery.PROXY, folder);
                case S3_DIRECT -> new TestStorage(PostgresServer.freshDatabase(), bucket(), Delivery.DIRECT, folder);
            };
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A new bucket. The appliance makes none on a server that it does not run. */
    private static StoreConfig.S3 bucket() throws IOException {
        var bucket = MinioServer.freshBucket();
        Path spare = Files.createTempDirectory("bucket");
        try (var store = new S3ObjectStore(bucket, spare, true)) {
            store.open();
        }
        Files.delete(spare);
        return bucket;
    }

    @Override
    public void close() {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
