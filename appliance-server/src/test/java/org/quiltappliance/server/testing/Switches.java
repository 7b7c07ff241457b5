package org.quiltappliance.server.testing;

import java.util.Optional;

/**
 * The settings in which the appliances of tests differ. Equal switches share one appliance.
 *
 * @param maxRequestBytes limit of a body as sent
 * @param maxUnpackedBytes limit of a gzipped body after unpacking
 * @param verifyOnPush whether a push is refused while objects are missing
 */
public record Switches(
        boolean anonymous,
        boolean team,
        boolean userEndpoints,
        boolean signup,
        Optional<String> teamId,
        long maxRequestBytes,
        long maxUnpackedBytes,
        boolean verifyOnPush) {

    /** Everything is allowed, limits are the usual ones. */
    public static final Switches ALL_ON =
            new Switches(true, true, true, true, Optional.empty(), 100L << 20, 1L << 30, true);

    public Switches anonymous(boolean on) {
        return new Switches(on, team, userEndpoints, signup, teamId, maxRequestBytes, maxUnpackedBytes, verifyOnPush);
    }

    public Switches team(boolean on) {
        return new Switches(
                anonymous, on, userEndpoints, signup, teamId, maxRequestBytes, maxUnpackedBytes, verifyOnPush);
    }

    public Switches userEndpoints(boolean on) {
        return new Switches(anonymous, team, on, signup, teamId, maxRequestBytes, maxUnpackedBytes, verifyOnPush);
    }

    public Switches signup(boolean on) {
        return new Switches(
                anonymous, team, userEndpoints, on, teamId, maxRequestBytes, maxUnpackedBytes, verifyOnPush);
    }

    public Switches teamId(String id) {
        return new Switches(
                anonymous,
                team,
                userEndpoints,
                signup,
                Optional.of(id),
                maxRequestBytes,
                maxUnpackedBytes,
                verifyOnPush);
    }

    public Switches limits(long asSent, long unpacked) {
        return new Switches(anonymous, team, userEndpoints, signup, teamId, asSent, unpacked, verifyOnPush);
    }

    public Switches verifyOnPush(boolean on) {
        return new Switches(anonymous, team, userEndpoints, signup, teamId, maxRequestBytes, maxUnpackedBytes, on);
    }
}
