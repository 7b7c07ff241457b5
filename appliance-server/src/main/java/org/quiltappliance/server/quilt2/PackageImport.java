package org.quiltappliance.server.quilt2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.backup.BackupProgress.Phase;
import org.quiltappliance.server.backup.Place;
import org.quiltappliance.server.contents.Contents;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.ObjectList;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.objects.ForeignObjects;
import org.quiltappliance.server.packages.ImportedPackages;
import org.quiltappliance.server.packages.LatestListener;
import org.quiltappliance.server.packages.PackageName;
import org.quiltappliance.server.packages.RevisionInfo;

/**
 * Brings packages over. Of each, the objects come first, then everything else in one transaction: a package is here whole or
 * not at all. To one that came before, only what it lacks is added.
 */
final class PackageImport {

    private final OriginalStore original;
    private final ObjectCopies copies;
    private final Place target;
    private final People people;
    private final ImportedPackages packages;
    private final RevisionImport revisions;
    private final Tally total;
    private final Set<PackageName> namesakes = new HashSet<>();

    PackageImport(
            OriginalStore original,
            ForeignObjects objects,
            Place target,
            People people,
            LatestListener listener,
            boolean despiteDamage,
            Tally total) {
        this.original = original;
        this.copies = new ObjectCopies(objects, target.store());
        this.target = target;
        this.people = people;
        this.packages = new ImportedPackages(target.database(), target.store(), listener);
        this.revisions = new RevisionImport(original, despiteDamage, total);
        this.total = total;
    }

    /** Names of packages that are something else here. */
    Set<PackageName> namesakes() {
        return namesakes;
    }

    void run(Pulse pulse) {
        pulse.begin(Phase.PACKAGES, original.count(Kind.PACKAGES));
        Pages.each(
                0L,
                original::packages,
                OriginalStore.Package::id,
                page -> page.forEach(one -> {
                    bring(one, pulse);
                    pulse.advance(1, 0);
                }));
    }

    /**
     * What of a package is here.
     *
     * @param id of the package here
     * @param came how many revisions are here that came from there
     * @param alike how many are here that somebody pushed here
     */
    private record Look(Optional<Long> id, long came, long alike, List<OriginalStore.Revision> missing) {}

    private record Stored(Tally tally, Optional<String> refusal, Optional<LatestListener.Change> change) {}

    private void bring(OriginalStore.Package from, Pulse pulse) {
        var name = new PackageName(from.owner(), from.name());
        var look = target.database().inTransaction(tx -> look(tx, from, name));
        var refusal = target.database().inTransaction(tx -> refusal(tx, name, look));
        if (refusal.isPresent()) {
            look.id().ifPresent(namesake -> namesakes.add(name));
            refuse(from, name, refusal.get(), true);
            return;
        }
        var arriving = new ObjectImport(copies, target.store(), from, total, pulse);
        var good = revisions.prepare(from, look.missing(), arriving);
        if (look.id().isEmpty() && good.isEmpty()) {
            refuse(
                    from,
                    name,
                    look.missing().isEmpty() ? "it has no revisions." : "none of its revisions can come.",
                    false);
            return;
        }
        var stored = target.database().inRepeatedTransaction(tx -> store(tx, from, name, look, good, arriving));
        stored.change().ifPresent(packages::afterCommit);
        total.add(stored.tally());
        stored.refusal().ifPresent(reason -> refuse(from, name, reason, true));
    }

    private Look look(Handle tx, OriginalStore.Package from, PackageName name) {
        var id = packages.find(tx, name);
        long came = 0;
        long alike = 0;
        List<OriginalStore.Revision> missing = new ArrayList<>();
        List<OriginalStore.Revision> all = new ArrayList<>();
        Pages.each(0L, last -> original.revisions(from.id(), last), OriginalStore.Revision::id, all::addAll);
        for (var revision : all) {
            var here = Hash.isHash(revision.hash())
                    ? id.flatMap(number -> packages.revision(tx, number, Hash.parse(revision.hash())))
                    : Optional.<RevisionInfo>empty();
            if (here.isEmpty()) {
                missing.add(revision);
            } else if (here.get().createdAt().equals(revision.created())) {
                came++;
            } else {
                alike++;
            }
        }
        return new Look(id, came, alike, missing);
    }

