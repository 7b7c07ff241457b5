package org.quiltappliance.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * What several appliances of a test may share: a database of their own and a temporary folder.
 *
 * @param name of the database, unique in this process
 */
public record TestStorage(TestDatabase database, String name, Path folder) implements AutoCloseable {

    /** A new, empty one. */
    public static TestStorage of(TestDatabase database) {
        try {
            return new TestStorage(database, Samples.fresh("registry"), Files.createTempDirectory("appliance"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
