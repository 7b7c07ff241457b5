package org.quiltappliance.server.events;

import java.util.Locale;
import java.util.Optional;

/** What can happen to a package. */
public enum EventType {
    PUSH,
    INSTALL,
    PREVIEW,
    DELETE;

    /** The type of that name, in any letter case. */
    public static Optional<EventType> named(String name) {
        for (EventType type : values()) {
            if (type.name().equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
