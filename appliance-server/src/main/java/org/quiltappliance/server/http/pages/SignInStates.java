package org.quiltappliance.server.http.pages;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sign-ins that were sent to GitHub and have not come back. Each has a random text that is good once, for ten
 * minutes, in the browser it was made for. In memory, bounded: the oldest are forgotten first.
 */
final class SignInStates {

    static final Duration LIFETIME = Duration.ofMinutes(10);
    static final int MOST = 10_000;

    private static final int RANDOM_BYTES = 24;

    private record Open(String browser, Instant until) {}

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Open> open = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Open> eldest) {
            return size() > MOST;
        }
    };

    SignInStates(Clock clock) {
        this.clock = clock;
    }

    /** A text that nobody guesses. */
    String unguessable() {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The state to send along. @param browser what the browser's cookie holds */
    synchronized String begin(String browser) {
        String state = unguessable();
        open.put(state, new Open(browser, clock.instant().plus(LIFETIME)));
        return state;
    }

    /** Uses up the state. @return whether it was begun in this browser, and lately */
    synchronized boolean end(String state, String browser) {
        Open begun = open.remove(state);
        return begun != null
                && clock.instant().isBefore(begun.until())
                && MessageDigest.isEqual(
                        begun.browser().getBytes(StandardCharsets.UTF_8), browser.getBytes(StandardCharsets.UTF_8));
    }
}
