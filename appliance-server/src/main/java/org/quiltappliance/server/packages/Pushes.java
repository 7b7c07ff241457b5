package org.quiltappliance.server.packages;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.contents.Children;
import org.quiltappliance.server.contents.Contents;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.HashSizes;
import org.quiltappliance.server.contents.Merge;
import org.quiltappliance.server.contents.Node;
import org.quiltappliance.server.contents.ObjectList;
import org.quiltappliance.server.contents.StoredTree;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.events.EventType;
import org.quiltappliance.server.events.Events;

/**
 * Takes in new revisions. A push is one transaction: it is either acknowledged with everything in place, or it leaves
 * nothing. Pushes of one package come one after the other.
 */
public final class Pushes {

    private final Database database;
    private final Events events;
    private final LatestListener listener;
    private final Clock clock;
    private final PushRules rules;
    private final PushedObjects pushedObjects;
    private final ObjectRelations relations;
    private final RevisionWriter writer;
    private final PackageStore packages = new PackageStore();
    private final RevisionStore revisions = new RevisionStore();
    private final ObjectRowStore objectRows = new ObjectRowStore();
    private final TagStore tags = new TagStore();
    private final PushLogStore pushLog = new PushLogStore();

    public Pushes(
            Database database,
            Access access,
            PushedObjects pushedObjects,
            ObjectRelations relations,
            Events events,
            LatestListener listener,
            Clock clock) {
        this.database = database;
        this.events = events;
        this.listener = listener;
        this.clock = clock;
        this.rules = new PushRules(access, database.dialect());
        this.pushedObjects = pushedObjects;
        this.relations = relations;
        writer = new RevisionWriter(revisions, relations);
    }

    /**
     * Makes every check of a push but those that need the objects, and stores nothing.
     *
     * @return the objects of the pushed contents, each of which the client will offer
     */
    public ObjectList dryRun(Caller.Account caller, PackageName name, Push push) {
        var objects = ObjectList.of(push.contents());
        rules.checkRequest(name, push, objects, true);
        database.useTransaction(tx -> {
            var id = rules.checkRights(tx, caller, name, push);
            if (push.target() instanceof Push.Target.Below below) {
                merged(tx, id, below, push.contents());
            }
        });
        pushedObjects.requireSpace();
        return objects;
    }

    /** @return the hash of the revision that is stored now */
    public Hash push(Caller.Account caller, PackageName name, Push push) {
        var objects = ObjectList.of(push.contents());
        rules.checkRequest(name, push, objects, false);
        boolean known = database.inTransaction(tx -> isKnown(tx, rules.checkRights(tx, caller, name, push), push));
        var whole = push.target() instanceof Push.Target.Whole target && push.contents() instanceof Node.RootNode root
                ? Optional.of(Contents.of(root, target.hash(), objects))
                : Optional.<Contents>empty();
        var stored = Optional.<Stored>empty();
        while (stored.isEmpty()) {
            var arrived = known ? Optional.<Arrived>empty() : Optional.of(arrived(name, push, objects, whole));
            stored = database.inRepeatedTransaction(tx -> store(tx, caller, name, push, whole, arrived));
            // It was deleted after that look.
            known = false;
        }
        relations.afterCommit();
        stored.get().change().ifPresent(listener::afterCommit);
        return stored.get().hash();
    }

    /** Whether the revision is there already: then its objects and its README were looked at when it came. */
    private boolean isKnown(Handle tx, Optional<Long> packageId, Push push) {
        return push.target() instanceof Push.Target.Whole whole
                && packageId.flatMap(id -> revisions.find(tx, id, whole.hash())).isPresent();
    }

    private Arrived arrived(PackageName name, Push push, ObjectList objects, Optional<Contents> whole) {
        var readme = readme(name, push, whole);
        return new Arrived(pushedObjects.check(name.owner(), objects, push.sizes()), readme);
    }

    private Optional<Readme> readme(PackageName name, Push push, Optional<Contents> whole) {
        if (whole.isPresent()) {
            return whole.get().summary().readme().flatMap(hash -> pushedObjects.readme(name.owner(), hash));
        }
        if (push.target() instanceof Push.Target.Below below
                && below.path().equals(List.of("README"))
                && push.contents() instanceof Node.FileNode file
                && file.hashes().size() == 1) {
            return pushedObjects.readme(name.owner(), file.hashes().get(0));
        }
        return Optional.empty();
    }

