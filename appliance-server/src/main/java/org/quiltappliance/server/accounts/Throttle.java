package org.quiltappliance.server.accounts;

import java.time.Clock;

/** Slows down whoever guesses passwords or floods people with mail (defect D33). In memory, bounded. */
public final class Throttle {

    public Throttle(Clock clock) {}
}
