package org.quiltappliance.server.objects;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import org.quiltappliance.server.contents.Hash;

/**
 * Signs links of one method, owner and expiry. What is signed: method, expiry and hash in fixed places, then the owner;
 * so no two links sign the same bytes. Not safe for several threads.
 */
final class LinkSigner implements LinkWriter.Signer {

    private static final int EXPIRY_AT = 1;
    private static final int HASH_AT = EXPIRY_AT + Long.BYTES;
    private static final int OWNER_AT = HASH_AT + Hash.BYTES;
    private static final byte[] DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);

    private final Mac mac;
    private final ByteBuffer signed;
    private final byte[] value;

    LinkSigner(Mac mac, LinkMethod method, String owner, long lastSecond) {
        this.mac = mac;
        byte[] name = owner.getBytes(StandardCharsets.UTF_8);
        signed = ByteBuffer.allocate(OWNER_AT + name.length);
        signed.put(0, letter(method)).putLong(EXPIRY_AT, lastSecond).put(OWNER_AT, name);
        value = new byte[mac.getMacLength()];
    }

    /** Never change these: they are in links that are out. */
    private static byte letter(LinkMethod method) {
        return switch (method) {
            case GET -> 'G';
            case HEAD -> 'H';
            case PUT -> 'P';
        };
    }

    /** Puts the {@link LinkKey#SIGNATURE_CHARS} ASCII characters of the signature into the array. */
    @Override
    public void sign(Hash hash, byte[] to, int at) {
        hash.write(signed.position(HASH_AT));
        mac.update(signed.array());
        try {
            mac.doFinal(value, 0);
        } catch (ShortBufferException impossible) {
            throw new IllegalStateException(impossible);
        }
        encode(to, at);
    }

    /** Base64url without padding, of the first bits. */
    private void encode(byte[] to, int at) {
        long bits = 0;
        int held = 0;
        int next = 0;
        for (int i = 0; i < LinkKey.SIGNATURE_CHARS; i++) {
            if (held < 6) {
                bits = bits << 8 | value[next++] & 0xff;
                held += 8;
            }
            held -= 6;
            to[at + i] = DIGITS[(int) (bits >>> held) & 63];
        }
    }
}
