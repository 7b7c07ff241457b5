package org.quiltappliance.server.objects;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that signs links, made from the appliance's secret with a label of its own (RFC 5869 with one block of
 * output), so that no signature of ours says anything about other uses of the secret.
 */
final class LinkKey {

    /** The first 132 bits of HMAC-SHA256 in base64url: short links that nobody can guess. */
    static final int SIGNATURE_CHARS = 22;

    private static final String HMAC = "HmacSHA256";
    private static final byte[] SALT = "quilt-appliance".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LABEL = "object links 1\u0001".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec key;

    private LinkKey(SecretKeySpec key) {
        this.key = key;
    }

    static LinkKey derivedFrom(byte[] secret) {
        byte[] extracted = mac(new SecretKeySpec(SALT, HMAC)).doFinal(secret);
        byte[] expanded = mac(new SecretKeySpec(extracted, HMAC)).doFinal(LABEL);
        return new LinkKey(new SecretKeySpec(expanded, HMAC));
    }

    LinkSigner signer(LinkMethod method, String owner, long lastSecond) {
        return new LinkSigner(mac(key), method, owner, lastSecond);
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("Every Java platform has " + HMAC, impossible);
        }
    }
}
