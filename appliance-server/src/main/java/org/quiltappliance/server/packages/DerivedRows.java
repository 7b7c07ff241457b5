package org.quiltappliance.server.packages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.contents.ObjectList;

/**
 * Rows that only repeat what revisions say, so no archive holds them: those about objects are made anew from the
 * revisions after an import, those about changes when they are asked for.
 */
public final class DerivedRows {

    private final RevisionStore revisions = new RevisionStore();
    private final PushLogStore pushLog = new PushLogStore();
    private final ObjectRowStore objects = new ObjectRowStore();

    /** Makes the rows for all revisions, where there are none yet. */
    public void make(Handle tx) {
        for (var revision : revisions.all(tx)) {
            // Part by part: the rows of a whole list may be many.
            for (byte[] part : revisions.parts(tx, revision.id(), RevisionStore.OBJECTS)) {
                var list = ObjectList.stored(List.of(part));
                List<ObjectRowStore.Sized> named = new ArrayList<>();
                list.forEachDistinct(list.all(), (hash, size) -> named.add(new ObjectRowStore.Sized(hash, size)));
                named.sort(Comparator.comparing(ObjectRowStore.Sized::hash));
                objects.relate(tx, revision.packageId(), named);
            }
        }
    }

    /** Removes all of them; for a database that is being emptied. */
    public void clear(Handle tx) {
        objects.clear(tx);
        pushLog.clearChanges(tx);
    }
}
