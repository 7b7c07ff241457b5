package org.quiltappliance.server.objects;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.objects.S3Bucket.Found;
import org.quiltappliance.server.objects.S3Bucket.Opened;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An object in a bucket, whose bytes come in one stream. Begins another stream when a place elsewhere is asked for, or
 * when the connection broke, which it often does while a slow client keeps it waiting.
 */
final class S3Content implements ObjectContent {

    private static final Logger log = LoggerFactory.getLogger(S3Content.class);

    /** How often in a row a stream may break without having brought anything. */
    private static final int BREAKS_IN_A_ROW = 3;

    private final S3Bucket bucket;
    private final String key;
    private final Found found;
    private @Nullable Opened stream;
    private long streamAt;

    /** @param opened as long as this is open */
    S3Content(S3Bucket bucket, String key, Opened opened) {
        this.bucket = bucket;
        this.key = key;
        this.found = opened.found();
        this.stream = opened;
        this.streamAt = opened.first();
    }

    @Override
    public StoredObject object() {
        return found.object();
    }

    @Override
    public ByteBuffer bytes(long position, long atMost, ByteBuffer spare) throws IOException {
        long total = found.object().storedBytes();
        long count = Math.min(atMost, total - position);
        Objects.checkFromIndexSize(position, Math.max(count, 1), total);
        spare.clear().limit((int) Math.min(count, spare.capacity()));
        for (int breaks = 0; ; breaks++) {
            try {
                fill(streamFrom(position, count), spare);
                return spare.flip();
            } catch (IOException broken) {
                closeStream();
                if (spare.position() > 0) {
                    return spare.flip();
                }
                if (breaks == BREAKS_IN_A_ROW || broken instanceof S3Exception) {
                    throw broken;
                }
                log.debug("A stream from the store broke and is begun again", broken);
            }
        }
    }

    private Opened streamFrom(long position, long count) throws IOException {
        var open = stream;
        if (open != null && streamAt == position) {
            return open;
        }
        closeStream();
        var fresh = bucket.getAgain(key, found, position, count);
        stream = fresh;
        streamAt = position;
        if (fresh.first() != position) {
            throw new IOException("The S3 server sends another part than was asked for");
        }
        return fresh;
    }

    private void fill(Opened open, ByteBuffer spare) throws IOException {
        while (spare.hasRemaining()) {
            int read = open.bytes().source().read(spare);
            if (read < 0) {
                throw new EOFException("The S3 server sent less than it said");
            }
            streamAt += read;
        }
    }

    @Override
    public InputStream stored() {
        return new Stored();
    }

    @Override
    public void close() {
        closeStream();
    }

    private void closeStream() {
        var open = stream;
        stream = null;
        if (open != null) {
            open.close();
        }
    }

    private final class Stored extends InputStream {

        private long position;

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int at, int count) throws IOException {
            Objects.checkFromIndexSize(at, count, to.length);
            long left = object().storedBytes() - position;
            if (count == 0 || left == 0) {
                return count == 0 ? 0 : -1;
            }
            int read = bytes(position, left, ByteBuffer.wrap(to, at, count).slice())
                    .remaining();
            position += read;
            return read;
        }

        /** What is left, for {@code GZIPInputStream}, which takes 0 for the end of the last member. */
        @Override
        public int available() {
            return (int) Math.min(object().storedBytes() - position, Integer.MAX_VALUE);
        }
    }
}
