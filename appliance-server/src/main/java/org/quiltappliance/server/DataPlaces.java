package org.quiltappliance.server;

import java.io.IOException;
import java.util.function.Consumer;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.lifecycle.ProblemException;

/** Gets ready what serves the data of a configuration, outside of a run of the registry. */
@FunctionalInterface
interface DataPlaces {

    /** What serves the data, ready to be used until it is closed. */
    interface Ready extends AutoCloseable {

        /** The configuration with the addresses where its database and its storage really are. */
        ApplianceConfig config();

        /** To be called when there are data: an empty place is a loss from now on. */
        default void remember() throws IOException {}

        @Override
        void close();
    }

    /**
     * @param tell hears what is done, for people
     * @throws ProblemException when it cannot be had
     */
    Ready ready(ApplianceConfig config, Consumer<String> tell) throws InterruptedException;

    /** The same, where volumes that are gone are made anew, empty: for whoever is about to fill them. */
    default DataPlaces anew() {
        return this;
    }

    /** For places that are ready already. */
    static DataPlaces asTheyAre() {
        return (config, tell) -> ready(config);
    }

    private static Ready ready(ApplianceConfig config) {
        return new Ready() {
            @Override
            public ApplianceConfig config() {
                return config;
            }

            @Override
            public void close() {
                // They belong to somebody else.
            }
        };
    }
}
