package org.quiltappliance.server.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An object in a file. The open file stays what it is, even when another takes its name. */
final class FolderContent implements ObjectContent {

    private static final Logger log = LoggerFactory.getLogger(FolderContent.class);

    /** A mapping costs some microseconds and lives until the next collection, so it must be worth it. */
    private static final long MAPPED_FROM_BYTES = 512 << 10;

    private static final long MAPPED_AT_MOST_BYTES = 8 << 20;

    private final FileChannel file;
    private final StoredObject object;
    private final boolean mayMap;

    /** @param mayMap false where a mapped file cannot be replaced or deleted, as on Windows */
    FolderContent(FileChannel file, StoredObject object, boolean mayMap) {
        this.file = file;
        this.object = object;
        this.mayMap = mayMap;
    }

    @Override
    public StoredObject object() {
        return object;
    }

    @Override
    public ByteBuffer bytes(long position, long atMost, ByteBuffer spare) throws IOException {
        long count = Math.min(atMost, object.storedBytes() - position);
        Objects.checkFromIndexSize(position, Math.max(count, 1), object.storedBytes());
        if (mayMap && count >= MAPPED_FROM_BYTES) {
            try {
                return file.map(MapMode.READ_ONLY, position, Math.min(count, MAPPED_AT_MOST_BYTES));
            } catch (IOException noRoom) {
                log.debug("Reading an object that could not be mapped", noRoom);
            }
        }
        spare.clear().limit((int) Math.min(count, spare.capacity()));
        while (spare.hasRemaining()) {
            if (file.read(spare, position + spare.position()) < 0) {
                throw new IOException("An object in the store has become shorter");
            }
        }
        return spare.flip();
    }

    @Override
    public InputStream stored() {
        return new Stored();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
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
            if (count == 0) {
                return 0;
            }
            int read = file.read(ByteBuffer.wrap(to, at, count), position);
            position += Math.max(read, 0);
            return read;
        }

        /** What is left, for {@code GZIPInputStream}, which takes 0 for the end of the last member. */
        @Override
        public int available() {
            return (int) Math.min(object.storedBytes() - position, Integer.MAX_VALUE);
        }
    }
}
