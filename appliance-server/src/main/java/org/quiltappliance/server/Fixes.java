package org.quiltappliance.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.quiltappliance.server.checks.Checks.OwnProcess;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.Setting;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.Source;
import org.quiltappliance.server.containers.Role;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.lifecycle.Activity.Kind;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.tls.UnusableCertificate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the buttons of problems say, where that needs no window ({@code control-panel.md} ER-1): one task for each,
 * and when it succeeded, the start that had failed goes on by itself.
 */
final class Fixes {

    private static final Logger log = LoggerFactory.getLogger(Fixes.class);
    private static final Duration END = Duration.ofSeconds(30);
    private static final String STOP_FIRST = "This needs a registry that does not run. Stop it first.";

    private final Appliance appliance;
    private final Tasks tasks;
    private final DataService data;
    private final Map<Class<? extends Fix>, Deed> deeds = new HashMap<>();

    /** What fixes ask of the appliance. */
    interface Appliance {

        SettingsSource settings();

        /** Runs in that mode from the next start on, whatever the files say, until this process ends. */
        void use(Mode mode);

        ContainerService containers();

        DataAccess.Running state();

        /** Whether the last start or run ended with a failure. */
        boolean hasFailed();

        /** An earlier process of this home folder that still lives. */
        Optional<OwnProcess> earlier();

        CompletableFuture<Outcome> start();

        /** Starts without letting anybody change anything, even if stored files are missing. */
        CompletableFuture<Outcome> startReadOnly();

        CompletableFuture<Outcome> stop();

        CompletableFuture<Outcome> restart();

        /** Looks at once at everything that is watched. */
        void lookNow();
    }

    /** What follows when a fix succeeded. */
    private enum Then {
        /** The start that failed goes on; a registry that runs is looked at anew. */
        GO_ON,
        /** It takes effect at a start: one that runs starts anew. */
        RESTART,
        /** It was asked for: one that does not run is started. */
        START,
        /** As {@link #START}, without letting anybody change anything. */
        START_READ_ONLY,
        /** Somebody else goes on. */
        NOTHING
    }

    private interface Work<F extends Fix> {
        /** @param answer what somebody chose or typed for it @return a sentence for people */
        String run(F fix, Optional<String> answer, TaskProgress progress) throws Exception;
    }

    private record Deed(Kind kind, Work<Fix> work, Then then) {}

    Fixes(Appliance appliance, Tasks tasks, DataService data) {
        this.appliance = appliance;
        this.tasks = tasks;
        this.data = data;
        settings();
        containers();
        others();
    }

    private <F extends Fix> void can(Class<F> type, Kind kind, Then then, Work<F> work) {
        deeds.put(type, new Deed(kind, (fix, answer, progress) -> work.run(type.cast(fix), answer, progress), then));
    }

    private void settings() {
        can(
                Fix.UsePort.class,
                Kind.FIX,
                Then.RESTART,
                (fix, answer, progress) -> set(fix.setting(), String.valueOf(fix.port())));
        can(Fix.UseAddress.class, Kind.FIX, Then.RESTART, (fix, answer, progress) -> set(fix.setting(), fix.address()));
        can(
                Fix.UseThisComputerOnly.class,
                Kind.FIX,
                Then.RESTART,
                (fix, answer, progress) -> set(fix.setting(), "127.0.0.1"));
        can(
                Fix.UseSelfSigned.class,
                Kind.FIX,
                Then.RESTART,
                (fix, answer, progress) -> set(fix.setting(), "self-signed"));
        can(Fix.UseImage.class, Kind.FIX, Then.RESTART, (fix, answer, progress) -> set(fix.setting(), fix.image()));
        can(Fix.UseDefault.class, Kind.FIX, Then.RESTART, (fix, answer, progress) -> unset(fix.setting()));
        can(
                Fix.OpenSetting.class,
                Kind.FIX,
                Then.RESTART,
                (fix, answer, progress) -> set(fix.setting(), wanted(answer, "the value of " + fix.setting())));
        can(Fix.StartInTestMode.class, Kind.FIX, Then.START, (fix, answer, progress) -> {
            appliance.use(Mode.TEST);
            return "Test mode is used until this program ends.";
        });
    }

