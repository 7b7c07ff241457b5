package org.quiltappliance.server.trials;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/** Hears from a trial how far it is. */
public interface Teller {

    /**
     * A stage begins.
     *
     * @throws CancellationException when nobody waits for the rest any more
     */
    void trying(String name);

    /**
     * The stage that began waits for somebody in front of a browser.
     *
     * @param page to be opened
     * @param atMost how long that may take, instead of the usual patience
     * @param givenUp called when nobody waits for it any more
     */
    void waiting(String name, String detail, URI page, Duration atMost, Runnable givenUp);

    /** A stage is over. */
    void over(TrialStage stage);

    /** The present stage went well. */
    default void passed(String name, String detail) {
        over(TrialStage.passed(name, detail));
    }

    /** The present stage is good enough to go on. */
    default void warned(String name, String detail, String remedy) {
        over(TrialStage.warned(name, detail, remedy));
    }

    /** The present stage failed, and with it the trial. */
    default void failed(String name, String detail, String remedy) {
        over(TrialStage.failed(name, detail, remedy));
    }
}
