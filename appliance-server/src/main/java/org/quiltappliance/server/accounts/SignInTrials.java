package org.quiltappliance.server.accounts;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sign-ins at GitHub that an administrator tries from the settings ({@code control-panel.md} SE-8): whoever comes back
 * from one is told to the one who waits, and is not signed in.
 */
public final class SignInTrials {

    private static final int RANDOM_BYTES = 24;
    private static final String MARK = "trial.";

    private final Map<String, CompletableFuture<Return>> waiting = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /** With what somebody came back. @param code empty when GitHub sent none @param error GitHub's word, or empty */
    public record Return(String code, String error) {}

    /** A trial that waits for somebody to come back. */
    public final class Pending implements AutoCloseable {

        private final String state;
        private final CompletableFuture<Return> back;

        private Pending(String state, CompletableFuture<Return> back) {
            this.state = state;
            this.back = back;
        }

        /** The text to send along, which nobody guesses. */
        public String state() {
            return state;
        }

        /**
         * Waits.
         *
         * @return empty when nobody came in time
         * @throws java.util.concurrent.CancellationException when it was closed meanwhile
         */
        public Optional<Return> await(Duration atMost) {
            try {
                return Optional.of(back.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException nobody) {
                return Optional.empty();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        /** Nobody waits any more. */
        @Override
        public void close() {
            waiting.remove(state);
            back.cancel(false);
        }
    }

    /** Begins to wait; to be closed. */
    public Pending begin() {
        var bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        String state = MARK + HexFormat.of().formatHex(bits);
        var back = new CompletableFuture<Return>();
        waiting.put(state, back);
        return new Pending(state, back);
    }

    /** Somebody came back with that state. @return whether it was one of a trial that waits */
    public boolean end(String state, Return with) {
        return Optional.ofNullable(waiting.remove(state))
                .map(back -> back.complete(with))
                .orElse(false);
    }
}
