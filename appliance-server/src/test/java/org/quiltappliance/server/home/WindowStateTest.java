package org.quiltappliance.server.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowStateTest {

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        var home = new Home(folder);
        var state = new WindowState(
                Optional.of(new WindowState.Frame(-12, 40, 1100, 740)),
                true,
                Map.of("page", "LOGS", "logs.level", "ERROR"));

        state.write(home);

        assertThat(WindowState.read(home)).isEqualTo(state);
    }

    @Test
    void nothingAndNonsenseAreAWindowThatNobodyHasSeen() throws Exception {
        var home = new Home(folder);
        assertThat(WindowState.read(home)).isEqualTo(WindowState.fresh());

        Files.writeString(home.window(), "{\"frame\":");
        assertThat(WindowState.read(home)).isEqualTo(WindowState.fresh());

        Files.writeString(home.window(), "[]");
        assertThat(WindowState.read(home)).isEqualTo(WindowState.fresh());
    }
}
