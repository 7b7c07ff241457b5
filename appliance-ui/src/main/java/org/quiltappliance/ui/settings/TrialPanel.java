package org.quiltappliance.ui.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quiltappliance.server.TrialService.What;
import org.quiltappliance.server.trials.TrialStage;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** The button of a test, and below it what each stage found. */
final class TrialPanel extends VBox {

    private final TrialViewModel model;
    private final ObservableValue<String> word;
    private final Texts texts;
    private final String id;
    private final Consumer<String> browse;
    private Optional<URI> opened = Optional.empty();

    /**
     * @param id of the button; the stages have it with their number behind it
     * @param word what the button says that it does
     * @param browse opens an address in the browser
     */
    TrialPanel(TrialViewModel model, String id, ObservableValue<String> word, Consumer<String> browse, Texts texts) {
        super(8);
        this.model = model;
        this.word = word;
        this.texts = texts;
        this.id = id;
        this.browse = browse;
        getStyleClass().add("trial");
        var buttons = new FlowPane();
        buttons.getStyleClass().add("wrap");
        buttons.getChildren().setAll(buttons());
        var said = Nodes.label(model.saidProperty(), "secondary");
        said.setId(id + "-said");
        said.setWrapText(true);
        Nodes.showWhen(said, model.saidProperty().isNotEmpty());
        var list = new VBox(4);
        InvalidationListener draw = changed -> {
            var rows = new ArrayList<Node>();
            for (int i = 0; i < model.stages().size(); i++) {
                rows.add(row(i + 1, model.stages().get(i)));
            }
            list.getChildren().setAll(rows);
            openOnce();
            Nodes.show(list, !rows.isEmpty());
        };
        model.stages().addListener(draw);
        draw.invalidated(model.stages());
        getChildren().addAll(buttons, list, said);
    }

    /** A stage that waits for a browser gets one by itself. */
    private void openOnce() {
        var page = model.page();
        if (page.isPresent() && !page.equals(opened)) {
            browse.accept(page.get().toString());
        }
        opened = page;
    }

    private List<Node> buttons() {
        var buttons = new ArrayList<Node>();
        var start = Nodes.button(id, "", model::start);
        start.textProperty().bind(word);
        start.disableProperty().bind(model.runningProperty());
        buttons.add(start);
        if (model.what() == What.STORE) {
            var create = Nodes.button("set-s3-create-bucket", texts.of("settings.test.bucket"), model::createBucket);
            Nodes.showWhen(create, model.offersBucket().asObject());
            buttons.add(create);
        }
        var cancel = Nodes.button(id + "-cancel", texts.of("settings.test.cancel"), model::cancel);
        Nodes.showWhen(cancel, model.runningProperty().asObject());
        buttons.add(cancel);
        return buttons;
    }

    private Node row(int number, TrialStage stage) {
        var name = Nodes.label(stage.name(), "strong");
        name.setMinWidth(Region.USE_PREF_SIZE);
        name.setPrefWidth(130);
        var detail = Nodes.label(stage.detail(), "secondary");
        detail.setWrapText(true);
        var words = new VBox(2, detail);
        HBox.setHgrow(words, Priority.ALWAYS);
        if (!stage.remedy().isEmpty()) {
            var remedy = Nodes.label(stage.remedy());
            remedy.setWrapText(true);
            words.getChildren().add(remedy);
        }
        stage.page()
                .filter(page -> !stage.isOver())
                .ifPresent(page -> words.getChildren()
                        .add(Nodes.button(
                                id + "-open", texts.of("settings.test.open"), () -> browse.accept(page.toString()))));
        var row = new HBox(icon(stage.state()), name, words);
        row.setId(id + "-stage-" + number);
        row.setAccessibleText(texts.of("settings.test.state." + stage.state(), stage.name()));
        row.getStyleClass().add("trial-stage");
        return row;
    }

    private static FontIcon icon(TrialStage.State state) {
        return switch (state) {
            case TRYING -> Icons.BUSY.node("info");
            case PASSED -> Icons.RUNNING.node("ok");
            case WARNED -> Icons.DEGRADED.node("warn");
            case FAILED -> Icons.FAILED.node("danger");
        };
    }
}
