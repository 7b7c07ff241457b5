package org.quiltappliance.server.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;

/**
 * How long contents are that others stored packed, without a note of it. Small ones are unpacked once. Of large ones the
 * last four bytes are read, where gzip keeps the length but for multiples of 4 GiB: exact for what one run of gzip made,
 * as long as it packs to less than 4 GiB less than it was.
 */
final class PackedLength {

    /** What is unpacked to know it for certain. */
    private static final long UNPACKED_BYTES = 16L << 20;

    private static final int REMEMBERED = 100_000;
    private static final int TRAILER = Integer.BYTES;

    private final S3Bucket bucket;
    private final Map<String, Long> known = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    });

    PackedLength(S3Bucket bucket) {
        this.bucket = bucket;
    }

    /** The length of the content that is stored so; never 0, as that is the empty object's alone. */
    long of(String key, StoredObject object) {
        if (object.originalBytes() >= 0) {
            return object.originalBytes();
        }
        var name = key + " " + object.storedBytes();
        var before = known.get(name);
        if (before != null) {
            return before;
        }
        long length = Math.max(1, object.storedBytes() <= UNPACKED_BYTES ? unpacked(key) : estimated(key, object));
        known.put(name, length);
        return length;
    }

    private long unpacked(String key) {
        var buffer = new byte[1 << 14];
        var opened = bucket.get(key, 0, Long.MAX_VALUE);
        if (opened.isEmpty()) {
            return 0;
        }
        try (var open = opened.get();
                InputStream stored = open.bytes().byteStream();
                var digest = new ContentDigest(ObjectEncoding.GZIP)) {
            for (int count; (count = stored.read(buffer)) > 0; ) {
                digest.update(ByteBuffer.wrap(buffer, 0, count));
            }
            digest.finish();
            return digest.bytes();
        } catch (Invalid damaged) {
            // Whoever fetches it will notice; until then any length is as good.
            return opened.get().found().object().storedBytes();
        } catch (IOException failed) {
            throw new Unavailable("The store of the objects does not answer. Try again later.", failed);
        }
    }

    private long estimated(String key, StoredObject object) {
        long stored = object.storedBytes();
        var opened = bucket.get(key, stored - TRAILER, TRAILER);
        if (opened.isEmpty()) {
            return stored;
        }
        try (var open = opened.get()) {
            var trailer = ByteBuffer.wrap(open.bytes().bytes()).order(ByteOrder.LITTLE_ENDIAN);
            long low = Integer.toUnsignedLong(trailer.getInt(trailer.limit() - TRAILER));
            // Packing hardly ever makes longer what it packs.
            long least = stored - (stored >> 10) - 64;
            return low >= least ? low : low + ((least - low + (1L << 32) - 1) >> 32 << 32);
        } catch (IOException failed) {
            throw new Unavailable("The store of the objects does not answer. Try again later.", failed);
        }
    }
}
