package org.quiltappliance.server.accounts;

import org.jspecify.annotations.Nullable;

/**
 * What a token is given to, for its owner to know it again; nothing is decided by it.
 *
 * @param kind what it is used by
 * @param agent what it calls itself, at most {@value #LONGEST} characters; nothing when it keeps silent
 */
public record Device(Kind kind, @Nullable String agent) {

    /** Wide enough for what browsers call themselves. */
    private static final int LONGEST = 160;

    /** Who uses a token. */
    public enum Kind {
        /** A browser with the catalog in it. */
        BROWSER,
        /** The command line, or whatever else speaks to the registry. */
        PROGRAM
    }

    /** Longer texts are cut, and what is not ASCII, as headers are, is left out. */
    public Device {
        if (agent != null) {
            var kept = new StringBuilder();
            agent.codePoints()
                    .filter(point -> point >= ' ' && point <= '~')
                    .limit(LONGEST)
                    .forEach(kept::appendCodePoint);
            agent = kept.isEmpty() ? null : kept.toString();
        }
    }

    /** @param agent the header {@code User-Agent}, if there is one */
    public static Device browser(@Nullable String agent) {
        return new Device(Kind.BROWSER, agent);
    }

    /** @param agent the header {@code User-Agent}, if there is one */
    public static Device program(@Nullable String agent) {
        return new Device(Kind.PROGRAM, agent);
    }
}
