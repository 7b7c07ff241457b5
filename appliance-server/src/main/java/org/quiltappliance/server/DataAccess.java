package org.quiltappliance.server;

import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.quiltappliance.server.backup.Manifest;
import org.quiltappliance.server.backup.SwitchJournal;
import org.quiltappliance.server.checks.Reasons;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.BackupConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.SettingsCopy;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.lifecycle.StoredCounts;

/** The way to the data of an appliance, whether its registry runs or not. */
final class DataAccess {

    private final Supplier<SettingsSource> source;
    private final Supplier<Running> running;
    private final DataPlaces places;
    private final Clock clock;

    /** How the registry is: up with its plan, at rest, or on the way. */
    sealed interface Running {
        record Up(RunPlan plan) implements Running {}

        record Down() implements Running {}

        record Between() implements Running {}
    }

    /**
     * Data that are open for a task.
     *
     * @param config with the addresses where they really are
     * @param registry that serves them, if it runs
     */
    record Open(ApplianceConfig config, RegistryData data, Optional<Registry> registry, Optional<OpenedData> task) {

        /** To be called when there are data in places that were made for the task. */
        void remember() throws IOException {
            if (task.isPresent()) {
                task.get().remember();
            }
        }
    }

    /** Does something with open data. */
    @FunctionalInterface
    interface Use<T> {
        T with(Open open) throws Exception;
    }

    DataAccess(Supplier<SettingsSource> source, Supplier<Running> running, DataPlaces places, Clock clock) {
        this.source = source;
        this.running = running;
        this.places = places;
        this.clock = clock;
    }

    Running running() {
        return running.get();
    }

    /** The same without a container for the objects, for work on the rows alone. */
    ApplianceConfig withoutStore(ApplianceConfig config) {
        return config.with(
                config.objects().in(new StoreConfig.Folder(source.get().home().objects(), false)));
    }

    /** The settings of the run, with what takes effect at once as it is now; or those that hold now. */
    ApplianceConfig config() {
        return running.get() instanceof Running.Up up
                ? present(up.plan().config(), source.get())
                : config(source.get());
    }

    /** The settings of a run, with what takes effect at once as the source has it now, if that can be. */
    static ApplianceConfig present(ApplianceConfig ofRun, SettingsSource from) {
        return from.glance().config().map(now -> ofRun.with(now.backup())).orElse(ofRun);
    }

    ApplianceConfig config(SettingsSource from) {
        return config(from.glance());
    }

    /** Where and when backups are made: by the settings as they are now, also while the registry runs. */
    BackupConfig backup() {
        return config().backup();
    }

    /** As a start reads them: makes and keeps the secrets that are missing. */
    ApplianceConfig settled(SettingsSource from) {
        return config(from.settle());
    }

    private ApplianceConfig config(SettingsSource.Reading reading) {
        return reading.config()
                .orElseThrow(() -> new ProblemException(new Problems(clock).configInvalid(reading.problems())));
    }

    /**
     * @throws Conflict when there are no data, because a test mode does not run
     * @throws Unavailable while the registry starts or stops
     */
    <T> T use(TaskProgress progress, Use<T> work) throws Exception {
        return use(places, progress, work);
    }

    /** As {@link #use}, where volumes that are gone are made anew, empty: for whoever brings other data. */
    <T> T useAnew(TaskProgress progress, Use<T> work) throws Exception {
        return use(places.anew(), progress, work);
    }

    private <T> T use(DataPlaces from, TaskProgress progress, Use<T> work) throws Exception {
        var state = running.get();
        if (state instanceof Running.Up up) {
            var registry = up.plan().registry();
            return work.with(new Open(config(), registry.data(), Optional.of(registry), Optional.empty()));
        } else if (state instanceof Running.Between) {
            throw new Unavailable("The registry is starting or stopping. Try again when that is done.");
        }
        var config = config();
        if (config.mode() == Mode.TEST) {
            throw new Conflict("In test mode there are data only while the registry runs, and it does not."
                    + " Start it, or turn to persistent mode: mode persistent");
        }
        try (var opened = OpenedData.open(from, config, clock, progress::tell)) {
            return work.with(new Open(opened.config(), opened.data(), Optional.empty(), Optional.of(opened)));
        }
    }

    /**
     * For what changes where the data are: no registry may serve them meanwhile.
     *
     * @throws Conflict while one runs, starts or stops
     */
    void requireStopped() {
        if (!(running.get() instanceof Running.Down)) {
            throw new Conflict("This needs a registry that is stopped. Say first: stop");
        }
    }

    /** How much a test mode that runs holds, if somebody pushed to it or added users. */
    Optional<StoredCounts> wouldBeLost() {
        if (running.get() instanceof Running.Up up && up.plan().config().mode() == Mode.TEST) {
            return Optional.of(up.plan().registry().count())
                    .filter(counts -> counts.packages() > 0 || counts.users() > 1);
        }
        return Optional.empty();
    }

    /** The rows alone, of a registry that does not run. */
    OpenedData openRows(ApplianceConfig config, TaskProgress progress) throws InterruptedException {
        return OpenedData.openRows(places, withoutStore(config), clock, progress::tell);
    }

    /** As {@link #openRows}, also when an update of the tables is due. */
    OpenedData openWaiting(ApplianceConfig config, TaskProgress progress) throws InterruptedException {
        return OpenedData.openWaiting(places, withoutStore(config), clock, progress::tell);
    }

    OpenedData open(ApplianceConfig config, TaskProgress progress) throws InterruptedException {
        return OpenedData.open(places, config, clock, progress::tell);
    }

    Instance instance() {
        return new Named(source.get()).instance();
    }

    Manifest.Origin origin(ApplianceConfig config) {
        return new Named(source.get()).origin(config);
    }

    SettingsCopy settings() {
        return new Named(source.get()).settings();
    }

    /** Keeps what a switch of data has reached, for whoever comes after a crash. */
    void write(SwitchJournal journal) {
        try {
            journal.write(source().home());
        } catch (IOException failed) {
            throw new Unavailable("The journal of " + journal.about() + " cannot be written.", failed);
        }
    }

    SettingsSource source() {
        return source.get();
    }

    /** What a backup says of where it comes from. */
    record Named(SettingsSource source) {

        Instance instance() {
            try {
                return Instance.read(source.home())
                        .orElseThrow(() -> new Unavailable("The file instance.json is not there any more."));
            } catch (IOException unreadable) {
                throw new Unavailable(
                        "The file instance.json cannot be read: " + Reasons.of(unreadable) + ".", unreadable);
            }
        }

        Manifest.Origin origin(ApplianceConfig config) {
            return new Manifest.Origin(
                    instance().id(), config.name(), config.mode().name().toLowerCase(Locale.ROOT), Version.current());
        }

        SettingsCopy settings() {
            try {
                return SettingsCopy.of(source.files().written());
            } catch (IOException unreadable) {
                throw new Unavailable("The settings cannot be read: " + Reasons.of(unreadable) + ".", unreadable);
            }
        }
    }
}
