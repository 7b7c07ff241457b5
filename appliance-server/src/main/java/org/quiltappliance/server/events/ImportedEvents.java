package org.quiltappliance.server.events;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Takes events over from elsewhere with their times, in somebody else's transaction. */
public final class ImportedEvents {

    private final EventStore store = new EventStore();

    /** Adds those of which there is no very same one. @return how many that were */
    public int add(Handle tx, List<Event> events) {
        return store.addMissing(tx, events);
    }
}
