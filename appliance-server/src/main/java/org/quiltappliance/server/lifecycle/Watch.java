package org.quiltappliance.server.lifecycle;

import java.time.Duration;
import java.util.Optional;

/**
 * Looks after one thing that may go wrong while the registry runs ({@code control-panel.md} 5.6).
 *
 * @param code of the problem that the probe tells
 * @param pause between two looks when nothing is wrong
 */
public record Watch(ProblemCode code, Duration pause, Probe probe) {

    /** One look. */
    @FunctionalInterface
    public interface Probe {
        /**
         * @return the problem, if there is one now
         * @throws ProblemException when it is there and the run cannot go on
         * @throws Exception when nothing can be told now
         */
        Optional<Problem> look() throws Exception;
    }

    /** What follows from a look. */
    enum Verdict {
        NOTHING,
        APPEARED,
        GONE
    }

    /**
     * What the looks so far said: two of a kind are needed to change the mind ({@code control-panel.md} 5.3).
     *
     * @param present whether the problem is on the list
     * @param against how many of the last looks said otherwise
     */
    record Memory(boolean present, int against) {

        static final Memory FRESH = new Memory(false, 0);
        private static final int ENOUGH = 2;

        Memory saw(boolean problem) {
            return new Memory(present, problem == present ? 0 : against + 1);
        }

        Verdict verdict() {
            if (against < ENOUGH) {
                return Verdict.NOTHING;
            }
            return present ? Verdict.GONE : Verdict.APPEARED;
        }

        Memory settled() {
            return new Memory(!present, 0);
        }

        /** Whether the next look should come soon. */
        boolean isDoubtful() {
            return against > 0;
        }
    }
}
