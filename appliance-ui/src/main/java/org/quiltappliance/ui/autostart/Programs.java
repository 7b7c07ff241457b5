package org.quiltappliance.ui.autostart;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.util.List;

/** Runs programs of the system. */
@FunctionalInterface
public interface Programs {

    /** @param output of both kinds */
    record Result(int code, String output) {

        boolean isGood() {
            return code == 0;
        }
    }

    /** Waits until it ends. @throws IOException when there is no such program */
    Result run(List<String> command) throws IOException;

    /** The real ones. */
    static Programs real() {
        return command -> {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            try {
                return new Result(process.waitFor(), output);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while " + command.get(0) + " was at work");
            }
        };
    }
}