    private void containers() {
        can(Fix.LoadImages.class, Kind.IMAGE_LOAD, Then.GO_ON, (fix, answer, progress) -> {
            Path file = Path.of(wanted(answer, "the file with the images"));
            appliance.containers().load(file, progress::tell);
            return "Loaded the images of " + file + ".";
        });
        can(Fix.RepairPassword.class, Kind.FIX, Then.GO_ON, (fix, answer, progress) -> {
            requireDown();
            appliance.containers().repairPassword(progress::tell);
            return "The database takes our password again.";
        });
        can(Fix.UseVolume.class, Kind.FIX, Then.GO_ON, (fix, answer, progress) -> {
            requireDown();
            appliance.containers().useVolume(fix.volume());
            return "The volume " + fix.volume() + " is in use from the next start on.";
        });
        can(Fix.UseAnotherName.class, Kind.FIX, Then.GO_ON, (fix, answer, progress) -> {
            requireDown();
            return "Containers, volumes and the network are called "
                    + appliance.containers().useOtherNames() + "… from now on.";
        });
        can(Fix.StartReadOnly.class, Kind.FIX, Then.START_READ_ONLY, (fix, answer, progress) -> {
            requireDown();
            return "Nobody can change anything until the next start.";
        });
        can(
                Fix.CreateBucket.class,
                Kind.FIX,
                Then.GO_ON,
                (fix, answer, progress) -> "Made " + appliance.containers().createBucket() + ".");
        can(Fix.UpgradeData.class, Kind.UPGRADE, Then.GO_ON, (fix, answer, progress) -> {
            requireDown();
            var upgraded = data.upgrading(Optional.empty()).run(progress);
            return "The data are in PostgreSQL " + upgraded.plan().to() + " now; the former volume "
                    + upgraded.plan().formerVolume() + " stays.";
        });
        can(Fix.ReviewImages.class, Kind.FIX, Then.START, (fix, answer, progress) -> changeImages(progress));
        can(Fix.RestartContainer.class, Kind.FIX, Then.GO_ON, (fix, answer, progress) -> {
            if (appliance.state() instanceof DataAccess.Running.Up up) {
                progress.tell("Starting " + fix.container());
                up.plan().restart(fix.container());
                return "Started " + fix.container() + ".";
            }
            return "The container is started with the registry.";
        });
    }

    private void others() {
        can(Fix.CheckAgain.class, Kind.FIX, Then.START, (fix, answer, progress) -> "Checked again.");
        can(Fix.TryAgain.class, Kind.FIX, Then.START, (fix, answer, progress) -> "Tried again.");
        can(
                Fix.GoBack.class,
                Kind.VERIFY,
                Then.NOTHING,
                (fix, answer, progress) -> data.goingBack(fix.backup()).run(progress));
        can(Fix.CleanUp.class, Kind.CLEANUP, Then.GO_ON, (fix, answer, progress) -> {
            var report = data.cleaningUp(true).run(progress);
            return "Put " + report.objects() + " objects aside that nobody needs.";
        });
        can(
                Fix.BackUpNow.class,
                Kind.BACKUP,
                Then.GO_ON,
                (fix, answer, progress) -> "Made the backup "
                        + data.backingUp("", Optional.empty()).run(progress).id() + ".");
        can(
                Fix.SendTestMail.class,
                Kind.FIX,
                Then.GO_ON,
                (fix, answer, progress) -> sendMail(wanted(answer, "who gets the mail")));
        can(Fix.RenewCertificate.class, Kind.FIX, Then.GO_ON, (fix, answer, progress) -> renew());
        can(Fix.StopOwnProcess.class, Kind.FIX, Then.GO_ON, (fix, answer, progress) -> end(fix.pid(), progress));
    }

    /** Whether {@link #apply} does it; the others open something or show how somebody does it. */
    boolean has(Fix fix) {
        return deeds.containsKey(fix.getClass());
    }

    /** The kinds of fixes that are done here. */
    Set<Class<? extends Fix>> kinds() {
        return Set.copyOf(deeds.keySet());
    }

    /**
     * Does it.
     *
     * @param answer what somebody chose or typed: the file of {@code LoadImages}, the value of {@code
     *     OpenSetting}, the address of {@code SendTestMail}
     * @throws Conflict when only people can do it, or another task is under way
     */
    Task<FixResult> apply(Fix fix, Optional<String> answer) {
        Deed deed = deeds.get(fix.getClass());
        if (deed == null) {
            throw new Conflict("\"" + fix.text() + "\" is nothing that this program does by itself.");
        }
        return tasks.begin(deed.kind(), progress -> {
            progress.tell(fix.text());
            String done = deed.work().run(fix, answer, progress);
            log.info("Fixed on request: {}. {}", fix.text(), done);
            return new FixResult(done, goOn(deed.then(), progress));
        });
    }

