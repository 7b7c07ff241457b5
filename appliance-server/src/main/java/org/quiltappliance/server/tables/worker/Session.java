package org.quiltappliance.server.tables.worker;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.quiltappliance.server.tables.worker.Found.Column;
import org.quiltappliance.server.tables.worker.Reply.Reason;

/**
 * A database of the engine for one task: empty, in memory, locked to the files of the task before anything of them is read, and
 * thrown away with it.
 */
final class Session implements AutoCloseable {

    private static final Pattern UNKNOWN_TABLE =
            Pattern.compile("^Catalog Error: Table with name (.{1,300}) does not exist!");

    private final Connection connection;
    private final Collection<Source> sources;
    private final long deadline;

    private Session(Connection connection, Collection<Source> sources, long deadline) {
        this.connection = connection;
        this.sources = sources;
        this.deadline = deadline;
    }

    /** @param written files that the task makes */
    static Session open(Task task, String... written) throws SQLException {
        var connection = DriverManager.getConnection("jdbc:duckdb:");
        var session =
                new Session(connection, task.work().sources(), System.nanoTime() + task.seconds() * 1_000_000_000L);
        try {
            session.lock(task, written);
            return session;
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    private void lock(Task task, String... written) throws SQLException {
        var files = Stream.concat(sources.stream().flatMap(source -> source.files().stream()), Stream.of(written))
                .map(Cells::quoted)
                .collect(Collectors.joining(", ", "[", "]"));
        for (String setting : List.of(
                "memory_limit = '" + task.memoryMegabytes() + "MB'",
                "threads = " + task.threads(),
                "temp_directory = ''",
                "TimeZone = 'UTC'",
                // Else whoever wants all columns has a whole row group in memory: the client writes a table as a single
                // one.
                "disable_parquet_prefetching = true",
                "autoinstall_known_extensions = false",
                "autoload_known_extensions = false",
                "allow_community_extensions = false",
                "allow_persistent_secrets = false",
                "allowed_paths = " + files,
                "enable_external_access = false",
                "lock_configuration = true")) {
            try (var statement = connection.createStatement()) {
                statement.execute("SET " + setting);
            }
        }
    }

    /** What is to be done with the rows of a result. */
    interface Reading<T> {
        T read(ResultSet rows) throws SQLException, Refusal;
    }

    /** Runs one statement. @param values of its question marks */
    <T> T query(String sql, List<?> values, Reading<T> reading) throws SQLException, Refusal {
        try (var statement = prepare(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (var rows = statement.executeQuery()) {
                return reading.read(rows);
            }
        }
    }

    /** Runs one statement that gives one number. */
    long number(String sql, List<?> values) throws SQLException, Refusal {
        return query(sql, values, rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    /** As {@link #number}, in so many seconds at most. @throws SQLException when it takes longer, or there is little time left */
    long numberSoon(String sql, int seconds) throws SQLException, Refusal {
        if (deadline - System.nanoTime() < seconds * 1_000_000_000L) {
            throw new SQLException("No time is left to count");
        }
        try (var statement = prepare(sql)) {
            statement.setQueryTimeout(seconds);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    void execute(String sql) throws SQLException, Refusal {
        try (var statement = prepare(sql)) {
            statement.execute();
        }
    }

    /** Whether the time of the task is up. */
    boolean isOver() {
        return System.nanoTime() - deadline >= 0;
    }

    private PreparedStatement prepare(String sql) throws SQLException, Refusal {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw tooLong();
        }
        var statement = connection.prepareStatement(sql);
        statement.setQueryTimeout((int) Math.max(1, (left + 999_999_999L) / 1_000_000_000L));
        return statement;
    }

    static Refusal tooLong() {
        return new Refusal(Reason.TOO_LONG, "This took too long and was stopped.");
    }

    /** The columns of something that can be selected from. */
    List<Column> columns(String relation) throws SQLException, Refusal {
        return query("DESCRIBE SELECT * FROM " + relation, List.of(), rows -> {
            var columns = new ArrayList<Column>();
            while (rows.next()) {
                columns.add(Cells.column(rows.getString(1), rows.getString(2)));
            }
            return columns;
        });
    }

    /** The relation with its columns called {@code c0}, {@code c1} and so on, whatever they are called. */
    static String numbered(String relation, int columns) {
        var names = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            names.append(i == 0 ? "c" : ", c").append(i);
        }
        return "(SELECT * FROM " + relation + ") AS t(" + names + ")";
    }

    /** What a failure of the engine means to whoever asked. @param wrong what it means when it is not about limits */
    Reply.Failure failure(SQLException failed, Reason wrong) {
        String text = String.valueOf(failed.getMessage());
        if (text.startsWith("Out of Memory") || text.contains("bad_alloc") || text.contains("bad allocation")) {
            return new Reply.Failure(Reason.TOO_MUCH, "This needs more memory than there is for it.");
        }
        // A result that is interrupted while it is read has other words for it.
        if (text.startsWith("INTERRUPT") || text.contains("Interrupted!") || System.nanoTime() - deadline >= 0) {
            return tooLong().failure();
        }
        var unknown = UNKNOWN_TABLE.matcher(text);
        if (unknown.find()) {
            // The engine would go on with tables of its own that are called alike.
            return new Reply.Failure(
                    wrong,
                    "There is no table " + unknown.group(1)
                            + " in this revision. Name tables by their paths, in double quotes.");
        }
        return new Reply.Failure(wrong, inWords(text));
    }

    /** The first part of the engine's message, without paths of this computer. */
    private String inWords(String text) {
        String words = text;
        for (Source source : sources) {
            for (String file : source.files()) {
                words = words.replace(file, source.name());
            }
        }
        int end = words.indexOf("\n\n");
        words = end > 0 ? words.substring(0, end) : words;
        return words.length() > 400 ? words.substring(0, 400) + "…" : words;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
