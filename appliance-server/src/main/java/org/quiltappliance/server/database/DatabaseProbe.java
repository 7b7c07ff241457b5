package org.quiltappliance.server.database;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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

    /** What is tried, in this order. */
    public enum Stage {
        /** The name of the host is known. */
        NAME,
        /** Somebody listens there. */
        CONNECTION,
        /** The connection is encrypted as the address asks. */
        ENCRYPTION,
        /** The user, the password and the database are good. */
        SIGN_IN,
        /** The server is new enough. */
        VERSION,
        /** The user may make tables. */
        RIGHTS,
        /** There are no tables, or ours. */
        TABLES,
        /** How far the clocks are apart. */
        CLOCK
    }

    /** One stage that went well. @param detail for people */
    public record Passed(Stage stage, String detail) {}

    /** The stage that did not. @param reason for people; without secrets */
    public record Failed(Stage stage, Trouble trouble, String reason) {}

    /**
     * How far it went.
     *
     * @param clocksApart how much later it is there, once it got so far
     */
    public record Finding(List<Passed> passed, Optional<Failed> failed, Duration clocksApart) {
        public Finding {
            passed = List.copyOf(passed);
        }

        public Optional<Trouble> trouble() {
            return failed.map(Failed::trouble);
        }

        /** Of the trouble, for people; empty without one. */
        public String reason() {
            return failed.map(Failed::reason).orElse("");
        }
    }

    /** Hears how far it is. What it throws at the begin of a stage gives up the rest. */
    public interface Watcher {

        /** A stage begins. */
        void trying(Stage stage);

        /** A stage went well. */
        void passed(Passed passed);
    }

    private static final Watcher NOBODY = new Watcher() {
        @Override
        public void trying(Stage stage) {}

        @Override
        public void passed(Passed passed) {}
    };

    /** What went well so far. */
    private record Path(List<Passed> passed, Watcher watcher) {

        void trying(Stage stage) {
            watcher.trying(stage);
        }

        void add(Stage stage, String detail) {
            var one = new Passed(stage, detail);
            passed.add(one);
            watcher.passed(one);
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
        return run(NOBODY);
    }

    /** The same, telling how far it is. */
    public Finding run(Watcher watcher) {
        var passed = new Path(new ArrayList<>(), watcher);
        var uri = URI.create(config.jdbcUrl().substring("jdbc:".length()));
        passed.trying(Stage.NAME);
        try {
            var address = InetAddress.getByName(uri.getHost().replaceAll("[\\[\\]]", ""));
            passed.add(Stage.NAME, uri.getHost() + " is " + address.getHostAddress());
            passed.trying(Stage.CONNECTION);
            touch(address, uri.getPort());
            passed.add(Stage.CONNECTION, "port " + uri.getPort() + " is open");
        } catch (UnknownHostException unknown) {
            return ended(
                    passed,
                    Stage.NAME,
                    Trouble.UNREACHABLE,
                    "the host " + uri.getHost() + " is not known on this computer");
        } catch (IOException refused) {
            return ended(passed, Stage.CONNECTION, Trouble.UNREACHABLE, reasonOf(new SQLException(refused)));
        }
        passed.trying(Stage.ENCRYPTION);
        try (var connection = connect()) {
            passed.add(Stage.ENCRYPTION, encryption(connection));
            passed.trying(Stage.SIGN_IN);
            passed.add(Stage.SIGN_IN, "signed in as " + config.user());
            return look(connection, passed);
        } catch (SQLException failed) {
            return refused(passed, failed);
        }
    }

    private void touch(InetAddress address, int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int) patience.toMillis());
        }
    }

    private static Finding refused(Path passed, SQLException failed) {
        Trouble trouble = kindOf(failed);
        if (trouble == Trouble.SIGN_IN) {
            passed.add(Stage.ENCRYPTION, "as the address asks");
            passed.trying(Stage.SIGN_IN);
        }
        Stage stage = switch (trouble) {
            case TLS -> Stage.ENCRYPTION;
            case UNREACHABLE -> Stage.CONNECTION;
            case SIGN_IN, OTHER -> Stage.SIGN_IN;
            case TOO_OLD -> Stage.VERSION;
            case NO_RIGHTS -> Stage.RIGHTS;
            case FOREIGN -> Stage.TABLES;
        };
        return ended(passed, stage, trouble, reasonOf(failed));
    }

    private static Finding ended(Path path, Stage stage, Trouble trouble, String reason) {
        var before = path.passed().stream().filter(one -> one.stage() != stage).toList();
        return new Finding(before, Optional.of(new Failed(stage, trouble, reason)), Duration.ZERO);
    }

    /** Servers have told this since version 9.5. */
    private static String encryption(Connection connection) throws SQLException {
        return one(connection, "select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                        .equals("t")
                ? "encrypted"
                : "not encrypted";
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

    private static Finding look(Connection connection, Path passed) throws SQLException {
        passed.trying(Stage.VERSION);
        var about = connection.getMetaData();
        if (about.getDatabaseMajorVersion() < LEAST_VERSION) {
            return ended(
                    passed,
                    Stage.VERSION,
                    Trouble.TOO_OLD,
                    "it is PostgreSQL " + about.getDatabaseProductVersion() + ", and " + LEAST_VERSION
                            + " or newer is needed");
        }
        passed.add(Stage.VERSION, "PostgreSQL " + about.getDatabaseProductVersion());
        passed.trying(Stage.RIGHTS);
        if (!one(connection, "select coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)")
                .equals("t")) {
            return ended(
                    passed,
                    Stage.RIGHTS,
                    Trouble.NO_RIGHTS,
                    "the user may not make tables; as its owner run: GRANT CREATE ON SCHEMA public TO the user");
        }
        passed.add(Stage.RIGHTS, "may make tables");
        passed.trying(Stage.TABLES);
        var tables = tables(connection);
        boolean ours = tables.contains("flyway_schema_history");
        if (!tables.isEmpty() && !ours) {
            return ended(
                    passed,
                    Stage.TABLES,
                    Trouble.FOREIGN,
                    String.join(", ", tables.subList(0, Math.min(MOST_TABLES_NAMED, tables.size()))));
        }
        passed.add(Stage.TABLES, ours ? "has the tables of a registry" : "is empty");
        passed.trying(Stage.CLOCK);
        var apart = Duration.between(Instant.now(), instant(connection));
        passed.add(Stage.CLOCK, apart.abs().toSeconds() + " seconds apart");
        return new Finding(passed.passed(), Optional.empty(), apart);
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
            return result.getObject(1, OffsetDateTime.class).toInstant();
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
