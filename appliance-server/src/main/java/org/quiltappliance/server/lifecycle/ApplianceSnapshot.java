package org.quiltappliance.server.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.ProblemCode.Severity;

/**
 * Everything that window and command show of the appliance, at one moment ({@code control-panel.md} 5.1).
 *
 * @param desiredRunning whether the last command of people wants it to run
 * @param since when this state began
 * @param steps of the present or last start, in order
 * @param problems present ones, oldest first
 * @param failure why it is not running; only when FAILED
 * @param endpoints only while it starts or runs
 * @param location where the data is, as a sentence for people; empty as long as nothing was started
 * @param activity the long task that is under way
 * @param storage how much there is, as it was counted last; nothing before that and after a stop
 */
public record ApplianceSnapshot(
        ApplianceState state,
        Mode mode,
        boolean desiredRunning,
        Instant since,
        String version,
        String instanceId,
        String instanceName,
        List<StepView> steps,
        Map<Part, Component> components,
        List<Problem> problems,
        Optional<Problem> failure,
        Optional<Endpoints> endpoints,
        String location,
        Optional<Activity> activity,
        Optional<StoredCounts> storage) {

    public ApplianceSnapshot {
        steps = List.copyOf(steps);
        components = Map.copyOf(components);
        problems = List.copyOf(problems);
    }

    /** The state in one line, for people: {@code Starting - 3 of 9: Checking this computer}. */
    public String headline() {
        if (state == ApplianceState.STARTING) {
            return activeStep().map(this::stepLine).orElse(state.label());
        }
        return failure.map(problem -> state.label() + ": " + problem.title()).orElse(state.label());
    }

    /** The problems that keep a registry that is up from working as a whole; none in other states. */
    public List<Problem> blocking() {
        return state == ApplianceState.DEGRADED
                ? problems.stream()
                        .filter(problem -> problem.severity() == Severity.BLOCKING)
                        .toList()
                : List.of();
    }

    /** The step that is at work. */
    public Optional<StepView> activeStep() {
        return steps.stream()
                .filter(step -> step.status() == StepView.Status.ACTIVE)
                .findFirst();
    }

    private String stepLine(StepView step) {
        return state.label() + " – " + (steps.indexOf(step) + 1) + " of " + steps.size() + ": " + step.label()
                + (step.isSlow() ? " (taking longer than usual)" : "");
    }
}
