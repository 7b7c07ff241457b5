package org.quiltappliance.server.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;

/**
 * One object open for reading. Sees the same bytes until it is closed, even when the object is replaced or deleted
 * meanwhile. Used by one thread at a time; whoever got it closes it, once or more.
 */
public interface ObjectContent extends AutoCloseable {

    StoredObject object();

    /**
     * Gives some stored bytes, at least one, without a detour through the heap where the store can do that.
     *
     * @param position of the first byte wanted, from 0; below {@link StoredObject#storedBytes()}
     * @param atMost how many bytes may be given, 1 or more
     * @param spare a buffer with room for at least one byte, which the store may fill and give back
     * @return the bytes between position and limit; good until the next call with the same spare buffer
     * @throws IOException when the bytes cannot be read, or the object has become shorter
     */
    ByteBuffer bytes(long position, long atMost, ByteBuffer spare) throws IOException;

    /** The stored bytes from the first one. Closing the stream leaves this open. */
    InputStream stored();

    /** The content the hash is about, unpacked where it is stored packed. Closing the stream leaves this open. */
    default InputStream original() throws IOException {
        return switch (object().encoding()) {
            case RAW -> stored();
            case GZIP -> new GZIPInputStream(stored(), 1 << 16);
        };
    }

    @Override
    void close();
}
