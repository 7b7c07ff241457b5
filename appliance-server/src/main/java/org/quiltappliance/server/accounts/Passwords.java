package org.quiltappliance.server.accounts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;

/**
 * Hashes and verifies passwords ({@code registry-api.md} 3.3). Hashing is slow on purpose (about half a second), so it
 * happens outside transactions, and only so many at once that half of the processors stay free for other requests.
 *
 * <p>New ones are stored as {@code $pbkdf2-sha512$ROUNDS$SALT$CHECKSUM}; what accounts taken over from Django bring,
 * {@code pbkdf2_sha256$ROUNDS$SALT$CHECKSUM}, is verified too.
 */
public final class Passwords {

    /** What the original registry used. */
    public static final int ROUNDS = 500_000;

    /** Answer to a shorter password, status 400: {@code registry-api.md} 3.2. */
    public static final String TOO_SHORT = "Password must be at least 8 characters long.";

    /** Answer to a longer password, status 400 (defect D6: the original answered 500). */
    public static final String TOO_LONG = "Password must be at most 4096 characters long.";

    /** Answer to a password that is no text because it holds half of a character, status 400. */
    public static final String NOT_TEXT = "Password must be valid text.";

    private static final int MIN_LENGTH = 8;
    private static final int MAX_LENGTH = 4096;
    private static final int SALT_BYTES = 16;
    private static final int CHECKSUM_BYTES = 64;
    private static final int MOST_ROUNDS = 10_000_000;
    private static final int PATIENCE_SECONDS = 20;
    private static final int MOST_WAITING = 32;

    private static final Pattern OWN = Pattern.compile("\\$pbkdf2-sha512\\$([1-9][0-9]{0,7})"
            + "\\$((?:[A-Za-z0-9./]{4})*[A-Za-z0-9./]{2,4})\\$([A-Za-z0-9./]{86})");
    private static final Pattern DJANGO =
            Pattern.compile("pbkdf2_sha256\\$([1-9][0-9]{0,7})\\$([^$]+)\\$([A-Za-z0-9+/]{43}=)");

    private final int rounds;
    private final SecureRandom random = new SecureRandom();
    private final byte[] anySalt = salt();
    private final Semaphore processors =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    /** @param rounds of PBKDF2 for new passwords; fewer only where nothing is kept */
    public Passwords(int rounds) {
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException("Not a number of rounds: " + rounds);
        }
        this.rounds = rounds;
    }

    /** @throws Invalid when nobody may choose this password */
    public void requireChoosable(String password) {
        if (password.codePointCount(0, password.length()) < MIN_LENGTH) {
            throw new Invalid(TOO_SHORT);
        }
        requireHashable(password);
    }

    /** @throws Invalid when the password is longer than anybody's can be, or no text */
    void requireHashable(String password) {
        if (password.codePointCount(0, password.length()) > MAX_LENGTH) {
            throw new Invalid(TOO_LONG);
        }
        if (password.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw new Invalid(NOT_TEXT);
        }
    }

    /** The text to store for a password. */
    String hash(String password) {
        byte[] salt = salt();
        return "$pbkdf2-sha512$" + rounds + "$" + encode(salt) + "$"
                + encode(derive("PBKDF2WithHmacSHA512", password, salt, rounds, CHECKSUM_BYTES));
    }

    /** Whether any password can belong to the stored text. */
    static boolean canVerify(String stored) {
        return Stream.of(OWN, DJANGO)
                .map(form -> form.matcher(stored))
                .anyMatch(known -> known.matches() && Integer.parseInt(known.group(1)) <= MOST_ROUNDS);
    }

    /**
     * Whether the stored text belongs to the password. Nothing stored, or something unreadable, belongs to none, and
     * finding that out takes as long as a wrong password does (defect D33).
     */
    boolean verify(String password, @Nullable String stored) {
        Matcher own = OWN.matcher(stored == null ? "" : stored);
        if (own.matches() && Integer.parseInt(own.group(1)) <= MOST_ROUNDS) {
            byte[] actual = derive(
                    "PBKDF2WithHmacSHA512",
                    password,
                    decode(own.group(2)),
                    Integer.parseInt(own.group(1)),
                    CHECKSUM_BYTES);
            return MessageDigest.isEqual(decode(own.group(3)), actual);
        }
        Matcher django = DJANGO.matcher(stored == null ? "" : stored);
        if (django.matches() && Integer.parseInt(django.group(1)) <= MOST_ROUNDS) {
            byte[] salt = django.group(2).getBytes(StandardCharsets.UTF_8);
            byte[] actual =
                    derive("PBKDF2WithHmacSHA256", password, salt, Integer.parseInt(django.group(1)), 256 / Byte.SIZE);
            return MessageDigest.isEqual(Base64.getDecoder().decode(django.group(3)), actual);
        }
        derive("PBKDF2WithHmacSHA512", password, anySalt, rounds, CHECKSUM_BYTES);
        return false;
    }

    /** The password's characters are hashed as UTF-8, not normalised. */
    private byte[] derive(String algorithm, String password, byte[] salt, int rounds, int bytes) {
        takeProcessor();
        var key = new PBEKeySpec(password.toCharArray(), salt, rounds, bytes * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance(algorithm).generateSecret(key).getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java lacks " + algorithm, missing);
        } finally {
            key.clearPassword();
            processors.release();
        }
    }

    private void takeProcessor() {
        try {
            // Beyond that, waiting would only keep threads from requests that need no password.
            if (processors.getQueueLength() < MOST_WAITING
                    && processors.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new Unavailable("The registry is busy checking passwords. Try again in a minute.");
    }

    private byte[] salt() {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    /** Base64 with {@code .} for {@code +} and no padding. */
    private static String encode(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes).replace('+', '.');
    }

    private static byte[] decode(String text) {
        return Base64.getDecoder().decode(text.replace('.', '+'));
    }
}
