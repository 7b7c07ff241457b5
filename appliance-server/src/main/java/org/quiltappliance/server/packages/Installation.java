package org.quiltappliance.server.packages;

import org.quiltappliance.server.contents.ObjectList;
import org.quiltappliance.server.contents.ObjectRange;
import org.quiltappliance.server.contents.StoredTree;

/**
 * What a client needs to install a revision or a part of it.
 *
 * @param tree the whole tree, as stored
 * @param objects of the whole tree, with sizes
 * @param range which of them were asked for
 * @param metadataOnly whether only metadata objects of the range were asked for
 */
public record Installation(
        RevisionInfo revision, StoredTree tree, ObjectList objects, ObjectRange range, boolean metadataOnly) {

    /** Visits each object asked for once. */
    public <E extends Exception> void forEachObject(ObjectList.Visitor<E> visitor) throws E {
        if (metadataOnly) {
            objects.forEachDistinctMetadata(range, visitor);
        } else {
            objects.forEachDistinct(range, visitor);
        }
    }
}
