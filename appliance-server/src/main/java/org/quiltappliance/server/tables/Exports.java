package org.quiltappliance.server.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files with results, a few at a time, each until it was sent. */
final class Exports {

    private static final Logger log = LoggerFactory.getLogger(Exports.class);
    private static final int AT_ONCE = 4;

    private final Path folder;
    private final TableLimits limits;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final AtomicBoolean emptied = new AtomicBoolean();

    Exports(Path folder, TableLimits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /** @param make writes the file */
    Export make(Consumer<Path> make) {
        if (!free.tryAcquire()) {
            throw new Unavailable("Many results are being saved just now. Try again in a moment.");
        }
        Path file = folder.resolve(UUID.randomUUID().toString()).toAbsolutePath();
        var once = new AtomicBoolean();
        Runnable close = () -> {
            if (once.compareAndSet(false, true)) {
                remove(file);
                free.release();
            }
        };
        try {
            prepare();
            make.accept(file);
            return new Export(file, close);
        } catch (RuntimeException failed) {
            close.run();
            throw failed;
        }
    }

    /** What a crash left behind goes with the first one. */
    private void prepare() {
        try {
            Files.createDirectories(folder);
            if (emptied.compareAndSet(false, true)) {
                try (var files = Files.newDirectoryStream(folder)) {
                    files.forEach(Exports::remove);
                }
            }
        } catch (IOException failed) {
            throw new Unavailable("The registry cannot write the result.", failed);
        }
        if (folder.toFile().getUsableSpace() - limits.exportBytes() < limits.keepFreeBytes()) {
            throw new Unavailable("There is no room on the registry's disk for the result.");
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            log.warn("A saved result could not be removed and takes room until the next start: {}", file, stays);
        }
    }
}
