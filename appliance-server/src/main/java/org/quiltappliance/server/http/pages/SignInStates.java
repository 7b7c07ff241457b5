package org.quiltappliance.server.http.pages;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.quiltappliance.server.config.Secret;

/**
 * The texts that travel to GitHub and back with a sign-in. Each is good for ten minutes in the browser it was made for,
 * and is signed instead of remembered, so that another node may see it come back. A node refuses what it has seen
 * already; at another node GitHub does, whose own code is good once.
 */
final class SignInStates {

    static final Duration LIFETIME = Duration.ofMinutes(10);

    /** Of the texts seen, the newest are remembered. */
    private static final int MOST = 10_000;

    private static final int RANDOM_BYTES = 24;
    private static final Pattern STATE = Pattern.compile("([0-9]{1,12}\\.[0-9a-f]{48})\\.([0-9a-f]{64})");
    private static final String PURPOSE = "quilt-appliance: a sign-in at GitHub\n";

    private final byte[] key;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Set<String> seen = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    });

    SignInStates(Secret key, Clock clock) {
        this.key = key.reveal().getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
    }

    /** A text that nobody guesses. */
    String unguessable() {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The state to send along. @param browser what the browser's cookie holds */
    String begin(String browser) {
        String open = clock.instant().plus(LIFETIME).getEpochSecond() + "." + unguessable();
        return open + "." + signature(open, browser);
    }

    /** Uses up the state. @return whether it was begun in this browser, and lately */
    boolean end(String state, String browser) {
        var parts = STATE.matcher(state);
        if (!parts.matches()) {
            return false;
        }
        String open = parts.group(1);
        Instant until = Instant.ofEpochSecond(Long.parseLong(open.substring(0, open.indexOf('.'))));
        boolean ours = MessageDigest.isEqual(
                parts.group(2).getBytes(StandardCharsets.US_ASCII),
                signature(open, browser).getBytes(StandardCharsets.US_ASCII));
        return ours && clock.instant().isBefore(until) && isNew(open);
    }

    private synchronized boolean isNew(String open) {
        return seen.add(open);
    }

    private String signature(String open, String browser) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal((PURPOSE + open + "\n" + browser).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HmacSHA256", impossible);
        }
    }
}
