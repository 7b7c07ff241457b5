package org.quiltappliance.server.packages;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.events.EventType;
import org.quiltappliance.server.events.Events;
import org.quiltappliance.server.events.WeeklyCounts;

/** Packages as a whole: which there are, what became of them, and their end. */
public final class Packages {

    /** The most packages that one list of recent ones holds (defect D20). */
    static final int MOST_RECENT = 100;

    /** How many when nobody says. */
    public static final int DEFAULT_RECENT = 10;

    private final Database database;
    private final Access access;
    private final Events events;
    private final LatestListener listener;
    private final Visibility visibility;
    private final PackageStore packages = new PackageStore();
    private final RevisionStore revisions = new RevisionStore();
    private final PushLogStore pushLog = new PushLogStore();
    private final InvitationStore invitations = new InvitationStore();

    public Packages(Database database, Access access, Events events, LatestListener listener) {
        this.database = database;
        this.access = access;
        this.visibility = new Visibility(access);
        this.events = events;
        this.listener = listener;
    }

    /** The hashes of all revisions, oldest first. */
    public List<Hash> hashes(Caller caller, PackageName name) {
        return database.inTransaction(tx -> revisions.hashes(tx, idOfVisible(tx, caller, name)));
    }

    /** Every push, oldest first. */
    public List<PushLogEntry> log(Caller caller, PackageName name) {
        return database.inTransaction(tx -> pushLog.list(tx, idOfVisible(tx, caller, name)));
    }

    /** The packages of an owner that the caller sees, by name; an unknown owner has none. */
    public List<PackageFlags> ofOwner(Caller caller, String owner) {
        return database.inTransaction(tx -> packages.ofOwner(tx, owner, Sight.of(caller, access)));
    }

    /** All packages of an owner, for administrators. */
    public List<PackageFlags> allOfOwner(String owner) {
        return database.inTransaction(tx -> packages.allOfOwner(tx, owner));
    }

    /** How many packages each owner has; owners without any are absent. */
    public Map<String, Long> countByOwner() {
        return database.inTransaction(packages::countByOwner);
    }

    /** A package and when it last changed. */
    public record RecentPackage(String owner, String name, Instant updatedAt) {}

    /**
     * The packages open to everybody, or else to the team, that changed last; newest first.
     *
     * @param count how many; any number is cut to what one list may hold
     */
    public List<RecentPackage> recent(int count) {
        if (!access.anonymous() && !access.team()) {
            throw new Forbidden("Not allowed");
        }
        int most = Math.max(0, Math.min(count, MOST_RECENT));
        return database
                .inTransaction(tx -> packages.recent(tx, access.anonymous() ? Sight.PUBLIC : Sight.TEAM, most))
                .stream()
                .map(row -> new RecentPackage(row.owner(), row.name(), row.updatedAt()))
                .toList();
    }

    /** What belongs to a person. */
    public record Profile(List<PackageFlags> own, List<PackageFlags> shared) {}

    /** Accepts the invitations sent to the caller's address, then lists what names him. */
    public Profile profile(Caller.Account caller) {
        return database.inRepeatedTransaction(tx -> {
            invitations.accept(tx, Emails.lower(caller.email()), caller.accountName());
            var all = packages.naming(tx, Sight.of(caller, access));
            return new Profile(
                    all.stream().filter(line -> caller.is(line.owner())).toList(),
                    all.stream().filter(line -> !caller.is(line.owner())).toList());
        });
    }

    /** Counts by week; the event type is checked before the package. */
    public WeeklyCounts weekly(Caller caller, PackageName name, String eventType) {
        var type = EventType.named(eventType).orElseThrow(() -> new Invalid("Event type incorrectly specified."));
        return database.inTransaction(tx -> {
            visibility.find(tx, caller, name).orElseThrow(() -> new NotFound("Package does not exist."));
            return events.weekly(tx, name.owner(), name.name(), type);
        });
    }

    /** Removes the package with its revisions, tags, versions and comments; objects and events stay. */
    public void delete(Caller.Account caller, PackageName name) {
        if (!caller.is(name.owner())) {
            throw new Forbidden("Only the package owner can delete packages.");
        }
        delete(caller, name, tx -> idOfVisible(tx, caller, name));
    }

    /**
     * As {@link #delete}, by whoever administers the computer: the event names nobody.
     *
     * @throws NotFound when there is no such package
     */
    public void remove(PackageName name) {
        var nobody = new Caller.Anonymous();
        delete(
                nobody,
                name,
                tx -> packages.any(tx, name)
                        .orElseThrow(() -> new NotFound("There is no package " + name + " any more."))
                        .id());
    }

    private void delete(Caller caller, PackageName name, ToLongFunction<Handle> find) {
        var change = database.inRepeatedTransaction(tx -> {
            long id = find.applyAsLong(tx);
            if (!packages.lock(tx, id)) {
                throw Refusals.noSuchPackage(name, caller);
            }
            var gone = new LatestListener.Change(id, name.owner(), name.name(), Optional.empty());
            listener.inTransaction(tx, gone);
            packages.delete(tx, id);
            events.record(tx, caller, EventType.DELETE, name.owner(), name.name(), Optional.empty(), Optional.empty());
            return gone;
        });
        listener.afterCommit(change);
    }

    /**
     * The number under which other features relate things to a package.
     *
     * @throws NotFound when there is no such package for this caller
     */
    public long idOfVisible(Handle tx, Caller caller, PackageName name) {
        return visibility.require(tx, caller, name).id();
    }
}
