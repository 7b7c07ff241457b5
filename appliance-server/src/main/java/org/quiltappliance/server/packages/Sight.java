package org.quiltappliance.server.packages;

import java.util.List;
import java.util.stream.Stream;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.config.Access;

/**
 * What lets a caller see packages: the grantees whose access rows count for him (registry-api.md 6.4). A part that does
 * not count is the empty text, which no access row holds.
 *
 * @param everyone {@code public} while anonymous access is on
 * @param team {@code team} for somebody signed in while team access is on
 * @param own the caller's name
 */
public record Sight(String everyone, String team, String own) {

    /** The grantee that means everybody. */
    public static final String PUBLIC = "public";

    /** The grantee that means everybody who is signed in. */
    public static final String TEAM = "team";

    public static Sight of(Caller caller, Access access) {
        var own = caller.name().orElse("");
        return new Sight(access.anonymous() ? PUBLIC : "", access.team() && !own.isEmpty() ? TEAM : "", own);
    }

    /** The grantees that count, without the empty ones. */
    public List<String> grantees() {
        return Stream.of(everyone, team, own)
                .filter(grantee -> !grantee.isEmpty())
                .toList();
    }
}
