package org.quiltappliance.ui.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Theme;

/**
 * Draws every page in every state on a display whose pixels are small, in dark colours and with long texts, and writes what
 * is wrong with them to a file, one line each. The scale is told to the toolkit when it starts, so this is a program of its
 * own: {@code ScaledScenes FILE}.
 */
final class ScaledScenes {

    /** What a screen of 1080 pixels has room for at 200 %, with a bar of the desktop. */
    static final double LOW = 500;

    /** In front of the scale and of how many scenes were drawn. */
    static final String DRAWN = "drawn: ";

    private ScaledScenes() {}

    public static void main(String[] arguments) throws IOException {
        var done = new CompletableFuture<List<String>>();
        Platform.startup(() -> {
            try {
                done.complete(draw());
            } catch (RuntimeException failed) {
                done.completeExceptionally(failed);
            }
        });
        try {
            Files.write(Path.of(arguments[0]), done.join());
        } finally {
            Platform.exit();
        }
    }

    private static List<String> draw() {
        var said = new ArrayList<String>();
        Theme.loadFonts();
        var stage = new Stage();
        var all = new Scenes(Texts.pseudo()).all();
        all.forEach((name, scene) -> {
            var drawn = Drawn.in(stage, scene.get(), Theme.DARK, LOW);
            drawn.cutTexts().forEach(cut -> said.add(name + ": " + cut));
            drawn.faint().forEach(faint -> said.add(name + ": " + faint));
        });
        said.add(DRAWN + all.size() + " at " + stage.getOutputScaleX());
        stage.close();
        return said;
    }
}
