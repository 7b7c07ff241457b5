package org.quiltappliance.ui.desktop;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs of the system. */
@FunctionalInterface
public interface Programs {

    /** @param output of both kinds */
    record Result(int code, String output) {

        /** Whether it did what it should. */
        public boolean isGood() {
            return code == 0;
        }
    }

    /** Waits until it ends. @throws IOException when there is no such program */
    Result run(List<String> command) throws IOException;

    /**
     * The real ones, as long as they end in time and say little.
     *
     * @param limit after which one is killed, as if it were not there
     */
    static Programs within(Duration limit) {
        return command -> {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            try {
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    throw new InterruptedIOException(command.get(0) + " does not end");
                }
                var output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
                return new Result(process.exitValue(), output);
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while " + command.get(0) + " was at work");
            }
        };
    }
}
