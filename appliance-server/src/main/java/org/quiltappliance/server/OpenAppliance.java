package org.quiltappliance.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.control.ControlClient;
import org.quiltappliance.server.control.ControlServer;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.server.monitoring.Logging;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.monitoring.Verbosity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An appliance that this process has opened: the service, its log files, and the channel through which other processes
 * speak with it.
 */
public final class OpenAppliance implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OpenAppliance.class);

    /** How long another process may take to answer what costs it nothing. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ApplianceService service;
    private final LogFiles logging;
    private final ControlServer control;
    private final AtomicReference<@Nullable Runnable> window;

    private OpenAppliance(
            ApplianceService service,
            LogFiles logging,
            ControlServer control,
            AtomicReference<@Nullable Runnable> window) {
        this.window = window;
        this.service = service;
        this.logging = logging;
        this.control = control;
    }

    /** The files that the logs of this process go to. */
    public interface LogFiles extends AutoCloseable {

        /** How much our own classes write: {@code error}, {@code warn}, {@code info} or {@code debug}. */
        void setLevel(String level);

        /** Lets more be written for a while, where there are files. */
        default Optional<Verbosity> verbosity() {
            return Optional.empty();
        }

        @Override
        void close();
    }

    /** Begins to write logs. */
    public interface Logs {

        /** @param redaction of what may not be shown */
        LogFiles toFiles(Path folder, Redaction redaction);

        /** The real ones. */
        static LogFiles real(Path folder, Redaction redaction) {
            var logging = Logging.toFiles(folder, redaction);
            return new LogFiles() {
                @Override
                public void setLevel(String level) {
                    logging.setLevel(level);
                }

                @Override
                public Optional<Verbosity> verbosity() {
                    return Optional.of(logging.verbosity());
                }

                @Override
                public void close() {
                    logging.close();
                }
            };
        }
    }

    /**
     * What an appliance is opened with.
     *
     * @param factory makes the registry of each run
     * @param redaction learns the secrets of each run
     * @param settled hears of the settings of each start
     * @param made hears of the first account of a new registry; must show its password once
     */
    public record Opening(
            Function<ApplianceConfig, ? extends Registry> factory,
            Logs logs,
            Redaction redaction,
            Consumer<EffectiveSettings> settled,
            Consumer<NewAdministrator> made) {

        /** The whole registry, and nobody who listens but for the first account. */
        public static Opening usual(Consumer<NewAdministrator> made) {
            return new Opening(
                    config -> new Assembly(config, Clock.systemUTC()),
                    Logs::real,
                    new Redaction(),
                    settings -> {},
                    made);
        }
    }

    /**
     * Takes the home folder. Starts no registry.
     *
     * @param made hears of the first account of a new registry; must show its password once
     * @throws org.quiltappliance.server.lifecycle.ProblemException HOME_NOT_WRITABLE, HOME_IN_USE or
     *     DATA_FROM_NEWER_VERSION
     */
    public static OpenAppliance open(SettingsSource source, Consumer<NewAdministrator> made) throws IOException {
        return open(source, Opening.usual(made));
    }

    /** As {@link #open(SettingsSource, Consumer)}. */
    public static OpenAppliance open(SettingsSource source, Opening opening) throws IOException {
        var opened = new AtomicReference<@Nullable LogFiles>();
        var parts = ServiceParts.real(
                opening.factory(),
                opening.redaction(),
                settings -> {
                    setLevel(opened.get(), settings.logLevel());
                    opening.settled().accept(settings);
                },
                opening.made());
        var service = ApplianceService.open(source, parts);
        try {
            var logging = opening.logs().toFiles(source.home().logs(), opening.redaction());
            opened.set(logging);
            logging.verbosity().ifPresent(service::logsAre);
            service.watchLogLevel(logging::setLevel);
            var window = new AtomicReference<@Nullable Runnable>();
            var desk = new ControlDesk(service, () -> show(window.get()));
            return new OpenAppliance(service, logging, ControlServer.open(source.home(), desk), window);
        } catch (IOException | RuntimeException refused) {
            service.close();
            LogFiles logging = opened.get();
            if (logging != null) {
                logging.close();
            }
            throw refused;
        }
    }

    private static void setLevel(@Nullable LogFiles logging, String level) {
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

    /** What the process that has a home folder did when it was asked for its window. */
    public enum Other {
        /** It is in front now. */
        SHOWN,
        /** There is none: it was started by the command. */
        WITHOUT_WINDOW,
        /** Nobody answered. */
        SILENT
    }

    /** Asks the process that has the home folder to bring its window to the front. Returns within {@link #PATIENCE}. */
    public static Other showOther(Home home) {
        try (var other = ControlClient.connect(home)) {
            boolean shown = other.ask(JsonNodeFactory.instance.objectNode().put("command", "show"), PATIENCE)
                    .path("shown")
                    .asBoolean();
            return shown ? Other.SHOWN : Other.WITHOUT_WINDOW;
        } catch (IOException silent) {
            log.info("The process that has the home folder does not answer", silent);
            return Other.SILENT;
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
