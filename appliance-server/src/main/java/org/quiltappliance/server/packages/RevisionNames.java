package org.quiltappliance.server.packages;

import java.util.List;
import java.util.Map;

/** The tags and versions that point to the revisions of a package, by revision and in the database's order. */
public record RevisionNames(Map<Long, List<String>> tags, Map<Long, List<String>> versions) {

    public List<String> tagsOf(long revision) {
        return tags.getOrDefault(revision, List.of());
    }

    public List<String> versionsOf(long revision) {
        return versions.getOrDefault(revision, List.of());
    }
}
