package org.quiltappliance.server;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.errors.ApplianceException;

/**
 * What the administrator of the computer does with the accounts of a running registry. Every method may throw the kinds of
 * {@link ApplianceException} with a text for people.
 */
public interface Users {

    /** An account, as administrators see it. */
    record User(String name, String email, boolean admin, boolean active, Instant joined, Instant lastLogin) {}

    /** By name. */
    List<User> list();

    /**
     * Makes an active account.
     *
     * @param password empty to let its owner choose one
     * @return a link where the owner chooses a password, unless one was given; as secret as a password
     */
    Optional<URI> add(String name, String email, boolean admin, Optional<String> password);

    /** Ends all sign-ins and removes the password. @return where the owner chooses a new one; as secret as a password */
    URI resetPassword(String name);

    /** Ends all sign-ins and keeps the owner out. */
    void disable(String name);

    void enable(String name);

    void makeAdmin(String name);
}
