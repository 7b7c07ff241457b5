package org.quiltappliance.server;

import java.io.IOException;
import java.time.Clock;
import java.util.function.Consumer;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.monitoring.Redaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings up the containers behind a configuration, for work on their data outside of a run. They are stopped afterwards,
 * unless the settings keep them.
 */
final class ContainerPlaces implements DataPlaces {

    private static final Logger log = LoggerFactory.getLogger(ContainerPlaces.class);

    private final Home home;
    private final Redaction redaction;
    private final Clock clock;

    ContainerPlaces(Home home, Redaction redaction, Clock clock) {
        this.home = home;
        this.redaction = redaction;
        this.clock = clock;
    }

    @Override
    public Ready ready(ApplianceConfig config, Consumer<String> tell) throws InterruptedException {
        return config.needsContainers()
                ? start(config, tell)
                : DataPlaces.asTheyAre().ready(config, tell);
    }

    /** As {@link #ready}, for work on the containers themselves. */
    InContainers start(ApplianceConfig config, Consumer<String> tell) throws InterruptedException {
        Backing backing = connect(config);
        boolean ready = false;
        try {
            backing.images(tell);
            backing.containers(tell);
            var settled = backing.settled(tell);
            ready = true;
            return new InContainers(settled, backing);
        } finally {
            if (!ready) {
                calmly(backing, () -> backing.services().undo());
            }
        }
    }

    private Backing connect(ApplianceConfig config) {
        try {
            return Backing.connect(config, home, redaction, clock);
        } catch (IOException unreadable) {
            throw new Unavailable("The home folder cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private interface Ending {
        void run() throws InterruptedException;
    }

    /** Also for somebody who has just been interrupted: containers would go on running. */
    private static void calmly(Backing backing, Ending ending) {
        boolean interrupted = Thread.interrupted();
        try {
            ending.run();
        } catch (InterruptedException again) {
            interrupted = true;
            log.warn("The containers go on running, because their stop was interrupted.");
        } catch (RuntimeException failed) {
            // What was done with the data is done; the next start looks after the containers.
            log.warn("The containers could not be stopped", failed);
        } finally {
            backing.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Containers that run until it is closed. */
    record InContainers(ApplianceConfig config, Backing backing) implements Ready {

        @Override
        public void remember() throws IOException {
            backing.remember();
        }

        @Override
        public void close() {
            calmly(backing, () -> backing.services().stop());
        }
    }
}
