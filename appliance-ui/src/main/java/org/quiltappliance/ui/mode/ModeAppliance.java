package org.quiltappliance.ui.mode;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.StoredCounts;

/** What stopping and changing the mode ask of the appliance. Every stage ends exceptionally with a text for people. */
public interface ModeAppliance {

    /** What a stop would throw away. */
    Optional<StoredCounts> wouldBeLost();

    /** Stops, whatever is lost. */
    CompletionStage<?> stop();

    /** Makes a backup of what a stop would throw away. */
    CompletionStage<?> backUp();

    /** Looks at what persistent mode needs. @param carried whether the data of the test mode would come along */
    CompletionStage<List<CheckResult>> check(boolean carried);

    /** Goes on in persistent mode with the data of the test mode. @param password for the administrator */
    CompletionStage<?> carryOver(String password);

    /** Goes on in that mode, without the data of the present one. */
    CompletionStage<?> turnTo(Mode mode);
}
