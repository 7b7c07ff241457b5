package org.quiltappliance.server.objects;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** The hash and the length of a content while its bytes pass by, unpacked on the way where they are packed. */
final class ContentDigest implements AutoCloseable {

    private final MessageDigest digest = Hash.digest();
    private final @Nullable Gunzip gunzip;
    private long bytes;

    ContentDigest(ObjectEncoding encoding) {
        Consumer<ByteBuffer> unpacked = this::add;
        gunzip = encoding == ObjectEncoding.GZIP ? new Gunzip(unpacked) : null;
    }

    /**
     * Takes all remaining bytes of the buffer.
     *
     * @throws Invalid when they cannot be unpacked
     */
    void update(ByteBuffer stored) {
        if (gunzip == null) {
            add(stored);
        } else {
            gunzip.update(stored);
        }
    }

    private void add(ByteBuffer content) {
        bytes += content.remaining();
        digest.update(content);
    }

    /**
     * To be asked once, after the last byte.
     *
     * @throws Invalid when something is missing to unpack all
     */
    Hash finish() {
        if (gunzip != null) {
            gunzip.finish();
        }
        return Hash.of(digest.digest());
    }

    /** The length of the content, unpacked. */
    long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        if (gunzip != null) {
            gunzip.close();
        }
    }

    static Hash sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static Hash sha256(byte[] content) {
        return Hash.ofContent(content);
    }
}
