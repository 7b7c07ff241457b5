package org.quiltappliance.server.objects;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.quiltappliance.server.contents.Hash;

/**
 * Signs links to objects in the way of AWS signature version 4, in the query, over the host and no other header. What
 * such a signature covers is one text for all objects of an owner but for the hash, so it is made once and the digits
 * are put in. Not safe for several threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Authenticating requests:
 *     using query parameters</a>
 */
final class S3Signature implements LinkWriter.Signer {

    /** The length of a signature in hexadecimal digits. */
    static final int CHARS = 64;

    private static final String HMAC = "HmacSHA256";
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest digest;
    private final Mac mac;
    private final byte[] request;
    private final int hashAt;
    private final byte[] toSign;
    private final int digestAt;
    private final byte[] value;

    /**
     * @param key the signing key of the day
     * @param beforeHash the canonical request up to the hash in its path
     * @param afterHash the rest of it
     * @param scope algorithm, time and scope, each with the end of its line
     */
    S3Signature(byte[] key, String beforeHash, String afterHash, String scope) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
            mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
        request = (beforeHash + "0".repeat(2 * Hash.BYTES) + afterHash).getBytes(StandardCharsets.UTF_8);
        hashAt = beforeHash.getBytes(StandardCharsets.UTF_8).length;
        toSign = (scope + "0".repeat(2 * mac.getMacLength())).getBytes(StandardCharsets.UTF_8);
        digestAt = toSign.length - 2 * mac.getMacLength();
        value = new byte[mac.getMacLength()];
    }

    /** The key for one day, which takes four signatures to make. */
    static byte[] dayKey(String secretKey, String day, String region) {
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String step : new String[] {day, region, "s3", "aws4_request"}) {
            key = signed(key, step);
        }
        return key;
    }

    private static byte[] signed(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + HMAC, impossible);
        }
    }

    @Override
    public void sign(Hash hash, byte[] to, int at) {
        try {
            hash.writeDigits(request, hashAt);
            digest.update(request);
            digest.digest(value, 0, value.length);
            digits(toSign, digestAt);
            mac.update(toSign);
            mac.doFinal(value, 0);
            digits(to, at);
        } catch (DigestException | ShortBufferException impossible) {
            throw new IllegalStateException("A hash has 32 bytes", impossible);
        }
    }

    private void digits(byte[] to, int at) {
        for (int i = 0; i < value.length; i++) {
            to[at + 2 * i] = DIGITS[value[i] >> 4 & 15];
            to[at + 2 * i + 1] = DIGITS[value[i] & 15];
        }
    }
}
