package org.quiltappliance.server.objects;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * Tries again what may be tried twice without harm, with growing pauses of chance length, so that many who failed at
 * once do not come back at once. Gives up when the time is over in which a client would wait.
 */
final class Retries {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Duration inAll;
    private final LongSupplier nanoTime;
    private final Pause pause;

    /** Something to try. */
    interface Call<T> {
        T run() throws IOException;
    }

    /** How to wait. */
    interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /** @param inAll no new attempt begins after this time */
    Retries(Duration inAll) {
        this(inAll, System::nanoTime, time -> Thread.sleep(time.toMillis()));
    }

    Retries(Duration inAll, LongSupplier nanoTime, Pause pause) {
        this.inAll = inAll;
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    <T> T of(Call<T> call) throws IOException {
        long began = nanoTime.getAsLong();
        var longest = FIRST_PAUSE;
        while (true) {
            try {
                return call.run();
            } catch (S3Exception failed) {
                var wait = Duration.ofNanos(
                        ThreadLocalRandom.current().nextLong(longest.toNanos() / 2, longest.toNanos()));
                var passed = Duration.ofNanos(nanoTime.getAsLong() - began);
                if (!failed.mayPass() || passed.plus(wait).compareTo(inAll) >= 0) {
                    throw failed;
                }
                sleep(wait);
                longest =
                        longest.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? longest.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private void sleep(Duration time) throws InterruptedIOException {
        try {
            pause.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted between two attempts");
        }
    }
}
