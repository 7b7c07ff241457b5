package org.quiltappliance.server.checks;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a command of the operating system. */
final class SystemCommand {

    private static final Logger log = LoggerFactory.getLogger(SystemCommand.class);
    private static final int PATIENCE_SECONDS = 4;

    private SystemCommand() {}

    /** What it prints; nothing where there is no such command. */
    static List<String> lines(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            var lines = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset())
                    .lines()
                    .toList();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
            }
            return lines;
        } catch (IOException noSuchCommand) {
            log.debug("There is no command {}", command.get(0), noSuchCommand);
            return List.of();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
