package org.quiltappliance.server.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.config.DatabaseConfig;

/**
 * Feels whether the server answers, by a connection of its own that the pool cannot run out of, and that hangs at most
 * as long as it may. Used by one thread at a time.
 */
final class Pulse implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The driver only wants to close its socket. */
    private static final Executor AT_ONCE = Runnable::run;

    private final DatabaseConfig.Postgres config;
    private @Nullable Connection connection;

    Pulse(DatabaseConfig.Postgres config) {
        this.config = config;
    }

    /** @throws SQLException when it does not answer */
    synchronized void feel() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = open();
            connection = open;
        }
        try (var statement = open.createStatement()) {
            statement.execute("select 1");
        } catch (SQLException failed) {
            close();
            throw failed;
        }
    }

    private Connection open() throws SQLException {
        String seconds = String.valueOf(PATIENCE.toSeconds());
        var properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password().reveal());
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("ApplicationName", "quilt-appliance pulse");
        var made = DriverManager.getConnection(config.jdbcUrl(), properties);
        made.setNetworkTimeout(AT_ONCE, (int) PATIENCE.toMillis());
        return made;
    }

    @Override
    public synchronized void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.abort(AT_ONCE);
            } catch (SQLException gone) {
                // It was to be thrown away: nobody can be told anything new by this.
                org.slf4j.LoggerFactory.getLogger(Pulse.class).debug("A dead connection could not be closed.", gone);
            }
        }
    }
}
