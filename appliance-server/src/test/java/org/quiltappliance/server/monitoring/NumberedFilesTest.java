package org.quiltappliance.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedFilesTest {

    @TempDir
    Path folder;

    @Test
    void keepsTheYoungestFiles() throws IOException {
        Path log = folder.resolve("a (b) %i.log");
        var files = new NumberedFiles(log, 2);
        for (String text : new String[] {"one", "two", "three"}) {
            Files.writeString(log, text);
            files.rollover();
        }

        assertThat(folder.resolve("a (b) %i.log.1")).hasContent("three");
        assertThat(folder.resolve("a (b) %i.log.2")).hasContent("two");
        assertThat(folder.toFile().list()).hasSize(2);
    }
}
