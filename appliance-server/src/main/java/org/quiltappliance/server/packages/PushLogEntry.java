package org.quiltappliance.server.packages;

import java.time.Instant;
import java.util.List;
import org.quiltappliance.server.contents.Hash;

/**
 * One push.
 *
 * @param author who pushed (defect D18: the original wrote the owner)
 * @param tags that point to the revision now
 * @param versions of the revision now, in normal form
 */
public record PushLogEntry(Hash hash, Instant created, String author, List<String> tags, List<String> versions) {
    public PushLogEntry {
        tags = List.copyOf(tags);
        versions = List.copyOf(versions);
    }
}
