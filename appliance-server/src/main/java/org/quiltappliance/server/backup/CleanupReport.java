package org.quiltappliance.server.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.objects.ObjectStore;

/**
 * Objects that nobody needs any more.
 *
 * @param bytes as stored
 * @param oldest when the first of them was stored
 * @param newest when the last of them was stored
 * @param sample some of them
 */
public record CleanupReport(
        long objects, long bytes, Optional<Instant> oldest, Optional<Instant> newest, List<ObjectStore.Listed> sample) {

    static final int SAMPLE = 20;

    public CleanupReport {
        sample = List.copyOf(sample);
    }
}
