package org.quiltappliance.server;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.quiltappliance.server.checks.Reasons;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.Setting;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.SettingsFiles;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.lifecycle.Activity.Kind;
import org.quiltappliance.server.lifecycle.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the secrets that the appliance made for itself ({@code control-panel.md} SE-1), while it runs or not. Ended at any
 * moment, a change leaves an appliance that starts by itself with the former or the new secret.
 */
public final class SecretService {

    private static final Logger log = LoggerFactory.getLogger(SecretService.class);

    private static final String SIGNED_OUT =
            "Everybody signs in again, and links that were sent or copied before are void.";
    private static final String STORE_BUSY = "The keys of the storage are being changed. Try again in a moment.";

    /** A secret that can be replaced. */
    public enum Which {
        /** Signs tokens and links. */
        KEY,
        /** The password of the database in our container. */
        DATABASE,
        /** The pair of keys of the storage in our container. */
        STORAGE;

        /** As people write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a change did.
     *
     * @param effect for people
     * @param started how the restart ended that was asked for, if the registry ran
     */
    public record Rotated(Which which, String effect, Optional<Outcome> started) {}

    private final DataAccess access;
    private final DataSwitch.Restarting appliance;
    private final ContainerPlaces containers;
    private final Tasks tasks;

    SecretService(DataAccess access, DataSwitch.Restarting appliance, ContainerPlaces containers, Tasks tasks) {
        this.access = access;
        this.appliance = appliance;
        this.containers = containers;
        this.tasks = tasks;
    }

    /**
     * What a change would mean now, for people. Changes nothing.
     *
     * @throws Conflict with the reason and what to do instead, when it is not possible
     */
    public String effect(Which which) {
        require(which);
        return switch (which) {
            case KEY ->
                SIGNED_OUT + (isUp() ? " The new key holds after a restart." : " The new key holds at the next start.");
            case DATABASE ->
                "The database in our container gets another password, and so do the settings. Clients notice nothing."
                        + (isUp() ? "" : " The container runs for that for a moment.");
            case STORAGE ->
                isUp()
                        ? "The storage in our container starts anew with other keys, on the same volume. For some seconds"
                                + " uploads and pushes are refused and downloads end early; clients try again."
                        : "The storage in our container gets other keys at the next start, on the same volume.";
        };
    }

    /**
     * Replaces it.
     *
     * @param restart whether a registry that runs starts anew, where the new secret holds only after that
     * @throws Conflict as {@link #effect}
     */
    public Task<Rotated> rotate(Which which, boolean restart) {
        require(which);
        if (which == Which.KEY && restart && isUp() && access.config().mode() == Mode.TEST) {
            throw new Conflict("In test mode everything is gone with a restart. Change the key without one; the new one"
                    + " holds at the next start.");
        }
        return tasks.begin(Kind.SECRETS, progress -> {
            // From here on it is quick, or puts itself in order.
            progress.decide();
            var done = switch (which) {
                case KEY -> rotateKey(restart);
                case DATABASE -> rotateDatabase(progress);
                case STORAGE -> rotateStorage(progress);
            };
            log.info("Administration: the secret \"{}\" was replaced.", which.word());
            return done;
        });
    }

    private boolean isUp() {
        return access.running() instanceof DataAccess.Running.Up;
    }

    private void require(Which which) {
        if (access.running() instanceof DataAccess.Running.Between) {
            throw new Unavailable("The registry is starting or stopping. Try again when that is done.");
        }
        switch (which) {
            case KEY -> requireKey();
            case DATABASE -> requireDatabase();
            case STORAGE -> requireStorage();
        }
    }

    private void requireKey() {
        requireOurs(Settings.SECRET_KEY, "Change it there, and restart.");
        if (access.running() instanceof DataAccess.Running.Up up) {
            var others = up.plan().registry().otherNodes();
            if (!others.isEmpty()) {
                throw new Conflict("Other processes serve the same data and need the same key: "
                        + String.join(", ", others)
                        + ". Stop them, change the key here, and give it to them (config set QUILT_SECRET_KEY -).");
            }
        }
    }

