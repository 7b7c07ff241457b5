package org.quiltappliance.server.lifecycle;

import java.time.Instant;
import java.util.Optional;

/**
 * A step of the present or last start, as people see it.
 *
 * @param detail what exactly it does, may be empty
 * @param progress how much of it is done, 0 to 1; negative when unknown
 * @param delay what to say when it takes longer than usual on this computer; empty as long as it does not
 */
public record StepView(
        String id,
        String label,
        Status status,
        String detail,
        double progress,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<String> delay) {

    private static final double UNKNOWN = -1;

    /** One that takes no longer than usual, and does not know how much of it is done. */
    public StepView(
            String id,
            String label,
            Status status,
            String detail,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt) {
        this(id, label, status, detail, UNKNOWN, startedAt, endedAt, Optional.empty());
    }

    /** How far it is. */
    public enum Status {
        WAITING,
        ACTIVE,
        DONE,
        FAILED
    }

    static StepView waiting(Step step) {
        return new StepView(step.id(), step.label(), Status.WAITING, "", Optional.empty(), Optional.empty());
    }

    /** Whether it takes longer than usual. */
    public boolean isSlow() {
        return delay.isPresent();
    }

    StepView begun(Instant now) {
        return new StepView(id, label, Status.ACTIVE, detail, Optional.of(now), Optional.empty());
    }

    StepView detailed(String text) {
        return new StepView(id, label, status, text, progress, startedAt, endedAt, delay);
    }

    StepView at(double done) {
        return new StepView(id, label, status, detail, done, startedAt, endedAt, delay);
    }

    /** Nothing changes once it has ended. */
    StepView delayed(String text) {
        return status == Status.ACTIVE
                ? new StepView(id, label, status, detail, progress, startedAt, endedAt, Optional.of(text))
                : this;
    }

    StepView ended(Status how, Instant now) {
        return new StepView(id, label, how, detail, UNKNOWN, startedAt, Optional.of(now), delay);
    }
}
