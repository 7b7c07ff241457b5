package org.quiltappliance.server.tables;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.quiltappliance.server.tables.worker.Frames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running worker, with pipes to it. Used by one thread at a time, but for {@link #kill}. */
final class WorkerProcess {

    private static final Logger log = LoggerFactory.getLogger(WorkerProcess.class);

    private final Process process;
    private final InputStream in;
    private final OutputStream out;

    private WorkerProcess(Process process) {
        this.process = process;
        this.in = new BufferedInputStream(process.getInputStream());
        this.out = process.getOutputStream();
    }

    /** @param folder where its library and its last words go; what an earlier one left is removed */
    static WorkerProcess start(TableLimits limits, Path folder) throws IOException {
        Path temporary = folder.resolve("worker");
        empty(temporary);
        var builder = new ProcessBuilder(WorkerCommand.of(limits, temporary))
                .directory(temporary.toFile())
                .redirectError(folder.resolve("worker.log").toFile());
        // Settings of the appliance may stand there, secrets among them.
        var kept = builder.environment().get("SystemRoot");
        builder.environment().clear();
        if (kept != null) {
            builder.environment().put("SystemRoot", kept);
        }
        builder.environment().put("LC_ALL", "C.UTF-8");
        return new WorkerProcess(builder.start());
    }

    private static void empty(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                // Windows keeps what an ending process has open; the next start removes it.
                if (!file.toFile().delete()) {
                    log.debug("Still in use: {}", file);
                }
            }
        }
    }

    void send(byte[] message) throws IOException {
        Frames.write(out, message);
    }

    /** @return nothing when it is gone */
    Optional<byte[]> receive() throws IOException {
        return Frames.read(in);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long id() {
        return process.pid();
    }

    OptionalLong memory() {
        return WorkerMemory.of(process.pid());
    }

    /** At once, whatever it does. */
    void kill() {
        process.destroyForcibly();
    }

    /** Lets it end, and ends it if it does not. */
    void end() {
        try {
            out.close();
            if (process.waitFor(1, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException gone) {
            // It is about to be killed in any case.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    /** Waits until it is gone, for a moment, and says how it ended. */
    Optional<Integer> exitCode() {
        try {
            return process.waitFor(2, TimeUnit.SECONDS) ? Optional.of(process.exitValue()) : Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
