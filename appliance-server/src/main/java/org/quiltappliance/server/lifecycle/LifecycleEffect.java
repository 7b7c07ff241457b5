package org.quiltappliance.server.lifecycle;

import java.time.Duration;

/** What a change of state asks to be done. */
sealed interface LifecycleEffect {

    record RunSteps() implements LifecycleEffect {}

    record CancelSteps() implements LifecycleEffect {}

    /** Ends the run: open requests may take that long. */
    record EndRun(Duration drain) implements LifecycleEffect {}

    /** Tells who asked that this makes no sense now. */
    record Reject(String reason) implements LifecycleEffect {}
}
