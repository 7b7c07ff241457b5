package org.quiltappliance.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.MetaData;
import org.jdbi.v3.core.statement.StatementException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.errors.ApplianceException.NoSpace;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.monitoring.PoolState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one database of a run: opens the pool, brings the tables up to date, and lends transactions.
 *
 * <p>{@link #open()} and {@link #migrate()} come first; {@link #close()} waits for nothing.
 */
public final class Database implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final String DISK_FULL = "53100";
    private static final int ROWS_OF_A_PROOF = 2000;
    private static final int MOST_ATTEMPTS = 8;
    private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(10);
    private static final String NO_ANSWER = "The database does not answer. Try again in a moment.";

    /** A server may be told to acknowledge what a crash of its own can still lose. Stricter settings stay. */
    private static final String COMMIT_MEANS_WRITTEN = """
            select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'
            """;

    private final DatabaseConfig config;
    private final Dialect dialect;
    private volatile Opened opened = Opened.NOTHING;

    /** Somebody was refused, because its disk is full. */
    private volatile boolean full;

    /** Known not to answer: then nobody has to wait to hear that. */
    private volatile boolean silent;

    private final Optional<Server> server;
    private final PoolWaits waits = new PoolWaits(WAIT_FOR_CONNECTION);

    public Database(DatabaseConfig config) {
        this.config = config;
        this.dialect = config instanceof DatabaseConfig.Memory ? Dialect.H2 : Dialect.POSTGRESQL;
        this.server = config instanceof DatabaseConfig.Postgres postgres
                ? Optional.of(new Server(postgres))
                : Optional.empty();
    }

    /** What differs between the two engines. */
    public Dialect dialect() {
        return dialect;
    }

    /** Opens the pool and proves one connection. */
    public void open() {
        var pool = new HikariDataSource(poolConfig());
        var jdbi = Jdbi.create(pool);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(Database::render);
        opened = new Opened(pool, jdbi);
    }

    /** What failed and where, without the values that are bound: those may be secrets. */
    static String render(StatementException failed) {
        var context = failed.getStatementContext();
        String statement = context == null ? "" : String.valueOf(context.getRawSql());
        return failed.getShortMessage() + " [" + statement.strip().replaceAll("\\s+", " ") + "]";
    }

    /**
     * Asks whether it answers, within a few seconds. As long as it does not, transactions are refused at once.
     *
     * @throws Unavailable with the reason
     */
    public void prove() {
        if (server.isEmpty()) {
            return;
        }
        try {
            server.get().feel();
            silent = false;
        } catch (SQLException failed) {
            silent = true;
            throw new Unavailable(DatabaseProbe.reasonOf(failed), failed);
        }
    }

    /** What time it is where the database is; empty for one in this process. @throws Unavailable when it does not answer */
    public Optional<Instant> clock() {
        return server.isEmpty()
                ? Optional.empty()
                : answering(jdbi -> jdbi.withHandle(handle -> handle.createQuery("select clock_timestamp()")
                        .mapTo(Instant.class)
                        .findOne()));
    }

    /**
     * Uses the same database at another address or with another password from now on: a container has another port when
     * it comes back.
     */
    public void moveTo(DatabaseConfig.Postgres place) {
        server.orElseThrow(() -> new IllegalStateException("Memory is not somewhere else"))
                .moveTo(place);
        opened.pool().getHikariPoolMXBean().softEvictConnections();
    }

    /** How many threads wait for a connection now. */
    public int waiting() {
        var pool = opened.pool().getHikariPoolMXBean();
        return pool == null ? 0 : pool.getThreadsAwaitingConnection();
    }

    /** How busy the pool is, and how long somebody waited since this was last asked; empty unless it is open. */
    public Optional<PoolState> pool() {
        var pool = opened.pool();
        var state = pool.getHikariPoolMXBean();
        return state == null
                ? Optional.empty()
                : Optional.of(new PoolState(
                        state.getActiveConnections(),
                        state.getIdleConnections(),
                        state.getThreadsAwaitingConnection(),
                        pool.getMaximumPoolSize(),
                        waits.longestSinceAsked()));
    }

    /** What it is, for people, such as {@code PostgreSQL 17.10}. */
    public String product() {
        return answering(jdbi -> jdbi.withHandle(Database::product));
    }

    private static String product(Handle handle) {
        MetaData.MetaDataValueProvider<String> name = about -> about.getDatabaseProductName() + " "
                + about.getDatabaseProductVersion().split(" ")[0];
        return handle.queryMetadata(name);
    }

    /** How many bytes it takes on a disk; empty for one in memory. */
    public OptionalLong bytes() {
        if (dialect == Dialect.H2) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(answering(
                jdbi -> jdbi.withHandle(handle -> handle.createQuery("select pg_database_size(current_database())")
                        .mapTo(Long.class)
                        .one())));
    }

    /** Whether a registry has been here before. */
    public boolean hasTables() {
        return migrations().info().applied().length > 0;
    }

    /** Whether there are tables that {@link #migrate()} would change. */
    public boolean awaitsUpdate() {
        var state = migrations().info();
        return state.applied().length > 0 && state.pending().length > 0;
    }

    /**
     * Brings the tables to the newest version; does nothing when they are there already. When that fails, PostgreSQL has
     * them as they were.
     *
     * @throws FromNewerProgram when they are newer than that; nothing is changed then
     */
    public void migrate() {
        var migrations = migrations();
        for (var applied : migrations.info().applied()) {
            if (applied.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new FromNewerProgram(String.valueOf(applied.getVersion()));
            }
        }
        migrations.migrate();
    }

    private Flyway migrations() {
        return Flyway.configure()
                .dataSource(opened.pool())
                .locations("classpath:db/common", "classpath:db/" + dialect.folder())
                .placeholders(dialect.placeholders())
                .cleanDisabled(true)
                // All updates or none, so that the version of the program before can go on when one of them fails.
                .group(dialect == Dialect.POSTGRESQL)
                .load();
    }

    /** Runs the work in one transaction and gives its result; a thrown exception undoes it. */
    public <T> T inTransaction(Function<Handle, T> work) {
        return answering(jdbi -> jdbi.inTransaction(work::apply));
    }

    /** As {@link #inTransaction}, for work that only reads and sees all tables as they were when it began. */
    public <T> T inSnapshot(Function<Handle, T> work) {
        return answering(jdbi -> jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, work::apply));
    }

    private <T> T answering(Function<Jdbi, T> work) {
        if (silent) {
            throw new Unavailable(NO_ANSWER);
        }
        try {
            return work.apply(opened.jdbi());
        } catch (ConnectionException unreachable) {
            throw new Unavailable(NO_ANSWER, unreachable);
        } catch (JdbiException failed) {
            if (isConnectionLost(failed)) {
                throw new Unavailable(NO_ANSWER, failed);
            }
            if (hasState(failed, DISK_FULL)) {
                full = true;
                log.warn("The disk of the database is full", failed);
                throw new NoSpace(
                        "There is no space left where the registry keeps its database. Ask its administrator.");
            }
            throw failed;
        }
    }

    /**
     * As {@link #inTransaction}, and again from the start when somebody else was first with the same key or a deadlock
     * was broken: the second time the work finds what the other one made (defect D1).
     */
    public <T> T inRepeatedTransaction(Function<Handle, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return inTransaction(work);
            } catch (JdbiException failed) {
                if (attempt == MOST_ATTEMPTS || !(isDuplicate(failed) || isWorthRepeating(failed))) {
                    throw failed;
                }
            }
        }
    }

    /**
     * Does work that only one process may do at a time, of all that share these data. Costs a connection meanwhile.
     * Within one process the caller must see to it himself.
     *
     * @param number of the work, the same everywhere
     * @return the result of the work; nothing when another process is at it
     */
    public <T> Optional<T> holding(long number, Supplier<T> work) {
        if (dialect == Dialect.H2) {
            return Optional.of(work.get());
        }
        return answering(jdbi -> jdbi.withHandle(handle -> {
            if (!isTrue(handle, "select pg_try_advisory_lock(:number)", number)) {
                return Optional.empty();
            }
            try {
                return Optional.of(work.get());
            } finally {
                release(handle, number);
            }
        }));
    }

    /** The pool would keep the right along with the connection. */
    private static void release(Handle handle, long number) {
        try {
            isTrue(handle, "select pg_advisory_unlock(:number)", number);
        } catch (JdbiException gone) {
            log.debug("The connection that held a right is gone, and the right with it.", gone);
        }
    }

    private static boolean isTrue(Handle handle, String sql, long number) {
        return handle.createQuery(sql)
                .bind("number", number)
                .mapTo(Boolean.class)
                .one();
    }

    /** Writes one row and takes it back; fails when the database cannot be written. */
    public void proveWritable() {
        useTransaction(tx -> {
            tx.createUpdate(
                            "insert into event (created, type, package_owner, package_name) values (current_timestamp, 'CHECK', '', '')")
                    .execute();
            tx.rollback();
        });
    }

    /** Whether somebody was refused for want of room on its disk, and would be again, as far as can be told. */
    public boolean lacksSpace() {
        if (full) {
            try {
                proveRoom();
                full = false;
            } catch (NoSpace still) {
                return true;
            } catch (Unavailable silent) {
                log.debug("Whether there is room again cannot be told now", silent);
                return true;
            }
        }
        return false;
    }

    /** Many rows, because a few fit into what is there already. */
    private void proveRoom() {
        useTransaction(tx -> {
            tx.createUpdate("insert into event (created, type, package_owner, package_name)"
                            + " select current_timestamp, 'CHECK', '', '' from generate_series(1, :rows)")
                    .bind("rows", ROWS_OF_A_PROOF)
                    .execute();
            tx.rollback();
        });
    }

    /** As {@link #inTransaction}, for work without a result. */
    public void useTransaction(Consumer<Handle> work) {
        inTransaction(tx -> {
            work.accept(tx);
            return true;
        });
    }

    /** Whether the failure is a broken unique key: somebody else was first. */
    public static boolean isDuplicate(JdbiException failed) {
        return hasState(failed, "23505");
    }

    /** Whether the database refused values, because they break a rule or cannot be stored. */
    public static boolean isRefusal(JdbiException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23"))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the failure is a deadlock or a lost race that doing the same work again resolves. */
    public static boolean isWorthRepeating(JdbiException failed) {
        return hasState(failed, "40001") || hasState(failed, "40P01") || hasState(failed, "HYT00");
    }

    /** Whether the server went away, before or during the work: what it did is undone, or was done whole. */
    static boolean isConnectionLost(JdbiException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return true;
            }
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P0"))) {
                return true;
            }
        }
        return false;
    }

    static boolean hasState(Throwable failed, String state) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && state.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        if (config instanceof DatabaseConfig.Memory && opened != Opened.NOTHING) {
            forget();
        }
        opened.pool().close();
        opened = Opened.NOTHING;
        server.ifPresent(Server::close);
    }

    /** Without this, H2 keeps the tables in memory for as long as the process lives, also after a restart. */
    private void forget() {
        try {
            opened.jdbi().useHandle(handle -> handle.execute("shutdown"));
        } catch (JdbiException gone) {
            log.debug("The database in memory was gone already.", gone);
        }
    }

    private HikariConfig poolConfig() {
        var pool = new HikariConfig();
        pool.setPoolName("database");
        pool.setMaximumPoolSize(config.poolMax());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
        pool.setAutoCommit(true);
        pool.setMetricsTrackerFactory((name, stats) -> waits);
        if (server.isPresent()) {
            pool.setDataSource(server.get().source());
            pool.setConnectionInitSql(COMMIT_MEANS_WRITTEN);
        } else if (config instanceof DatabaseConfig.Memory memory) {
            pool.setJdbcUrl("jdbc:h2:mem:" + memory.name()
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1"
                    + ";LOCK_TIMEOUT=10000");
        }
        return pool;
    }

    private record Opened(HikariDataSource pool, Jdbi jdbi) {
        static final Opened NOTHING = new Opened(new HikariDataSource(), Jdbi.create(() -> {
            throw new SQLTransientConnectionException("The database is not open.");
        }));
    }
}
