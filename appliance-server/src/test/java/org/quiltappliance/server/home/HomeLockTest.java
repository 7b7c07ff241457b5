package org.quiltappliance.server.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.home.HomeLock.Holder;

class HomeLockTest {

    private static final Holder ANN = new Holder(7, Instant.parse("2026-11-23T10:00:00Z"), "1.0", "ann");
    private static final Holder BOB = new Holder(8, Instant.parse("2026-11-23T11:00:00Z"), "1.0", "bob");

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void home() {
        home = new Home(folder);
    }

    @Test
    void secondOneStaysOutAndSeesWhoIsIn() throws IOException {
        try (var first = HomeLock.take(home, ANN).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(HomeLock.take(home, BOB)).isEmpty();
            assertThat(HomeLock.holder(home)).contains(ANN);
        }
    }

    @Test
    void nextOneGetsInWhenTheFirstLeft() throws IOException {
        HomeLock.take(home, ANN).orElseThrow().close();

        assertThat(HomeLock.holder(home)).isEmpty();
        try (var second = HomeLock.take(home, BOB).orElseThrow()) {
            assertThat(second).isNotNull();
            assertThat(HomeLock.holder(home)).contains(BOB);
        }
    }

    @Test
    void askingDoesNotLetOthersIn() throws IOException, InterruptedException {
        try (var first = HomeLock.take(home, ANN).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(HomeLock.take(home, BOB)).isEmpty();
            assertThat(HomeLock.holder(home)).isPresent();

            assertThat(isFreeForAnotherProcess()).isFalse();
        }
        assertThat(isFreeForAnotherProcess()).isTrue();
    }

    @Test
    void sameFolderByAnotherNameIsTheSameFolder() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolveSibling(folder.getFileName() + "-link"), folder);
        try (var first = HomeLock.take(home, ANN).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(HomeLock.take(new Home(link), BOB)).isEmpty();
        } finally {
            Files.delete(link);
        }
    }

    @Test
    void unusedFolderHasNoHolder() throws IOException {
        assertThat(HomeLock.holder(home)).isEmpty();
    }

    /** Asks the system's own tool, because a lock means nothing to the process that has it. */
    private boolean isFreeForAnotherProcess() throws IOException, InterruptedException {
        String ask = """
                import fcntl, sys
                lock = open(sys.argv[1], 'r+')
                try:
                    fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, (1 << 63) - 2)
                except OSError:
                    sys.exit(1)
                """;
        return new ProcessBuilder("python3", "-c", ask, home.lock().toString())
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }
}
