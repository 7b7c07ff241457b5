package org.quiltappliance.server.containers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.quiltappliance.server.config.Secret;

/**
 * What the containers of one appliance should be.
 *
 * @param instanceId 8 hexadecimal digits, part of every name
 * @param suffix of every name, when somebody else has the usual ones; mostly empty
 * @param displayName of the appliance, for people who look at labels
 * @param keepContainers whether they go on running when the appliance stops
 * @param images folder with archives to look into before any registry is asked; need not exist
 * @param logs folder for what the containers write
 */
public record BackingConfig(
        String instanceId,
        String suffix,
        String displayName,
        String programVersion,
        Optional<Database> database,
        Optional<Storage> store,
        boolean keepContainers,
        Path images,
        Path logs,
        Patience patience) {

    /**
     * A PostgreSQL to run.
     *
     * @param image reference
     * @param port on this computer; 0 for any that is free
     * @param dataVolume the volume that holds data of this appliance, once there is some: it is never replaced by an empty
     *     one
     * @param connections that the appliance opens at most
     */
    public record Database(String image, int port, Secret password, Optional<String> dataVolume, int connections) {

        Database with(Secret other) {
            return new Database(image, port, other, dataVolume, connections);
        }
    }

    /** An object store to run; parts as of {@link Database}. */
    public record Storage(
            StoreFlavour flavour,
            String image,
            int port,
            String accessKey,
            Secret secretKey,
            Optional<String> dataVolume) {

        Storage with(String otherAccessKey, Secret otherSecretKey) {
            return new Storage(flavour, image, port, otherAccessKey, otherSecretKey, dataVolume);
        }
    }

    /** The same with another database and another store. */
    BackingConfig with(Optional<Database> otherDatabase, Optional<Storage> otherStore) {
        return new BackingConfig(
                instanceId,
                suffix,
                displayName,
                programVersion,
                otherDatabase,
                otherStore,
                keepContainers,
                images,
                logs,
                patience);
    }

    /** The same with other names. */
    BackingConfig named(String otherSuffix) {
        return new BackingConfig(
                instanceId,
                otherSuffix,
                displayName,
                programVersion,
                database,
                store,
                keepContainers,
                images,
                logs,
                patience);
    }

    /**
     * How long to wait.
     *
     * @param database until it lets us in; a first start takes longest
     * @param betweenPulls before a download is tried again, doubled each time
     */
    public record Patience(Duration database, Duration store, Duration betweenPulls) {

        /** Within the limits of the start's steps. */
        public static final Patience USUAL =
                new Patience(Duration.ofSeconds(110), Duration.ofSeconds(55), Duration.ofSeconds(2));
    }
}
