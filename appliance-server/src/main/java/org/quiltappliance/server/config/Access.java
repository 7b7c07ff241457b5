package org.quiltappliance.server.config;

import java.util.Optional;

/**
 * Who may do what without being named, as it is at the moment: some of it changes while the registry runs, so that it is
 * asked at each request and never kept.
 */
public interface Access {

    /** ALLOW_ANONYMOUS_ACCESS: requests without sign-in, and packages shared with {@code public}. */
    boolean anonymous();

    /** ALLOW_TEAM_ACCESS: packages shared with {@code team}. */
    boolean team();

    /** ENABLE_USER_ENDPOINTS: the routes under {@code /api/users/}. */
    boolean userEndpoints();

    /** The opposite of DISABLE_SIGNUP. */
    boolean signup();

    /** TEAM_ID, one lower-case word. */
    Optional<String> teamId();

    /** TEAM_NAME, for people. */
    Optional<String> teamName();
}
