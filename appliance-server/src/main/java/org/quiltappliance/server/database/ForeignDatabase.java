package org.quiltappliance.server.database;

import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL database of somebody else, read over one connection that sees everything as it was when it was opened, and
 * may not write. For one thread at a time.
 */
public final class ForeignDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ForeignDatabase.class);
    private static final String SECONDS = "10";

    /** Reading goes on for as long as it takes. Servers before 9.6 know only one of these. */
    private static final String PATIENTLY = """
            select set_config(name, '0', false) from pg_settings
             where name in ('statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')
            """;

    private final Connection connection;
    private final Handle handle;

    private ForeignDatabase(Connection connection) {
        this.connection = connection;
        var jdbi = Jdbi.create(connection);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(Database::render);
        handle = jdbi.open();
    }

    /**
     * Opens it.
     *
     * @param what it is, for people, such as {@code The database of the original}
     * @throws Invalid with the reason and a remedy
     */
    public static ForeignDatabase open(String what, DatabaseConfig.Postgres config) {
        try {
            var connection = connect(config);
            boolean good = false;
            try {
                connection.setReadOnly(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                connection.setAutoCommit(false);
                try (var statement = connection.createStatement()) {
                    statement.execute(PATIENTLY);
                }
                good = true;
                return new ForeignDatabase(connection);
            } finally {
                if (!good) {
                    connection.close();
                }
            }
        } catch (SQLException failed) {
            String reason = reason(failed);
            boolean lacksPassword = config.password().reveal().isEmpty() && reason.contains("password");
            throw new Invalid(
                    what + " at " + DatabaseProbe.endpoint(config) + " cannot be used: " + reason + ". "
                            + (lacksPassword
                                    ? "Give the password of " + config.user() + ", such as by PGPASSWORD."
                                    : remedy(DatabaseProbe.kindOf(failed))),
                    failed);
        }
    }

    private static Connection connect(DatabaseConfig.Postgres config) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password().reveal());
        properties.setProperty("loginTimeout", SECONDS);
        properties.setProperty("connectTimeout", SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "quilt-appliance import");
        return DriverManager.getConnection(config.jdbcUrl(), properties);
    }

    private static String reason(SQLException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "its host is not known on this computer";
            }
        }
        return DatabaseProbe.reasonOf(failed).replaceFirst("^FATAL: ", "").replaceFirst("\\.$", "");
    }

    private static String remedy(DatabaseProbe.Trouble trouble) {
        return switch (trouble) {
            case UNREACHABLE ->
                "Check host and port, whether it runs, and whether its listen_addresses, pg_hba.conf and firewall let this"
                        + " computer in.";
            case TLS -> "Check sslmode in the address, and whether this computer trusts the certificate of the server.";
            case SIGN_IN, TOO_OLD, NO_RIGHTS, FOREIGN, OTHER -> "Check user, password and the name of the database.";
        };
    }

    /**
     * Reads something.
     *
     * @throws Unavailable when the server went away
     */
    public <T> T read(Function<Handle, T> work) {
        try {
            return work.apply(handle);
        } catch (JdbiException failed) {
            if (Database.isConnectionLost(failed)) {
                throw new Unavailable("The database that is read does not answer any more.", failed);
            }
            throw failed;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            // Nothing was written over it.
            log.debug("The connection to the database that was read could not be closed.", gone);
        }
    }
}
