package org.quiltappliance.server.lifecycle;

import java.time.Duration;

/** How far two clocks are apart, for people; our clock follows in the sentence. */
final class ClockText {

    private ClockText() {}

    /** @param apart how much later it is there */
    static String of(Duration apart) {
        return apart.abs().toSeconds() + " seconds " + (apart.isNegative() ? "behind" : "ahead of");
    }
}