    /** What came with a revision that was not there: the sizes of its objects, and the text of a new README. */
    private record Arrived(HashSizes sizes, Optional<Readme> readme) {}

    private record Stored(Hash hash, Optional<LatestListener.Change> change) {}

    /** @return nothing, and nothing is done, when nothing arrived but the revision is not there */
    private Optional<Stored> store(
            Handle tx,
            Caller.Account caller,
            PackageName name,
            Push push,
            Optional<Contents> whole,
            Optional<Arrived> arrived) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        long id = locked(tx, caller, name, push, now);
        if (arrived.isEmpty() && !isKnown(tx, Optional.of(id), push)) {
            tx.rollback();
            return Optional.empty();
        }
        arrived.flatMap(Arrived::readme)
                .ifPresent(readme -> objectRows.addReadme(tx, name.owner(), readme.hash(), readme.text()));
        var contents = whole.orElseGet(() -> mergedContents(tx, id, push));
        var sizes = arrived.map(Arrived::sizes).orElseGet(HashSizes::new);
        if (whole.isEmpty()) {
            addSizesOfLatest(tx, id, sizes);
        }
        long revision = keep(tx, id, contents, sizes, caller.accountName(), now);
        boolean latest = push.target() instanceof Push.Target.Below;
        if (latest) {
            tags.set(tx, id, Tags.LATEST, revision);
        } else {
            latest = revisions
                    .tagged(tx, id, Tags.LATEST)
                    .filter(r -> r.id() == revision)
                    .isPresent();
        }
        pushLog.add(tx, id, revision, caller.accountName(), now);
        events.record(
                tx,
                caller,
                EventType.PUSH,
                name.owner(),
                name.name(),
                Optional.of(contents.hash()),
                Optional.of("{\"public\":" + push.isPublic() + "}"));
        var change = latest
                ? Optional.of(new LatestListener.Change(id, name.owner(), name.name(), revisions.indexed(tx, id)))
                : Optional.<LatestListener.Change>empty();
        change.ifPresent(it -> listener.inTransaction(tx, it));
        return Optional.of(new Stored(contents.hash(), change));
    }

    /** The package, made if need be; if it is deleted while this waits for it, it is made again. */
    private long locked(Handle tx, Caller.Account caller, PackageName name, Push push, Instant now) {
        while (true) {
            var id = rules.checkRights(tx, caller, name, push);
            if (id.isEmpty()) {
                return rules.create(tx, name, push, now);
            }
            if (packages.lock(tx, id.get())) {
                return id.get();
            }
        }
    }

    private long keep(Handle tx, long packageId, Contents contents, HashSizes sizes, String by, Instant now) {
        var existing = revisions.find(tx, packageId, contents.hash());
        if (existing.isPresent()) {
            long id = existing.get().id();
            revisions.touch(tx, id, contents.summary(), by, now);
            revisions.replaceParts(tx, id, RevisionStore.TREE, contents.tree());
            return id;
        }
        return writer.add(tx, packageId, contents, sizes::get, by, now);
    }

    /** What surrounds a pushed part came with the latest revision (defect D2). */
    private void addSizesOfLatest(Handle tx, long packageId, HashSizes sizes) {
        revisions.tagged(tx, packageId, Tags.LATEST).ifPresent(latest -> {
            var objects = ObjectList.stored(revisions.parts(tx, latest.id(), RevisionStore.OBJECTS));
            objects.forEachDistinct(objects.all(), (hash, size) -> {
                if (!sizes.contains(hash)) {
                    sizes.put(hash, size);
                }
            });
        });
    }

    private Contents mergedContents(Handle tx, long packageId, Push push) {
        if (push.target() instanceof Push.Target.Below below) {
            return Contents.of(merged(tx, Optional.of(packageId), below, push.contents()));
        }
        throw new IllegalStateException("A whole tree is not merged");
    }

    /** The latest tree, or an empty one, with the pushed node in its place. */
    private Node.RootNode merged(Handle tx, Optional<Long> packageId, Push.Target.Below below, Node pushed) {
        var base = packageId
                .flatMap(id -> revisions.tagged(tx, id, Tags.LATEST))
                .map(latest -> new StoredTree(revisions.parts(tx, latest.id(), RevisionStore.TREE)).read())
                .orElseGet(() -> new Node.RootNode(Children.none()));
        return Merge.into(base, below.path(), pushed);
    }
}
