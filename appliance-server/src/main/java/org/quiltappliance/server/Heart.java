package org.quiltappliance.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done from time to time as long as the service is open. */
final class Heart implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Heart.class);

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2, work -> {
        var thread = new Thread(work, "heart");
        thread.setDaemon(true);
        return thread;
    });

    /** For what is done once, some time later. */
    ScheduledExecutorService threads() {
        return threads;
    }

    /**
     * Does it again and again. Goes on whatever happens: what failed once may work the next time.
     *
     * @param pause between the end of one time and the next, in whole seconds
     */
    void beat(Runnable work, Duration pause) {
        Runnable steady = () -> {
            try {
                work.run();
            } catch (RuntimeException failed) {
                log.warn("What is done from time to time failed; it is tried again", failed);
            }
        };
        threads.scheduleWithFixedDelay(steady, pause.toSeconds(), pause.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
