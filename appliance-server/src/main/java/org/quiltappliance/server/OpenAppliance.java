package org.quiltappliance.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.control.ControlClient;
import org.quiltappliance.server.control.ControlServer;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.server.monitoring.Logging;
import org.quiltappliance.server.monitoring.Redaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An appliance that this process has opened: the service, its log files, and the channel through which other processes
 * speak with it. For the window; the command line has its own.
 */
public final class OpenAppliance implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OpenAppliance.class);

    private final ApplianceService service;
    private final Logging logging;
    private final ControlServer control;
    private final AtomicReference<@Nullable Runnable> window;

    private OpenAppliance(
            ApplianceService service,
            Logging logging,
            ControlServer control,
            AtomicReference<@Nullable Runnable> window) {
        this.window = window;
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
            service.logsAre(logging.verbosity());
            var window = new AtomicReference<@Nullable Runnable>();
            var desk = new ControlDesk(service, () -> show(window.get()));
            return new OpenAppliance(service, logging, ControlServer.open(source.home(), desk), window);
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

    private static boolean show(@Nullable Runnable window) {
        if (window != null) {
            window.run();
        }
        return window != null;
    }

    /** Whom to call when another process of this program wants the window in front ({@code control-panel.md} SI-2). */
    public void whenWanted(Runnable show) {
        window.set(show);
    }

    /** Asks the process that has the home folder to bring its window to the front. @return whether it has one and did */
    public static boolean showOther(Home home) {
        try (var other = ControlClient.connect(home)) {
            return other.ask(JsonNodeFactory.instance.objectNode().put("command", "show"))
                    .path("shown")
                    .asBoolean();
        } catch (IOException silent) {
            log.info("The process that has the home folder does not answer", silent);
            return false;
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
