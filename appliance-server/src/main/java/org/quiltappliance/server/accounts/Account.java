package org.quiltappliance.server.accounts;

import java.time.Instant;
import java.util.UUID;

/**
 * What the registry knows of a person.
 *
 * @param active false for accounts that were disabled or never activated
 * @param lastLogin the joining date until the first sign-in
 */
public record Account(
        UUID id, String name, String email, boolean admin, boolean active, Instant dateJoined, Instant lastLogin) {}
