package org.quiltappliance.server.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.events.EventType;
import org.quiltappliance.server.events.Events;
import org.quiltappliance.server.events.WeeklyCounts;
import org.quiltappliance.server.packages.PackageName;
import org.quiltappliance.server.packages.Revisions;
import org.quiltappliance.server.packages.Sight;

/** What people do with packages, for whoever may see these: how often one is used, and what was pushed and said last. */
public final class Activity {

    private final Database database;
    private final Access access;
    private final Revisions revisions;
    private final Events events;
    private final ActivityStore store = new ActivityStore();

    public Activity(Database database, Access access, Revisions revisions, Events events) {
        this.database = database;
        this.access = access;
        this.revisions = revisions;
        this.events = events;
    }

    /** @param by nobody for somebody who was not signed in */
    public record Install(Optional<String> by, Instant when) {}

    /**
     * How often a package is used.
     *
     * @param last told to its owner alone; nothing when there was none, too
     */
    public record Usage(WeeklyCounts installs, WeeklyCounts views, Optional<Install> last) {}

    /** @throws NotFound the same for a package that is missing and for one that is hidden */
    public Usage usage(Caller caller, PackageName name) {
        return database.inTransaction(tx -> {
            revisions.see(tx, caller, name);
            return new Usage(
                    events.weekly(tx, name.owner(), name.name(), EventType.INSTALL),
                    events.weekly(tx, name.owner(), name.name(), EventType.PREVIEW),
                    caller.is(name.owner())
                            ? events.last(tx, name.owner(), name.name(), EventType.INSTALL)
                                    .map(event -> new Install(event.actor(), event.created()))
                            : Optional.empty());
        });
    }

    /** One push to a package. */
    public record Push(PackageName name, Visibility visibility, String author, Instant when, Hash hash) {}

    /** One comment on a package. @param excerpt its first sentence as plain text; empty where it has no prose */
    public record Remark(
            long id, PackageName name, Visibility visibility, String author, Instant when, String excerpt) {}

    /** Both newest first. */
    public record Recent(List<Push> pushes, List<Remark> comments) {}

    /**
     * What was pushed and said last, of that alone which the caller may see.
     *
     * @param author whose pushes and comments; empty for those of all
     * @param most of each list
     */
    public Recent recent(Caller caller, String author, int most) {
        var sight = Sight.of(caller, access);
        return database.inTransaction(
                tx -> new Recent(store.pushes(tx, sight, author, most), store.comments(tx, sight, author, most)));
    }
}
