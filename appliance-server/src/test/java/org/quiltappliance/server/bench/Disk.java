package org.quiltappliance.server.bench;

import java.io.IOException;

/** The disk that all servers write to. */
final class Disk {

    private Disk() {}

    /** Waits until what was written so far is on the disk, so that nobody pays for the one before. */
    static void settle() throws IOException {
        try {
            new ProcessBuilder("sync").start().waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
