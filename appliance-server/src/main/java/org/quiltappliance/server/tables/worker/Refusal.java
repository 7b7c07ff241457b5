package org.quiltappliance.server.tables.worker;

import org.quiltappliance.server.tables.worker.Reply.Reason;

/** A task cannot be done, for a reason that whoever asked is told. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    Refusal(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Reply.Failure failure() {
        return new Reply.Failure(reason, String.valueOf(getMessage()));
    }
}
