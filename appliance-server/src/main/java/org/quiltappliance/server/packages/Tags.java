package org.quiltappliance.server.packages;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.Quoted;

/** Movable names of revisions (registry-api.md 2.8). */
public final class Tags {

    /** The tag that search, the catalog and a plain install look at. */
    public static final String LATEST = "latest";

    private static final int LONGEST = 64;

    private final Database database;
    private final Access access;
    private final LatestListener listener;
    private final Visibility visibility;
    private final PackageStore packages = new PackageStore();
    private final RevisionStore revisions = new RevisionStore();
    private final TagStore tags = new TagStore();

    public Tags(Database database, Access access, LatestListener listener) {
        this.database = database;
        this.access = access;
        this.visibility = new Visibility(access);
        this.listener = listener;
    }

    /** A revision found by its tag; the flags say whether the package has those access rows. */
    public record Tagged(RevisionInfo revision, boolean isPublic, boolean isTeam) {}

    public Tagged find(Caller caller, PackageName name, String tag) {
        return database.inTransaction(tx -> {
            var visible = visibility.require(tx, caller, name);
            var revision = revisions
                    .tagged(tx, visible.id(), tag)
                    .orElseThrow(() -> new NotFound("Tag " + Quoted.of(tag) + " does not exist"));
            var rows = packages.any(tx, name).orElse(visible);
            return new Tagged(revision, rows.isPublic(), rows.isTeam());
        });
    }

    public List<Tag> list(Caller caller, PackageName name) {
        return database.inTransaction(
                tx -> tags.list(tx, visibility.require(tx, caller, name).id()));
    }

    /** Makes or moves the tag. Members of the team may, too, when the package is shared with it. */
    public void set(Caller.Account caller, PackageName name, String tag, String hash) {
        boolean owner = caller.is(name.owner());
        if (!owner && !access.team()) {
            throw new Forbidden("Only the package owner can modify tags");
        }
        checkName(tag);
        var change = database.inRepeatedTransaction(tx -> {
            var sighted = visibility.find(tx, caller, name).orElseThrow(Refusals::noSuchHash);
            if (!owner && !sighted.isTeam()) {
                throw new Forbidden("Private package: only the package owner can modify tags");
            }
            if (!packages.lock(tx, sighted.id())) {
                throw Refusals.noSuchHash();
            }
            var revision = revision(tx, sighted.id(), hash);
            tags.set(tx, sighted.id(), tag, revision.id());
            return tellIfLatest(tx, sighted.id(), name, tag);
        });
        afterCommit(tag, change);
    }

    public void delete(Caller.Account caller, PackageName name, String tag) {
        if (!caller.is(name.owner())) {
            throw new Forbidden("Only the package owner can delete tags");
        }
        var change = database.inRepeatedTransaction(tx -> {
            var found = packages.any(tx, name).orElseThrow(() -> noSuchTag(name, tag));
            if (!packages.lock(tx, found.id()) || !tags.delete(tx, found.id(), tag)) {
                throw noSuchTag(name, tag);
            }
            return tellIfLatest(tx, found.id(), name, tag);
        });
        afterCommit(tag, change);
    }

    private LatestListener.Change tellIfLatest(Handle tx, long packageId, PackageName name, String tag) {
        var change = new LatestListener.Change(packageId, name.owner(), name.name(), revisions.indexed(tx, packageId));
        if (tag.equals(LATEST)) {
            listener.inTransaction(tx, change);
        }
        return change;
    }

    private void afterCommit(String tag, LatestListener.Change change) {
        if (tag.equals(LATEST)) {
            listener.afterCommit(change);
        }
    }

    private RevisionInfo revision(Handle tx, long packageId, String hash) {
        if (!Hash.isHash(hash)) {
            throw Refusals.noSuchHash();
        }
        return revisions.find(tx, packageId, Hash.parse(hash)).orElseThrow(Refusals::noSuchHash);
    }

    private static void checkName(String tag) {
        if (tag.codePointCount(0, tag.length()) > LONGEST) {
            throw new Invalid("A tag has at most " + LONGEST + " characters.");
        }
    }

    private static NotFound noSuchTag(PackageName name, String tag) {
        return new NotFound("Package " + name + " tag " + Quoted.of(tag) + " does not exist");
    }
}
