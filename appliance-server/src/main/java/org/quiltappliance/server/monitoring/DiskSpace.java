package org.quiltappliance.server.monitoring;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How much room a disk has, and what that means ({@code control-panel.md} 5.6).
 *
 * @param free bytes that this user may still write
 * @param total bytes of the disk
 */
public record DiskSpace(long free, long total) {

    private static final long MEBIBYTE = 1024 * 1024;
    private static final long LEAST_FREE = 512 * MEBIBYTE;
    private static final long LOW = 5 * 1024 * MEBIBYTE;

    /** Measures disks. */
    @FunctionalInterface
    public interface Gauge {
        /** @param folder that exists */
        DiskSpace of(Path folder) throws IOException;
    }

    /** Asks the operating system about the folder itself, for below a changed root its disk is in no table of mounts. */
    public static DiskSpace of(Path folder) throws IOException {
        var file = folder.toFile();
        long total = file.getTotalSpace();
        if (total == 0) {
            throw new IOException("The system does not say how large the disk of " + folder + " is.");
        }
        return new DiskSpace(file.getUsableSpace(), total);
    }

    /** How many bytes of such a disk uploads must leave free. */
    public long keepFree() {
        return Math.max(LEAST_FREE, total / 100);
    }

    /** Whether uploads are refused. */
    public boolean isFull() {
        return free < keepFree();
    }

    /** Whether somebody should make room. */
    public boolean isLow() {
        return free < LOW || free < total / 20;
    }
}
