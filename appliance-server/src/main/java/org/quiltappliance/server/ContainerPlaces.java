package org.quiltappliance.server;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.containers.docker.DockerFinding;
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
    private final Function<Optional<String>, DockerFinding> engines;

    /** @param engines finds a container engine, by the setting that names one */
    ContainerPlaces(Home home, Redaction redaction, Clock clock, Function<Optional<String>, DockerFinding> engines) {
        this.engines = engines;
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

    @Override
    public DataPlaces anew() {
        return (config, tell) -> config.needsContainers()
                ? start(connectAnew(config), tell)
                : DataPlaces.asTheyAre().ready(config, tell);
    }

    /** As {@link #ready}, for work on the containers themselves. */
    InContainers start(ApplianceConfig config, Consumer<String> tell) throws InterruptedException {
        return start(connect(config), tell);
    }

    private static InContainers start(Backing backing, Consumer<String> tell) throws InterruptedException {
        boolean ready = false;
        try {
            backing.images(tell::accept);
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
        return reading(() -> Backing.connect(engines, config, home, redaction, clock));
    }

    private Backing connectAnew(ApplianceConfig config) {
        return reading(() -> Backing.connectAnew(engines, config, home, redaction, clock));
    }

    private interface Connecting {
        Backing connect() throws IOException;
    }

    private static Backing reading(Connecting work) {
        try {
            return work.connect();
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
