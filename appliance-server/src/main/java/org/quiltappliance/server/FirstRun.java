package org.quiltappliance.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.Reach;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.Setting;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.SettingsFiles;
import org.quiltappliance.server.config.SettingsImport;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.home.OwnerFiles;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Lifecycle.Subscription;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.monitoring.Redaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets up an appliance that nobody has set up yet ({@code control-panel.md} 9.3). Until {@link #tryOut} or {@link #begin}
 * nothing is written down and nothing is started, so it can be left and begun again at any time.
 */
public final class FirstRun {

    private static final Logger log = LoggerFactory.getLogger(FirstRun.class);
    private static final String PASSWORD = "APPLIANCE_ADMIN_PASSWORD";
    private static final String STORE = Settings.STORE.name();
    private static final Map<String, String> TEST = Map.of(Settings.MODE.name(), "test");

    private final Appliance appliance;
    private final DataService data;
    private final Tasks tasks;
    private final Redaction redaction;
    private final boolean due;
    private volatile boolean forgets;

    /** What setting up asks of the appliance. */
    interface Appliance {

        SettingsSource settings();

        /** Whether nothing runs, and nothing starts or stops. */
        boolean isDown();

        /** The mode that an option or a fix gave counts no more. */
        void forgetModeOption();

        List<CheckResult> check(SettingsSource settings, Predicate<String> ids);

        ContainerService containers(SettingsSource settings);

        CompletableFuture<Outcome> start();

        Subscription subscribe(Consumer<ApplianceSnapshot> subscriber);
    }

    /** A network of this computer. @param address of the computer there */
    public record Network(String name, String address) {}

    /** How hard a password is to guess. */
    public enum Strength {
        WEAK,
        FAIR,
        STRONG;

        private static final double FAIR_BITS = 50;
        private static final double STRONG_BITS = 75;

        /** An estimate by the kinds of signs and how many different ones there are. */
        public static Strength of(String password) {
            int kinds = kind(password, Character::isLowerCase, 26)
                    + kind(password, Character::isUpperCase, 26)
                    + kind(password, Character::isDigit, 10)
                    + kind(password, sign -> !Character.isLetterOrDigit(sign), 20);
            long counted =
                    Math.min(password.length(), 2 * password.chars().distinct().count());
            double bits = counted * Math.log(Math.max(1, kinds)) / Math.log(2);
            return bits < FAIR_BITS ? WEAK : bits < STRONG_BITS ? FAIR : STRONG;
        }

        private static int kind(String password, IntPredicate signs, int many) {
            return password.chars().anyMatch(signs) ? many : 0;
        }
    }

    FirstRun(Appliance appliance, DataService data, Tasks tasks, Redaction redaction) {
        this.appliance = appliance;
        this.data = data;
        this.tasks = tasks;
        this.redaction = redaction;
        this.due = findDue();
        this.forgets = Files.exists(marker());
        appliance.subscribe(this::hear);
    }

    private Path marker() {
        return appliance.settings().home().firstRun();
    }

    private boolean findDue() {
        var source = appliance.settings();
        try {
            return source.files().written().keySet().stream().allMatch(FirstRun::isMadeHere)
                    && !source.read().value(Settings.MODE).source().isAboveFiles()
                    && !hasVolumes(source);
        } catch (IOException unreadable) {
            log.warn("Whether this appliance was set up cannot be told; it is taken as it is", unreadable);
            return false;
        }
    }

    /** Whether the program itself writes that down, at a start in test mode or a look for containers. */
    private static boolean isMadeHere(String name) {
        return name.equals(Settings.S3_KEY.name())
                || Settings.find(name).map(Setting::secret).orElse(false);
    }

    private static boolean hasVolumes(SettingsSource source) throws IOException {
        return Instance.read(source.home())
                .filter(instance -> !instance.volumes().isEmpty())
                .isPresent();
    }

    /** Whether nobody had set this appliance up when it was opened. */
    public boolean isDue() {
        return due;
    }

    /** Why this appliance cannot be set up now, in a sentence for people; empty when it can. */
    public Optional<String> obstacle() throws IOException {
        var source = appliance.settings();
        var mode = source.read().value(Settings.MODE);
        if (!appliance.isDown()) {
            return Optional.of("Stop the registry first.");
        } else if (mode.source().isAboveFiles()) {
            return Optional.of(Settings.MODE.name() + " is set by the "
                    + mode.source().label() + ", so this appliance is set up there.");
        }
        boolean everStarted = !Files.exists(marker());
        if (everStarted && (source.read().mode() == Mode.PERSISTENT || hasVolumes(source))) {
            return Optional.of("This registry keeps its data already. Page Settings shows where; a move takes them"
                    + " elsewhere: quilt-appliance move.");
        }
        return Optional.empty();
    }

    /** The networks on which others could reach this computer. */
    public List<Network> networks() {
        return Reach.addresses().stream()
                .map(found -> new Network(found.network(), found.address()))
                .toList();
    }

    /** A password that nobody can guess and people can type. */
    public Secret password() {
        return new Secret(Assembly.newPassword());
    }

    /** Where the usual places are. */
    public Path backups() {
        return appliance.settings().home().backups();
    }

    /** Where objects are kept in a folder, unless another one is named. */
    public Path objects() {
        return appliance.settings().home().objects();
    }

    /** Looks at the computer as a start with these choices would. Takes some seconds. */
    public CompletableFuture<List<CheckResult>> check(Setup setup) {
        return look(setup, id -> true);
    }

    /** Of that only what concerns the place of the data: container engine, database, object server. */
    public CompletableFuture<List<CheckResult>> checkPlace(Setup setup) {
        return look(setup, StartChecks::isOfPlace);
    }

    private CompletableFuture<List<CheckResult>> look(Setup setup, Predicate<String> ids) {
        return CompletableFuture.supplyAsync(() -> appliance.check(source(setup), ids));
    }

    /** The settings as they would be. What is typed is hidden from now on, also if it is never written down. */
    private SettingsSource source(Setup setup) {
        var source = appliance.settings().with(setup.values());
        source.secrets().forEach(redaction::hide);
        return source;
    }

    /** Whether {@link #apply} does it. */
    public boolean canApply(Fix fix) {
        return fix instanceof Fix.LoadImages || fix instanceof Fix.CreateBucket;
    }

    /**
     * Does what the button of a failed check says, for these choices. Starts nothing.
     *
     * @param answer the file of {@code LoadImages}
     */
    public Task<String> apply(Setup setup, Fix fix, Optional<String> answer) {
        if (!canApply(fix)) {
            throw new Conflict("\"" + fix.text() + "\" is nothing that this program does by itself.");
        }
        var containers = appliance.containers(source(setup));
        return tasks.begin(Activity.Kind.FIX, progress -> {
            if (fix instanceof Fix.LoadImages) {
                Path file = Path.of(answer.orElseThrow(() -> new Invalid("Say the file with the images.")));
                containers.load(file, progress::tell);
                return "Loaded the images of " + file + ".";
            }
            return "Made " + containers.createBucket() + ".";
        });
    }

    /** Settles for the test mode, and starts. */
    public CompletableFuture<Outcome> tryOut() throws IOException {
        appliance.settings().requireOurs(TEST);
        files().setTogether(TEST);
        appliance.forgetModeOption();
        return appliance.start();
    }

    /**
     * Writes down what was chosen, and starts. The password of the first administrator is written down, too, and forgotten
     * when the registry has started with it.
     *
     * @param imported a file that brings settings
     * @param backup a file with a backup, whose data take the place of the empty ones after the start
     * @throws Invalid when something that was typed is not allowed
     * @throws Conflict when a stronger source than the files says something else, or the appliance cannot be set up now
     */
    public CompletableFuture<Outcome> begin(Setup setup, Optional<SettingsImport> imported, Optional<Path> backup)
            throws IOException {
        if (!setup.complaints().isEmpty()) {
            throw new Invalid(setup.complaints().entrySet().stream()
                    .map(wrong -> wrong.getKey() + ": " + wrong.getValue())
                    .collect(Collectors.joining(" ")));
        }
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            throw new Conflict(obstacle.get());
        }
        appliance.settings().requireOurs(setup.values());
        source(setup).secrets().forEach(redaction::hide);
        OwnerFiles.makeFolder(appliance.settings().home().run());
        OwnerFiles.replace(marker(), "The first start is to come.\n".getBytes(StandardCharsets.UTF_8));
        if (imported.isPresent()) {
            imported.get().save(files());
        }
        files().change(wanted(setup));
        appliance.forgetModeOption();
        forgets = true;
        var started = appliance.start();
        return backup.map(file -> started.thenCompose(outcome -> outcome instanceof Outcome.Done
                        ? restore(file, outcome)
                        : CompletableFuture.completedFuture(outcome)))
                .orElse(started);
    }

    private CompletableFuture<Outcome> restore(Path file, Outcome started) {
        return data.importFile(file)
                .result()
                .thenCompose(known -> data.restore(known.id().text(), data.registryName(), Optional.empty(), false)
                        .result())
                .thenApply(restored -> restored.started().orElse(started));
    }

    /** The keys of an object server that was chosen in an earlier try are not those of a container of our own. */
    private Map<String, Optional<String>> wanted(Setup setup) throws IOException {
        var wanted = new HashMap<>(setup.settings());
        boolean hadBucket = "external".equals(files().written().get(STORE));
        if (hadBucket && !wanted.getOrDefault(STORE, Optional.of("external")).equals(Optional.of("external"))) {
            wanted.put(Settings.S3_KEY.name(), Optional.empty());
            wanted.put(Settings.S3_SECRET.name(), Optional.empty());
        }
        return wanted;
    }

    private SettingsFiles files() {
        return appliance.settings().files();
    }

    /** An account has the password from the first start on, so that nothing else needs it. */
    private void hear(ApplianceSnapshot snapshot) {
        if (forgets && snapshot.state().isUp() && snapshot.mode() == Mode.PERSISTENT) {
            forgets = false;
            try {
                files().change(Map.of(PASSWORD, Optional.empty()));
                Files.deleteIfExists(marker());
                log.info("The first administrator has an account; its password is written down no more.");
            } catch (IOException failed) {
                log.error(
                        "The password of the first administrator is still written down; the next start tries"
                                + " again to take it away",
                        failed);
            }
        }
    }
}
