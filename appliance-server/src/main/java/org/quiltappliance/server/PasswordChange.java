package org.quiltappliance.server;

import java.io.IOException;
import java.util.Optional;
import org.quiltappliance.server.checks.Reasons;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.PendingSecret;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.SettingsFiles;
import org.quiltappliance.server.database.RolePassword;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the database in our container another password ({@code control-panel.md} SE-1): the next one is written down beside
 * the present one, then the database takes it, then the settings. Ended at any moment, it leaves both written down as long as
 * nobody knows which one the database wants; {@link #open} finds out.
 */
final class PasswordChange {

    private static final Logger log = LoggerFactory.getLogger(PasswordChange.class);

    private final SettingsFiles files;
    private final PendingSecret pending;
    private final Role role;

    /** What is asked of the database. */
    interface Role {

        /** @throws ApplianceException when it did not change, as far as can be known */
        void change(DatabaseConfig.Postgres place, Secret next);

        /** @throws ApplianceException when that cannot be found out */
        boolean isAccepted(DatabaseConfig.Postgres place);

        /** Of a real server. */
        static Role real() {
            return new Role() {
                @Override
                public void change(DatabaseConfig.Postgres place, Secret next) {
                    RolePassword.change(place, next);
                }

                @Override
                public boolean isAccepted(DatabaseConfig.Postgres place) {
                    return RolePassword.isAccepted(place);
                }
            };
        }
    }

    PasswordChange(SettingsFiles files, PendingSecret pending, Role role) {
        this.files = files;
        this.pending = pending;
        this.role = role;
    }

    /**
     * Changes it.
     *
     * @param place with the present password
     * @return the same with the next one, which holds now
     * @throws ApplianceException when the present one still holds, or nobody knows which: then a start finds out
     */
    DatabaseConfig.Postgres change(DatabaseConfig.Postgres place, Secret next) {
        var changed = place.with(next);
        try {
            pending.begin(next);
            role.change(place, next);
            files.set(Settings.DB_PASSWORD.name(), next.reveal());
        } catch (IOException failed) {
            undo(place, changed);
            throw new Unavailable(
                    "The new password of the database could not be written down: " + Reasons.of(failed) + ".", failed);
        } catch (RuntimeException failed) {
            undo(place, changed);
            throw failed;
        }
        forget();
        return changed;
    }

    /** The present one holds again afterwards, or both stay written down. */
    private void undo(DatabaseConfig.Postgres place, DatabaseConfig.Postgres changed) {
        try {
            if (!role.isAccepted(place)) {
                role.change(changed, place.password());
            }
            files.set(Settings.DB_PASSWORD.name(), place.password().reveal());
            pending.end();
        } catch (IOException | RuntimeException unclear) {
            log.warn("Nobody knows yet which password the database wants; the next start finds out", unclear);
        }
    }

    /** Tries a password. */
    interface Opening<T> {

        /** @throws ProblemException DB_AUTH when the database refuses it */
        T with(Secret password) throws InterruptedException;
    }

    /**
     * Opens the database with the password of the settings or, if a change did not come to its end and that one is refused,
     * with the next. Whichever it takes is the one in the settings afterwards.
     *
     * @throws ProblemException when it takes neither
     */
    <T> T open(Secret present, Opening<T> opening) throws InterruptedException {
        Optional<Secret> next = unfinished();
        try {
            T opened = opening.with(present);
            if (next.isPresent()) {
                log.info("A change of the database password was not finished; the one in the settings holds.");
                forget();
            }
            return opened;
        } catch (ProblemException refused) {
            if (next.isEmpty() || refused.problem().code() != ProblemCode.DB_AUTH) {
                throw refused;
            }
            return openWithNext(next.get(), opening, refused);
        }
    }

    private <T> T openWithNext(Secret next, Opening<T> opening, ProblemException refused) throws InterruptedException {
        try {
            T opened = opening.with(next);
            keep(next);
            return opened;
        } catch (ProblemException alsoRefused) {
            refused.addSuppressed(alsoRefused);
            throw refused;
        }
    }

    private Optional<Secret> unfinished() {
        try {
            return pending.read();
        } catch (IOException unreadable) {
            log.warn("What a change of the database password left cannot be read", unreadable);
            return Optional.empty();
        }
    }

    private void keep(Secret next) {
        try {
            files.set(Settings.DB_PASSWORD.name(), next.reveal());
        } catch (IOException failed) {
            log.warn("The password of the database could not be written down; it stays in secrets-next.env", failed);
            return;
        }
        log.info("A change of the database password had reached the database and is finished now.");
        forget();
    }

    private void forget() {
        try {
            pending.end();
        } catch (IOException failed) {
            log.warn("The file secrets-next.env could not be removed; the next start tries again", failed);
        }
    }
}
