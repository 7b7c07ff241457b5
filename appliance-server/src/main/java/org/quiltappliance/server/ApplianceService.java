package org.quiltappliance.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.Checks;
import org.quiltappliance.server.checks.Reach;
import org.quiltappliance.server.checks.Reasons;
import org.quiltappliance.server.config.ConfigBuilder;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.PanelConfig;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.Source;
import org.quiltappliance.server.containers.docker.DockerFinding;
import org.quiltappliance.server.diagnostics.Archive;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.HomeLock;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.home.OwnerFiles;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Lifecycle;
import org.quiltappliance.server.lifecycle.Lifecycle.Subscription;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.lifecycle.StepTimes;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.server.mail.Outbox;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.MetricsReading;
import org.quiltappliance.server.monitoring.RedactedJson;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.monitoring.Traffic;
import org.quiltappliance.server.monitoring.Verbosity;

/**
 * What an administrator can do, for window and command alike ({@code control-panel.md} section 2). One for each process;
 * it holds the lock of the home folder from {@link #open} to {@link #close}.
 */
public final class ApplianceService implements AutoCloseable {

    /** How long open requests may take to end at an ordinary stop. */
    public static final Duration DRAIN = Duration.ofSeconds(20);

    /** How often a run shows that it lives, so that a crash can be told to have been after that. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private static final Duration COUNTING = Duration.ofSeconds(5);
    private static final Duration BETWEEN_SETTINGS = Duration.ofSeconds(1);
    private static final Duration SCHEDULE = Duration.ofMinutes(1);

    private static final Duration OTHERS_MAY_WRITE = Duration.ofHours(1);

    private volatile SettingsSource source;
    private final HomeLock lock;
    private final EarlierRun earlier;
    private final Problems problems;
    private final DiskSpace.Gauge disks;
    private final Clock clock;
    private final Function<Optional<String>, DockerFinding> engines;
    private final Redaction redaction;
    private final SelfReport selfReport;
    private final Lifecycle lifecycle;
    private final Tasks tasks;
    private final DataAccess access;
    private final DataService data;
    private final StartStop startStop;
    private final Fixes fixes;
    private final FirstRun firstRun;
    private final SecretService secrets;
    private final AccountService accounts;
    private final PackageService packages;
    private final StorageService storage;
    private final SharingService sharing;
    private final Counting counting;
    private final Metrics metrics;
    private final SettingsWatch settingsWatch;
    private final RunKeeper keeper;
    private final Heart heart = new Heart();

    private volatile @Nullable RunPlan plan;
    private volatile Optional<RunPlan> told = Optional.empty();
    private volatile Optional<Verbosity> verbosity = Optional.empty();

    private ApplianceService(
            SettingsSource source, ServiceParts parts, HomeLock lock, Instance instance, EarlierRun earlier) {
        this.source = source;
        settingsWatch = new SettingsWatch(source);
        settingsWatch.watch(this::changeAtOnce);
        this.lock = lock;
        this.earlier = earlier;
        this.clock = parts.clock();
        this.disks = parts.disks();
        this.engines = parts.engines();
        this.redaction = parts.redaction();
        this.problems = new Problems(clock);
        var processSince = processSince(clock);
        this.selfReport = new SelfReport(redaction, processSince);
        var logFile = source.home().logs().resolve("appliance.log");
        lifecycle = new Lifecycle(
                () -> nextPlan(parts),
                (step, message) -> problems.internal(step, parts.redaction().of(message), logFile),
                Version.current(),
                instance.id(),
                clock,
                new StepTimes(source.home().stepTimes()));
        tasks = new Tasks(this::show, clock);
        var containers = new ContainerPlaces(source.home(), parts.redaction(), clock, engines);
        access = new DataAccess(this::settings, this::state, containers, clock);
        data = new DataService(
                access,
                new DataSwitch(access, new Turning(), disks, clock),
                new DatabaseUpgrade(access, redaction, disks, clock, engines),
                new DataMove(access, redaction, clock),
                new DataImport(access, redaction),
                tasks,
                clock);
        startStop = new StartStop(lifecycle, earlier, problems, tasks, data, new Turns(), heart.threads(), clock);
        fixes = new Fixes(new Mending(), tasks, data);
        firstRun = new FirstRun(new SettingUp(), data, tasks, redaction);
        sharing = new SharingService(access, fixes);
        secrets = new SecretService(access, new Turning(), containers, tasks);
        accounts = new AccountService(access, tasks, secret -> redaction.hide(secret.reveal()), clock);
        packages = new PackageService(access, tasks, clock);
        storage = new StorageService(
                access, data, tasks, () -> new ContainerService(this.source, redaction, clock, engines), disks, clock);
        counting = new Counting(this::state, lifecycle::show, clock);
        tellBesides("docker", () -> new EngineFacts(source, clock, engines).tell());
        metrics = new Metrics(
                this::serving, config -> DataAccess.present(config, source), () -> source.home(), disks, clock);
        tellBesides("metrics", () -> Optional.of(MetricsJson.whole(metrics.thoroughReading())));
        keeper = new RunKeeper(source.home(), earlier, processSince, clock);
        // Not before the first change: should this process be killed at once, the next must hear of the one before.
        lifecycle.subscribe(keeper);
    }

    /** What a task did, such as a backup or a clean up, may have been what a problem was about. */
    private void show(Optional<Activity> present) {
        lifecycle.show(present);
        if (present.isEmpty()) {
            lifecycle.lookNow();
        }
    }

