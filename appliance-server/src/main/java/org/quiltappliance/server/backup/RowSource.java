package org.quiltappliance.server.backup;

import java.util.function.Consumer;

/** Where rows come from: a snapshot, or the database itself. */
@FunctionalInterface
interface RowSource {

    /** Visits every row of the table once, in no certain order. */
    void rows(ArchiveTable table, Consumer<Row> visitor);
}
