package org.quiltappliance.server.events;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.database.Database;

/** Records what happens and counts it. */
public final class Events {

    private static final int WEEKS = 52;
    private static final Duration WEEK = Duration.ofDays(7);

    private final Database database;
    private final Clock clock;
    private final EventStore store = new EventStore();

    public Events(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Adds one event to the caller's transaction.
     *
     * @param extra a JSON object, where the type has particulars
     */
    public void record(
            Handle tx,
            Caller caller,
            EventType type,
            String owner,
            String name,
            Optional<Hash> hash,
            Optional<String> extra) {
        store.add(tx, now(caller, type, owner, name, hash, extra));
    }

    /**
     * As {@link #record}, unless the same person did the same to the package less than that time ago. Those who are not
     * signed in cannot be told apart, so each of their events counts.
     */
    public void recordOnceIn(
            Duration time,
            Handle tx,
            Caller caller,
            EventType type,
            String owner,
            String name,
            Optional<Hash> hash,
            Optional<String> extra) {
        var event = now(caller, type, owner, name, hash, extra);
        store.addFirst(tx, event, event.created().minus(time));
    }

    private Event now(
            Caller caller, EventType type, String owner, String name, Optional<Hash> hash, Optional<String> extra) {
        return new Event(clock.instant(), caller.name(), type, owner, name, hash, extra);
    }

    /** The newest of one type that happened to a package of that name. */
    public Optional<Event> last(Handle tx, String owner, String name, EventType type) {
        return store.last(tx, owner, name, type);
    }

    /** Everything that happened to a package of that name, oldest first. */
    public List<Event> ofPackage(String owner, String name) {
        return database.inTransaction(tx -> store.ofPackage(tx, owner, name));
    }

    /** Everything that person did, oldest first. */
    public List<Event> by(String person) {
        return database.inTransaction(tx -> store.by(tx, person));
    }

    /** Counts per package; packages that are gone are among them. */
    public List<EventCount> perPackage() {
        return database.inTransaction(store::perPackage);
    }

    /** Counts per person; events of people not signed in are left out. */
    public List<EventCount> perPerson() {
        return database.inTransaction(store::perPerson);
    }

    /** Weeks begin on Mondays, UTC (defect D35). */
    public WeeklyCounts weekly(Handle tx, String owner, String name, EventType type) {
        Instant end = clock.instant()
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        Instant start = end.minus(WEEK.multipliedBy(WEEKS));
        List<Long> counts = new ArrayList<>(Collections.nCopies(WEEKS, 0L));
        store.perWeek(tx, owner, name, type, start, end, WEEK).forEach(counts::set);
        return new WeeklyCounts(start, end, counts, store.total(tx, owner, name, type));
    }
}
