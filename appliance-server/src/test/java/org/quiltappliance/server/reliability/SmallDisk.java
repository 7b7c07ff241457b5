package org.quiltappliance.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A disk of its own that a test can fill up: memory, mounted on a folder. */
public final class SmallDisk implements AutoCloseable {

    private static final int MEBIBYTE = 1 << 20;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts it, which only the administrator of a computer may do. */
    public static SmallDisk mounted(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        assertThat(run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=700", "tmpfs", folder.toString()))
                .as("a small disk can be mounted, for which this test must run as root, with the right to mount")
                .isEmpty();
        return new SmallDisk(folder);
    }

    public Path folder() {
        return folder;
    }

    /** Takes that much of it away, for somebody else's file. */
    public Path fill(int megabytes) throws IOException {
        var file = folder.resolve("of somebody else");
        try (var out = Files.newOutputStream(file)) {
            var block = new byte[MEBIBYTE];
            for (int written = 0; written < megabytes; written++) {
                out.write(block);
            }
        }
        return file;
    }

    /** Takes away all there is. */
    public Path fill() throws IOException {
        var file = folder.resolve("of somebody else");
        try (var out = Files.newOutputStream(file)) {
            var block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        assertThat(run("umount", "--lazy", folder.toString())).isEmpty();
    }

    private static String run(String... command) throws IOException {
        var process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .start();
        try (var said = process.inputReader()) {
            var text = String.join("\n", said.lines().toList());
            return process.waitFor() == 0 ? "" : "failed: " + text;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
