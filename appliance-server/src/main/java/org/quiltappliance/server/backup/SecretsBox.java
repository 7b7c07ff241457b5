package org.quiltappliance.server.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * Bytes locked with a passphrase: AES-256 in Galois counter mode, its key by PBKDF2 with HMAC-SHA-256 (RFC 8018). The
 * form is JSON that says how it was made, so that later versions may count more rounds.
 */
final class SecretsBox {

    private static final String KEY_BY = "PBKDF2WithHmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";

    /** What OWASP's Password Storage Cheat Sheet asks for with this function. */
    private static final int ROUNDS = 600_000;

    private static final int MOST_ROUNDS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int KEY_BITS = 256;
    private static final int TAG_BITS = 128;

    private final int rounds;

    SecretsBox() {
        this(ROUNDS);
    }

    SecretsBox(int rounds) {
        this.rounds = rounds;
    }

    byte[] lock(byte[] content, Secret passphrase) {
        byte[] salt = random(SALT_BYTES);
        byte[] nonce = random(NONCE_BYTES);
        try {
            byte[] locked =
                    cipher(Cipher.ENCRYPT_MODE, passphrase, rounds, salt, nonce).doFinal(content);
            return Row.JSON.writeValueAsBytes(Row.JSON
                    .createObjectNode()
                    .put("key", KEY_BY)
                    .put("rounds", rounds)
                    .put("salt", salt)
                    .put("cipher", CIPHER)
                    .put("nonce", nonce)
                    .put("content", locked));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + CIPHER, impossible);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** @return nothing when the passphrase is another one. @throws Invalid when the box itself cannot be read */
    Optional<byte[]> unlock(byte[] box, Secret passphrase) {
        try {
            JsonNode json = Row.JSON.readTree(box);
            int counted = json.path("rounds").asInt();
            byte[] nonce = json.path("nonce").binaryValue();
            byte[] salt = json.path("salt").binaryValue();
            byte[] content = json.path("content").binaryValue();
            if (!json.path("key").asText().equals(KEY_BY)
                    || !json.path("cipher").asText().equals(CIPHER)
                    || counted < 1
                    || counted > MOST_ROUNDS
                    || nonce == null
                    || salt == null
                    || content == null) {
                throw damaged(new IOException("another form"));
            }
            return Optional.of(cipher(Cipher.DECRYPT_MODE, passphrase, counted, salt, nonce)
                    .doFinal(content));
        } catch (AEADBadTagException otherKey) {
            return Optional.empty();
        } catch (GeneralSecurityException | IOException broken) {
            throw damaged(broken);
        }
    }

    private static Cipher cipher(int mode, Secret passphrase, int rounds, byte[] salt, byte[] nonce)
            throws GeneralSecurityException {
        char[] characters = passphrase.reveal().toCharArray();
        var spec = new PBEKeySpec(characters, salt, rounds, KEY_BITS);
        try {
            byte[] key =
                    SecretKeyFactory.getInstance(KEY_BY).generateSecret(spec).getEncoded();
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher;
        } finally {
            spec.clearPassword();
            Arrays.fill(characters, '\0');
        }
    }

    private static byte[] random(int bytes) {
        var random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return random;
    }

    private static Invalid damaged(Exception cause) {
        return new Invalid("The secrets in the backup are damaged. Restore without them, and type them again.", cause);
    }
}
