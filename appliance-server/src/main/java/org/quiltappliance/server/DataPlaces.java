package org.quiltappliance.server;

import java.io.IOException;
import java.time.Clock;
import java.util.function.Consumer;
import org.quiltappliance.server.checks.Reasons;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.monitoring.Redaction;
import org.slf4j.LoggerFactory;

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

    /** Servers of one's own and folders need nothing; containers are started for as long as they are needed. */
    static DataPlaces real(Home home, Redaction redaction, Clock clock) {
        return (config, tell) ->
                config.needsContainers() ? containers(config, home, redaction, clock, tell) : ready(config);
    }

    private static Ready containers(
            ApplianceConfig config, Home home, Redaction redaction, Clock clock, Consumer<String> tell)
            throws InterruptedException {
        Backing backing;
        try {
            backing = Backing.connect(config, home, redaction, clock);
        } catch (IOException failed) {
            throw new Unavailable("The containers cannot be used: " + Reasons.of(failed) + ".", failed);
        }
        boolean good = false;
        try {
            backing.images(tell);
            backing.containers(tell);
            var ready = new InContainers(backing, backing.settled(tell));
            good = true;
            return ready;
        } finally {
            if (!good) {
                end(backing);
            }
        }
    }

    /** Leaves containers as they were found: those that ran go on. */
    private static void end(Backing backing) {
        boolean interrupted = Thread.interrupted();
        try {
            backing.services().undo();
        } catch (InterruptedException again) {
            interrupted = true;
        } catch (RuntimeException failed) {
            // What was done with the data is done; the next start looks after the containers.
            LoggerFactory.getLogger(DataPlaces.class).warn("Containers could not be put back as they were", failed);
        } finally {
            backing.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Data in containers of our own. */
    record InContainers(Backing backing, ApplianceConfig config) implements Ready {

        @Override
        public void remember() throws IOException {
            backing.remember();
        }

        @Override
        public void close() {
            end(backing);
        }
    }
}
