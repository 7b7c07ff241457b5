package org.quiltappliance.server.packages;

import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.ObjectList;
import org.quiltappliance.server.contents.StoredTree;
import org.quiltappliance.server.contents.TreeIndex;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.Quoted;

/**
 * Finds packages and their revisions for those who only look around. Records nothing; every method works in the caller's
 * transaction.
 */
public final class Revisions {

    /** The fewest digits that stand for a hash. */
    private static final int FEWEST_DIGITS = 7;

    private static final int DIGITS = 2 * Hash.BYTES;
    private static final String TAG = "tag:";
    private static final String VERSION = "version:";

    private final Visibility visibility;
    private final RevisionStore revisions = new RevisionStore();
    private final ObjectRowStore objectRows = new ObjectRowStore();
    private final TagStore tags = new TagStore();
    private final VersionStore versions = new VersionStore();

    public Revisions(Access access) {
        visibility = new Visibility(access);
    }

    /** A package that the caller sees; the flags are as {@code registry-api.md} 6.5 says for previews. */
    public record Seen(long id, boolean isPublic, boolean isTeam) {}

    /** @throws NotFound the same for a package that is missing and for one that is hidden */
    public Seen see(Handle tx, Caller caller, PackageName name) {
        var found = visibility.require(tx, caller, name);
        return new Seen(found.id(), found.isPublic(), found.isTeam());
    }

    /**
     * @param text a hash, a unique beginning of one, {@code tag:NAME}, {@code version:VERSION}, or {@code latest}
     * @throws NotFound naming the revision
     */
    public RevisionInfo find(Handle tx, long packageId, PackageName name, String text) {
        return named(tx, packageId, name, text)
                .orElseThrow(() -> new NotFound("Package " + name + " has no revision " + Quoted.of(text)));
    }

    private Optional<RevisionInfo> named(Handle tx, long packageId, PackageName name, String text) {
        if (text.equals(Tags.LATEST)) {
            return revisions.tagged(tx, packageId, Tags.LATEST);
        }
        if (text.startsWith(TAG)) {
            return revisions.tagged(tx, packageId, text.substring(TAG.length()));
        }
        if (text.startsWith(VERSION)) {
            return VersionString.find(text.substring(VERSION.length()))
                    .flatMap(version -> revisions.version(tx, packageId, version.normalForm()));
        }
        String digits = text.toLowerCase(Locale.ROOT);
        if (Hash.isHash(digits)) {
            return revisions.find(tx, packageId, Hash.parse(digits));
        }
        return digits.matches("[0-9a-f]{" + FEWEST_DIGITS + "," + (DIGITS - 1) + "}")
                ? beginning(tx, packageId, name, digits)
                : Optional.empty();
    }

    private Optional<RevisionInfo> beginning(Handle tx, long packageId, PackageName name, String digits) {
        int missing = DIGITS - digits.length();
        var found = revisions.between(
                tx,
                packageId,
                HexFormat.of().parseHex(digits + "0".repeat(missing)),
                HexFormat.of().parseHex(digits + "f".repeat(missing)));
        if (found.size() > 1) {
            throw new NotFound("More than one revision of " + name + " begins with " + Quoted.of(digits)
                    + ". Write more digits of the hash.");
        }
        return found.stream().findFirst();
    }

    public Optional<RevisionInfo> latest(Handle tx, long packageId) {
        return revisions.tagged(tx, packageId, Tags.LATEST);
    }

    /** All tags, by name. */
    public List<Tag> tags(Handle tx, long packageId) {
        return tags.list(tx, packageId).stream()
                .sorted(Comparator.comparing(Tag::name))
                .toList();
    }

    /** All versions, oldest first. */
    public List<Version> versions(Handle tx, long packageId) {
        return versions.list(tx, packageId).stream()
                .sorted(Comparator.comparing(Version::version))
                .toList();
    }

    /** Which of them point to which revision. */
    public RevisionNames names(Handle tx, long packageId) {
        return revisions.names(tx, packageId);
    }

    /** What was precomputed at the push; the texts are JSON. */
    public record Summary(long totalBytes, String fileTypes, Optional<Hash> readme, long pushes) {}

    public Summary summary(Handle tx, RevisionInfo revision) {
        var summary = revisions.summary(tx, revision.id());
        return new Summary(summary.totalBytes(), summary.fileTypes(), summary.readme(), summary.pushes());
    }

    /** The first 640 KB of a README. */
    public Optional<String> readme(Handle tx, String owner, Hash readme) {
        return objectRows.readme(tx, owner, readme);
    }

    /** @throws NotFound when the package was deleted meanwhile */
    public TreeIndex index(Handle tx, RevisionInfo revision) {
        return TreeIndex.of(
                parts(tx, revision), ObjectList.stored(revisions.parts(tx, revision.id(), RevisionStore.OBJECTS)));
    }

    /** @throws NotFound when the package was deleted meanwhile */
    public StoredTree tree(Handle tx, RevisionInfo revision) {
        return new StoredTree(parts(tx, revision));
    }

    private List<byte[]> parts(Handle tx, RevisionInfo revision) {
        var parts = revisions.parts(tx, revision.id(), RevisionStore.TREE);
        if (parts.isEmpty()) {
            throw Refusals.noSuchHash();
        }
        return parts;
    }
}
