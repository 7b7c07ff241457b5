package org.quiltappliance.server.trials;

import java.util.concurrent.CancellationException;

/** Hears from a trial how far it is. */
public interface Teller {

    /**
     * A stage begins.
     *
     * @throws CancellationException when nobody waits for the rest any more
     */
    void trying(String name);

    /** A stage is over. */
    void over(TrialStage stage);

    /** The present stage went well. */
    default void passed(String name, String detail) {
        over(TrialStage.passed(name, detail));
    }

    /** The present stage failed, and with it the trial. */
    default void failed(String name, String detail, String remedy) {
        over(TrialStage.failed(name, detail, remedy));
    }
}
