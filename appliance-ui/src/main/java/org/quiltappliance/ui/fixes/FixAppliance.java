package org.quiltappliance.ui.fixes;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.lifecycle.Fix;

/** What fixes ask of the appliance. */
public interface FixAppliance {

    /**
     * Does it; a start that had failed goes on afterwards.
     *
     * @return what was done, in a sentence; ends exceptionally with a text for people
     */
    CompletionStage<String> apply(Fix fix, Optional<String> answer);
}
