package org.quiltappliance.server.events;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.quiltappliance.server.contents.Hash;

/** The SQL of events. */
final class EventStore {

    private static final String ADD = """
            insert into event (created, actor, type, package_owner, package_name, package_hash, extra)
            values (:created, :actor, :type, :owner, :name, :hash, :extra)
            """;

    void add(Handle tx, Event event) {
        bound(tx.createUpdate(ADD), event).execute();
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Event event) {
        return statement
                .bind("created", event.created())
                .bind("actor", event.actor().orElse(null))
                .bind("type", event.type().name())
                .bind("owner", event.owner())
                .bind("name", event.name())
                .bind("hash", event.hash().map(Hash::bytes).orElse(null))
                .bind("extra", event.extra().orElse(null));
    }

    private static final String ADD_FIRST = """
            insert into event (created, actor, type, package_owner, package_name, package_hash, extra)
            select cast(:created as timestamp with time zone), cast(:actor as varchar(64)), cast(:type as varchar(8)),
                   cast(:owner as varchar(64)), cast(:name as varchar(128)), cast(:hash as bytea), cast(:extra as text)
             where not exists (select 1 from event
                                where package_owner = :owner and package_name = :name and type = :type
                                  and actor = :actor and created > :since)
            """;

    /** Adds it unless the same person did the same to the package after that time; of those without a name, all are added. */
    void addFirst(Handle tx, Event event, Instant since) {
        bound(tx.createUpdate(ADD_FIRST), event).bind("since", since).execute();
    }

    private static final String ADD_MISSING = """
            insert into event (created, actor, type, package_owner, package_name, package_hash, extra)
            select cast(:created as timestamp with time zone), cast(:actor as varchar(64)), cast(:type as varchar(8)),
                   cast(:owner as varchar(64)), cast(:name as varchar(128)), cast(:hash as bytea), cast(:extra as text)
             where not exists (select 1 from event
                                where created = :created and type = :type
                                  and package_owner = :owner and package_name = :name
                                  and actor is not distinct from cast(:actor as varchar(64))
                                  and package_hash is not distinct from cast(:hash as bytea)
                                  and extra is not distinct from cast(:extra as text))
            """;

    /** Adds those of which there is no very same one. @return how many that were */
    int addMissing(Handle tx, List<Event> events) {
        if (events.isEmpty()) {
            return 0;
        }
        try (var batch = tx.prepareBatch(ADD_MISSING)) {
            for (Event event : events) {
                bound(batch, event).add();
            }
            return Arrays.stream(batch.execute()).sum();
        }
    }

    private static final String OF_PACKAGE = """
            select created, actor, type, package_owner, package_name, package_hash, extra
              from event where package_owner = :owner and package_name = :name order by created, id
            """;

    List<Event> ofPackage(Handle tx, String owner, String name) {
        return tx.createQuery(OF_PACKAGE)
                .bind("owner", owner)
                .bind("name", name)
                .map((row, context) -> event(row))
                .list();
    }

    private static final String LAST = """
            select created, actor, type, package_owner, package_name, package_hash, extra
              from event where package_owner = :owner and package_name = :name and type = :type
             order by created desc, id desc limit 1
            """;

    Optional<Event> last(Handle tx, String owner, String name, EventType type) {
        return tx.createQuery(LAST)
                .bind("owner", owner)
                .bind("name", name)
                .bind("type", type.name())
                .map((row, context) -> event(row))
                .findOne();
    }

    private static final String BY = """
            select created, actor, type, package_owner, package_name, package_hash, extra
              from event where actor = :actor order by created, id
            """;

    List<Event> by(Handle tx, String actor) {
        return tx.createQuery(BY)
                .bind("actor", actor)
                .map((row, context) -> event(row))
                .list();
    }

    private static final String PER_PACKAGE = """
            select package_owner, package_name, type, count(*) as n, max(created) as latest
              from event group by package_owner, package_name, type order by package_owner, package_name, type
            """;

    List<EventCount> perPackage(Handle tx) {
        return tx.createQuery(PER_PACKAGE)
                .map((row, context) -> count(row, row.getString("package_owner") + "/" + row.getString("package_name")))
                .list();
    }

    private static final String PER_PERSON = """
            select actor, type, count(*) as n, max(created) as latest
              from event where actor is not null group by actor, type order by actor, type
            """;

    List<EventCount> perPerson(Handle tx) {
        return tx.createQuery(PER_PERSON)
                .map((row, context) -> count(row, row.getString("actor")))
                .list();
    }

    /** In whole numbers: the databases round fractions in different ways. */
    private static final String PER_WEEK = """
            select week, count(*) as n
              from (select cast((cast(floor(extract(epoch from created)) as bigint) - :start) / :seconds as integer) as week
                      from event
                     where package_owner = :owner and package_name = :name and type = :type
                       and created >= :from and created < :until) as weeks
             group by week
            """;

    /** Counts by number of the week since {@code start}; weeks without events are absent. */
    Map<Integer, Long> perWeek(
            Handle tx, String owner, String name, EventType type, Instant start, Instant end, Duration week) {
        Map<Integer, Long> counts = new HashMap<>();
        tx.createQuery(PER_WEEK)
                .bind("start", start.getEpochSecond())
                .bind("seconds", week.toSeconds())
                .bind("owner", owner)
                .bind("name", name)
                .bind("type", type.name())
                .bind("from", start)
                .bind("until", end)
                .map((row, context) -> counts.put(row.getInt("week"), row.getLong("n")))
                .list();
        return counts;
    }

    private static final String TOTAL =
            "select count(*) from event where package_owner = :owner and package_name = :name and type = :type";

    long total(Handle tx, String owner, String name, EventType type) {
        return tx.createQuery(TOTAL)
                .bind("owner", owner)
                .bind("name", name)
                .bind("type", type.name())
                .mapTo(Long.class)
                .one();
    }

    private static EventCount count(ResultSet row, String subject) throws SQLException {
        return new EventCount(
                subject, EventType.valueOf(row.getString("type")), row.getLong("n"), instant(row, "latest"));
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                instant(row, "created"),
                Optional.ofNullable(row.getString("actor")),
                EventType.valueOf(row.getString("type")),
                row.getString("package_owner"),
                row.getString("package_name"),
                Optional.ofNullable(row.getBytes("package_hash")).map(Hash::of),
                Optional.ofNullable(row.getString("extra")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
