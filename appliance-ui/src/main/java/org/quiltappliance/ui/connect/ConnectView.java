package org.quiltappliance.ui.connect;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quiltappliance.server.monitoring.SeenClient;
import org.quiltappliance.ui.connect.ConnectViewModel.Advice;
import org.quiltappliance.ui.connect.ConnectViewModel.Elsewhere;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.controls.CopyButton;
import org.quiltappliance.ui.controls.DataTable;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.PageHead;
import org.quiltappliance.ui.controls.Panel;
import org.quiltappliance.ui.controls.Refreshable;
import org.quiltappliance.ui.controls.Selectable;
import org.quiltappliance.ui.controls.SelectableBlock;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** Page Connect. */
public final class ConnectView extends VBox implements Refreshable {

    private static final List<String> QUESTIONS =
            List.of("python", "port", "login", "mode", "proxy", "netrc", "tls", "answer");
    private static final double ROW = 32;

    private final ConnectViewModel model;
    private final Texts texts;
    private final ColumnWidths widths;

    public ConnectView(ConnectViewModel model, Texts texts, ColumnWidths widths) {
        this.model = model;
        this.texts = texts;
        this.widths = widths;
        var advice = new VBox();
        advice.getStyleClass().addAll("panel", "advice");
        Nodes.follow(model.advice(), steps -> {
            advice.getChildren().clear();
            for (int i = 0; i < steps.size(); i++) {
                advice.getChildren().add(row(i + 1, steps.get(i)));
            }
        });
        var body = new VBox(check(), elsewhere(), advice, clients(), python(), questions());
        body.getStyleClass().add("page");
        getChildren().addAll(new PageHead(texts.of("connect.title"), where()), body);
        sceneProperty().addListener((watched, before, now) -> {
            if (now != null) {
                model.refresh();
            }
        });
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    /** On which computer the client is. */
    private Node where() {
        var group = new ToggleGroup();
        var local = new RadioButton(texts.of("connect.where.local"));
        local.setId("con-where-local");
        local.setToggleGroup(group);
        local.setSelected(!model.remoteProperty().get());
        var other = new RadioButton(texts.of("connect.where.remote"));
        other.setId("con-where-remote");
        other.setToggleGroup(group);
        other.setSelected(model.remoteProperty().get());
        model.remoteProperty().bind(other.selectedProperty());
        var row = new HBox(Nodes.label(texts.of("connect.where"), "secondary"), local, other);
        row.getStyleClass().add("row");
        return row;
    }

    // --- The live check ---

    private Node check() {
        var reach = line(model.reach(), "con-reach");
        Nodes.follow(model.isReachable(), good -> mark(reach, reachIcon()));
        Nodes.follow(model.isDoubtful(), doubtful -> mark(reach, reachIcon()));
        var client = line(model.lastClient(), "con-last-client");
        Nodes.follow(model.hasClients(), some -> mark(client, some ? Icons.RUNNING.node("ok") : Icons.OFF.node("off")));
        Nodes.showWhen(client, model.isUp());
        var check = new VBox(6, reach, client);
        check.setId("con-check");
        return check;
    }

    private FontIcon reachIcon() {
        if (model.isDoubtful().getValue()) {
            return Icons.DEGRADED.node("warn");
        }
        return model.isReachable().getValue() ? Icons.RUNNING.node("ok") : Icons.STOPPED.node("off");
    }

    private static HBox line(ObservableValue<String> words, String id) {
        var text = Nodes.label(words, "secondary");
        text.setId(id);
        text.setWrapText(true);
        var icon = new HBox();
        icon.setAlignment(Pos.CENTER);
        var line = new HBox(icon, text);
        line.getStyleClass().add("row");
        return line;
    }

    private static void mark(HBox line, FontIcon icon) {
        ((HBox) line.getChildren().get(0)).getChildren().setAll(icon);
    }

    // --- Another computer ---

    private Node elsewhere() {
        var icon = new HBox();
        icon.setAlignment(Pos.CENTER);
        Nodes.follow(
                model.elsewhere(),
                now -> icon.getChildren()
                        .setAll(now == Elsewhere.ON ? Icons.RUNNING.node("ok") : Icons.DEGRADED.node("warn")));
        var words = Nodes.label(model.elsewhereText());
        words.setId("con-elsewhere");
        words.setWrapText(true);
        var share = Nodes.button("con-share", texts.of("overview.share"), model::share);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        var line = new HBox(icon, words, share);
        line.getStyleClass().add("row");
        var addresses = new VBox(4);
        addresses.setId("con-addresses");
        Nodes.follow(
                model.addresses(),
                found -> addresses
                        .getChildren()
                        .setAll(found.stream()
                                .map(one -> new Selectable(new ReadOnlyStringWrapper(one), "secondary"))
                                .toList()));
        Nodes.showWhen(addresses, model.addresses().map(found -> !found.isEmpty()));
        var panel = new Panel(texts.of("connect.elsewhere"), line, addresses);
        Nodes.showWhen(panel, model.elsewhere().map(now -> now != Elsewhere.HERE));
        return panel;
    }

    // --- Clients ---

    private Node clients() {
        var rows = FXCollections.<SeenClient>observableArrayList();
        Nodes.follow(model.clients(), found -> {
            if (!rows.equals(found)) {
                rows.setAll(found);
            }
        });
        var table = new DataTable<>("con-clients-table", rows, widths, texts.of("connect.waiting"))
                .of(texts.of("connect.clients"))
                .with("agent", texts.of("connect.column.agent"), 160, model::agent)
                .with("address", texts.of("connect.column.address"), 160, SeenClient::address)
                .with("user", texts.of("connect.column.user"), 130, model::user)
                .with(
                        "seen",
                        texts.of("connect.column.seen"),
                        130,
                        model::lastSeen,
                        Comparator.comparing(SeenClient::lastSeen))
                .choosingSeveral();
        table.setPrefHeight(ROW * 4);
        var panel = new Panel(texts.of("connect.clients"), table);
        panel.setId("con-clients");
        Nodes.showWhen(panel, model.hasClients());
        return panel;
    }

    // --- Commands ---

    private Node row(int number, Advice advice) {
        var mark = Nodes.label(String.valueOf(number), "number");
        var text = Nodes.label(advice.text(), "hint");
        text.setWrapText(true);
        var command = new SelectableBlock(new ReadOnlyStringWrapper(advice.command()), "mono", "command");
        command.setId("con-cmd-" + number);
        command.setAccessibleText(advice.title());
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

    private Node python() {
        var code = new SelectableBlock(model.python(), "mono", "command");
        code.setId("con-python");
        code.setAccessibleText(texts.of("connect.python"));
        var copy = new CopyButton(texts, () -> model.python().getValue() + "\n");
        copy.setId("con-python-copy");
        var text = Nodes.label(texts.of("connect.python.text"), "hint");
        text.setWrapText(true);
        return new Panel(texts.of("connect.python"), text, code).with(copy);
    }

    private Node questions() {
        var all = new VBox();
        all.setId("con-problems");
        all.getStyleClass().add("panel");
        all.getChildren().add(Nodes.label(texts.of("connect.problems"), "panel-title"));
        for (String question : QUESTIONS) {
            var answer = Nodes.label(texts.of("connect.problem." + question + ".answer"), "secondary");
            answer.setWrapText(true);
            Node content = question.equals("tls") ? new VBox(10, answer, fingerprint(model)) : answer;
            var pane = new TitledPane(texts.of("connect.problem." + question), content);
            pane.setId("con-problem-" + question);
            pane.setExpanded(false);
            pane.setAnimated(false);
            all.getChildren().add(pane);
        }
        return all;
    }

    /** What people compare when a browser or a client asks about the certificate. */
    private Node fingerprint(ConnectViewModel model) {
        var text = new SelectableBlock(model.fingerprint().map(shown -> shown.orElse("")), "mono", "command");
        text.setId("con-fingerprint");
        text.setAccessibleText(texts.of("connect.fingerprint"));
        HBox.setHgrow(text, Priority.ALWAYS);
        var copy = new CopyButton(texts, text::getText);
        copy.setId("con-fingerprint-copy");
        var row = new HBox(text, copy);
        row.getStyleClass().add("row");
        var box = new VBox(4, Nodes.label(texts.of("connect.fingerprint"), "field-label"), row);
        Nodes.showWhen(box, model.fingerprint().map(Optional::isPresent));
        return box;
    }
}
