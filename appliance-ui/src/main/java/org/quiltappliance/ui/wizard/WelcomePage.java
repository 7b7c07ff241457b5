package org.quiltappliance.ui.wizard;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** What can be done with a program that nobody has set up. */
final class WelcomePage extends VBox {

    private final Texts texts;

    WelcomePage(WizardViewModel model, Texts texts, WizardView.Files files) {
        super(16);
        this.texts = texts;
        var about = Nodes.label(texts.of("wizard.welcome.text"), "secondary");
        about.setWrapText(true);
        var tryOut = action("wiz-try", "wizard.try", model::tryOut);
        tryOut.getStyleClass().addAll("primary", "wizard-first");
        var cards = cards(
                card(Icons.START, "wizard.try", tryOut),
                card(Icons.SETTINGS, "wizard.setup", action("wiz-setup", "wizard.setup", model::setUp)),
                card(
                        Icons.BACKUPS,
                        "wizard.bring",
                        action(
                                "wiz-restore",
                                "wizard.restore",
                                () -> files.backup().get().ifPresent(model::restore)),
                        action(
                                "wiz-import",
                                "wizard.import",
                                () -> files.settings().get().ifPresent(model::readSettings))));
        var promise = Nodes.label(texts.of("wizard.welcome.promise"), "hint");
        promise.setWrapText(true);
        var problem = Nodes.label(model.problemProperty(), "problem");
        problem.setWrapText(true);
        Nodes.showWhen(problem, model.problemProperty().isNotEmpty());
        getChildren().addAll(about, cards, problem, promise);
    }

    private Button action(String id, String key, Runnable work) {
        var button = Nodes.button(id, texts.of(key + ".do"), work);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinWidth(0);
        button.setWrapText(true);
        button.setTextAlignment(TextAlignment.CENTER);
        return button;
    }

    private VBox card(Icons icon, String key, Button... actions) {
        var title = Nodes.label(texts.of(key + ".title"), "section");
        title.setWrapText(true);
        var head = new HBox(icon.node("accent"), title);
        head.getStyleClass().add("row");
        var text = Nodes.label(texts.of(key + ".text"), "secondary");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        var gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        var card = new VBox(head, text, gap);
        card.getChildren().addAll(actions);
        card.getStyleClass().addAll("panel", "wizard-card");
        return card;
    }

    /** Side by side, equally wide and high. */
    private static Node cards(VBox... cards) {
        var grid = WizardForms.columns(100.0 / 3, 100.0 / 3, 100.0 / 3);
        for (int i = 0; i < cards.length; i++) {
            cards[i].setMaxHeight(Double.MAX_VALUE);
            grid.add(cards[i], i, 0);
        }
        return grid;
    }
}
