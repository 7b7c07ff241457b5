package org.quiltappliance.ui.remote;

import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.OtherAppliance.Trouble;
import org.quiltappliance.ui.controls.CopyButton;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.PageHead;
import org.quiltappliance.ui.controls.Panel;
import org.quiltappliance.ui.controls.Selectable;
import org.quiltappliance.ui.controls.StateIcon;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** Draws a registry that runs in another process. */
public final class RemoteView extends VBox {

    /** What can be done with the home folder in this process, once the other one has ended. */
    public interface Here {

        /** Shows everything about it. */
        void open();

        /** The same, and starts the registry. */
        void start();
    }

    private final RemoteViewModel model;
    private final Texts texts;
    private final Consumer<String> browse;

    public RemoteView(RemoteViewModel model, Texts texts, Consumer<String> browse, Here here) {
        this.model = model;
        this.texts = texts;
        this.browse = browse;
        var restart = Nodes.button("rem-restart", texts.of("overview.restart"), model::restart);
        restart.disableProperty().bind(model.isUp().map(up -> !up));
        var action = Nodes.button("primary-action", "", model::act);
        action.textProperty().bind(model.actionWord());
        action.disableProperty().bind(model.isReady().map(ready -> !ready));
        var head = new PageHead(texts.of("remote.title"), restart, action);
        var text = Nodes.label(texts.of("remote.text"), "secondary");
        text.setId("rem-text");
        text.setWrapText(true);
        var present = new VBox(16, text, state(), addresses(), troubles());
        var ended = ended(here);
        Nodes.showWhen(present, model.goneProperty().not());
        Nodes.showWhen(head, model.goneProperty().not());
        Nodes.showWhen(ended, model.goneProperty());
        var body = new VBox(present, ended);
        body.getStyleClass().add("page");
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, scroll);
    }

    private Node state() {
        var icon = new StateIcon(model.state());
        var word = Nodes.label(model.headline(), "strong");
        word.setId("state-word");
        word.setWrapText(true);
        var mode = Nodes.label(model.modeWord(), "secondary");
        mode.setId("mode-word");
        mode.setMinWidth(USE_PREF_SIZE);
        var line = new HBox(icon, word, Nodes.filler(), mode);
        line.getStyleClass().add("row");
        var place = Nodes.label(model.location(), "hint");
        place.setId("ov-data-place");
        place.setWrapText(true);
        var panel = new Panel("", line, place);
        // The name of a registry may change while it is looked at.
        var name = Nodes.label(model.name(), "panel-title");
        name.setId("rem-name");
        panel.getChildren().set(0, name);
        return panel;
    }

    private Node addresses() {
        var open = Nodes.button("ov-catalog-open", texts.of("overview.open"), () -> browse.accept(catalog()));
        open.setGraphic(Icons.OPEN.node());
        open.disableProperty().bind(model.isUp().map(up -> !up));
        var reach = Nodes.label(model.reach(), "hint");
        reach.setId("ov-reach");
        reach.setWrapText(true);
        return new VBox(
                16,
                address(texts.of("overview.registry"), "ov-registry", model.registry(), reach),
                address(texts.of("overview.catalog"), "ov-catalog", model.catalog(), open));
    }

    private String catalog() {
        return model.catalog().getValue();
    }

    private Node address(String title, String id, ObservableValue<String> url, Node beside) {
        var copy = new CopyButton(texts, url::getValue);
        copy.setId(id + "-copy");
        copy.disableProperty().bind(model.isUp().map(up -> !up));
        var shown = new Selectable(url, "mono");
        shown.setId(id + "-url");
        HBox.setHgrow(shown, Priority.ALWAYS);
        var panel = new Panel(title).naming(shown);
        if (beside instanceof Button button) {
            panel.with(copy, button);
            panel.getChildren().add(shown);
        } else {
            panel.with(copy);
            panel.getChildren().addAll(shown, beside);
        }
        return panel;
    }

    private Node troubles() {
        var box = new VBox(8);
        box.setId("notices");
        Nodes.follow(
                model.troubles(),
                now -> box.getChildren()
                        .setAll(now.stream().map(RemoteView::trouble).toList()));
        Nodes.showWhen(box, model.troubles().map(now -> !now.isEmpty()));
        return box;
    }

    private static Node trouble(Trouble trouble) {
        var title = Nodes.label(trouble.title(), "strong");
        title.setWrapText(true);
        var message = Nodes.label(trouble.message());
        message.setWrapText(true);
        var words = new VBox(4, title, message);
        HBox.setHgrow(words, Priority.ALWAYS);
        var notice = new HBox(Icons.DEGRADED.node("warn"), words);
        notice.getStyleClass().addAll("notice", "warn");
        return notice;
    }

    private VBox ended(Here here) {
        var title = Nodes.label(model.endedTitle(), "section");
        title.setWrapText(true);
        title.setId("rem-ended");
        var text = Nodes.label(texts.of("remote.ended.text"), "secondary");
        text.setWrapText(true);
        var start = Nodes.button("rem-start", texts.of("remote.start"), here::start);
        start.getStyleClass().add("primary");
        var open = Nodes.button("rem-open", texts.of("remote.open"), here::open);
        var buttons = new HBox(12, open, start);
        buttons.setAlignment(Pos.CENTER);
        var box = new VBox(title, text, buttons);
        box.getStyleClass().add("empty");
        // Enter would else press it while the other process is still there.
        start.defaultButtonProperty().bind(model.goneProperty());
        return box;
    }
}