    private RunPlan nextPlan(ServiceParts parts) {
        var next =
                new RunPlan(new RunContext.Surroundings(source, earlier, parts, problems, startStop.takesReadOnly()));
        plan = next;
        return next;
    }

    private DataAccess.Running state() {
        RunPlan present = plan;
        var state = snapshot().state();
        if (state == ApplianceState.STOPPED || state == ApplianceState.FAILED) {
            return new DataAccess.Running.Down();
        }
        return state.isUp() && present != null ? new DataAccess.Running.Up(present) : new DataAccess.Running.Between();
    }

    /** The run that answers requests, also while it ends. */
    private Optional<RunPlan> serving() {
        var state = snapshot().state();
        return state.isUp() || state == ApplianceState.STOPPING
                ? Optional.ofNullable(plan).filter(run -> run.meters().isPresent())
                : Optional.empty();
    }

    /** What a switch of data asks for. */
    private final class Turning implements DataSwitch.Restarting {
        @Override
        public void hide(Secret secret) {
            redaction.hide(secret.reveal());
        }

        @Override
        public void forgetModeOption() {
            source = source.withoutModeOption();
        }

        @Override
        public Optional<CompletableFuture<Outcome>> restartIfUp() {
            return snapshot().state().isUp() ? Optional.of(lifecycle.restart(DRAIN)) : Optional.empty();
        }
    }

    /** What starting and stopping asks for. */
    private final class Turns implements StartStop.Appliance {
        @Override
        public SettingsSource settings() {
            return source;
        }

        @Override
        public DataAccess.Running state() {
            return ApplianceService.this.state();
        }

        @Override
        public int openRequests() {
            return metrics().traffic().map(Traffic::openRequests).orElse(0);
        }
    }

    /** What fixes ask for. */
    private final class Mending implements Fixes.Appliance {
        @Override
        public SettingsSource settings() {
            return source;
        }

        @Override
        public void use(Mode mode) {
            source = source.in(mode);
        }

        @Override
        public ContainerService containers() {
            return new ContainerService(source, redaction, clock, engines);
        }

        @Override
        public DataAccess.Running state() {
            return ApplianceService.this.state();
        }

        @Override
        public boolean hasFailed() {
            return snapshot().state() == ApplianceState.FAILED;
        }

        @Override
        public Optional<Checks.OwnProcess> earlier() {
            return earlier.process();
        }

        @Override
        public CompletableFuture<Outcome> start() {
            return lifecycle.start();
        }

