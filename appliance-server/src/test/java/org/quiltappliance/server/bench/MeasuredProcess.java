package org.quiltappliance.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process that is measured from its start on. What it waits for ends at once when the process does. */
final class MeasuredProcess implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(2);
    private static final Duration END = Duration.ofMinutes(1);

    private final String what;
    private final Process process;
    private final Path log;
    private final Duration patience;
    private final long begun;

    /** Whether something that is waited for is there. */
    interface Look {
        boolean isThere() throws IOException;
    }

    /**
     * Starts it.
     *
     * @param what it is, for whoever reads why it failed
     * @param log takes what it prints
     * @param patience how long all that is waited for may take
     */
    MeasuredProcess(String what, ProcessBuilder command, Path log, Duration patience) throws IOException {
        this.what = what;
        this.log = log;
        this.patience = patience;
        begun = System.nanoTime();
        process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** @return seconds since the process was started */
    double secondsUntil(String there, Look look) throws IOException {
        while (!look.isThere()) {
            if (System.nanoTime() - begun > patience.toNanos()) {
                throw failure("has no " + there);
            }
            rest(LOOK_EVERY);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Leaves it alone for so long, so that it can be measured at rest. */
    void rest(Duration time) throws IOException {
        try {
            if (process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw failure("ended with " + process.exitValue());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(what + " is measured no more", interrupted);
        }
    }

    private IllegalStateException failure(String how) throws IOException {
        process.destroyForcibly();
        return new IllegalStateException(what + " " + how + ":\n" + Files.readString(log));
    }

    ProcessFacts facts() {
        return new ProcessFacts(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
