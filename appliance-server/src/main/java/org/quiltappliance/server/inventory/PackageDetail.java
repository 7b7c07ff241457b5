package org.quiltappliance.server.inventory;

import java.time.Instant;
import java.util.List;
import org.quiltappliance.server.contents.Hash;

/**
 * One package with all its names.
 *
 * @param revisions the newest ones, the last push first; {@link PackageLine#revisions} says how many there are
 * @param tags by name
 * @param versions in order of precedence, the newest first
 * @param access who may see it: names of people, and {@code public} or {@code team}
 * @param invited addresses of people who have no account yet
 * @param allBytes of all revisions together, unpacked; each object counts once
 * @param allFiles how many different objects these have
 */
public record PackageDetail(
        PackageLine line,
        List<PushedRevision> revisions,
        List<NamedRevision> tags,
        List<NamedRevision> versions,
        List<String> access,
        List<String> invited,
        long allBytes,
        long allFiles) {

    /** The most revisions that are told. */
    public static final int MOST_REVISIONS = 100;

    public PackageDetail {
        revisions = List.copyOf(revisions);
        tags = List.copyOf(tags);
        versions = List.copyOf(versions);
        access = List.copyOf(access);
        invited = List.copyOf(invited);
    }

    /**
     * A revision.
     *
     * @param pushed when it was pushed last
     * @param pushedBy who did that
     */
    public record PushedRevision(Hash hash, Instant pushed, String pushedBy, long bytes, long files) {}

    /** A name of a revision: a tag or a version. */
    public record NamedRevision(String name, Hash hash) {}

    /** The people who may see it beside its owner. */
    public List<String> others() {
        return access.stream()
                .filter(name -> !PackageLine.isCircle(name) && !name.equals(line.owner()))
                .toList();
    }
}
