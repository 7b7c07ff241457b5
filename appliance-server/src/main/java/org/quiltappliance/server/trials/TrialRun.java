package org.quiltappliance.server.trials;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.monitoring.Redaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trial that is under way on a thread of its own. Whoever gives it up, or loses patience, does not wait for a server that
 * says nothing: the thread ends at the next stage, and nobody hears of it.
 */
public final class TrialRun {

    /** How long somebody may be kept waiting. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(TrialRun.class);
    private static final String SETTINGS = "Settings";

    private final Redaction redaction;
    private final Consumer<TrialStage> told;
    private final CompletableFuture<TrialReport> result = new CompletableFuture<>();

    // Guarded by this.
    private final List<TrialStage> stages = new ArrayList<>();
    private String present = SETTINGS;
    private Runnable whenOver = () -> {};
    private Duration patienceNow;
    private int patienceNumber;
    private boolean over;

    private TrialRun(Redaction redaction, Consumer<TrialStage> told, Duration patience) {
        this.redaction = redaction;
        this.told = told;
        this.patienceNow = patience;
    }

    /**
     * Begins.
     *
     * @param redaction knows the secrets that may not be told
     * @param told hears of each stage twice, on a thread of the trial; must be quick
     */
    public static TrialRun begin(Trial trial, Redaction redaction, Consumer<TrialStage> told) {
        return begin(trial, redaction, told, PATIENCE);
    }

    static TrialRun begin(Trial trial, Redaction redaction, Consumer<TrialStage> told, Duration patience) {
        var run = new TrialRun(redaction, told, patience);
        var thread = new Thread(() -> run.work(trial), "trial");
        thread.setDaemon(true);
        thread.start();
        run.expireLater(0, patience);
        return run;
    }

    private void expireLater(int number, Duration after) {
        CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> expire(number));
    }

    /** What comes out; ends with a {@link CancellationException} when it is given up. */
    public CompletableFuture<TrialReport> result() {
        return result.copy();
    }

    /** Gives it up. */
    public void cancel() {
        if (end()) {
            result.completeExceptionally(new CancellationException("The test was cancelled."));
        }
    }

    private void work(Trial trial) {
        try {
            trial.run(new Told());
        } catch (CancellationException givenUp) {
            log.debug("A trial was given up");
        } catch (Invalid incomplete) {
            fail(incomplete.text(), "Fill it in, and test again.");
        } catch (RuntimeException failed) { // the outermost loop of this thread: whoever waits must hear of it
            log.warn("A trial failed", failed);
            fail("Something unexpected happened: " + failed.getMessage(), "The log of the appliance says more.");
        } finally {
            if (end()) {
                result.complete(report());
            }
        }
    }

    private void expire(int number) {
        if (isOld(number)) {
            return;
        }
        fail(
                "There was no answer within " + patienceNow.toSeconds() + " seconds.",
                "Check the address, and whether a firewall stands in between.");
        if (end()) {
            result.complete(report());
        }
    }

    private synchronized boolean isOld(int number) {
        return number != patienceNumber;
    }

    private synchronized void extend(Duration longer) {
        patienceNow = longer;
        patienceNumber++;
        expireLater(patienceNumber, longer);
    }

    private synchronized TrialReport report() {
        return new TrialReport(stages);
    }

    private synchronized void fail(String detail, String remedy) {
        if (!over) {
            tell(TrialStage.failed(present, detail, remedy));
        }
    }

    /** @return whether it was not over before */
    private synchronized boolean end() {
        boolean first = !over;
        over = true;
        if (first) {
            whenOver.run();
        }
        return first;
    }

    private void tell(TrialStage stage) {
        var safe = new TrialStage(
                stage.name(), stage.state(), redaction.of(stage.detail()), stage.remedy(), stage.offer(), stage.page());
        if (safe.isOver()) {
            stages.add(safe);
        }
        told.accept(safe);
    }

    private final class Told implements Teller {
        @Override
        public void trying(String name) {
            synchronized (TrialRun.this) {
                if (over) {
                    throw new CancellationException("Nobody waits for it any more.");
                }
                present = name;
                tell(TrialStage.trying(name));
            }
        }

        @Override
        public void waiting(String name, String detail, URI page, Duration atMost, Runnable givenUp) {
            synchronized (TrialRun.this) {
                if (over) {
                    throw new CancellationException("Nobody waits for it any more.");
                }
                present = name;
                whenOver = givenUp;
                extend(atMost);
                tell(TrialStage.waiting(name, detail, page));
            }
        }

        @Override
        public void over(TrialStage stage) {
            synchronized (TrialRun.this) {
                if (!over) {
                    tell(stage);
                }
            }
        }
    }
}
