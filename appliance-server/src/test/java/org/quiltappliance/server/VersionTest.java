package org.quiltappliance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VersionTest {

    @Test
    void aBuildSaysItsVersionAndOfWhichCommitItIs() {
        assertThat(Version.current()).matches("\\d+\\.\\d+.*");
        assertThat(Version.build().isPresent())
                .as("of a copy without history nobody knows the commit")
                .isEqualTo(Files.exists(Path.of("../.git")));
        assertThat(Version.build().stream()).allMatch(commit -> commit.matches("[0-9a-f]{10}"));
    }
}
