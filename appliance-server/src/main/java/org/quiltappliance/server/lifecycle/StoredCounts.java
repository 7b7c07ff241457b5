package org.quiltappliance.server.lifecycle;

import java.time.Duration;

/**
 * How much a registry holds ({@code control-panel.md} MD-2).
 *
 * @param objects that packages name, each package's counted
 * @param bytes of these
 */
public record StoredCounts(long packages, long revisions, long objects, long bytes, long users) {

    private static final long BYTES_A_MINUTE = 600L << 20;

    /** About how long it takes on this computer to copy all of it and to read it again, in whole minutes. */
    public Duration copying() {
        return Duration.ofMinutes(1 + bytes / BYTES_A_MINUTE);
    }
}
