package org.quiltappliance.server.trials;

import java.util.List;
import org.quiltappliance.server.trials.TrialStage.State;

/** How a trial ended. @param stages those that are over, in order, up to the first that failed */
public record TrialReport(List<TrialStage> stages) {

    public TrialReport {
        stages = List.copyOf(stages);
    }

    /** Whether what was tried can be used. */
    public boolean isGood() {
        return !stages.isEmpty() && stages.stream().noneMatch(stage -> stage.state() == State.FAILED);
    }
}
