package org.quiltappliance.server;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.checks.Checks;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.containers.docker.DockerFinding;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.Redaction;

/** Says whether a start would work, without starting: the settings, then everything else. Needs no lock. */
public record StartChecks(
        SettingsSource source, DiskSpace.Gauge disks, Clock clock, Function<Optional<String>, DockerFinding> engines) {

    /** With the engines of this computer. */
    public StartChecks(SettingsSource source, DiskSpace.Gauge disks, Clock clock) {
        this(source, disks, clock, Backing::search);
    }

    /** @param running whether our own registry runs now and holds its ports */
    public List<CheckResult> run(boolean running) {
        return run(running, id -> true);
    }

    /** Of the checks after that of the settings only those whose ids fit. */
    List<CheckResult> run(boolean running, Predicate<String> ids) {
        return run(running, ids, 0);
    }

    /**
     * What a change to these settings needs while our registry runs: the places of the data and room in them.
     *
     * @param arriving bytes that are going to be copied there
     */
    List<CheckResult> places(long arriving) {
        return run(true, id -> id.equals("PF-1") || id.equals("PF-5") || isOfPlace(id), arriving);
    }

    /** Whether it is about a container engine, a database or an object server. */
    static boolean isOfPlace(String id) {
        return id.startsWith("PF-D") || id.startsWith("PF-E");
    }

    private List<CheckResult> run(boolean running, Predicate<String> ids, long arriving) {
        var reading = source.glance();
        if (reading.config().isEmpty()) {
            Problem problem = new Problems(clock).configInvalid(reading.problems());
            return List.of(result(Outcome.FAIL, problem.message(), Optional.of(problem)));
        }
        var results = new ArrayList<CheckResult>();
        var notices = reading.settings().notices();
        results.add(result(
                notices.isEmpty() ? Outcome.OK : Outcome.WARN,
                notices.isEmpty() ? "All settings are valid." : String.join(" ", notices),
                Optional.empty()));
        results.addAll(of(reading.config().get(), running, ids, arriving));
        return results;
    }

    private List<CheckResult> of(ApplianceConfig config, boolean running, Predicate<String> ids, long arriving) {
        try (var look = new EngineLook(config, source.home(), new Redaction(), clock, engines)) {
            return new Checks(config, disks, clock)
                    .withArriving(arriving)
                    .preflight(earlier(), running, look.others())
                    .only(ids)
                    .run();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private Optional<Checks.OwnProcess> earlier() {
        try {
            return EarlierRun.of(source.home(), clock.instant()).process();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static CheckResult result(Outcome outcome, String detail, Optional<Problem> problem) {
        return new CheckResult("CF", "Settings", outcome, detail, problem);
    }
}
