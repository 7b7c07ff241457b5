package org.quiltappliance.server.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.quiltappliance.server.config.DatabaseConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server of a run: where new connections go, and whether it answers. That is felt by a connection of its
 * own, which the pool cannot run out of and which hangs at most as long as it may.
 */
final class Server implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Server.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The driver only wants to close its socket. */
    private static final Executor AT_ONCE = Runnable::run;

    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private DatabaseConfig.Postgres place;
    private @Nullable Connection pulse;

    Server(DatabaseConfig.Postgres place) {
        this.place = place;
        point(place);
        source.setReWriteBatchedInserts(true);
        source.setTcpKeepAlive(true);
        source.setApplicationName("quilt-appliance");
    }

    /** Makes connections to where the server is at that moment. */
    DataSource source() {
        return source;
    }

    synchronized void moveTo(DatabaseConfig.Postgres other) {
        place = other;
        point(other);
        endPulse();
    }

    private void point(DatabaseConfig.Postgres to) {
        source.setURL(to.jdbcUrl());
        source.setUser(to.user());
        source.setPassword(to.password().reveal());
    }

    /** @throws SQLException when it does not answer */
    synchronized void feel() throws SQLException {
        Connection open = pulse;
        if (open == null) {
            open = open();
            pulse = open;
        }
        try (var statement = open.createStatement()) {
            statement.execute("select 1");
        } catch (SQLException failed) {
            endPulse();
            throw failed;
        }
    }

    private Connection open() throws SQLException {
        String seconds = String.valueOf(PATIENCE.toSeconds());
        var properties = new Properties();
        properties.setProperty("user", place.user());
        properties.setProperty("password", place.password().reveal());
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("ApplicationName", "quilt-appliance pulse");
        var made = DriverManager.getConnection(place.jdbcUrl(), properties);
        made.setNetworkTimeout(AT_ONCE, (int) PATIENCE.toMillis());
        return made;
    }

    private void endPulse() {
        Connection open = pulse;
        pulse = null;
        if (open != null) {
            try {
                open.abort(AT_ONCE);
            } catch (SQLException gone) {
                // It was to be thrown away: nobody can be told anything new by this.
                log.debug("A dead connection could not be closed.", gone);
            }
        }
    }

    @Override
    public synchronized void close() {
        endPulse();
    }
}
