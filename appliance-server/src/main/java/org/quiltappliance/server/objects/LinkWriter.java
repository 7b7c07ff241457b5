package org.quiltappliance.server.objects;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.quiltappliance.server.contents.Hash;

/**
 * Writes many links that differ in the hash alone, without a text for each. All have one length and are ASCII without
 * any character that JSON would escape. Not safe for several threads.
 */
public final class LinkWriter {

    /** Signs links that differ in the hash alone. */
    interface Signer {
        /** Puts the ASCII characters of the signature into the array. */
        void sign(Hash hash, byte[] to, int at);
    }

    private final Signer signer;
    private final byte[] link;
    private final int hashAt;
    private final int signatureAt;

    /**
     * @param before what stands before the hash
     * @param after what stands between the hash and the signature
     */
    LinkWriter(String before, String after, int signatureChars, Signer signer) {
        this.signer = signer;
        hashAt = before.length();
        signatureAt = hashAt + 2 * Hash.BYTES + after.length();
        link = (before + "0".repeat(2 * Hash.BYTES) + after + "0".repeat(signatureChars))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** How many bytes each link has. */
    public int length() {
        return link.length;
    }

    /**
     * Puts the link into the array.
     *
     * @param at where it begins
     * @return where it ends: {@code at} and {@link #length()}
     */
    public int write(Hash hash, byte[] to, int at) {
        fill(hash);
        System.arraycopy(link, 0, to, at, link.length);
        return at + link.length;
    }

    public void write(Hash hash, OutputStream to) throws IOException {
        fill(hash);
        to.write(link);
    }

    public String link(Hash hash) {
        fill(hash);
        return new String(link, StandardCharsets.US_ASCII);
    }

    private void fill(Hash hash) {
        hash.writeDigits(link, hashAt);
        signer.sign(hash, link, signatureAt);
    }
}
