package org.quiltappliance.server.packages;

import java.util.Optional;
import org.quiltappliance.server.contents.Hash;

/**
 * A revision at a glance (registry-api.md 2.5.9).
 *
 * @param preview JSON text
 * @param fileTypes JSON text
 * @param readme the README's object
 * @param readmeText its first 640 KB
 * @param totalBytes of the distinct objects, uncompressed
 * @param pushes of the package, of whatever revision
 */
public record Preview(
        RevisionInfo revision,
        boolean isPublic,
        boolean isTeam,
        String preview,
        String fileTypes,
        Optional<Hash> readme,
        Optional<String> readmeText,
        long totalBytes,
        long pushes) {}
