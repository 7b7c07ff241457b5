package org.quiltappliance.ui.connect;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quiltappliance.ui.connect.ConnectViewModel.Advice;
import org.quiltappliance.ui.controls.CopyButton;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.PageHead;
import org.quiltappliance.ui.controls.Panel;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** Page Connect. */
public final class ConnectView extends VBox {

    private static final List<String> QUESTIONS = List.of("python", "port", "login", "proxy", "tls");

    private final Texts texts;

    public ConnectView(ConnectViewModel model, Texts texts) {
        this.texts = texts;
        var advice = new VBox();
        advice.getStyleClass().addAll("panel", "advice");
        Nodes.follow(model.advice(), steps -> {
            advice.getChildren().clear();
            for (int i = 0; i < steps.size(); i++) {
                advice.getChildren().add(row(i + 1, steps.get(i)));
            }
        });
        var body = new VBox(check(model), clients(model), advice, questions());
        body.getStyleClass().add("page");
        getChildren().addAll(new PageHead(texts.of("connect.title")), body);
    }

    private static Node check(ConnectViewModel model) {
        var icon = new HBox();
        Nodes.follow(
                model.isUp(),
                up -> icon.getChildren().setAll(up ? Icons.RUNNING.node("ok") : Icons.STOPPED.node("off")));
        var text = Nodes.label(model.reach(), "secondary");
        text.setWrapText(true);
        var check = new HBox(icon, text);
        check.setId("con-check");
        check.getStyleClass().add("row");
        return check;
    }

    private Node clients(ConnectViewModel model) {
        var list = new VBox(4);
        Nodes.follow(
                model.clients(),
                lines -> list.getChildren()
                        .setAll(lines.stream().map(ConnectView::client).toList()));
        var panel = new Panel(texts.of("connect.clients"), list);
        panel.setId("con-clients");
        Nodes.showWhen(panel, model.clients().map(lines -> !lines.isEmpty()));
        return panel;
    }

    private static Node client(String line) {
        var label = Nodes.label(line, "secondary");
        label.setWrapText(true);
        return label;
    }

    private Node row(int number, Advice advice) {
        var mark = Nodes.label(String.valueOf(number), "number");
        var text = Nodes.label(advice.text(), "hint");
        text.setWrapText(true);
        var command = new Label(advice.command());
        command.setId("con-cmd-" + number);
        command.getStyleClass().addAll("mono", "command");
        command.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(command, Priority.ALWAYS);
        // A block of commands ends its line, so that it runs when it is pasted.
        var copy = new CopyButton(texts, () -> advice.command() + "\n");
        copy.setId("con-copy-" + number);
        var line = new HBox(command, copy);
        line.getStyleClass().add("row");
        var words = new VBox(6, Nodes.label(advice.title(), "strong"), text, line);
        HBox.setHgrow(words, Priority.ALWAYS);
        var row = new HBox(16, mark, words);
        row.getStyleClass().add(number == 1 ? "advice-row-first" : "advice-row");
        return row;
    }

    private Node questions() {
        var all = new VBox();
        all.setId("con-problems");
        all.getStyleClass().add("panel");
        all.getChildren().add(Nodes.label(texts.of("connect.problems"), "panel-title"));
        for (String question : QUESTIONS) {
            var answer = Nodes.label(texts.of("connect.problem." + question + ".answer"), "secondary");
            answer.setWrapText(true);
            var pane = new TitledPane(texts.of("connect.problem." + question), answer);
            pane.setExpanded(false);
            pane.setAnimated(false);
            all.getChildren().add(pane);
        }
        return all;
    }
}
