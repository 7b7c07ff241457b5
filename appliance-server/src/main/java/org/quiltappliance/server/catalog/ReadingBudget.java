package org.quiltappliance.server.catalog;

import org.quiltappliance.server.catalog.BrowsingStore.Push;

/** Which trees one request may still read to compare them; the first pair is always allowed. */
final class ReadingBudget {

    /** How many objects all of them may have. */
    private static final long MOST_OBJECTS = 200_000;

    private final Browsing browsing;
    private long read;

    ReadingBudget(Browsing browsing) {
        this.browsing = browsing;
    }

    /** Whether both may be read now; counted if so or not. */
    boolean allows(Push before, Push push) {
        return allows(cost(before) + cost(push));
    }

    /** The same of one alone. */
    boolean allows(Push push) {
        return allows(cost(push));
    }

    private boolean allows(long objects) {
        boolean first = read == 0;
        read += objects;
        return first || read <= MOST_OBJECTS;
    }

    private long cost(Push push) {
        return browsing.isAtHand(push.revision()) ? 0 : push.objectCount();
    }
}
