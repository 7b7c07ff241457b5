package org.quiltappliance.server.http;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.quiltappliance.server.events.EventCount;
import org.quiltappliance.server.events.EventType;

/** Event counts by subject and type. */
final class EventCounts {

    private final Map<String, Map<EventType, EventCount>> bySubject = new TreeMap<>();

    private EventCounts() {}

    static EventCounts of(List<EventCount> counts) {
        var all = new EventCounts();
        counts.forEach(count -> all.bySubject
                .computeIfAbsent(count.subject(), subject -> new EnumMap<>(EventType.class))
                .put(count.type(), count));
        return all;
    }

    Set<String> subjects() {
        return bySubject.keySet();
    }

    Optional<EventCount> find(String subject, EventType type) {
        return Optional.ofNullable(bySubject.getOrDefault(subject, Map.of()).get(type));
    }

    long of(String subject, EventType type) {
        return find(subject, type).map(EventCount::count).orElse(0L);
    }
}
