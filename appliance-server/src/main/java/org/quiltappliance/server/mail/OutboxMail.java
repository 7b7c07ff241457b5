package org.quiltappliance.server.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A mail as it stands in the outbox. Its texts hold links that open accounts: for administrators only.
 *
 * @param attempts how often it was given to the mail server
 * @param problem why the last attempt failed
 */
public record OutboxMail(
        long id,
        List<String> recipients,
        String subject,
        String text,
        String html,
        Instant created,
        State state,
        int attempts,
        Optional<String> problem) {

    public OutboxMail {
        recipients = List.copyOf(recipients);
    }

    /** What became of it; the names in lower case stand in the database. */
    public enum State {
        /** Will be sent. */
        QUEUED,
        /** The mail server has it. */
        SENT,
        /** Given up. */
        FAILED,
        /** No mail server was set when it was written: an administrator passes on what it says. */
        KEPT
    }

    /** Texts are left out, since they hold links. */
    @Override
    public String toString() {
        return "OutboxMail[id=" + id + ", state=" + state + "]";
    }
}
