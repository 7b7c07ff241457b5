package org.quiltappliance.ui.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.transform.Scale;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Theme;

/** Writes a picture of every page in every state, light and dark, in the usual sizes: {@code Screenshots FOLDER [NAME-PART]}. */
public final class Screenshots {

    /** A size of the window, and how many pixels of the screen each of its has. */
    private record Size(int width, int height, int scale) {}

    private static final List<Size> SIZES =
            List.of(new Size(1100, 740, 1), new Size(900, 600, 1), new Size(900, 600, 2));

    private final Path folder;
    private final String part;

    private Screenshots(Path folder, String part) {
        this.folder = folder;
        this.part = part;
    }

    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.awt.headless", "true");
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        var done = new CompletableFuture<Void>();
        Platform.startup(() -> {
            try {
                new Screenshots(folder, arguments.length > 1 ? arguments[1] : "").take();
                done.complete(null);
            } catch (IOException | RuntimeException failed) {
                done.completeExceptionally(failed);
            }
        });
        done.join();
        Platform.exit();
    }

    private void take() throws IOException {
        Theme.loadFonts();
        for (Theme theme : Theme.values()) {
            // Contrast changes colours alone, which one size shows.
            for (Size size : theme.hasContrast() ? SIZES.subList(0, 1) : SIZES) {
                for (var scene : new Scenes(Texts.in(Locale.ENGLISH)).all().entrySet()) {
                    if (scene.getKey().contains(part)) {
                        take(scene.getKey(), scene.getValue().get(), theme, size);
                    }
                }
            }
        }
    }

    private void take(String name, Parent root, Theme theme, Size size) throws IOException {
        var stage = new Stage();
        var scene = new Scene(root, size.width(), size.height());
        theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        root.applyCss();
        root.layout();
        var parameters = new SnapshotParameters();
        parameters.setTransform(new Scale(size.scale(), size.scale()));
        var picture = SwingFXUtils.fromFXImage(root.snapshot(parameters, null), null);
        stage.close();
        String file = name + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + size.width() + "x" + size.height()
                + (size.scale() > 1 ? "@" + size.scale() : "") + ".png";
        ImageIO.write(picture, "png", folder.resolve(file).toFile());
    }
}
