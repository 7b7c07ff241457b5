package org.quiltappliance.server.objects;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.NoSpace;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;

/** Keeps room on the disk: counts what uploads have announced and not yet written, so that many cannot fill it up. */
final class FreeSpace {

    private static final long FULL_BELOW_BYTES = 1 << 16;

    /** So that one enormous upload does not make a disk count as full on which all others go on. */
    private static final long MOST_MISSED_BYTES = 1L << 30;

    private static final long NOTHING_MISSED = -1;

    private final LongSupplier usableBytes;
    private final long keepFreeBytes;
    private final AtomicLong expected = new AtomicLong();
    private final AtomicLong missed = new AtomicLong(NOTHING_MISSED);

    /** @param usableBytes what the disk has left now; asked often */
    FreeSpace(LongSupplier usableBytes, long keepFreeBytes) {
        this.usableBytes = usableBytes;
        this.keepFreeBytes = keepFreeBytes;
    }

    /** @throws NoSpace unless so many more bytes fit */
    void require(long bytes) {
        if (!fits(bytes)) {
            missed.accumulateAndGet(Math.min(bytes, MOST_MISSED_BYTES), Math::max);
            throw full();
        }
    }

    private boolean fits(long bytes) {
        return usableBytes.getAsLong() - expected.get() - bytes >= keepFreeBytes;
    }

    /** Whether somebody was refused for want of room, and as much as was wanted does still not fit. */
    boolean isMissed() {
        long bytes = missed.get();
        if (bytes != NOTHING_MISSED && fits(bytes)) {
            missed.compareAndSet(bytes, NOTHING_MISSED);
            return false;
        }
        return bytes != NOTHING_MISSED;
    }

    /**
     * Takes note of bytes that will come.
     *
     * @throws NoSpace unless they fit
     */
    void expect(long bytes) {
        require(bytes);
        expected.addAndGet(bytes);
    }

    /** Bytes that were expected have been written, or will not come. */
    void settle(long bytes) {
        expected.addAndGet(-bytes);
    }

    /** What to tell whoever wanted to write, when the disk has refused. */
    ApplianceException explain(IOException failed) {
        var reason = String.valueOf(failed.getMessage());
        boolean saysFull =
                Stream.of("No space left", "not enough space", "quota exceeded").anyMatch(reason::contains);
        // The system's words may be in any language.
        boolean isFull = saysFull || usableBytes.getAsLong() < FULL_BELOW_BYTES;
        return isFull ? full() : new Unavailable("The objects cannot be written to the disk of the registry.", failed);
    }

    private static NoSpace full() {
        return new NoSpace("There is no space left for objects on the disk of the registry. Ask its administrator.");
    }
}
