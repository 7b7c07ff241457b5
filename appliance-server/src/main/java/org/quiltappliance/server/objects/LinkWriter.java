package org.quiltappliance.server.objects;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.quiltappliance.server.contents.Hash;

/**
 * Writes many links that differ in the hash alone, without a text for each. All have one length and are ASCII without
 * any character that JSON would escape. Not safe for several threads.
 */
public final class LinkWriter {

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final LinkSigner signer;
    private final ByteBuffer value = ByteBuffer.allocate(Hash.BYTES);
    private final byte[] link;
    private final int hashAt;
    private final int signatureAt;

    LinkWriter(URI registryUrl, LinkKey key, LinkMethod method, String owner, long lastSecond) {
        signer = key.signer(method, owner, lastSecond);
        String before = registryUrl + ObjectLinks.PATH + PathSegment.encoded(owner) + "/";
        String after = "?e=" + lastSecond + "&s=";
        hashAt = before.length();
        signatureAt = hashAt + 2 * Hash.BYTES + after.length();
        link = (before + "0".repeat(2 * Hash.BYTES) + after + "0".repeat(LinkKey.SIGNATURE_CHARS))
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
        hash.write(value.clear());
        for (int i = 0; i < Hash.BYTES; i++) {
            int bits = value.get(i);
            link[hashAt + 2 * i] = DIGITS[bits >> 4 & 15];
            link[hashAt + 2 * i + 1] = DIGITS[bits & 15];
        }
        signer.sign(hash, link, signatureAt);
    }
}
