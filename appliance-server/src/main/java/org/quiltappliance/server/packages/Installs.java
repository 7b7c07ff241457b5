package org.quiltappliance.server.packages;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.ObjectList;
import org.quiltappliance.server.contents.StoredTree;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.events.EventType;
import org.quiltappliance.server.events.Events;

/** Hands out revisions: whole, in part, or at a glance. */
public final class Installs {

    /** How long a visit of a page lasts, however often it is opened meanwhile. */
    private static final Duration VISIT = Duration.ofHours(1);

    private final Database database;
    private final Visibility visibility;
    private final Events events;
    private final RevisionStore revisions = new RevisionStore();
    private final ObjectRowStore objectRows = new ObjectRowStore();

    public Installs(Database database, Access access, Events events) {
        this.database = database;
        this.visibility = new Visibility(access);
        this.events = events;
    }

    /** Whether a look counts as an event; a HEAD request is none (defect D36). */
    public enum Counted {
        YES,
        NO
    }

    /**
     * Everything for an install (registry-api.md 2.5.3).
     *
     * @param subpath node names from the root's child down; none for the whole tree
     */
    public Installation install(
            Caller caller, PackageName name, String hash, List<String> subpath, boolean metadataOnly, Counted counted) {
        return load(caller, name, hash, subpath, metadataOnly, counted, Optional.of(extra(subpath)));
    }

    private static String extra(List<String> subpath) {
        return subpath.isEmpty()
                ? "{\"subpath\":null}"
                : "{\"subpath\":" + JsonText.quoted(String.join("/", subpath)) + "}";
    }

    /** Notes that somebody took a revision or a part of it in another way than by {@link #install}. */
    public void recordInstall(Caller caller, PackageName name, RevisionInfo revision, List<String> subpath) {
        database.useTransaction(
                tx -> count(tx, caller, EventType.INSTALL, name, revision, Counted.YES, Optional.of(extra(subpath))));
    }

    /**
     * Notes that somebody looked at a revision in another way than by {@link #preview}. Who comes back to a package within an
     * hour has not come twice.
     */
    public void recordVisit(Caller caller, PackageName name, RevisionInfo revision) {
        database.useTransaction(tx -> events.recordOnceIn(
                VISIT,
                tx,
                caller,
                EventType.PREVIEW,
                name.owner(),
                name.name(),
                Optional.of(revision.hash()),
                Optional.empty()));
    }

    /** Everything for the export to the successor product (registry-api.md 2.5.4). */
    public Installation export(Caller caller, PackageName name, String hash, Counted counted) {
        return load(caller, name, hash, List.of(), false, counted, Optional.empty());
    }

    private Installation load(
            Caller caller,
            PackageName name,
            String hash,
            List<String> subpath,
            boolean metadataOnly,
            Counted counted,
            Optional<String> extra) {
        return database.inTransaction(tx -> {
            var revision = revision(tx, visible(tx, caller, name).id(), hash);
            var tree = new StoredTree(revisions.parts(tx, revision.id(), RevisionStore.TREE));
            var objects = ObjectList.stored(revisions.parts(tx, revision.id(), RevisionStore.OBJECTS));
            var range = subpath.isEmpty() ? objects.all() : tree.rangeOf(subpath);
            count(tx, caller, EventType.INSTALL, name, revision, counted, extra);
            return new Installation(revision, tree, objects, range, metadataOnly);
        });
    }

    public Preview preview(Caller caller, PackageName name, String hash, Counted counted) {
        return database.inTransaction(tx -> {
            var found = visible(tx, caller, name);
            var revision = revision(tx, found.id(), hash);
            var summary = revisions.summary(tx, revision.id());
            count(tx, caller, EventType.PREVIEW, name, revision, counted, Optional.empty());
            return new Preview(
                    revision,
                    found.isPublic(),
                    found.isTeam(),
                    summary.preview(),
                    summary.fileTypes(),
                    summary.readme(),
                    summary.readme().flatMap(readme -> objectRows.readme(tx, name.owner(), readme)),
                    summary.totalBytes(),
                    summary.pushes());
        });
    }

    private void count(
            Handle tx,
            Caller caller,
            EventType type,
            PackageName name,
            RevisionInfo revision,
            Counted counted,
            Optional<String> extra) {
        if (counted == Counted.YES) {
            events.record(tx, caller, type, name.owner(), name.name(), Optional.of(revision.hash()), extra);
        }
    }

    /** A missing package, an invisible one and a missing hash all get the same answer. */
    private PackageStore.Found visible(Handle tx, Caller caller, PackageName name) {
        return visibility.find(tx, caller, name).orElseThrow(Refusals::noSuchHash);
    }

    private RevisionInfo revision(Handle tx, long packageId, String hash) {
        if (!Hash.isHash(hash)) {
            throw Refusals.noSuchHash();
        }
        return revisions.find(tx, packageId, Hash.parse(hash)).orElseThrow(Refusals::noSuchHash);
    }
}
