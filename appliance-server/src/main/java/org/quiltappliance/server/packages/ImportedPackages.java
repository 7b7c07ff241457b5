package org.quiltappliance.server.packages;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.contents.Contents;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.HashSizes;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.objects.ObjectStore;

/**
 * Takes packages over from elsewhere as they were there, in somebody else's transaction: stored and summarised as a push
 * does it, with their own times and people. Nothing that is there is changed.
 */
public final class ImportedPackages {

    private final RevisionWriter writer;
    private final PushedObjects pushedObjects;
    private final LatestListener listener;
    private final PackageStore packages = new PackageStore();
    private final RevisionStore revisions = new RevisionStore();
    private final ObjectRowStore objectRows = new ObjectRowStore();
    private final TagStore tags = new TagStore();
    private final VersionStore versions = new VersionStore();
    private final AccessStore grants = new AccessStore();
    private final InvitationStore invitations = new InvitationStore();
    private final PushLogStore pushLog = new PushLogStore();

    public ImportedPackages(Database database, ObjectStore objects, LatestListener listener) {
        this.listener = listener;
        var relations = new ObjectRelations(database);
        writer = new RevisionWriter(revisions, relations);
        pushedObjects = new PushedObjects(database, relations, objects, true);
    }

    /** The number of the package. */
    public Optional<Long> find(Handle tx, PackageName name) {
        return packages.any(tx, name).map(PackageStore.Found::id);
    }

    /** The package whose path differs from this one in letter case only. */
    public Optional<PackageName> namesake(Handle tx, PackageName name) {
        return packages.namesake(tx, name);
    }

    /** Holds the package until the end of the transaction. @return false when it is gone */
    public boolean hold(Handle tx, long id) {
        return packages.lock(tx, id);
    }

    /** Makes the package, for its owner alone. */
    public long create(Handle tx, PackageName name, Instant created) {
        long id = packages.create(tx, name.requireValid(), created);
        grants.grant(tx, id, name.owner());
        return id;
    }

    public Optional<RevisionInfo> revision(Handle tx, long packageId, Hash hash) {
        return revisions.find(tx, packageId, hash);
    }

    /** Who made a revision and who pushed it last. */
    public record Times(Instant created, String createdBy, Instant updated, String updatedBy) {}

    /**
     * Adds a revision that is not there.
     *
     * @param sizes of its objects; one that has none counts nothing
     */
    public void addRevision(Handle tx, long packageId, Contents contents, HashSizes sizes, Times times) {
        long id = writer.add(
                tx, packageId, contents, hash -> Math.max(0, sizes.get(hash)), times.createdBy(), times.created());
        revisions.touch(tx, id, contents.summary(), times.updatedBy(), times.updated());
    }

    /**
     * Reads the text of a README in the store, unless it is known.
     *
     * @return false when the object is missing or damaged; then nothing of it is shown
     */
    public boolean readReadme(Handle tx, String owner, Hash hash) {
        if (objectRows.readme(tx, owner, hash).isPresent()) {
            return true;
        }
        try {
            objectRows.addReadme(tx, owner, hash, pushedObjects.read(owner, hash));
            return true;
        } catch (Forbidden unreadable) {
            return false;
        }
    }

    /** The hash that the tag points to. */
    public Optional<Hash> tagged(Handle tx, long packageId, String tag) {
        return revisions.tagged(tx, packageId, tag).map(RevisionInfo::hash);
    }

    /** Sets a tag that is not there. */
    public void tag(Handle tx, long packageId, String tag, long revisionId) {
        tags.set(tx, packageId, tag, revisionId);
    }

    /** Adds a version. @return false when its normal form is there, whatever it points to */
    public boolean version(Handle tx, long packageId, VersionString version, long revisionId) {
        return versions.add(tx, packageId, version, revisionId);
    }

    /** The hash that the version points to. */
    public Optional<Hash> versioned(Handle tx, long packageId, VersionString version) {
        return revisions.version(tx, packageId, version.normalForm()).map(RevisionInfo::hash);
    }

    /** @return false when the grantee has access already */
    public boolean grant(Handle tx, long packageId, String grantee) {
        return grants.grant(tx, packageId, grantee);
    }

    public boolean hasAccess(Handle tx, long packageId, String grantee) {
        return grants.has(tx, packageId, grantee);
    }

    /** @return false when the address is invited already */
    public boolean invite(Handle tx, long packageId, String email, Instant invited) {
        return invitations.add(tx, packageId, Emails.lower(email), invited);
    }

    /** Adds a line to the log, unless the very same is there. @return whether it was added */
    public boolean log(Handle tx, long packageId, long revisionId, String author, Instant created) {
        return pushLog.addMissing(tx, packageId, revisionId, author, created);
    }

    /** Lets search know what came. @return what to tell it once more when the transaction is over */
    public LatestListener.Change tell(Handle tx, long packageId, PackageName name) {
        var change = new LatestListener.Change(packageId, name.owner(), name.name(), revisions.indexed(tx, packageId));
        listener.inTransaction(tx, change);
        return change;
    }

    public void afterCommit(LatestListener.Change change) {
        listener.afterCommit(change);
    }
}
