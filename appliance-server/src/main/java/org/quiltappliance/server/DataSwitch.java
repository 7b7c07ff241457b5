package org.quiltappliance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.quiltappliance.server.accounts.Passwords;
import org.quiltappliance.server.accounts.TestPassword;
import org.quiltappliance.server.backup.Backups;
import org.quiltappliance.server.backup.Damage;
import org.quiltappliance.server.backup.Manifest;
import org.quiltappliance.server.backup.Restores;
import org.quiltappliance.server.backup.SnapshotId;
import org.quiltappliance.server.backup.SwitchJournal;
import org.quiltappliance.server.backup.SwitchJournal.Phase;
import org.quiltappliance.server.backup.Transfer;
import org.quiltappliance.server.backup.TransferReport;
import org.quiltappliance.server.checks.Checks;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.SettingsCopy;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings other data into force ({@code control-panel.md} 9.1 and 10.2): they are filled in beside the present ones and
 * proven, then one replaced settings file is the switch. Until that the present data are in force, whatever happens.
 */
final class DataSwitch {

    private static final Logger log = LoggerFactory.getLogger(DataSwitch.class);

    /** Secrets that mean the same beside restored data; those of places would lead away from them. */
    private static final Set<String> PORTABLE =
            Set.of(Settings.SECRET_KEY.name(), "SMTP_PASSWORD", "OAUTH_CLIENT_SECRET_GITHUB");

    private static final Map<String, String> PERSISTENT = Map.of(Settings.MODE.name(), "persistent");

    private final DataAccess access;
    private final Restarting appliance;
    private final DiskSpace.Gauge disks;
    private final Clock clock;

    /** What a switch asks of the appliance. */
    interface Restarting {

        /** A secret that no log and no answer may show from now on. */
        void hide(Secret secret);

        /** Forgets the mode that the command line gave, as another one is in the settings now. */
        void forgetModeOption();

        /** Starts anew with the settings that hold now, if it runs. */
        Optional<CompletableFuture<Outcome>> restartIfUp();
    }

    DataSwitch(DataAccess access, Restarting appliance, DiskSpace.Gauge disks, Clock clock) {
        this.access = access;
        this.appliance = appliance;
        this.disks = disks;
        this.clock = clock;
    }

    DataService.Restored restore(
            SnapshotId id, Optional<Secret> passphrase, boolean despiteDamage, TaskProgress progress) throws Exception {
        if (access.running() instanceof DataAccess.Running.Up up && up.plan().isReadOnly()) {
            throw new Conflict("The registry is read-only, because stored files are missing. Stop it first; a restore"
                    + " puts them in order then.");
        }
        return access.useAnew(progress, open -> {
            var config = open.config();
            if (config.mode() == Mode.TEST) {
                throw new Conflict("A restore needs persistent mode, which keeps what is restored. Turn to it first:"
                        + " mode persistent");
            }
            var restores = new Restores(new Backups(config.backup().folder(), clock), clock);
            // Before anything is made: the passphrase may be wrong, the backup damaged.
            Optional<SettingsCopy> settings = passphrase.map(secret -> restores.settings(id, Optional.of(secret)));
            boolean full = restores.preview(id).manifest().kind() == Manifest.Kind.FULL;
            var target = DataSets.beside(config, full, clock.instant());
            requireOurs(target.target());
            var damage = despiteDamage ? Damage.REPORT : Damage.REFUSE;
            var report = open.data()
                    .lock()
                    .during(
                            "a restore",
                            () -> held(open.registry(), () -> {
                                var journal = new SwitchJournal(
                                        SwitchJournal.Kind.RESTORE,
                                        Phase.PREPARING,
                                        target.target(),
                                        "the backup " + id,
                                        clock.instant());
                                return switching(
                                        journal,
                                        () -> target.discard(config),
                                        () -> {
                                            target.make(config);
                                            access.write(journal.reached(Phase.FILLING));
                                            try (var place = opened(target.in(config), progress)) {
                                                return restores.restore(
                                                        id, place.data().place(), damage, progress);
                                            }
                                        },
                                        progress,
                                        target.target());
                            }));
            open.remember();
            settings.ifPresent(this::adoptSecrets);
            var started = appliance.restartIfUp().map(CompletableFuture::join);
            return new DataService.Restored(id, report, Places.of(config), Places.of(target.in(config)), started);
        });
    }

