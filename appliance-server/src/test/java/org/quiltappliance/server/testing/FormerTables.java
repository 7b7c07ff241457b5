package org.quiltappliance.server.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Brings the tables of a PostgreSQL database back to what they were before an update, as a former version left them. */
public final class FormerTables {

    /** What takes each update back. One that only widens columns stays: its like can be done again. */
    private static final Map<Integer, List<String>> UNDO = Map.of(
            2, List.of("drop table search_entry"),
            3, List.of("drop table node"),
            4, List.of(),
            5,
                    List.of(
                            "alter table comment drop column edited, drop column is_hidden",
                            "alter table token drop column kind, drop column agent, drop column last_used",
                            "drop table push_change"),
            6, List.of("drop index push_log_created", "drop index comment_created"));

    private FormerTables() {}

    /** @param version of the first update that is taken back */
    public static void before(int version, Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (int update : updates(connection)) {
                if (update >= version) {
                    if (!UNDO.containsKey(update)) {
                        throw new AssertionError("Nothing says how update " + update + " is taken back");
                    }
                    for (var step : UNDO.get(update)) {
                        statement.execute(step);
                    }
                    statement.execute("delete from flyway_schema_history where version = '" + update + "'");
                }
            }
        }
    }

    /** The newest first. */
    private static List<Integer> updates(Connection connection) throws SQLException {
        var versions = new ArrayList<Integer>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select version from flyway_schema_history"
                        + " where version is not null order by installed_rank desc")) {
            while (rows.next()) {
                versions.add(rows.getInt(1));
            }
        }
        return versions;
    }
}