    /** Whoever gives up the task while it waits here gives up waiting, not the start. */
    private Optional<Outcome> goOn(Then then, TaskProgress progress) throws InterruptedException {
        boolean up = appliance.state() instanceof DataAccess.Running.Up;
        if (up && then != Then.RESTART) {
            appliance.lookNow();
            return Optional.empty();
        }
        boolean asked = then == Then.START || then == Then.START_READ_ONLY;
        if (!up && !asked && !appliance.hasFailed()) {
            return Optional.empty();
        }
        if (then == Then.NOTHING) {
            return Optional.empty();
        }
        progress.tell("Starting");
        if (then == Then.START_READ_ONLY) {
            return Optional.of(outcome(appliance.startReadOnly()));
        }
        return Optional.of(outcome(up ? appliance.restart() : appliance.start()));
    }

    private static Outcome outcome(CompletableFuture<Outcome> asked) throws InterruptedException {
        try {
            return asked.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("Outcomes never end exceptionally", impossible);
        }
    }

    private static String wanted(Optional<String> answer, String what) {
        return answer.filter(text -> !text.isBlank()).orElseThrow(() -> new Invalid("Say " + what + "."));
    }

    private void requireDown() {
        if (!(appliance.state() instanceof DataAccess.Running.Down)) {
            throw new Conflict(STOP_FIRST);
        }
    }

    private String set(String name, String value) throws IOException {
        requireOurs(name);
        appliance.settings().files().set(name, value);
        return Settings.find(name).filter(Setting::secret).isPresent()
                ? name + " is set."
                : name + " is " + value + " now.";
    }

    private String unset(String name) throws IOException {
        requireOurs(name);
        appliance.settings().files().unset(name);
        return name + " has its default now.";
    }

    /** What stronger sources say, no file changes. */
    private void requireOurs(String name) throws IOException {
        EffectiveSettings effective = appliance.settings().read();
        Optional<Source> source =
                Settings.find(name).map(setting -> effective.value(setting).source());
        source.filter(Source::isAboveFiles).ifPresent(stronger -> {
            throw new Conflict(name + " is set by the " + stronger.label() + ". Change it there, and start again.");
        });
    }

    private String changeImages(TaskProgress progress) throws IOException, InterruptedException {
        boolean ran = appliance.state() instanceof DataAccess.Running.Up;
        if (ran) {
            progress.tell("Stopping");
            outcome(appliance.stop());
        }
        requireDown();
        var changed = new ArrayList<String>();
        boolean done = false;
        try {
            List<Role> outdated = appliance.containers().outdated();
            for (Role role : outdated) {
                appliance.containers().update(role, progress::tell);
                changed.add(role.component());
            }
            done = true;
        } finally {
            if (ran && !done) {
                // With the images as they were; how that ends is in the snapshot.
                appliance.start();
            }
        }
        return changed.isEmpty()
                ? "All containers run the images of the settings."
                : "Changed the image of " + String.join(" and ", changed) + ".";
    }

    private String sendMail(String recipient) {
        if (!(appliance.state() instanceof DataAccess.Running.Up up)) {
            throw new Conflict("Only a registry that runs sends mails. Start it first.");
        }
        up.plan().registry().sendTestMail(recipient).ifPresent(reason -> {
            throw new Unavailable("The mail did not go out. " + reason);
        });
        return "The mail server took a mail for " + recipient + ".";
    }

    private String renew() {
        if (!(appliance.state() instanceof DataAccess.Running.Up up)) {
            return "The newest certificate is taken at the start.";
        }
        try {
            up.plan().registry().renewCertificate();
        } catch (UnusableCertificate unusable) {
            throw new Conflict(unusable.getMessage() + " The present certificate stays.");
        }
        return "The newest certificate that is there is shown now.";
    }

    /** Never ends a process that is not ours ({@code control-panel.md} ER-2): the number alone proves nothing. */
    private String end(long pid, TaskProgress progress) throws InterruptedException {
        ProcessHandle process = appliance
                .earlier()
                .filter(known -> known.pid() == pid)
                .flatMap(known -> ProcessHandle.of(pid)
                        .filter(handle -> handle.info().startInstant().equals(Optional.of(known.since()))))
                .orElseThrow(() -> new Conflict("The process " + pid + " is not an earlier one of this registry."));
        progress.tell("Waiting for the process " + pid + " to end");
        process.destroy();
        try {
            process.onExit().get(END.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new Conflict("The process " + pid + " was asked to end and has not within " + END.toSeconds()
                    + " seconds. Try again in a moment.");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("The end of a process never fails", impossible);
        }
        return "The process " + pid + " has ended.";
    }
}
