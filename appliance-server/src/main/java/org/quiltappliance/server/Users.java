package org.quiltappliance.server;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.backup.BackupProgress;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.errors.ApplianceException;

/**
 * What the administrator of the computer does with the accounts of a registry ({@code control-panel.md} 13.3). Every method
 * may throw the kinds of {@link ApplianceException} with a text for people.
 */
public interface Users {

    /**
     * An account, as administrators see it.
     *
     * @param lastLogin the joining time until the first sign-in
     * @param packages how many the user owns
     */
    record User(
            String name,
            String email,
            boolean admin,
            boolean active,
            Instant joined,
            Instant lastLogin,
            long packages) {

        public boolean hasSignedIn() {
            return lastLogin.isAfter(joined);
        }
    }

    /** How somebody is to get into an account. */
    sealed interface Entry {

        /** By a password that the administrator chose. */
        record Typed(Secret password) implements Entry {}

        /** By a password that is made up here. */
        record MadeUp() implements Entry {}

        /** By a link where the owner chooses a password; good once, within a day. */
        record Link() implements Entry {}
    }

    /**
     * What to pass on to the owner of an account.
     *
     * @param password that was made up, to be shown once
     * @param link where the owner chooses one, as secret as a password
     * @param mailed whether the link went out by mail, too
     */
    record Admission(Optional<Secret> password, Optional<URI> link, boolean mailed) {}

    /** By name. */
    List<User> list();

    /** Makes an active account. */
    Admission add(String name, String email, boolean admin, Entry entry);

    /** Ends all sign-ins and takes the former password away. */
    Admission resetPassword(String name, Entry entry);

    /** Ends all sign-ins and keeps the owner out. */
    void disable(String name);

    void enable(String name);

    void makeAdmin(String name);

    /** From now on the owner administers nothing. */
    void revokeAdmin(String name);

    /** Ends all sign-ins. */
    void signOut(String name);

    /**
     * Removes an account. What its owner wrote stays under that name.
     *
     * @throws ApplianceException.Conflict while the owner has packages
     */
    void delete(String name);

    /**
     * Gives all packages of one user to another, which takes as long as copying their objects. Broken off, it can be begun
     * again.
     *
     * @return how many
     */
    long give(String from, String to, BackupProgress progress);
}
