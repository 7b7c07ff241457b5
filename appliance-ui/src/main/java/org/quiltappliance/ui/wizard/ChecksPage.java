package org.quiltappliance.ui.wizard;

import javafx.beans.InvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.ui.checks.CheckRun;
import org.quiltappliance.ui.controls.CheckRow;
import org.quiltappliance.ui.controls.FailureCard;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** Whether a start would work, and what can be done where it would not. */
final class ChecksPage extends VBox {

    private final WizardViewModel model;
    private final CheckRun checks;
    private final Texts texts;
    private final VBox failures = new VBox(16);
    private final VBox list = new VBox();
    private final ChangeListener<Boolean> seenAgain = (watched, before, isSeen) -> lookAgain(isSeen);

    ChecksPage(WizardViewModel model, Texts texts) {
        super(16);
        this.model = model;
        this.texts = texts;
        checks = model.checks();
        list.setId("wiz-checks");
        list.getStyleClass().add("panel");
        InvalidationListener show = changed -> show();
        checks.results().addListener(show);
        checks.checkingProperty().addListener(show);
        show();
        getChildren().addAll(head(), failures, list);
        sceneProperty().addListener((watched, before, now) -> {
            if (before != null && before.getWindow() != null) {
                before.getWindow().focusedProperty().removeListener(seenAgain);
            }
            if (now != null && now.getWindow() != null) {
                now.getWindow().focusedProperty().addListener(seenAgain);
            }
        });
    }

    /** Whoever comes back from another program has perhaps done there what was missing. */
    private void lookAgain(boolean isSeen) {
        if (isSeen && !checks.problems().isEmpty() && !checks.checkingProperty().get()) {
            model.check();
        }
    }

    private Node head() {
        var words = new WizardForms(model, texts).words("wizard.checks.text");
        var again = new Button(texts.of("wizard.recheck"), Icons.RETRY.node());
        again.setId("wiz-recheck");
        again.setMinWidth(USE_PREF_SIZE);
        again.getStyleClass().add("wizard-first");
        again.disableProperty().bind(checks.checkingProperty());
        again.setOnAction(pressed -> model.check());
        var row = new HBox(words, Nodes.filler(), again);
        row.getStyleClass().add("row");
        return row;
    }

    private void show() {
        failures.getChildren().clear();
        int number = 1;
        for (Problem problem : checks.problems()) {
            failures.getChildren().add(new FailureCard("wiz-fail-" + number, problem, texts, model::mend));
            number++;
        }
        Nodes.show(failures, number > 1);
        list.getChildren().setAll(checks.shown().stream().map(this::row).toList());
        if (checks.shown().isEmpty()) {
            list.getChildren().add(Nodes.label(checks.insteadOfResults(), "secondary"));
        }
    }

    /** What is in the way has a card of its own. */
    private Node row(CheckResult result) {
        String words = result.problem().map(Problem::title).orElse(result.detail());
        return new CheckRow("wiz-check-", result, words, texts);
    }
}
