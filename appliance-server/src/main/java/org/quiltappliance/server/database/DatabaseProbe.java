package org.quiltappliance.server.database;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.quiltappliance.server.config.DatabaseConfig;

/**
 * Finds out, stage by stage, whether a PostgreSQL server elsewhere can be used ({@code control-panel.md} PF-E1). Changes
 * nothing there.
 */
public final class DatabaseProbe {

    private static final int LEAST_VERSION = 12;
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);
    private static final int MOST_TABLES_NAMED = 5;

    private final DatabaseConfig.Postgres config;
    private final Duration patience;

    /** What stands in the way. */
    public enum Trouble {
        /** The host is not known, does not answer or refuses. */
        UNREACHABLE,
        /** The connection cannot be encrypted as asked. */
        TLS,
        /** The user or the password is refused, or the database is not there. */
        SIGN_IN,
        /** Older than this program can use. */
        TOO_OLD,
        /** The user may not make tables. */
        NO_RIGHTS,
        /** There are tables that this program did not make. */
        FOREIGN,
        /** Anything else that the server says. */
        OTHER
    }

    /**
     * How far it went.
     *
     * @param stages what went well, for people, in order
     * @param trouble what did not, if anything
     * @param reason of the trouble, for people; without secrets
     */
    public record Finding(List<String> stages, Optional<Trouble> trouble, String reason) {
        public Finding {
            stages = List.copyOf(stages);
        }
    }

    /** @param patience with the server, for each stage */
    public DatabaseProbe(DatabaseConfig.Postgres config, Duration patience) {
        this.config = config;
        this.patience = patience;
    }

    /** The server's host and port, for people. */
    public static String endpoint(DatabaseConfig.Postgres config) {
        URI uri = URI.create(config.jdbcUrl().substring("jdbc:".length()));
        return uri.getHost() + ":" + uri.getPort() + uri.getPath();
    }

    public Finding run() {
        var stages = new ArrayList<String>();
        String host = URI.create(config.jdbcUrl().substring("jdbc:".length())).getHost();
        try {
            InetAddress.getByName(host.replaceAll("[\\[\\]]", ""));
        } catch (UnknownHostException unknown) {
            return new Finding(
                    stages, Optional.of(Trouble.UNREACHABLE), "the host " + host + " is not known on this computer");
        }
        stages.add("resolved");
        try (var connection = connect()) {
            stages.add("connected and signed in");
            return look(connection, stages);
        } catch (SQLException failed) {
            return new Finding(stages, Optional.of(kindOf(failed)), reasonOf(failed));
        }
    }

    private Connection connect() throws SQLException {
        String seconds = String.valueOf(Math.max(1, patience.toSeconds()));
        var properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password().reveal());
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        properties.setProperty("ApplicationName", "quilt-appliance check");
        return DriverManager.getConnection(config.jdbcUrl(), properties);
    }

    private static Finding look(Connection connection, List<String> stages) throws SQLException {
        var about = connection.getMetaData();
        if (about.getDatabaseMajorVersion() < LEAST_VERSION) {
            return new Finding(
                    stages,
                    Optional.of(Trouble.TOO_OLD),
                    "it is PostgreSQL " + about.getDatabaseProductVersion() + ", and " + LEAST_VERSION
                            + " or newer is needed");
        }
        stages.add("PostgreSQL " + about.getDatabaseProductVersion());
        if (!one(connection, "select coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)")
                .equals("t")) {
            return new Finding(
                    stages,
                    Optional.of(Trouble.NO_RIGHTS),
                    "the user may not make tables; as its owner run: GRANT CREATE ON SCHEMA public TO the user");
        }
        stages.add("may make tables");
        var tables = tables(connection);
        boolean ours = tables.contains("flyway_schema_history");
        if (!tables.isEmpty() && !ours) {
            return new Finding(
                    stages,
                    Optional.of(Trouble.FOREIGN),
                    String.join(", ", tables.subList(0, Math.min(MOST_TABLES_NAMED, tables.size()))));
        }
        stages.add(ours ? "has the tables of a registry" : "is empty");
        var apart = Duration.between(Instant.now(), instant(connection)).abs();
        if (apart.compareTo(CLOCKS_APART) > 0) {
            stages.add("its clock is " + apart.toMinutes() + " minutes apart from ours");
        }
        return new Finding(stages, Optional.empty(), "");
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next() ? String.valueOf(result.getString(1)) : "";
        }
    }

    private static Instant instant(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select now()")) {
            result.next();
            return result.getObject(1, java.time.OffsetDateTime.class).toInstant();
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select table_name from information_schema.tables where table_schema = current_schema() order by 1")) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }

    static Trouble kindOf(SQLException failed) {
        String state = String.valueOf(failed.getSQLState());
        if (has(failed, SSLException.class)
                || String.valueOf(failed.getMessage()).contains("SSL")) {
            return Trouble.TLS;
        }
        if (state.startsWith("28") || state.equals("3D000")) {
            return Trouble.SIGN_IN;
        }
        return state.startsWith("08") || state.equals("57P03") || state.equals("53300")
                ? Trouble.UNREACHABLE
                : Trouble.OTHER;
    }

    static String reasonOf(SQLException failed) {
        if (has(failed, ConnectException.class)) {
            return "nothing listens there (connection refused)";
        }
        if (has(failed, SocketTimeoutException.class)) {
            return "it did not answer in time";
        }
        return String.valueOf(failed.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private static boolean has(Throwable failed, Class<? extends Throwable> type) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
