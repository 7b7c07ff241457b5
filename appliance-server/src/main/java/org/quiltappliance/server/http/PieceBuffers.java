package org.quiltappliance.server.http;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.io.ByteBufferPool;

/**
 * Room for the pieces in which objects leave. Large pieces take half the time of small ones, so the first transfers
 * get room for those; when many are under way at once, the others make do with small ones, and memory stays bounded.
 * Safe for use by many threads.
 */
final class PieceBuffers {

    static final int LARGE_BYTES = 1 << 20;

    /** The largest size that Jetty's pool keeps. */
    static final int SMALL_BYTES = 1 << 16;

    /** Together 16 MiB, kept once they have been needed. */
    static final int LARGE_ONES = 16;

    private final Semaphore free = new Semaphore(LARGE_ONES);
    private final Queue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();

    /** A buffer outside the heap, in use until it is closed. */
    interface Lent extends AutoCloseable {

        ByteBuffer buffer();

        /** Gives the buffer back; once. */
        @Override
        void close();
    }

    private record Room(ByteBuffer buffer, Runnable giveBack) implements Lent {

        @Override
        public void close() {
            giveBack.run();
        }
    }

    /**
     * @param bytes how many will be sent in all
     * @param small where small buffers come from
     */
    Lent take(long bytes, ByteBufferPool small) {
        if (bytes > SMALL_BYTES && free.tryAcquire()) {
            var known = idle.poll();
            var large = known != null ? known : ByteBuffer.allocateDirect(LARGE_BYTES);
            return new Room(large, () -> {
                idle.add(large);
                free.release();
            });
        }
        var borrowed = small.acquire(SMALL_BYTES, true);
        return new Room(borrowed.getByteBuffer(), borrowed::release);
    }
}