    /** Lets nobody push to data that are about to be replaced. */
    private static <T> T held(Optional<Registry> registry, Supplier<T> work) {
        if (registry.isEmpty()) {
            return work.get();
        }
        if (!registry.get()
                .holdWrites("Other data are being brought into force. Try again in a while.", ApplianceService.DRAIN)) {
            throw new Conflict("Uploads or pushes are under way and did not end in time. Try again in a moment.");
        }
        try {
            return work.get();
        } catch (RuntimeException failed) {
            registry.get().allowWrites();
            throw failed;
        }
    }

    private interface Filling {
        TransferReport fill() throws Exception;
    }

    /** From the first note in the journal to the replaced settings file. */
    private TransferReport switching(
            SwitchJournal journal,
            Runnable undo,
            Filling filling,
            TaskProgress progress,
            Map<String, String> settings) {
        boolean reached = false;
        try {
            access.write(journal);
            var report = filling.fill();
            progress.decide();
            access.write(journal.reached(Phase.SWITCHING));
            reached = true;
            access.source().files().setTogether(settings);
            finish();
            return report;
        } catch (Exception failed) {
            boolean interrupted = Thread.interrupted();
            try {
                if (!reached || !mayBeInForce(settings)) {
                    undo.run();
                    finish();
                }
            } catch (RuntimeException left) {
                // The journal stays, and the next start tries again.
                log.warn("What was left of {} could not be removed yet", journal.about(), left);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
            throw unchecked(failed);
        }
    }

    /** A settings file that failed at its very end may have been replaced: then the next start decides by the journal. */
    private boolean mayBeInForce(Map<String, String> settings) {
        try {
            return access.source().files().written().entrySet().containsAll(settings.entrySet());
        } catch (IOException unreadable) {
            log.warn("Nobody knows whether the switch was reached; the next start looks", unreadable);
            return true;
        }
    }

    private static RuntimeException unchecked(Exception failed) {
        if (failed instanceof RuntimeException unchecked) {
            return unchecked;
        }
        if (failed instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new CancellationException("The work was cancelled.");
        }
        return new IllegalStateException(failed);
    }

    /** After the settings are replaced nothing may be undone any more: a journal that stays is finished by the next start. */
    private void finish() {
        try {
            SwitchJournal.finish(access.source().home());
        } catch (IOException failed) {
            log.warn("The journal of the switch could not be removed; the next start will do it", failed);
        }
    }

    /** The servers are those of the present data, which are ready. */
    private OpenedData opened(ApplianceConfig config, TaskProgress progress) throws InterruptedException {
        return OpenedData.open(DataPlaces.asTheyAre(), config, clock, progress::tell);
    }

    private void adoptSecrets(SettingsCopy settings) {
        settings.secrets().forEach((name, value) -> {
            if (PORTABLE.contains(name)) {
                try {
                    access.source().files().set(name, value);
                } catch (IOException | Invalid failed) {
                    log.warn("The secret {} of the backup could not be written down; set it by hand", name, failed);
                }
            }
        });
    }

    /** What stronger sources say, no file changes. */
    private void requireOurs(Map<String, String> wanted) throws IOException {
        access.source().withoutModeOption().requireOurs(wanted);
    }

    DataService.CarriedOver carryOver(Optional<Secret> wished, TaskProgress progress) throws Exception {
        return access.use(progress, open -> {
            if (open.config().mode() != Mode.TEST || open.registry().isEmpty()) {
                throw new Conflict("There is nothing to carry over: this is no test mode that runs.");
            }
            requireOurs(PERSISTENT);
            wished.ifPresent(DataSwitch::requireGood);
            Secret password = wished.orElseGet(() -> new Secret(Assembly.newPassword()));
            appliance.hide(password);
            var config = persistent();
            progress.tell("Checking this computer");
            preflight(config);
            var carried = carryOver(open, config, password, progress);
            appliance.forgetModeOption();
            Outcome started = appliance.restartIfUp().orElseThrow().join();
            return new DataService.CarriedOver(
                    carried.report(),
                    wished.isPresent() ? Optional.empty() : Optional.of(password),
                    carried.present(),
                    started);
        });
    }

    private record Carried(TransferReport report, String present) {}

    private Carried carryOver(DataAccess.Open open, ApplianceConfig config, Secret password, TaskProgress progress)
            throws Exception {
        try (var target = access.open(config, progress)) {
            var journal = carryOverJournal(config, clock.instant());
            putInOrder(journal.target(), target.data());
            var transfer = new Transfer(open.data().lock(), clock);
            var filled = new AtomicBoolean();
            Filling filling = () -> {
                access.write(journal.reached(Phase.FILLING));
                var done = transfer.carryOver(open.data().place(), target.data().place(), Damage.REFUSE, progress);
                filled.set(true);
                Assembly.replaceTestPassword(config, target.database(), password, clock);
                target.remember();
                return done;
            };
            // Only what came from here is taken away again.
            Runnable undo = () -> {
                if (filled.get()) {
                    target.data().place().clear();
                }
            };
            var report = held(open.registry(), () -> switching(journal, undo, filling, progress, PERSISTENT));
            return new Carried(report, Places.of(target.config()));
        }
    }

    private static void requireGood(Secret password) {
        new Passwords(1).requireChoosable(password.reveal());
        if (password.reveal().equals(TestPassword.TEXT)) {
            throw new Invalid("Everybody knows this password. Choose another one.");
        }
    }

    /** The settings as they will be. Makes and keeps secrets that are missing. */
    private ApplianceConfig persistent() throws IOException {
        var source = access.source().in(Mode.PERSISTENT);
        source.files().ensureSecrets(source.read());
        return access.config(source);
    }

    private void preflight(ApplianceConfig config) throws InterruptedException {
        new Checks(config, disks, clock)
                .preflight(Optional.empty(), true, List.of()).run().stream()
                        .flatMap(result -> result.problem().stream())
                        .findFirst()
                        .ifPresent(problem -> {
                            throw new ProblemException(problem);
                        });
    }

    /** @param config as the settings say it: containers have another address each time */
    private static SwitchJournal carryOverJournal(ApplianceConfig config, Instant now) {
        var target = new LinkedHashMap<String, String>();
        target.put("database", Places.database(config.database()));
        target.put("store", Places.store(config.objects().store()));
        return new SwitchJournal(
                SwitchJournal.Kind.CARRY_OVER, Phase.PREPARING, target, "the data of the test mode", now);
    }

    /** Whether those are the data that it was about to fill. */
    static boolean isTarget(SwitchJournal journal, ApplianceConfig config) {
        return journal.target().equals(carryOverJournal(config, journal.began()).target());
    }

    /** Removes what a carry-over left that ended in the middle. */
    private void putInOrder(Map<String, String> target, RegistryData data) throws IOException {
        var left = SwitchJournal.read(access.source().home())
                .filter(journal -> journal.kind() == SwitchJournal.Kind.CARRY_OVER)
                .filter(journal -> journal.target().equals(target));
        if (left.isPresent()) {
            Unfinished.removeUnnamed(data);
            finish();
        }
    }

    /** @return how the new start ended, if the registry ran */
    Optional<CompletableFuture<Outcome>> turnTo(Mode mode, boolean leave) {
        try {
            var wanted = Map.of(Settings.MODE.name(), word(mode));
            requireOurs(wanted);
            if (mode == Mode.PERSISTENT && !leave && access.wouldBeLost().isPresent()) {
                throw new Conflict("The test mode holds data that a stop loses. Say --carry-over to take them along, or"
                        + " --leave to lose them.");
            }
            access.source().files().setTogether(wanted);
            appliance.forgetModeOption();
            return appliance.restartIfUp();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String word(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
