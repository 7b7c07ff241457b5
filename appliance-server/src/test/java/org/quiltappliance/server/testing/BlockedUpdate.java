package org.quiltappliance.server.testing;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.Instance;

/** A registry whose tables are to be updated at its next start, where something is in the way of the last update. */
public final class BlockedUpdate {

    /** The version of the program that used the tables last. */
    public static final String FORMER = "0.9";

    private final DatabaseConfig.Postgres database;

    public BlockedUpdate(DatabaseConfig.Postgres database) {
        this.database = database;
    }

    /** As before the second update, with a table of somebody else in the way of the third. */
    public void block(Home home) throws IOException, SQLException {
        Instance.read(home).orElseThrow().usedBy(FORMER).write(home);
        try (var connection = connect()) {
            FormerTables.before(2, connection);
        }
        sql("create table node (theirs integer)");
    }

    public void unblock() throws SQLException {
        sql("drop table node");
    }

    public void sql(String statement) throws SQLException {
        try (var connection = connect();
                var running = connection.createStatement()) {
            running.execute(statement);
        }
    }

    /** The first column of the answer. */
    public List<String> texts(String query) throws SQLException {
        try (var connection = connect();
                var running = connection.createStatement();
                var rows = running.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().reveal());
    }
}