    /** Why the package cannot come. */
    private Optional<String> refusal(Handle tx, PackageName name, Look look) {
        if (look.id().isPresent()) {
            return look.came() > 0
                    ? Optional.empty()
                    : Optional.of("a package of this name is here that did not come from there. It stays as it is.");
        }
        try {
            name.requireValid();
        } catch (Invalid broken) {
            return Optional.of("nobody here may call a package so.");
        }
        var namesake = packages.namesake(tx, name);
        if (namesake.isPresent()) {
            return Optional.of("its name differs from that of " + namesake.get()
                    + " here in letter case only, and only one of the two can be here.");
        }
        return people.of(tx, name.owner()) == People.Standing.ANOTHER
                ? Optional.of("nothing says that the user " + name.owner()
                        + " here is the same person as its owner there. If so, run the import again with --same-user "
                        + name.owner() + ".")
                : Optional.empty();
    }

    private Stored store(
            Handle tx,
            OriginalStore.Package from,
            PackageName name,
            Look look,
            List<OriginalStore.Revision> good,
            ObjectImport arriving) {
        var now = packages.find(tx, name);
        boolean gone = look.id().isPresent() && !(now.equals(look.id()) && packages.hold(tx, now.get()));
        if (gone || look.id().isEmpty() && now.isPresent()) {
            return refused("somebody made or deleted it here meanwhile. Run the import again.");
        }
        var refusal = refusal(tx, name, look);
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        var tally = new Tally();
        boolean isNew = now.isEmpty();
        long id = isNew ? create(tx, name, good, tally) : now.get();
        tally.count(Kind.PACKAGES, isNew);
        for (var revision : good) {
            Pulse.check();
            addRevision(tx, id, name, revision, arriving, tally);
        }
        tally.here(Kind.REVISIONS, look.came() + look.alike());
        boolean tagged = new PackageParts(original, packages, people, tx, from, id, isNew, tally).bring(good);
        var change =
                isNew || tagged ? Optional.of(packages.tell(tx, id, name)) : Optional.<LatestListener.Change>empty();
        return new Stored(tally, Optional.empty(), change);
    }

    private static Stored refused(String reason) {
        return new Stored(new Tally(), Optional.of(reason), Optional.empty());
    }

    private long create(Handle tx, PackageName name, List<OriginalStore.Revision> good, Tally tally) {
        if (people.of(tx, name.owner()) == People.Standing.NOBODY) {
            tally.notice(
                    "package " + name,
                    "its owner has no account here. Whoever gets an account of this name will own it: users add "
                            + name.owner() + " ADDRESS");
        }
        return packages.create(
                tx,
                name,
                good.stream()
                        .map(OriginalStore.Revision::created)
                        .min(Instant::compareTo)
                        .orElseThrow());
    }

    private void addRevision(
            Handle tx, long id, PackageName name, OriginalStore.Revision revision, ObjectImport arriving, Tally tally) {
        var hash = Hash.parse(revision.hash());
        if (packages.revision(tx, id, hash).isPresent()) {
            tally.here(Kind.REVISIONS);
            return;
        }
        var root = revisions.tree(revision);
        var contents = Contents.of(root, hash, ObjectList.of(root));
        packages.addRevision(
                tx,
                id,
                contents,
                arriving.sizes(),
                new ImportedPackages.Times(
                        revision.created(), revision.createdBy(), revision.updated(), revision.updatedBy()));
        tally.came(Kind.REVISIONS);
        var readme = contents.summary().readme();
        if (readme.isPresent() && !packages.readReadme(tx, name.owner(), readme.get())) {
            tally.notice("package " + name, "the README of the revision " + hash + " cannot be shown.");
        }
    }

    /** @param withRevisions whether these are to be counted, too */
    private void refuse(OriginalStore.Package from, PackageName name, String reason, boolean withRevisions) {
        total.leftOut(Kind.PACKAGES);
        original.parts(from.id()).forEach((kind, count) -> {
            if (withRevisions || kind != Kind.REVISIONS) {
                total.leftOut(kind, count);
            }
        });
        total.problem("package " + name, reason);
    }
}