        @Override
        public CompletableFuture<Outcome> startReadOnly() {
            return ApplianceService.this.startReadOnly();
        }

        @Override
        public CompletableFuture<Outcome> stop() {
            return lifecycle.stop(DRAIN);
        }

        @Override
        public CompletableFuture<Outcome> restart() {
            return lifecycle.restart(DRAIN);
        }

        @Override
        public void lookNow() {
            lifecycle.lookNow();
        }
    }

    /** What setting up asks for. */
    private final class SettingUp implements FirstRun.Appliance {
        @Override
        public SettingsSource settings() {
            return source;
        }

        @Override
        public boolean isDown() {
            return ApplianceService.this.state() instanceof DataAccess.Running.Down;
        }

        @Override
        public void forgetModeOption() {
            source = source.withoutModeOption();
        }

        @Override
        public List<CheckResult> check(SettingsSource settings, Predicate<String> ids) {
            return new StartChecks(settings, disks, clock, engines).run(false, ids);
        }

        @Override
        public ContainerService containers(SettingsSource settings) {
            return new ContainerService(settings, redaction, clock, engines);
        }

        @Override
        public CompletableFuture<Outcome> start() {
            return ApplianceService.this.start();
        }

        @Override
        public Subscription subscribe(Consumer<ApplianceSnapshot> subscriber) {
            return lifecycle.subscribe(subscriber);
        }
    }

    private static Instant processSince(Clock clock) {
        return ProcessHandle.current().info().startInstant().orElseGet(clock::instant);
    }

    /**
     * Takes the home folder, making it when it is not there. Starts nothing.
     *
     * @throws ProblemException HOME_NOT_WRITABLE, HOME_IN_USE or DATA_FROM_NEWER_VERSION
     */
    public static ApplianceService open(SettingsSource source, ServiceParts parts) {
        Home home = source.home();
        var problems = new Problems(parts.clock());
        try {
            Optional<Instance> known = Instance.read(home);
            known.filter(Instance::isFromNewerProgram).ifPresent(newer -> {
                throw new ProblemException(problems.dataFromNewerVersion(newer.lastVersion(), Version.current()));
            });
            OwnerFiles.makeFolder(home.folder());
            OwnerFiles.makeFolder(home.run());
            OwnerFiles.makeFolder(home.logs());
            HomeLock lock = lock(home, problems, parts.clock());
            return open(source, parts, lock);
        } catch (IOException refused) {
            throw new ProblemException(problems.homeNotWritable(home.folder(), Reasons.of(refused)), refused);
        }
    }

