package org.quiltappliance.server.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.testing.ClassPath;
import org.quiltappliance.server.testing.ObjectSamples;

/** Processes that share a folder: one is killed in the middle of an upload, the other one is not. */
class FolderUploadsTest {

    @TempDir
    Path folder;

    /** One of the processes. */
    private final class Receiver implements AutoCloseable {

        private final Process process;
        private final BufferedReader said;
        private final byte[] content;

        Receiver(long seed) throws IOException {
            content = ObjectSamples.content(Receiving.BYTES, seed);
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx64m",
                            "-cp",
                            ClassPath.text(),
                            Receiving.class.getName(),
                            folder.toString(),
                            "" + seed)
                    .redirectErrorStream(true)
                    .start();
            said = process.inputReader(StandardCharsets.UTF_8);
        }

        void awaitWord(String word) throws IOException {
            var lines = new StringBuilder();
            for (String line; (line = said.readLine()) != null; ) {
                if (line.equals(word)) {
                    return;
                }
                lines.append(line).append('\n');
            }
            throw new AssertionError("It ended without saying '" + word + "':\n" + lines);
        }

        void goOn() throws IOException {
            process.outputWriter(StandardCharsets.UTF_8).append('\n').flush();
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    void startSweepsWhatDeadProcessesLeftAndNothingOfLivingOnes() throws Exception {
        try (var killed = new Receiver(1);
                var living = new Receiver(2)) {
            killed.awaitWord("half");
            living.awaitWord("half");
            assertThat(received()).hasSize(2);

            killed.kill();
            try (var store = new FolderObjectStore(new StoreConfig.Folder(folder, true), 0)) {
                store.open();

                assertThat(received()).hasSize(1);
                living.goOn();
                living.awaitWord("stored");
                assertThat(store.find("ann", ObjectSamples.hashOf(living.content)))
                        .isPresent();
                assertThat(store.find("ann", ObjectSamples.hashOf(killed.content)))
                        .isEmpty();
            }
            assertThat(living.process.waitFor()).isZero();
            assertThat(folder.resolve("uploads")).isEmptyDirectory();
        }
    }

    /** Halves of objects in the folders of all processes. */
    private List<Path> received() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("uploads"), 2)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .toList();
        }
    }
}
