package org.quiltappliance.server.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.OpenAppliance;
import org.quiltappliance.server.SnapshotJson;
import org.quiltappliance.server.cli.CommandLine.Call;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.StepView;
import org.quiltappliance.server.monitoring.RedactedJson;
import org.quiltappliance.server.monitoring.Redaction;

/** Runs the registry in the foreground until somebody asks it to end. */
final class StartCommand {

    private final Call call;
    private final Terminal terminal;
    private final Redaction redaction = new Redaction();
    private final AtomicBoolean asked = new AtomicBoolean();
    private boolean readOnly;
    private final CompletableFuture<ApplianceSnapshot> ended = new CompletableFuture<>();

    StartCommand(Call call) {
        this.call = call;
        this.terminal = call.terminal();
    }

    int run() throws IOException {
        readOnly = call.arguments().flag("--read-only");
        call.arguments().finish();
        var opening = new OpenAppliance.Opening(
                call.around().factory(), call.around().logs(), redaction, this::settled, this::made);
        try (var open = OpenAppliance.open(call.source(), opening)) {
            return run(open.service());
        }
    }

    private int run(ApplianceService service) {
        var narrator = new Narrator(service);
        service.subscribe(narrator::hear);
        call.around().interrupts().call(() -> interrupted(service));
        Outcome outcome = (readOnly ? service.startReadOnly() : service.start()).join();
        if (outcome instanceof Outcome.Failed failed) {
            throw failure(service.snapshot(), failed.problem());
        }
        if (!(outcome instanceof Outcome.Done)) {
            return asked.get() ? ExitCode.INTERRUPTED : ExitCode.DONE;
        }
        ApplianceSnapshot last = ended.join();
        return last.failure()
                .map(problem -> {
                    throw failure(last, problem);
                })
                .map(nothing -> ExitCode.FAILED)
                .orElse(ExitCode.DONE);
    }

    private CommandFailure failure(ApplianceSnapshot snapshot, Problem problem) {
        boolean atChecks = snapshot.steps().stream()
                .anyMatch(step -> step.id().equals("preflight") && step.status() == StepView.Status.FAILED);
        return CommandFailure.of(
                atChecks ? ExitCode.PREFLIGHT_FAILED : ExitCode.FAILED,
                problem.with(redaction::of),
                call.around().command());
    }

    private void tell(String text) {
        terminal.tell(redaction.of(text));
    }

    /** The first time gently, the second time at once ({@code control-panel.md} 15.4). */
    private void interrupted(ApplianceService service) {
        if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
        service.stopSaving(ApplianceService.DRAIN);
    }

    /** Tells what goes on, as it goes on. */
    private final class Narrator {

        private final ApplianceService service;
        private ApplianceState state = ApplianceState.STOPPED;
        private String step = "";
        private boolean slow;
        private String warning = "";
        private List<Problem> known = List.of();

        Narrator(ApplianceService service) {
            this.service = service;
        }

        void hear(ApplianceSnapshot snapshot) {
            snapshot.activeStep().ifPresent(active -> tellStep(snapshot, active));
            snapshot.steps().forEach(this::tellWarning);
            tellProblems(snapshot.problems());
            if (snapshot.state() != state) {
                state = snapshot.state();
                changed(snapshot);
            }
        }

        private void tellProblems(List<Problem> problems) {
            problems.stream()
                    .filter(problem -> !known.contains(problem))
                    .forEach(problem -> tell("Notice: " + problem.title() + ". " + problem.message()));
            if (state.isUp()) {
                known.stream()
                        .filter(problem -> !problems.contains(problem))
                        .forEach(problem -> tell("No more: " + problem.title() + "."));
            }
            known = problems;
        }

        /** What the checks found, though the start goes on. */
        private void tellWarning(StepView ended) {
            boolean isNews = ended.id().equals("preflight")
                    && ended.status() == StepView.Status.DONE
                    && !ended.detail().equals(warning);
            if (isNews) {
                warning = ended.detail();
                tell("Notice: " + warning);
            }
        }

        private void tellStep(ApplianceSnapshot snapshot, StepView active) {
            if (active.isSlow() && active.id().equals(step) && !slow) {
                slow = true;
                tell("       " + active.delay().orElse("") + "."
                        + (active.detail().isEmpty() ? "" : " " + active.detail()));
            }
            if (!active.id().equals(step)) {
                step = active.id();
                slow = false;
                int number = snapshot.steps().indexOf(active) + 1;
                terminal.tell("  " + number + "/" + snapshot.steps().size() + "  " + active.label());
            }
        }

        private void changed(ApplianceSnapshot snapshot) {
            switch (state) {
                case RUNNING, DEGRADED -> {
                    if (!step.isEmpty()) {
                        step = "";
                        ready(snapshot);
                    }
                }
                case STOPPING -> terminal.tell("Stopping; requests that are under way may end.");
                case STOPPED -> {
                    terminal.tell(
                            snapshot.mode() == Mode.TEST
                                    ? service.rescued()
                                            .map(backup -> "Stopped. What was in memory is saved as the backup "
                                                    + backup + ".")
                                            .orElse("Stopped. Everything of this run is gone.")
                                    : "Stopped. Your data stays. " + snapshot.location());
                    ended.complete(snapshot);
                }
                case FAILED -> ended.complete(snapshot);
                default -> {}
            }
        }
    }

    private void ready(ApplianceSnapshot snapshot) {
        if (terminal.wantsJson()) {
            terminal.print(new RedactedJson(redaction).of(SnapshotJson.of(snapshot)));
        } else {
            ReadyText.of(snapshot).forEach(terminal::print);
        }
    }

    /** Not through the log: that is kept. */
    private void made(NewAdministrator administrator) {
        terminal.tell("");
        terminal.tell("  The first administrator is " + administrator.name() + ", with the password "
                + administrator.password().reveal());
        terminal.tell("  It is shown this once. Sign in and change it, or give it out anew: users reset-password "
                + administrator.name());
        terminal.tell("");
    }

    private void settled(EffectiveSettings settings) {
        settings.notices().forEach(notice -> tell("Notice: " + notice));
    }
}
