package org.quiltappliance.server.trials;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * One stage of a trial. It is told twice: when it begins, and when it is over.
 *
 * @param name what is tried, in a word or two
 * @param detail what was found, for people; empty while it is tried
 * @param remedy what to do about it, for people; empty when it went well
 * @param offer what can be done about it at once
 * @param page what somebody has to open in a browser for the stage to go on
 */
public record TrialStage(
        String name, State state, String detail, String remedy, Optional<Offer> offer, Optional<URI> page) {

    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    /** How far a stage is. */
    public enum State {
        TRYING,
        PASSED,
        /** Good enough to go on. */
        WARNED,
        FAILED
    }

    /** What a button can do about a failure. */
    public enum Offer {
        CREATE_BUCKET
    }

    /** Without a page. */
    public TrialStage(String name, State state, String detail, String remedy, Optional<Offer> offer) {
        this(name, state, detail, remedy, offer, Optional.empty());
    }

    static TrialStage waiting(String name, String detail, URI page) {
        return new TrialStage(name, State.TRYING, detail, "", Optional.empty(), Optional.of(page));
    }

    static TrialStage trying(String name) {
        return new TrialStage(name, State.TRYING, "", "", Optional.empty());
    }

    static TrialStage passed(String name, String detail) {
        return new TrialStage(name, State.PASSED, detail, "", Optional.empty());
    }

    static TrialStage warned(String name, String detail, String remedy) {
        return new TrialStage(name, State.WARNED, detail, remedy, Optional.empty());
    }

    static TrialStage failed(String name, String detail, String remedy) {
        return new TrialStage(name, State.FAILED, detail, remedy, Optional.empty());
    }

    /** Of clocks that need not be quite the same. */
    static TrialStage clocks(String name, Duration apart) {
        String detail = apart.abs().toSeconds() + " seconds apart";
        return apart.abs().compareTo(CLOCKS_APART) > 0
                ? warned(name, detail, "Set the clock of this computer or of the server.")
                : passed(name, detail);
    }

    TrialStage offering(Offer one) {
        return new TrialStage(name, state, detail, remedy, Optional.of(one));
    }

    /** Whether it is over. */
    public boolean isOver() {
        return state != State.TRYING;
    }
}
