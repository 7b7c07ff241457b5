package org.quiltappliance.server;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.quiltappliance.server.config.ConfigBuilder;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.trials.Trial;
import org.quiltappliance.server.trials.TrialRun;
import org.quiltappliance.server.trials.TrialStage;
import org.quiltappliance.server.trials.Trials;

/**
 * Tries settings before they are saved ({@code control-panel.md} CF-5). Whether or not a registry runs, but for its public
 * addresses, at which somebody must answer.
 */
public final class TrialService {

    private static final String NOT_RUNNING =
            "The registry is not running, so that nobody can answer at its addresses. Start it first.";

    /** What can be tried. */
    public enum What {
        /** The PostgreSQL server elsewhere. */
        DATABASE,
        /** The bucket of the S3 server elsewhere. */
        STORE,
        /** The mail server. */
        MAIL,
        /** The public addresses. */
        URLS,
        /** The application at GitHub. */
        GITHUB;

        /** As people write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws Invalid for a word that is none of these */
        public static What of(String word) {
            return Stream.of(values())
                    .filter(what -> what.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new Invalid(
                            "There is no test \"" + word + "\". There are: database, store, mail, urls and github."));
        }
    }

    /**
     * What is to be tried.
     *
     * @param wanted settings that are not saved, by name; nothing for those that are to have their default
     * @param recipient who gets a mail
     * @param createBucket whether a bucket that is missing is made
     */
    public record Request(
            What what, Map<String, Optional<String>> wanted, Optional<String> recipient, boolean createBucket) {

        public Request {
            wanted = Map.copyOf(wanted);
        }

        /** With settings alone. */
        public Request(What what, Map<String, Optional<String>> wanted) {
            this(what, wanted, Optional.empty(), false);
        }
    }

    private final Supplier<SettingsSource> source;
    private final Supplier<Optional<RunPlan>> running;
    private final Trials trials;

    /** @param running that answers requests now */
    TrialService(Supplier<SettingsSource> source, Supplier<Optional<RunPlan>> running, Clock clock) {
        this.source = source;
        this.running = running;
        this.trials = new Trials(clock);
    }

    /** For a process in which no registry runs. */
    public static TrialService alone(SettingsSource source, Clock clock) {
        return new TrialService(() -> source, Optional::empty, clock);
    }

    /**
     * Begins. Changes nothing but what the request says, and an object that it removes again.
     *
     * @param told hears of each stage when it begins and when it is over, on another thread; must be quick
     * @throws Invalid for the name of a setting that there is not
     */
    public TrialRun begin(Request request, Consumer<TrialStage> told) throws IOException {
        var settings = source.get().draft(request.wanted());
        var redaction = new Redaction();
        settings.secrets().forEach(redaction::hide);
        return TrialRun.begin(trial(request, settings), redaction, told);
    }

    private Trial trial(Request request, EffectiveSettings settings) {
        var addresses = new ConfigBuilder(settings, source.get().home());
        return switch (request.what()) {
            case DATABASE -> trials.database(settings);
            case STORE -> trials.store(settings, request.createBucket());
            case MAIL ->
                trials.mail(
                        settings,
                        request.recipient(),
                        settings.value(Settings.NAME).text());
            case GITHUB ->
                trials.gitHub(
                        settings,
                        () -> URI.create(addresses.registryUrl() + "/oauth_callback"),
                        () -> running.get().map(run -> run.registry().signInTrials()));
            case URLS -> trials.urls(() -> publicUrls(addresses));
        };
    }

    private Trials.PublicUrls publicUrls(ConfigBuilder addresses) {
        return running.get()
                .orElseThrow(() -> new Invalid(NOT_RUNNING))
                .publicUrls(addresses.registryUrl(), addresses.catalogUrl());
    }
}
