package org.quiltappliance.server.backup;

import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.backup.BackupProgress.Phase;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.packages.DerivedRows;

/** Brings rows into an empty database, in one transaction that also reads them again: all of them become visible or none. */
final class Importer {

    private final Database target;
    private final Work work;
    private final TableStore rows = new TableStore();
    private final DerivedRows derived = new DerivedRows();

    /**
     * What a table must have in the end.
     *
     * @param nextId from where the database goes on numbering; 0 where it does not number
     */
    record Incoming(ArchiveTable table, long rows, long nextId) {}

    /** What a table has now. */
    record Imported(String table, long rows, Hash sum) {}

    Importer(Database target, Work work) {
        this.target = target;
        this.work = work;
    }

    /**
     * @param check looks at what came, before anybody else sees it
     * @throws org.quiltappliance.server.errors.ApplianceException.Conflict when the database is not empty
     * @throws Invalid when rows cannot be what they are said to be
     */
    List<Imported> run(List<Incoming> tables, RowSource source, Consumer<List<Imported>> check) {
        Place.requireNoRows(target);
        // Apart from the rows and before them, because H2 ends a transaction here.
        target.useTransaction(tx -> tables.stream()
                .filter(table -> table.nextId() > 0)
                .forEach(table -> rows.setNextId(tx, table.table(), table.nextId())));
        work.begin(Phase.TABLES, tables.stream().mapToLong(Incoming::rows).sum(), -1);
        return target.inTransaction(tx -> {
            var imported = tables.stream().map(table -> copy(tx, table, source)).toList();
            derived.make(tx);
            check.accept(imported);
            Work.check();
            return imported;
        });
    }

    private Imported copy(Handle tx, Incoming incoming, RowSource source) {
        var table = incoming.table();
        var came = new RowSum();
        var inserter = rows.inserter(tx, table);
        source.rows(table, row -> {
            byte[] json = row.json();
            came.add(json);
            inserter.add(row, json.length);
            work.advance(1, json.length);
        });
        inserter.flush();
        var stored = new RowSum();
        rows.read(tx, table, row -> {
            Work.check();
            stored.add(row.json());
        });
        if (stored.rows() != came.rows() || !stored.value().equals(came.value())) {
            throw new Invalid("The database did not store the rows of the table " + table.name()
                    + " as they came. Nothing was changed.");
        }
        boolean numbersLast = incoming.nextId() == 0 || rows.nextId(tx, table) <= Math.max(1, incoming.nextId());
        if (!numbersLast) {
            throw new Invalid("The rows of the table " + table.name()
                    + " have larger numbers than was said. Nothing was changed.");
        }
        return new Imported(table.name(), stored.rows(), stored.value());
    }
}
