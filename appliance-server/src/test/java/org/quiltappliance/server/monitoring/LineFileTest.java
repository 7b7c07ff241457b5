package org.quiltappliance.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {

    @TempDir
    Path folder;

    @Test
    void appendsAndHidesSecrets() throws Exception {
        var redaction = new Redaction();
        redaction.hide("open sesame");
        Path file = Files.writeString(folder.resolve("a.log"), "before\n");

        try (var lines = new LineFile(file, redaction)) {
            lines.add("they said open sesame");
        }

        assertThat(file).hasContent("before\nthey said [hidden]\n");
    }

    @Test
    void putsLargeFilesAsideAndForgetsTheOldest() {
        Path file = folder.resolve("a.log");

        try (var lines = new LineFile(file, new Redaction(), 5)) {
            for (int i = 1; i <= 7; i++) {
                lines.add("line " + i);
            }
        }

        assertThat(file).doesNotExist();
        assertThat(folder.resolve("a.log.1")).hasContent("line 7");
        assertThat(folder.resolve("a.log.4")).hasContent("line 4");
        assertThat(folder.resolve("a.log.5")).doesNotExist();
    }
}
