package org.quiltappliance.server.lifecycle;

import java.time.Duration;

/**
 * One part of a start ({@code control-panel.md} 5.4).
 *
 * @param label what it does, for people, while it does it
 * @param timeout after which it counts as failed
 * @param cancellable whether its thread may be interrupted
 * @param undo takes back what {@code work} did or began; called in reverse order for every step that began, when the
 *     start fails or is given up and when the run ends. Must not fail because there is nothing to take back
 */
public record Step(String id, String label, Duration timeout, boolean cancellable, Work work, Undo undo) {

    /** What a step does. Heeds interruption if the step is cancellable. */
    @FunctionalInterface
    public interface Work {
        /** @throws ProblemException for a failure that people can understand; others become INTERNAL */
        void run(Progress progress) throws Exception;
    }

    /** Takes back what a step did. */
    @FunctionalInterface
    public interface Undo {
        /** For a step that leaves nothing behind. */
        Undo NOTHING = () -> {};

        void run() throws Exception;
    }
}
