package org.quiltappliance.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.Checks;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.SettingProblem;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.home.OwnerFiles;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.lifecycle.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first steps of a start: are the settings, the home folder and this computer fit for it? */
final class SettingsSteps {

    private static final Logger log = LoggerFactory.getLogger(SettingsSteps.class);

    private final RunContext run;
    private final RunShape shape;

    SettingsSteps(RunContext run, RunShape shape) {
        this.run = run;
        this.shape = shape;
    }

    void check(Progress progress) throws IOException {
        var reading = run.source().settle();
        run.source().secrets().forEach(run.parts().redaction()::hide);
        SettingsSource.lines(reading.settings()).forEach(log::info);
        reading.settings().notices().forEach(log::info);
        run.parts().settled().accept(reading.settings());
        var settled = reading.config()
                .orElseThrow(() -> new ProblemException(run.problems().configInvalid(reading.problems())));
        if (!RunShape.of(settled).equals(shape)) {
            throw new ProblemException(run.problems()
                    .configInvalid(List.of(new SettingProblem(
                            "The settings", "changed while the registry was starting. Start again."))));
        }
        var space = run.parts().disks().of(existing(settled.disk()));
        var config = settled.with(settled.objects().keepingFree(space.keepFree()));
        run.settle(config);
        progress.facts(facts -> facts.of(config.mode(), config.name(), Places.of(config)));
    }

    /** The folder of the objects may only be made later in this start. */
    private static Path existing(Path folder) {
        Path present = folder;
        while (!Files.exists(present) && present.getParent() != null) {
            present = present.getParent();
        }
        return present;
    }

    void recover(Progress progress) throws IOException, InterruptedException {
        var earlier = run.earlier();
        earlier.crash()
                .ifPresent(crash -> progress.report(run.problems()
                        .recovered(
                                crash.written(),
                                earlier.lastSign(),
                                new Unfinished(run.source(), run.parts().clock()).found(run.config()),
                                run.source().home().logs().resolve("appliance.log"))));
        discardUpgrade(progress);
        emptyTestFolder();
        if (run.config().mode() == Mode.TEST) {
            OwnerFiles.makeFolder(run.config().disk());
        }
    }

    /** A server that an upgrade was filling when it was killed goes on running. The data in force are not concerned. */
    private void discardUpgrade(Progress progress) throws IOException, InterruptedException {
        var unfinished = new Unfinished(run.source(), run.parts().clock());
        var left = unfinished.upgrade();
        if (left.isEmpty() || !run.config().needsContainers()) {
            return;
        }
        progress.detail("Taking away what an unfinished upgrade left");
        try (var backing = Backing.connect(
                run.parts().engines(),
                run.config(),
                run.source().home(),
                run.parts().redaction(),
                run.parts().clock())) {
            DatabaseUpgrade.discard(backing, left.get());
        } catch (ProblemException | EngineException notNow) {
            log.warn(
                    "What {} left could not be removed; the next start tries again",
                    left.get().about(),
                    notNow);
        }
    }

    void emptyTestFolder() throws IOException {
        OwnerFiles.empty(run.source().home().testObjects());
    }

    /** Leaves the connection to the engine open, for the steps that need it. */
    void preflight(Progress progress) throws InterruptedException {
        require(results(run.lookForEngine()), progress);
    }

    /** Once more, after something failed that was good then. */
    void checkAgain(Progress progress) throws InterruptedException {
        try (var look = run.newLook()) {
            require(results(look), progress);
        }
    }

    private List<CheckResult> results(EngineLook look) throws InterruptedException {
        var results = new Checks(run.config(), run.parts().disks(), run.parts().clock())
                .preflight(run.earlier().process(), false, look.others())
                .run();
        results.forEach(
                result -> log.info("{} {}: {} - {}", result.id(), result.label(), result.outcome(), result.detail()));
        return results;
    }

    private static void require(List<CheckResult> results, Progress progress) {
        var found =
                results.stream().flatMap(result -> result.problem().stream()).toList();
        if (!found.isEmpty()) {
            throw new ProblemException(joined(found));
        }
        progress.detail(results.stream()
                .filter(result -> result.outcome() == CheckResult.Outcome.WARN)
                .map(CheckResult::detail)
                .collect(Collectors.joining(" ")));
    }

    /** The first, with the titles of the others among its evidence. */
    private static Problem joined(List<Problem> found) {
        Problem first = found.get(0);
        var evidence = new ArrayList<>(first.evidence());
        found.stream().skip(1).forEach(other -> evidence.add("Also: " + other.title() + ". " + other.message()));
        return first.with(evidence);
    }
}
