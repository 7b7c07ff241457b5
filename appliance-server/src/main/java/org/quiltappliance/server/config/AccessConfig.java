package org.quiltappliance.server.config;

import java.util.Optional;

/**
 * Who may do what without being named: the registry's switches ({@code registry-api.md} section 8).
 *
 * @param anonymous ALLOW_ANONYMOUS_ACCESS: requests without sign-in, and packages shared with {@code public}
 * @param team ALLOW_TEAM_ACCESS: packages shared with {@code team}
 * @param userEndpoints ENABLE_USER_ENDPOINTS: the routes under {@code /api/users/}
 * @param signup the opposite of DISABLE_SIGNUP
 * @param teamId TEAM_ID, one lower-case word
 * @param teamName TEAM_NAME, for people
 */
public record AccessConfig(
        boolean anonymous,
        boolean team,
        boolean userEndpoints,
        boolean signup,
        Optional<String> teamId,
        Optional<String> teamName)
        implements Access {

    /** The same, but for who may make an account. */
    public AccessConfig withSignup(boolean allowed) {
        return new AccessConfig(anonymous, team, userEndpoints, allowed, teamId, teamName);
    }
}
