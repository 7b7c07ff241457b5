package org.quiltappliance.server.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowCountsTest {

    private static final int MOST = 3;

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("tables").resolve("row-counts");
    }

    private RowCounts counts() {
        return new RowCounts(file(), MOST);
    }

    @Test
    void whatWasCountedIsKnownAfterTheNextStart() {
        var counts = counts();
        assertThat(counts.of("a")).isEmpty();

        counts.remember("a", 12);
        counts.remember("a", 12);

        assertThat(counts.of("a")).hasValue(12);
        assertThat(counts().of("a")).hasValue(12);
        assertThat(counts().of("b")).isEmpty();
        assertThat(file()).content().hasLineCount(1);
    }

    @Test
    void aLineThatWasCutOffIsNoNumberAndHarmsNoOther() throws Exception {
        counts().remember("a", 12);
        String line = Files.readString(file());
        Files.writeString(file(), "junk\n" + line.substring(0, 40), StandardOpenOption.APPEND);

        var counts = counts();
        assertThat(counts.of("a")).hasValue(12);
        counts.remember("b", 7);

        assertThat(counts().of("a")).hasValue(12);
        assertThat(counts().of("b")).hasValue(7);
    }

    @Test
    void theOldestAreForgottenAlsoInTheFile() {
        var counts = counts();
        for (int i = 0; i <= MOST; i++) {
            counts.remember("table " + i, i);
        }

        assertThat(counts.of("table 0")).isEmpty();
        assertThat(counts.of("table 1")).hasValue(1);
        assertThat(counts().of("table 0")).isEmpty();
        assertThat(file()).content().hasLineCount(MOST);
    }
}