    private static ApplianceService open(SettingsSource source, ServiceParts parts, HomeLock lock) throws IOException {
        boolean opened = false;
        try {
            DecidedSwitch.complete(source);
            Optional<Instance> known = Instance.read(source.home());
            Instant now = parts.clock().instant();
            var earlier = EarlierRun.of(source.home(), now);
            Instance instance = known.orElseGet(() -> Instance.fresh(now, Version.current()));
            if (known.isEmpty()) {
                instance.write(source.home());
            }
            sweep(source.home(), now);
            var service = new ApplianceService(source, parts, lock, instance, earlier);
            service.live();
            opened = true;
            return service;
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    /** Settings may be written by another command just now, what concerns the run only by whoever has the lock. */
    private static void sweep(Home home, Instant now) throws IOException {
        OwnerFiles.sweep(home.run(), Instant.MAX);
        OwnerFiles.sweep(home.folder(), now.minus(OTHERS_MAY_WRITE));
    }

    private void live() {
        metrics.start();
        heart.beat(keeper::touch, HEARTBEAT);
        heart.beat(counting::look, COUNTING);
        heart.beat(this::lookAtSettings, BETWEEN_SETTINGS);
        heart.beat(this::keepSchedule, SCHEDULE);
        heart.beat(this::lookAfterCleanUp, SCHEDULE);
        heart.beat(storage::keepHistory, SCHEDULE);
    }

    /** A run may have read its settings before the last change. */
    private void lookAtSettings() {
        var present = up();
        if (!present.equals(told)) {
            told = present;
            settingsWatch.forget();
        }
        settingsWatch.look();
    }

    /** Changes what may change in the registry that runs. Settings that are wrong change nothing. */
    private void changeAtOnce(EffectiveSettings settings) {
        settings.secrets().forEach(redaction::hide);
        up().ifPresent(run -> {
            var builder = new ConfigBuilder(settings, source.home());
            if (builder.problems().isEmpty()) {
                var wanted = builder.changeable();
                run.change(wanted, settings.value(Settings.NO_SIGNUP).source() != Source.DEFAULT);
                lifecycle.rename(wanted.name());
            }
        });
    }

    private void lookAfterCleanUp() {
        if (snapshot().state().isUp()) {
            data.lookAfterCleanUp();
        }
    }

    private void keepSchedule() {
        boolean whole = state() instanceof DataAccess.Running.Up up
                && up.plan().config().mode() == Mode.PERSISTENT
                && !up.plan().isReadOnly();
        if (whole) {
            data.keepSchedule();
        }
    }

    private static HomeLock lock(Home home, Problems problems, Clock clock) throws IOException {
        var us = new HomeLock.Holder(
                ProcessHandle.current().pid(), processSince(clock), Version.current(), System.getProperty("user.name"));
        Optional<HomeLock> lock = HomeLock.take(home, us);
        if (lock.isEmpty()) {
            var other = HomeLock.holder(home).orElse(us);
            throw new ProblemException(problems.homeInUse(home.folder(), other));
        }
        return lock.get();
    }

    /** How things are now. */
    public ApplianceSnapshot snapshot() {
        return lifecycle.snapshot();
    }

    /** Calls back with every later snapshot, in order, on a thread of the service; must be quick. */
    public Subscription subscribe(Consumer<ApplianceSnapshot> subscriber) {
        return lifecycle.subscribe(subscriber);
    }

    /** Reads the settings and starts. The answers of this and the next ones never end exceptionally. */
    public CompletableFuture<Outcome> start() {
        return startStop.start();
    }

    /**
     * As {@link #start}, also when stored files are missing ({@code STORE_DATA_MISSING}): what is there can be read, and
     * nobody can change anything until the next start. That is told as a problem as long as it lasts.
     */
    public CompletableFuture<Outcome> startReadOnly() {
        return startStop.startReadOnly();
    }

    /**
     * Starts by itself if the last process was running when it ended without a stop, unless that happens again and again
     * ({@code control-panel.md} LC-1).
     */
    public CompletableFuture<Outcome> resume() {
        return startStop.resume();
    }

    /** @param drain how long open requests may take to end, usually {@link #DRAIN} */
    public CompletableFuture<Outcome> stop(Duration drain) {
        return startStop.stop(drain);
    }

    /**
     * Starts by itself where the settings say so, and else as {@link #resume()} does ({@code control-panel.md} LC-1). For a
     * program that was opened. Reads files.
     */
    public CompletableFuture<Outcome> opened() {
        return startStop.opened();
    }

    /**
     * Stops as soon as nobody's request is under way, and within the time that people may have to wait: open requests have
     * the last {@link #DRAIN} of it to end.
     *
     * @param most longer than that
     */
    public IdleStop stopWhenIdle(Duration most) {
        return startStop.stopWhenIdle(most);
    }

    /** Stops, reads the settings anew, and starts. */
    public CompletableFuture<Outcome> restart() {
        return startStop.restart();
    }

    /**
     * Saves what a test mode holds, if somebody pushed to it and there is room and time, and stops ({@code
     * control-panel.md} 15.4).
     *
     * @param drain how long open requests may take to end
     */
    public CompletableFuture<Outcome> stopSaving(Duration drain) {
        return startStop.stopSaving(drain);
    }

    /** The backup with what a test mode held, if {@link #stopSaving} made one. */
    public Optional<String> rescued() {
        return startStop.rescued();
    }

    /** Whether {@link #apply(Fix)} does it; other fixes open something, or show how people do it. */
    public boolean canApply(Fix fix) {
        return fixes.has(fix);
    }

    /**
     * Does what the button of a problem says ({@code control-panel.md} ER-1). When that succeeded, the start that failed
     * goes on by itself.
     */
    public Task<FixResult> apply(Fix fix) {
        return fixes.apply(fix, Optional.empty());
    }

    /**
     * As {@link #apply(Fix)}.
     *
     * @param answer the file of a {@code LoadImages}, the value of an {@code OpenSetting}, the address of a {@code
     *     SendTestMail}
     */
    public Task<FixResult> apply(Fix fix, String answer) {
        return fixes.apply(fix, Optional.of(answer));
    }

    Fixes fixes() {
        return fixes;
    }

    /** Looks at once at everything that is watched. */
    public void lookNow() {
        lifecycle.lookNow();
    }

    /** Takes a notice off the list that people have read: {@code RECOVERED}, which nothing else takes off. */
    public void dismiss(ProblemCode code) {
        if (code != ProblemCode.RECOVERED) {
            throw new Conflict("This goes away when its reason does.");
        }
        lifecycle.dismiss(code);
    }

    /** Gives up a start that is under way. */
    public CompletableFuture<Outcome> cancel() {
        return lifecycle.cancel();
    }

    /** Looks at the computer as a start would ({@code control-panel.md} section 7). */
    public CompletableFuture<List<CheckResult>> check() {
        boolean running =
                snapshot().state() != ApplianceState.STOPPED && snapshot().state() != ApplianceState.FAILED;
        return CompletableFuture.supplyAsync(() -> new StartChecks(source, disks, clock, engines).run(running));
    }

    /**
     * Looks at what a switch to persistent mode needs, while the test mode goes on ({@code control-panel.md} 9.1).
     *
     * @param carried whether the data of the test mode would come along
     */
    public CompletableFuture<List<CheckResult>> checkSwitch(boolean carried) {
        return CompletableFuture.supplyAsync(() -> {
            long arriving =
                    carried ? data.wouldBeLost().map(StoredCounts::bytes).orElse(0L) : 0;
            return new StartChecks(source.in(Mode.PERSISTENT), disks, clock, engines).places(arriving);
        });
    }

    /** The text without the secrets of this appliance. */
    public String withoutSecrets(String text) {
        return redaction.of(text);
    }

    /** The object without the secrets of this appliance. */
    public ObjectNode withoutSecrets(ObjectNode object) {
        return new RedactedJson(redaction).of(object);
    }

    /** Where the settings come from. */
    public SettingsSource settings() {
        return source;
    }

    /** Tries settings before they are saved. */
    public TrialService trials() {
        return new TrialService(this::settings, this::up, clock);
    }

    /** Addresses, ports and the certificate. */
    public NetworkService network() {
        return new NetworkService(this::settings, this::up, clock);
    }

    private Optional<RunPlan> up() {
        return state() instanceof DataAccess.Running.Up up ? Optional.of(up.plan()) : Optional.empty();
    }

    /** How the window looks and behaves. */
    public PanelConfig panel() throws IOException {
        return PanelConfig.of(source.read());
    }

    /**
     * Calls when settings that take effect at once were changed, whoever did it; on a thread of the service, and must be
     * quick. Calls may also say what was known already.
     */
    public Subscription watchPanel(Consumer<PanelConfig> watcher) {
        return settingsWatch.watch(settings -> watcher.accept(PanelConfig.of(settings)));
    }

    /** Calls with the word of {@link EffectiveSettings#logLevel()}, as {@link #watchPanel} does. */
    Subscription watchLogLevel(Consumer<String> watcher) {
        return settingsWatch.watch(settings -> watcher.accept(settings.logLevel()));
    }

    /**
     * Writes settings down, or forgets them; all or nothing. What takes effect at once does so before this returns.
     *
     * @param wanted by name; nothing to forget what is written down
     * @throws ApplianceException.Invalid for an unknown name or a value that is not allowed
     */
    public void change(Map<String, Optional<String>> wanted) throws IOException {
        source.files().change(wanted);
        settingsWatch.look();
    }

    /** What is done with the data: backups, restores, cleaning up, another mode. */
    public DataService data() {
        return data;
    }

    /** Sets this appliance up when nobody has yet. */
    public FirstRun firstRun() {
        return firstRun;
    }

    /** The secrets that the appliance made for itself, and how they are replaced. */
    public SecretService secrets() {
        return secrets;
    }

    /** Who reaches the registry. */
    public SharingService sharing() {
        return sharing;
    }

    /** Where clients will find the registry once it runs, by the settings as they are now. */
    public Endpoints plannedEndpoints() {
        var http = access.config().http();
        return new Endpoints(http.registryUrl(), http.catalogUrl(), Reach.of(http));
    }

    /** All that is known of a part. May ask the database for its version, which takes a moment. */
    public PartReport report(Part part) {
        return new PartReports(lifecycle, serving()).of(part);
    }

    /** How much the present run holds, counted now. @throws Unavailable unless the registry is running */
    public StoredCounts count() {
        return running().registry().count();
    }

    /**
     * How the appliance is doing, in figures, in whatever state it is. Quick, but asks disks at times. Containers are asked
     * in the background: the first reading after a while knows nothing of them, those that follow do.
     */
    public MetricsReading metrics() {
        return metrics.reading();
    }

    /**
     * Calls with a reading at once, and again with that pause between, on a thread of the service; must be quick. For as
     * long as a window is open that shows them.
     *
     * @param pause at least a quarter of a second
     * @return to be closed by whoever has seen enough; a call that is under way then still comes
     */
    public Subscription watchMetrics(Consumer<MetricsReading> watcher, Duration pause) {
        return metrics.watch(watcher, pause);
    }

    /** The accounts, while the registry runs or, in persistent mode, also while it does not. */
    public AccountService users() {
        return accounts;
    }

    /** The packages, while the registry runs. */
    public PackageService packages() {
        return packages;
    }

    /** Where the data are, and how much room they take. */
    public StorageService storage() {
        return storage;
    }

    /** The mails that the run wrote. @throws Unavailable unless the registry is running */
    public Outbox outbox() {
        return running().outbox();
    }

    /** Says who decides how much is written to the logs of this process. */
    public void logsAre(Verbosity decided) {
        verbosity = Optional.of(decided);
    }

    /** How much is written to the logs, when this process writes logs. */
    public Optional<Verbosity> verbosity() {
        return verbosity;
    }

    /** Adds what a part of the appliance knows of itself to {@link #facts()}. */
    public void tellBesides(String name, Supplier<Optional<JsonNode>> about) {
        selfReport.tellBesides(name, about);
    }

    /**
     * What only this process knows of itself, for a diagnostics archive: {@code snapshot}, {@code settings}, {@code
     * checks}, {@code process}, {@code threads}, {@code people} (names of accounts, to be replaced and not shown), and what
     * parts tell besides. Holds no secret. Takes as long as the checks.
     */
    public ObjectNode facts() {
        List<String> people = snapshot().state().isUp()
                ? users().list().stream().map(user -> user.name()).toList()
                : List.of();
        return selfReport.facts(snapshot(), check().join(), source, people);
    }

    /**
     * Gathers what helps to find out what is wrong. Takes as long as the checks.
     *
     * @param anonymous whether names of people and addresses are replaced
     */
    public Archive diagnostics(boolean anonymous) {
        return new Diagnostics(source, disks, clock, Optional.of(facts()), Optional.empty()).gather(anonymous);
    }

    private RunPlan running() {
        RunPlan present = plan;
        if (present == null || !snapshot().state().isUp()) {
            throw new Unavailable("The registry is not running.");
        }
        return present;
    }

    /** Stops what runs, at once, and lets go of the home folder. */
    @Override
    public void close() {
        tasks.close();
        lifecycle.stop(Duration.ZERO).join();
        lifecycle.close();
        heart.close();
        metrics.close();
        lock.close();
    }
}
