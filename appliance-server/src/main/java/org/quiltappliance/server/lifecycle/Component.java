package org.quiltappliance.server.lifecycle;

import java.time.Instant;

/**
 * How a part of the appliance is.
 *
 * @param detail what it is, for people
 * @param since when it became so
 */
public record Component(Health health, String detail, Instant since) {

    /** Whether it works. */
    public enum Health {
        UP,
        DOWN,
        /** Not needed or not started. */
        OFF
    }
}
