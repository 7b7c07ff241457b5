package org.quiltappliance.server.backup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** The SQL of whole tables. It is glued from the names in {@link ArchiveTable}, which are constants, and nothing else. */
final class TableStore {

    /** A row may have 1 MiB. */
    private static final int ROWS_AT_ONCE = 32;

    private static final int BATCH_ROWS = 1_000;
    private static final int BATCH_BYTES = 4 << 20;

    private static final String COLUMNS = """
            select column_name from information_schema.columns
             where table_schema = current_schema and table_name = :table
            """;

    /** The tables as this database has them: before an update it may lack some, or some of their columns. */
    List<ArchiveTable> present(Handle tx, List<ArchiveTable> tables) {
        return tables.stream()
                .map(table -> table.with(tx.createQuery(COLUMNS)
                        .bind("table", table.name())
                        .mapTo(String.class)
                        .list()))
                .filter(table -> !table.columns().isEmpty())
                .toList();
    }

    /** Visits every row, in no certain order, without holding more than a few. */
    void read(Handle tx, ArchiveTable table, Consumer<Row> visitor) {
        read(tx, table, "", visitor);
    }

    /** Visits the rows from which follows which package names which objects, in that order. */
    void readNaming(Handle tx, Consumer<Row> visitor) {
        read(tx, ArchiveTable.find("package").orElseThrow(), visitor);
        read(tx, ArchiveTable.find("revision").orElseThrow(), visitor);
        read(tx, ArchiveTable.find("revision_part").orElseThrow(), " where kind = 'objects'", visitor);
    }

    /** The same of one package alone. */
    void readNaming(Handle tx, long packageId, Consumer<Row> visitor) {
        // A number, which cannot say anything else.
        String its = " where package_id = " + packageId;
        read(tx, ArchiveTable.find("package").orElseThrow(), " where id = " + packageId, visitor);
        read(tx, ArchiveTable.find("revision").orElseThrow(), its, visitor);
        read(
                tx,
                ArchiveTable.find("revision_part").orElseThrow(),
                " where kind = 'objects' and revision_id in (select id from revision" + its + ")",
                visitor);
    }

    private static void read(Handle tx, ArchiveTable table, String where, Consumer<Row> visitor) {
        tx.createQuery("select " + table.columnNames() + " from " + table.name() + where)
                .setFetchSize(ROWS_AT_ONCE)
                .scanResultSet((rows, context) -> {
                    try (context) {
                        var result = rows.get();
                        while (result.next()) {
                            visitor.accept(row(table, result));
                        }
                        return true;
                    }
                });
    }

    private static Row row(ArchiveTable table, ResultSet result) throws SQLException {
        var columns = table.columns();
        var values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).type().get(result, i + 1);
        }
        return new Row(table, values);
    }

    long count(Handle tx, ArchiveTable table) {
        return tx.createQuery("select count(*) from " + table.name())
                .mapTo(Long.class)
                .one();
    }

    boolean isEmpty(Handle tx, ArchiveTable table) {
        return tx.createQuery("select 1 from " + table.name() + " limit 1")
                .mapTo(Integer.class)
                .findOne()
                .isEmpty();
    }

    void clear(Handle tx, ArchiveTable table) {
        tx.execute("delete from " + table.name());
    }

    /** The first number that no row of a numbered table has. */
    long nextId(Handle tx, ArchiveTable table) {
        return tx.createQuery("select coalesce(max(id), 0) + 1 from " + table.name())
                .mapTo(Long.class)
                .one();
    }

    /** Lets the database go on numbering there. H2 ends the transaction. */
    void setNextId(Handle tx, ArchiveTable table, long id) {
        tx.execute("alter table " + table.name() + " alter column id restart with " + id);
    }

    /** Takes rows of one table and inserts them in batches. */
    Inserter inserter(Handle tx, ArchiveTable table) {
        return new Inserter(tx, table);
    }

    static final class Inserter {

        private final Handle tx;
        private final ArchiveTable table;
        private final String sql;
        private final List<Row> waiting = new ArrayList<>();
        private long waitingBytes;

        private Inserter(Handle tx, ArchiveTable table) {
            this.tx = tx;
            this.table = table;
            String places =
                    String.join(", ", Collections.nCopies(table.columns().size(), "?"));
            sql = "insert into " + table.name() + " (" + table.columnNames() + ")"
                    + (table.numbered() ? " overriding system value" : "") + " values (" + places + ")";
        }

        /**
         * PostgreSQL keeps no U+0000, and no request brings one in: whoever has one in a text has it from elsewhere. Refused
         * by both databases, so that what one takes the other takes, too.
         */
        private void requireText(Row row) {
            for (int i = 0; i < table.columns().size(); i++) {
                if (row.value(i) instanceof String text && text.indexOf('\0') >= 0) {
                    throw new Invalid("A row of the table " + table.name() + " holds the character U+0000 in "
                            + table.columns().get(i).name()
                            + ". The registry stores no such texts, so the data they come from are damaged.");
                }
            }
        }

        /** @param bytes about how large the row is */
        void add(Row row, long bytes) {
            requireText(row);
            waiting.add(row);
            waitingBytes += bytes;
            if (waiting.size() >= BATCH_ROWS || waitingBytes >= BATCH_BYTES) {
                flush();
            }
        }

        /** Inserts what waits. To be called at the end. */
        void flush() {
            if (waiting.isEmpty()) {
                return;
            }
            try (var batch = tx.prepareBatch(sql)) {
                for (Row row : waiting) {
                    bind(batch, row);
                }
                batch.execute();
            } catch (JdbiException refused) {
                if (!Database.isRefusal(refused)) {
                    throw refused;
                }
                throw new Invalid(
                        "The database refuses rows of the table " + table.name()
                                + ". They break a rule of the registry, so the data they come from are damaged.",
                        refused);
            }
            waiting.clear();
            waitingBytes = 0;
        }

        private void bind(PreparedBatch batch, Row row) {
            for (int i = 0; i < table.columns().size(); i++) {
                ColumnType type = table.columns().get(i).type();
                Object value = row.value(i);
                batch.bind(i, value == null ? type.nothing() : type.argument(value));
            }
            batch.add();
        }
    }
}
