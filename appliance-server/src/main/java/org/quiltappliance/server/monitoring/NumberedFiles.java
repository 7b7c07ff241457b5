package org.quiltappliance.server.monitoring;

import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.rolling.RollingPolicy;
import ch.qos.logback.core.rolling.RolloverFailure;
import ch.qos.logback.core.rolling.helper.CompressionMode;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Keeps old logs as {@code NAME.1} (the youngest), {@code NAME.2} and so on. The library's own way reads its file names as
 * patterns, in which some letters of a home folder would mean something else.
 */
final class NumberedFiles extends ContextAwareBase implements RollingPolicy {

    private final Path file;
    private final int most;
    private boolean started;

    /** @param most old files to keep */
    NumberedFiles(Path file, int most) {
        this.file = file;
        this.most = most;
    }

    @Override
    public void rollover() {
        try {
            for (int i = most - 1; i >= 1; i--) {
                if (Files.exists(numbered(i))) {
                    Files.move(numbered(i), numbered(i + 1), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.move(file, numbered(1), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new RolloverFailure("The log could not be put aside", failed);
        }
    }

    private Path numbered(int number) {
        return numbered(file, number);
    }

    /** What an old log is called. @param number 1 for the youngest */
    static Path numbered(Path file, int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    @Override
    public String getActiveFileName() {
        return file.toString();
    }

    @Override
    public CompressionMode getCompressionMode() {
        return CompressionMode.NONE;
    }

    @Override
    public void setParent(FileAppender<?> appender) {
        // The file is known already.
    }

    @Override
    public void start() {
        started = true;
    }

    @Override
    public void stop() {
        started = false;
    }

    @Override
    public boolean isStarted() {
        return started;
    }
}
