package org.quiltappliance.server.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** An object in a file. The open file stays what it is, even when another takes its name. */
final class FolderContent implements ObjectContent {

    private final FileChannel file;
    private final StoredObject object;

    FolderContent(FileChannel file, StoredObject object) {
        this.file = file;
        this.object = object;
    }

    @Override
    public StoredObject object() {
        return object;
    }

    @Override
    public ByteBuffer bytes(long position, long atMost, ByteBuffer spare) throws IOException {
        long count = Math.min(atMost, object.storedBytes() - position);
        Objects.checkFromIndexSize(position, Math.max(count, 1), object.storedBytes());
        // Mapping the file is no faster, and mappings pile up until the next collection: gigabytes of resident memory.
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
