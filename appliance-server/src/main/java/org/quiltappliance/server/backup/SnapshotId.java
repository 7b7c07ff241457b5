package org.quiltappliance.server.backup;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.Quoted;

/** The name of a snapshot, which is the name of its folder: when it was begun, and four digits. In order of time. */
public record SnapshotId(String text) implements Comparable<SnapshotId> {

    static final String PATTERN = "\\d{4}-\\d{2}-\\d{2}T\\d{6}Z-[0-9a-f]{4}";
    private static final Pattern WHOLE = Pattern.compile(PATTERN);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int RANDOM_BYTES = 2;

    /** @throws Invalid for a text that is no such name */
    public SnapshotId {
        if (!WHOLE.matcher(text).matches()) {
            throw new Invalid(Quoted.of(text) + " is not the name of a backup, such as 2026-11-23T031500Z-7f3a.");
        }
    }

    static SnapshotId fresh(Instant now) {
        var random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return new SnapshotId(STAMP.format(now) + "-" + HexFormat.of().formatHex(random));
    }

    static Optional<SnapshotId> find(String text) {
        return WHOLE.matcher(text).matches() ? Optional.of(new SnapshotId(text)) : Optional.empty();
    }

    @Override
    public int compareTo(SnapshotId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
