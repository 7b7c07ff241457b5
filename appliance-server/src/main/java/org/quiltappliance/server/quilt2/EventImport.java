package org.quiltappliance.server.quilt2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.backup.BackupProgress.Phase;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.events.Event;
import org.quiltappliance.server.events.EventType;
import org.quiltappliance.server.events.ImportedEvents;
import org.quiltappliance.server.packages.PackageName;

/** Brings over what happened, page by page. Events of namesakes do not come: they would be told of somebody else. */
final class EventImport {

    private static final Map<Integer, EventType> TYPES =
            Map.of(1, EventType.PUSH, 2, EventType.INSTALL, 3, EventType.PREVIEW, 4, EventType.DELETE);

    private final OriginalStore original;
    private final Database target;
    private final People people;
    private final Set<PackageName> namesakes;
    private final Tally total;
    private final Map<String, People.Standing> standings = new HashMap<>();
    private final ImportedEvents events = new ImportedEvents();
    private long unreadable;
    private long ofNamesakes;

    /** @param namesakes packages that are something else here */
    EventImport(OriginalStore original, Database target, People people, Set<PackageName> namesakes, Tally total) {
        this.original = original;
        this.target = target;
        this.people = people;
        this.namesakes = namesakes;
        this.total = total;
    }

    void run(Pulse pulse) {
        pulse.begin(Phase.EVENTS, original.count(Kind.EVENTS));
        Pages.<OriginalStore.Event, OriginalStore.@Nullable Event>each(null, original::events, event -> event, page -> {
            bring(page);
            pulse.advance(page.size(), 0);
        });
        if (unreadable > 0) {
            total.notice("events", "of an unknown kind or of no package: " + unreadable + ". They do not come.");
        }
        if (ofNamesakes > 0) {
            total.notice(
                    "events",
                    "of people or packages that are somebody or something else here: " + ofNamesakes
                            + ". They do not come.");
        }
    }

    private void bring(List<OriginalStore.Event> page) {
        List<Event> good = target.inTransaction(tx -> {
            List<Event> kept = new ArrayList<>();
            for (var event : page) {
                event(event).ifPresentOrElse(known -> keep(tx, known, kept), () -> unreadable++);
            }
            return kept;
        });
        long added = target.inRepeatedTransaction(tx -> (long) events.add(tx, good));
        total.came(Kind.EVENTS, added);
        total.here(Kind.EVENTS, good.size() - added);
        total.leftOut(Kind.EVENTS, page.size() - good.size());
    }

    private void keep(Handle tx, Event event, List<Event> kept) {
        boolean ofNamesake = namesakes.contains(new PackageName(event.owner(), event.name()))
                || isAnother(tx, event.owner())
                || event.actor().filter(actor -> isAnother(tx, actor)).isPresent();
        if (ofNamesake) {
            ofNamesakes++;
        } else {
            kept.add(event);
        }
    }

    private boolean isAnother(Handle tx, String name) {
        return standings.computeIfAbsent(name, key -> people.of(tx, key)) == People.Standing.ANOTHER;
    }

    private static Optional<Event> event(OriginalStore.Event from) {
        var type = TYPES.get(from.type());
        if (type == null || from.owner().isEmpty() || from.name().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Event(
                from.created(),
                from.user(),
                type,
                from.owner().get(),
                from.name().get(),
                from.hash().filter(Hash::isHash).map(Hash::parse),
                from.extra()));
    }
}
