package org.quiltappliance.server;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.control.ControlServer;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.server.monitoring.Logging;
import org.quiltappliance.server.monitoring.Redaction;

/**
 * An appliance that this process has opened: the service, its log files, and the channel through which other processes
 * speak with it. For the window; the command line has its own.
 */
public final class OpenAppliance implements AutoCloseable {

    private final ApplianceService service;
    private final Logging logging;
    private final ControlServer control;

    private OpenAppliance(ApplianceService service, Logging logging, ControlServer control) {
        this.service = service;
        this.logging = logging;
        this.control = control;
    }

    /**
     * Takes the home folder. Starts no registry.
     *
     * @param made hears of the first account of a new registry; must show its password once
     * @throws org.quiltappliance.server.lifecycle.ProblemException HOME_NOT_WRITABLE, HOME_IN_USE or
     *     DATA_FROM_NEWER_VERSION
     */
    public static OpenAppliance open(SettingsSource source, Consumer<NewAdministrator> made) throws IOException {
        var redaction = new Redaction();
        var opened = new AtomicReference<@Nullable Logging>();
        var parts = ApplianceService.Parts.real(
                config -> new Assembly(config, Clock.systemUTC()),
                redaction,
                settings -> setLevel(opened.get(), settings.logLevel()),
                made);
        var service = ApplianceService.open(source, parts);
        try {
            var logging = Logging.toFiles(source.home().logs(), redaction);
            opened.set(logging);
            return new OpenAppliance(service, logging, ControlServer.open(source.home(), new ControlDesk(service)));
        } catch (IOException | RuntimeException refused) {
            service.close();
            throw refused;
        }
    }

    private static void setLevel(@Nullable Logging logging, String level) {
        if (logging != null) {
            logging.setLevel(level);
        }
    }

    public ApplianceService service() {
        return service;
    }

    /** Stops what runs and lets go of the home folder. */
    @Override
    public void close() {
        control.close();
        service.close();
        logging.close();
    }
}
