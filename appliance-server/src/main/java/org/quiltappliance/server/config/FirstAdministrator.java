package org.quiltappliance.server.config;

import java.util.Optional;

/**
 * Who administers a registry that has no accounts yet ({@code control-panel.md} 16).
 *
 * @param password made and shown once when there is none
 */
public record FirstAdministrator(String name, String email, Optional<Secret> password) {

    /** Called admin, with a password that is made. */
    public static final FirstAdministrator STANDARD =
            new FirstAdministrator("admin", "admin@localhost", Optional.empty());
}