    private void requireDatabase() {
        var written = written();
        if (written.mode() == Mode.TEST) {
            throw new Conflict("In test mode the database is in memory and has no password. In persistent mode it has"
                    + " one: mode persistent");
        }
        if (!(written.database() instanceof DatabaseConfig.Managed)) {
            throw new Conflict("The database is a server elsewhere, whose passwords are not ours to change. Change it"
                    + " there (ALTER ROLE ... PASSWORD), write the new address with config set "
                    + Settings.DATABASE_URI.name() + " - and restart.");
        }
        requireOurs(
                Settings.DB_PASSWORD,
                "Stop the registry, change it there, and give it to the database: repair password");
        if (!access.instance().volumes().containsKey(Backing.DATABASE_VOLUME)) {
            throw new Conflict("There is no database yet. Its password is made when the registry starts first.");
        }
    }

    private void requireStorage() {
        var written = written();
        if (written.mode() == Mode.TEST || written.objects().store() instanceof StoreConfig.Folder) {
            throw new Conflict("The objects are in a folder, which has no keys.");
        }
        if (!(written.objects().store() instanceof StoreConfig.Managed)) {
            throw new Conflict("The storage is a server elsewhere, whose keys are not ours to change. Make new keys"
                    + " there, write them with config set " + Settings.S3_KEY.name() + " and config set "
                    + Settings.S3_SECRET.name() + " -, restart, and take the old ones away there.");
        }
        requireOurs(Settings.S3_KEY, "Change both keys there, and restart: the container gets them.");
        requireOurs(Settings.S3_SECRET, "Change both keys there, and restart: the container gets them.");
    }

    /** The settings, without what is known of containers that run. */
    private ApplianceConfig written() {
        return access.config(access.source());
    }

    /** What stronger sources say, no file changes. */
    private void requireOurs(Setting setting, String instead) {
        try {
            var source = access.source().read().value(setting).source();
            if (source.isAboveFiles()) {
                throw new Conflict(setting.name() + " is set by the " + source.label()
                        + ", where nothing can be written. " + instead);
            }
        } catch (IOException unreadable) {
            throw new Unavailable("The settings cannot be read: " + Reasons.of(unreadable) + ".", unreadable);
        }
    }

    private Secret another(Setting setting) {
        Secret made = SettingsFiles.another(setting);
        appliance.hide(made);
        return made;
    }

    private void write(Setting setting, Secret value) {
        try {
            access.source().files().set(setting.name(), value.reveal());
        } catch (IOException failed) {
            throw new Unavailable("The new secret could not be written down: " + Reasons.of(failed) + ".", failed);
        }
    }

    private Rotated rotateKey(boolean restart) {
        write(Settings.SECRET_KEY, another(Settings.SECRET_KEY));
        if (!isUp()) {
            return new Rotated(
                    Which.KEY, "There is another secret key from the next start on. " + SIGNED_OUT, Optional.empty());
        }
        if (!restart) {
            return new Rotated(
                    Which.KEY,
                    "There is another secret key. It holds after a restart; until then the former one does. "
                            + SIGNED_OUT,
                    Optional.empty());
        }
        var started = appliance.restartIfUp().map(CompletableFuture::join);
        return new Rotated(Which.KEY, "There is another secret key. " + SIGNED_OUT, started);
    }

    private Rotated rotateDatabase(TaskProgress progress) throws IOException, InterruptedException {
        Secret next = another(Settings.DB_PASSWORD);
        if (access.running() instanceof DataAccess.Running.Up up) {
            up.plan().backing().changePassword(next, progress::tell);
        } else {
            var config = access.withoutStore(written());
            try (var started = containers.start(config, progress::tell)) {
                started.backing().changePassword(next, progress::tell);
            }
        }
        return new Rotated(Which.DATABASE, "The database has another password, which holds now.", Optional.empty());
    }

    private Rotated rotateStorage(TaskProgress progress) throws InterruptedException {
        Secret key = another(Settings.S3_KEY);
        Secret secret = another(Settings.S3_SECRET);
        if (access.running() instanceof DataAccess.Running.Up up) {
            var registry = up.plan().registry();
            if (!registry.holdWrites(STORE_BUSY, ApplianceService.DRAIN)) {
                throw new Conflict("Uploads or pushes are under way and did not end in time. Try again in a moment.");
            }
            try {
                up.plan().backing().changeStoreKeys(key.reveal(), secret, progress::tell);
            } finally {
                registry.allowWrites();
            }
            return new Rotated(Which.STORAGE, "The storage has other keys, which hold now.", Optional.empty());
        }
        // A start gives the container what it finds here, even if only one of the two was written.
        write(Settings.S3_KEY, key);
        write(Settings.S3_SECRET, secret);
        return new Rotated(Which.STORAGE, "The storage has other keys from the next start on.", Optional.empty());
    }
}
