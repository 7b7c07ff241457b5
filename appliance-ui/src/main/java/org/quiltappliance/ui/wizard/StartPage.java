package org.quiltappliance.ui.wizard;

import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.ui.controls.CopyButton;
import org.quiltappliance.ui.controls.FailureCard;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.Selectable;
import org.quiltappliance.ui.controls.StepList;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;
import org.quiltappliance.ui.wizard.WizardViewModel.End;

/** The start, step by step, and what it came to. */
final class StartPage extends VBox {

    private final WizardViewModel model;
    private final Texts texts;

    StartPage(WizardViewModel model, Texts texts) {
        super(16);
        this.model = model;
        this.texts = texts;
        var problem = Nodes.label(model.problemProperty(), "problem");
        problem.setId("wiz-problem");
        problem.setWrapText(true);
        Nodes.showWhen(problem, model.problemProperty().isNotEmpty());
        var place = new VBox(16);
        var starting = starting();
        Nodes.follow(model.state(), now -> place.getChildren().setAll(body(now, starting)));
        Nodes.follow(model.failure(), failure -> {
            if (model.state().getValue() == ApplianceState.FAILED) {
                place.getChildren().setAll(failed());
            }
        });
        getChildren().addAll(problem, place);
    }

    private Node body(ApplianceState state, Node starting) {
        return switch (state) {
            case STARTING, STOPPING -> starting;
            case RUNNING, DEGRADED -> done();
            case FAILED -> failed();
            case STOPPED -> stopped();
        };
    }

    private Node starting() {
        var cancel = Nodes.button("wiz-cancel", texts.of("overview.cancel"), model::cancelStart);
        var foot = new HBox(Nodes.filler(), cancel);
        var panel = new VBox(10, new StepList(model.steps(), texts), foot);
        panel.getStyleClass().add("panel");
        return panel;
    }

    private Node done() {
        var address = new Selectable(model.address(), "mono");
        address.setId("wiz-url");
        address.setAccessibleText(texts.of("overview.registry"));
        var line = new HBox(
                Icons.RUNNING.node("ok"),
                address,
                new CopyButton(texts, () -> model.address().getValue()));
        line.getStyleClass().add("row");
        var signIn = Nodes.label(model.signIn(), "secondary");
        signIn.setId("wiz-sign-in");
        signIn.setWrapText(true);
        var connect = Nodes.button("wiz-connect", texts.of("wizard.done.connect"), () -> model.end(End.CONNECT));
        connect.getStyleClass().addAll("primary", "wizard-first");
        connect.setDefaultButton(true);
        var overview = Nodes.button("wiz-overview", texts.of("wizard.done.overview"), () -> model.end(End.OVERVIEW));
        var actions = new FlowPane(connect, overview);
        actions.getStyleClass().add("wrap");
        var panel = new VBox(14, line, signIn, actions);
        panel.getStyleClass().add("panel");
        connect.sceneProperty().addListener((watched, before, shown) -> {
            if (shown != null) {
                connect.requestFocus();
            }
        });
        return panel;
    }

    private Node failed() {
        var box = new VBox(16);
        model.failure()
                .getValue()
                .ifPresent(failure -> box.getChildren().add(new FailureCard(failure, texts, model::apply)));
        box.getChildren().add(change());
        return box;
    }

    private Node stopped() {
        var again = Nodes.button("wiz-again", texts.of("wizard.again"), model::startAgain);
        again.getStyleClass().addAll("primary", "wizard-first");
        var row = new HBox(12, again, change());
        return row;
    }

    private Node change() {
        var row = new HBox(Nodes.button("wiz-change", texts.of("wizard.change"), model::change));
        row.getStyleClass().add("row");
        return row;
    }
}
