package org.quiltappliance.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.packages.DerivedRows;

/**
 * Where the data of a registry are: its rows and its objects. Both are open, the tables are up to date, and who opened
 * them closes them.
 */
public record Place(Database database, ObjectStore store) {

    private static final TableStore ROWS = new TableStore();

    /** @throws Conflict when there is anything in it: data are never mixed */
    void requireEmpty() {
        requireNoRows(database);
        requireNoObjects(store);
    }

    static void requireNoRows(Database database) {
        List<String> filled = database.inTransaction(tx -> ROWS.present(tx, ArchiveTable.ALL).stream()
                .filter(table -> !ROWS.isEmpty(tx, table))
                .map(ArchiveTable::name)
                .toList());
        if (!filled.isEmpty()) {
            throw new Conflict("The database to fill has data already (" + String.join(", ", filled)
                    + "). Choose an empty one. Nothing was changed.");
        }
    }

    static void requireNoObjects(ObjectStore store) {
        try (Stream<ObjectStore.Listed> all = store.list()) {
            if (all.anyMatch(Place::isData)) {
                throw new Conflict(
                        "The object store to fill has objects already. Choose an empty one. Nothing was changed.");
            }
        }
    }

    /**
     * Makes it empty again, after work was given up that had found it empty. The rows go at once, then the objects; what
     * is interrupted is to be repeated.
     */
    public void clear() {
        clearRows(database);
        clearObjects(store);
    }

    static void clearRows(Database database) {
        database.useTransaction(tx -> {
            new DerivedRows().clear(tx);
            var all = new ArrayList<>(ArchiveTable.ALL);
            Collections.reverse(all);
            all.forEach(table -> ROWS.clear(tx, table));
        });
    }

    /** Not what only proves that storing works. */
    static boolean isData(ObjectStore.Listed object) {
        return !object.owner().equals(ObjectStore.PROOFS);
    }

    static void clearObjects(ObjectStore store) {
        try (Stream<ObjectStore.Listed> all = store.list()) {
            all.forEach(object -> store.delete(object.owner(), object.hash()));
        }
    }

    /** Whether the store has the object, and its content the right hash. Reads it to its end. */
    static boolean isRight(ObjectStore store, String owner, Hash hash, Work work) {
        var content = store.read(owner, hash);
        if (content.isEmpty()) {
            return false;
        }
        try (var open = content.get();
                var original = open.original()) {
            return Sha256.of(original, work).equals(hash);
        } catch (IOException unreadable) {
            Work.check();
            return false;
        }
    }

    /** Sends all bytes of a stream into an upload. */
    static void send(InputStream from, ObjectStore.Upload to, Work work) throws ContentFiles.Unreadable {
        var buffer = new byte[Sha256.BUFFER_BYTES];
        for (int count; (count = ContentFiles.read(from, buffer)) >= 0; ) {
            to.write(ByteBuffer.wrap(buffer, 0, count));
            work.advance(0, count);
        }
    }
}
