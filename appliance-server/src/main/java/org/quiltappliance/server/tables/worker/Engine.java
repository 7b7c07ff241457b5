package org.quiltappliance.server.tables.worker;

import java.sql.DriverManager;
import java.sql.SQLException;

/** The library of the engine. */
final class Engine {

    private Engine() {}

    /** Loads it, which takes most of a second, and runs something so that the first task finds it warm. */
    static void load() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }
}
