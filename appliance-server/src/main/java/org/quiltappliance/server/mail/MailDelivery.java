package org.quiltappliance.server.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.quiltappliance.server.config.MailConfig;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.mail.MailServer.Outcome;
import org.quiltappliance.server.mail.OutboxMail.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is queued in the outbox, on one thread of its own between {@link #start()} and {@link #close()}. A mail
 * that cannot be sent is tried again after 1, 5, and then every 30 minutes, and given up when it is 24 hours old
 * ({@code control-panel.md} 5.6, MAIL_FAILING). Several processes may share one outbox; a crash while sending may send
 * a mail twice, never lose it.
 */
public final class MailDelivery implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MailDelivery.class);

    private static final List<Duration> PAUSES =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30));
    private static final Duration GIVE_UP_AFTER = Duration.ofHours(24);
    private static final Duration CLAIM = Duration.ofMinutes(10);
    private static final Duration KEEP_SENT = Duration.ofDays(7);
    private static final Duration KEEP_OTHERS = Duration.ofDays(30);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final int AT_ONCE = 20;
    private static final int FAILURES_UNTIL_NOTICE = 3;

    /** @param inARow attempts that failed since the last mail that was accepted */
    private record Failures(int inARow, String reason) {
        static final Failures NONE = new Failures(0, "");
    }

    private final Database database;
    private final Supplier<MailConfig> config;
    private final SSLContext trust;
    private final Clock clock;
    private final MailStore store = new MailStore();
    private final AtomicReference<Failures> failures = new AtomicReference<>(Failures.NONE);
    private final AtomicReference<Optional<ScheduledExecutorService>> running = new AtomicReference<>(Optional.empty());

    private Present present;
    private volatile boolean closing;

    private record Present(MailConfig config, Optional<MailServer> server) {}

    /** @param config asked anew for each mail */
    public MailDelivery(Database database, Supplier<MailConfig> config, Clock clock) {
        this(database, config, clock, MailServer.usualTrust());
    }

    MailDelivery(Database database, Supplier<MailConfig> config, Clock clock, SSLContext trust) {
        this.database = database;
        this.config = config;
        this.trust = trust;
        this.clock = clock;
        present = present(config.get());
    }

    /** Begins to look for queued mails every few seconds; to be called once, with the database open. */
    public void start() {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
            var made = new Thread(work, "mail-delivery");
            made.setDaemon(true);
            return made;
        });
        if (!running.compareAndSet(Optional.empty(), Optional.of(thread))) {
            thread.shutdownNow();
            throw new IllegalStateException("Mail delivery runs already.");
        }
        thread.scheduleWithFixedDelay(this::round, 0, LOOK_EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    /** Ends after the mail in hand; waits a few seconds for it. What is queued stays queued. */
    @Override
    public void close() {
        closing = true;
        running.getAndSet(Optional.empty()).ifPresent(thread -> {
            thread.shutdown();
            try {
                if (!thread.awaitTermination(LOOK_EVERY.toSeconds(), TimeUnit.SECONDS)) {
                    thread.shutdownNow();
                    log.warn("A mail was still on its way; it may be sent twice.");
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /**
     * Sends a mail at once and past the outbox, so that whoever asks sees whether it goes out.
     *
     * @param registry what it is called, for people
     * @return why it did not; empty when the mail server has it
     * @throws Conflict when no mail server is set
     */
    public Optional<String> sendTest(String recipient, String registry) {
        MailServer server = server().orElseThrow(
                        () -> new Conflict("No mail server is set: SMTP_HOST is empty, and mails are kept here."));
        Outcome outcome = server.send(new MailProbe.TestMail(recipient, registry, now()).mail());
        if (outcome.end() == MailServer.End.ACCEPTED) {
            failures.set(Failures.NONE);
        }
        return outcome.end() == MailServer.End.ACCEPTED
                ? Optional.empty()
                : Optional.of(outcome.reason().orElse("The mail server gave no reason."));
    }

    /** Why mail does not go out, once at least three attempts in a row have failed. */
    public Optional<String> failing() {
        Failures now = failures.get();
        return now.inARow() >= FAILURES_UNTIL_NOTICE ? Optional.of(now.reason()) : Optional.empty();
    }

    /** That of the settings as they are now. One that was set anew has not failed yet. */
    private synchronized Optional<MailServer> server() {
        var wanted = config.get();
        if (!wanted.equals(present.config())) {
            present = present(wanted);
            failures.set(Failures.NONE);
        }
        return present.server();
    }

    private Present present(MailConfig wanted) {
        return new Present(wanted, wanted.smtp().map(smtp -> new MailServer(smtp, wanted.sender(), trust)));
    }

    private void round() {
        try {
            sendDue();
            removeOld();
        } catch (RuntimeException failed) { // the outermost loop of this thread: the next round may go better
            log.warn("Mail delivery was interrupted and goes on in a moment", failed);
        }
    }

    /** Tries every mail that is due now, once. */
    void sendDue() {
        var server = server();
        if (server.isEmpty()) {
            return;
        }
        Instant now = now();
        for (OutboxMail mail : database.inTransaction(tx -> store.due(tx, now, AT_ONCE))) {
            if (closing) {
                return;
            }
            if (database.inTransaction(tx -> store.claim(tx, mail.id(), now, now.plus(CLAIM)))) {
                record(mail, server.get().send(mail));
            }
        }
    }

    /** Forgets mails whose links are useless by now. */
    void removeOld() {
        Instant now = now();
        database.useTransaction(tx -> {
            store.deleteOlder(tx, State.SENT, now.minus(KEEP_SENT));
            store.deleteOlder(tx, State.FAILED, now.minus(KEEP_OTHERS));
            store.deleteOlder(tx, State.KEPT, now.minus(KEEP_OTHERS));
        });
    }

    private void record(OutboxMail mail, Outcome outcome) {
        int attempts = mail.attempts() + 1;
        String reason = outcome.reason().orElse("");
        switch (outcome.end()) {
            case ACCEPTED -> {
                failures.set(Failures.NONE);
                update(mail, State.SENT, attempts, now(), outcome.reason());
                outcome.reason().ifPresent(note -> log.warn("Mail {} was sent, but not to all. {}", mail.id(), note));
            }
            case REFUSED -> {
                update(mail, State.FAILED, attempts, now(), outcome.reason());
                log.warn("Mail {} was refused and is given up. {}", mail.id(), reason);
            }
            case FAILED -> {
                failures.updateAndGet(before -> new Failures(before.inARow() + 1, reason));
                tryLater(mail, attempts, reason);
            }
        }
    }

    private void tryLater(OutboxMail mail, int attempts, String reason) {
        Instant next = now().plus(PAUSES.get(Math.min(attempts, PAUSES.size()) - 1));
        if (next.isAfter(mail.created().plus(GIVE_UP_AFTER))) {
            update(mail, State.FAILED, attempts, now(), Optional.of(reason));
            log.warn(
                    "Mail {} could not be sent within {} hours and is given up. {}",
                    mail.id(),
                    GIVE_UP_AFTER.toHours(),
                    reason);
        } else {
            update(mail, State.QUEUED, attempts, next, Optional.of(reason));
            log.warn("Mail {} could not be sent; it is tried again. {}", mail.id(), reason);
        }
    }

    private void update(OutboxMail mail, State state, int attempts, Instant next, Optional<String> problem) {
        database.useTransaction(tx -> store.update(tx, mail.id(), state, attempts, next, problem.orElse(null)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
