package org.quiltappliance.ui.mode;

import java.util.List;
import java.util.Locale;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.ui.controls.CheckRow;
import org.quiltappliance.ui.controls.FailureCard;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** Draws what has to be said before a registry keeps its data, and whether it can. */
public final class PersistentFormView extends VBox {

    private final PersistentForm form;
    private final Texts texts;
    private final VBox found = new VBox();

    public PersistentFormView(PersistentForm form, Texts texts) {
        this.form = form;
        this.texts = texts;
        getStyleClass().add("form");
        if (form.held().isPresent()) {
            getChildren().addAll(choice(), passwords(), complaint());
        }
        found.getStyleClass().add("mode-found");
        InvalidationListener show = changed -> show();
        form.checks().results().addListener(show);
        form.checks().checkingProperty().addListener(show);
        form.checks().troubleProperty().addListener(show);
        show();
        getChildren().addAll(head(), pane());
    }

    private Node choice() {
        var group = new ToggleGroup();
        var carry = choice("dlg-mode-carry", texts.of("mode.carry"), group);
        var leave = choice("dlg-mode-leave", texts.of("mode.leave"), group);
        group.selectToggle(form.carryProperty().get() ? carry : leave);
        form.carryProperty().bind(carry.selectedProperty());
        var needs = Nodes.label(form.needs(), "secondary", "mode-needs");
        needs.setId("dlg-mode-needs");
        return new VBox(4, carry, needs, leave);
    }

    private static RadioButton choice(String id, String text, ToggleGroup group) {
        var choice = new RadioButton(text);
        choice.setId(id);
        choice.setWrapText(true);
        choice.setMinHeight(USE_PREF_SIZE);
        choice.setToggleGroup(group);
        return choice;
    }

    private Node passwords() {
        var password = new PasswordField();
        password.setId("dlg-mode-pass");
        password.textProperty().bindBidirectional(form.passwordProperty());
        var again = new PasswordField();
        again.setId("dlg-mode-pass2");
        again.textProperty().bindBidirectional(form.againProperty());
        var first = Nodes.field(texts.of("mode.password"), password);
        var second = Nodes.field(texts.of("mode.password.again"), again);
        for (var field : List.of(first, second)) {
            field.setPrefWidth(0);
            field.setAlignment(Pos.BOTTOM_LEFT);
            HBox.setHgrow(field, Priority.ALWAYS);
        }
        var passwords = new HBox(12, first, second);
        passwords.setMinHeight(USE_PREF_SIZE);
        passwords.disableProperty().bind(form.carryProperty().not());
        return passwords;
    }

    private Node complaint() {
        var complaint = Nodes.label(form.complaint(), "problem");
        complaint.setWrapText(true);
        Nodes.showWhen(complaint, complaint.textProperty().isNotEmpty());
        return complaint;
    }

    private Node head() {
        var again = new Button(texts.of("wizard.recheck"), Icons.RETRY.node());
        again.setId("dlg-mode-recheck");
        again.setMinWidth(USE_PREF_SIZE);
        again.disableProperty().bind(form.checks().checkingProperty());
        again.setOnAction(pressed -> form.lookAgain());
        var row = new HBox(Nodes.label(texts.of("mode.checks"), "strong"), Nodes.filler(), again);
        row.getStyleClass().add("row");
        return row;
    }

    /** What was found may be more than a low window has room for. */
    private Node pane() {
        var pane = new ScrollPane(found);
        pane.setId("dlg-mode-checks");
        pane.setFitToWidth(true);
        pane.setMinHeight(0);
        pane.getStyleClass().addAll("edge-to-edge", "mode-checks");
        return pane;
    }

    private void show() {
        found.getChildren().clear();
        int number = 1;
        for (Problem problem : form.problems()) {
            found.getChildren().add(new FailureCard("dlg-mode-fail-" + number, problem, texts, form::mend));
            number++;
        }
        var good = new FlowPane();
        good.getStyleClass().add("wrap");
        for (CheckResult result : form.checks().shown()) {
            if (result.outcome() == Outcome.OK) {
                good.getChildren().add(mark(result));
            } else if (result.problem().isEmpty()) {
                found.getChildren().add(new CheckRow("dlg-mode-check-", result, result.detail(), texts));
            }
        }
        Nodes.show(good, !good.getChildren().isEmpty());
        found.getChildren().add(good);
        if (form.checks().shown().isEmpty()) {
            var words = Nodes.label(form.checks().insteadOfResults(), "secondary");
            words.setId("dlg-mode-checking");
            words.setWrapText(true);
            found.getChildren().add(words);
        }
    }

    /** Of what is good nobody has to read more than a word. */
    private Node mark(CheckResult result) {
        var mark = new Label(result.label(), Icons.RUNNING.node("ok"));
        mark.setId("dlg-mode-check-" + result.id().toLowerCase(Locale.ROOT));
        mark.setAccessibleText(texts.of("diagnostics.outcome." + result.outcome(), result.label()));
        mark.setTooltip(new Tooltip(result.detail()));
        return mark;
    }
}
