package org.quiltappliance.ui.gallery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.ui.testing.Programs;
import org.quiltappliance.ui.text.Texts;

/** Every page where each of its pixels is four of the screen. */
class ScaledScenesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    @Tag("AT-39")
    void longTextsFitAndStandOutOnALowScreenOfSmallPixels() throws Exception {
        Path output = folder.resolve("findings");
        var builder = Programs.java(ScaledScenes.class, "-Dglass.gtk.uiScale=200%")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("program.log").toFile());
        builder.command().add(output.toString());
        var program = builder.start();
        try {
            assertThat(program.waitFor(PATIENCE.toSeconds(), SECONDS)).isTrue();

            assertThat(program.exitValue())
                    .as(Files.readString(folder.resolve("program.log")))
                    .isZero();
            int scenes = new Scenes(Texts.pseudo()).all().size();
            assertThat(Files.readAllLines(output)).containsExactly(ScaledScenes.DRAWN + scenes + " at 2.0");
        } finally {
            program.destroyForcibly();
        }
    }
}
