package org.quiltappliance.server.backup;

import java.util.regex.Pattern;

/** Which files a snapshot may have. Whatever comes from outside is compared with these; nothing else is ever opened. */
final class SnapshotPaths {

    private static final Pattern PART =
            Pattern.compile("data/[a-z_]{1,40}\\.jsonl\\.gz|objects\\.jsonl\\.gz|settings\\.env|secrets\\.enc");

    private SnapshotPaths() {}

    /** Whether a manifest may list the path. */
    static boolean isPart(String path) {
        return PART.matcher(path).matches();
    }

    /** Whether a snapshot may have the path. */
    static boolean isFile(String path) {
        return isPart(path) || path.equals(Repository.MANIFEST) || path.equals(Repository.COMPLETE);
    }
}
