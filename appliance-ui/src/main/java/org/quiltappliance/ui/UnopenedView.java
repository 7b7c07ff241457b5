package org.quiltappliance.ui;

import java.nio.file.Path;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.ui.controls.FailureCard;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;

/** Says why no appliance could be opened; its remedies need none. */
public final class UnopenedView extends VBox {

    /** What can be done without an appliance. */
    public interface Ways {

        /** Tries the same home folder again. */
        void again();

        /** Asks for another home folder, and opens that. */
        void choose();

        /** Shows a folder in the system's file viewer. */
        void folder(Path folder);

        void quit();
    }

    private final Ways ways;
    private final Texts texts;

    public UnopenedView(Problem problem, Texts texts, Ways ways) {
        this.ways = ways;
        this.texts = texts;
        getStyleClass().addAll("page", "alone");
        getChildren().add(FailureCard.withoutDiagnostics(problem, texts, this::apply));
    }

    private void apply(Fix fix) {
        if (fix instanceof Fix.ChooseFolder) {
            ways.choose();
        } else if (fix instanceof Fix.OpenFolder open) {
            ways.folder(Path.of(open.path()));
        } else if (fix instanceof Fix.ShowLog log) {
            ways.folder(Path.of(log.path()));
        } else if (fix instanceof Fix.Quit) {
            ways.quit();
        } else if (fix instanceof Fix.RestoreBackup) {
            say("unopened.restore");
        } else {
            ways.again();
        }
    }

    private void say(String key) {
        var words = Nodes.label(texts.of(key), "secondary");
        words.setId("unopened-said");
        words.setWrapText(true);
        if (getChildren().size() > 1) {
            getChildren().remove(1);
        }
        getChildren().add(words);
    }
}
