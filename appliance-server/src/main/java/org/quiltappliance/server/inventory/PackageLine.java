package org.quiltappliance.server.inventory;

import java.time.Instant;
import org.quiltappliance.server.packages.Sight;

/**
 * A package in the list.
 *
 * @param latest when the newest revision was pushed last
 * @param pushedBy who did that
 * @param bytes of the newest revision, unpacked; each object counts once
 * @param files how many different objects that has
 * @param reach who may see it
 * @param others how many people beside the owner were given access by name
 */
public record PackageLine(
        String owner,
        String name,
        long revisions,
        Instant latest,
        String pushedBy,
        long bytes,
        long files,
        Reach reach,
        long others) {

    /** {@code owner/name}. */
    public String path() {
        return owner + "/" + name;
    }

    /** Whether the grantee is no person but stands for many. */
    static boolean isCircle(String grantee) {
        return grantee.equals(Sight.PUBLIC) || grantee.equals(Sight.TEAM);
    }
}
