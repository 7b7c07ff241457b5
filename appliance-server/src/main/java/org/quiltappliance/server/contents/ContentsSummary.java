package org.quiltappliance.server.contents;

import java.util.Optional;

/**
 * What is shown and searched of a tree without reading it again.
 *
 * @param objectCount how many distinct objects the tree names
 * @param preview JSON text, {@code preview} of {@code registry-api.md} 2.5.9
 * @param fileTypes JSON text, {@code file_types} of the same section
 * @param readme the object of the root's child {@code README}, if that is a file of exactly one object (defect D5)
 * @param searchNames distinct node names joined by blanks, in the order of {@code registry-api.md} 5.2; when they are more
 *     than about 200 KB, those nearest to the root (defect D47)
 */
public record ContentsSummary(
        long objectCount, String preview, String fileTypes, Optional<Hash> readme, String searchNames) {

    public static ContentsSummary of(Node.RootNode root, ObjectList objects) {
        throw new UnsupportedOperationException(root.toString() + objects);
    }
}
