package org.quiltappliance.server.trials;

import java.util.Optional;

/**
 * One stage of a trial. It is told twice: when it begins, and when it is over.
 *
 * @param name what is tried, in a word or two
 * @param detail what was found, for people; empty while it is tried
 * @param remedy what to do about it, for people; empty when it went well
 * @param offer what can be done about it at once
 */
public record TrialStage(String name, State state, String detail, String remedy, Optional<Offer> offer) {

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

    TrialStage offering(Offer one) {
        return new TrialStage(name, state, detail, remedy, Optional.of(one));
    }

    /** Whether it is over. */
    public boolean isOver() {
        return state != State.TRYING;
    }
}
