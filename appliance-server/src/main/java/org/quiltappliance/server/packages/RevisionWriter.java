package org.quiltappliance.server.packages;

import java.time.Instant;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.contents.Contents;
import org.quiltappliance.server.contents.Hash;

/** Stores revisions that are not there yet, whole: summary, tree, objects, and that the package needs these. */
final class RevisionWriter {

    private final RevisionStore revisions;
    private final ObjectRelations relations;

    RevisionWriter(RevisionStore revisions, ObjectRelations relations) {
        this.revisions = revisions;
        this.relations = relations;
    }

    /** @param sizes of its objects in bytes @return the number of the revision */
    long add(Handle tx, long packageId, Contents contents, ToLongFunction<Hash> sizes, String by, Instant at) {
        var objects = contents.objects().withSizes(sizes);
        long id = revisions.create(tx, packageId, contents.hash(), contents.summary(), objects.distinctBytes(), by, at);
        revisions.replaceParts(tx, id, RevisionStore.TREE, contents.tree());
        revisions.replaceParts(tx, id, RevisionStore.OBJECTS, objects.parts());
        relations.add(tx, packageId, id, objects);
        return id;
    }
}
