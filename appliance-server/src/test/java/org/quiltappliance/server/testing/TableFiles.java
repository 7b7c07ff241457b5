package org.quiltappliance.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Files of tables, made by the engine that reads them, from a SELECT. */
public final class TableFiles {

    private TableFiles() {}

    public static byte[] parquet(String select) {
        return made(select, "FORMAT parquet");
    }

    /** @param options as {@code COPY} takes them */
    public static byte[] parquet(String select, String options) {
        return made(select, "FORMAT parquet, " + options);
    }

    public static byte[] csv(String select) {
        return made(select, "FORMAT csv, HEADER true");
    }

    public static byte[] jsonLines(String select) {
        return made(select, "FORMAT json");
    }

    private static byte[] made(String select, String options) {
        try {
            Path folder = Files.createTempDirectory("tables");
            Path file = folder.resolve("table");
            try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                    var statement = connection.createStatement()) {
                statement.execute("SET TimeZone = 'UTC'");
                statement.execute("COPY (" + select + ") TO '" + file + "' (" + options + ")");
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
