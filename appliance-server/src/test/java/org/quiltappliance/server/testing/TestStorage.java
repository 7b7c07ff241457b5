package org.quiltappliance.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.quiltappliance.server.config.DatabaseConfig;

/** What several appliances of a test may share: a database of their own and a temporary folder. */
public record TestStorage(DatabaseConfig database, Path folder) implements AutoCloseable {

    private static final int POOL_MAX = 10;

    /** A new, empty one. */
    public static TestStorage of(TestDatabase kind) {
        try {
            return new TestStorage(
                    switch (kind) {
                        case H2 -> new DatabaseConfig.Memory(Samples.fresh("registry"), POOL_MAX);
                        case POSTGRESQL -> PostgresServer.freshDatabase();
                    },
                    Files.createTempDirectory("appliance"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
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
