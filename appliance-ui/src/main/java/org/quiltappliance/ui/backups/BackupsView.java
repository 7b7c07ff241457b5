package org.quiltappliance.ui.backups;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.backup.Verification.Depth;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.PageHead;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** Page Backups. */
public final class BackupsView extends VBox {

    private final BackupsViewModel model;
    private final Texts texts;

    /** Asks where a file goes or comes from; nothing when people change their mind. */
    public record Files(Supplier<Optional<Path>> toSave, Supplier<Optional<Path>> toOpen) {}

    public BackupsView(BackupsViewModel model, Texts texts, Files files) {
        this.model = model;
        this.texts = texts;
        var now = button("bak-now", "backups.now", model::backUp);
        now.setGraphic(Icons.SAVE.node());
        now.disableProperty().bind(busy());
        var table = table();
        VBox.setVgrow(table, Priority.ALWAYS);
        var body = new VBox(place(files), warning(), problem(), table, actions(files));
        body.getStyleClass().add("page");
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(new PageHead(texts.of("page.backups"), now), body);
        sceneProperty().addListener((watched, before, shown) -> {
            if (shown != null) {
                model.refresh();
            }
        });
    }

    private BooleanBinding busy() {
        var idle = model.isIdle();
        return Bindings.createBooleanBinding(() -> !idle.getValue(), idle);
    }

    private Node place(Files files) {
        var folder = Nodes.label(model.folderProperty(), "mono");
        folder.setId("bak-dir");
        var take = button(
                "bak-import", "backups.import", () -> files.toOpen().get().ifPresent(model::importFile));
        take.disableProperty().bind(busy());
        var row = new HBox(Nodes.label(texts.of("backups.folder"), "secondary"), folder, Nodes.filler(), take);
        row.getStyleClass().add("row");
        return row;
    }

    private Node warning() {
        var words = Nodes.label(texts.of("backups.one-disk"));
        words.setWrapText(true);
        var warning = new HBox(Icons.DEGRADED.node("warn"), words);
        warning.getStyleClass().addAll("notice", "warn");
        Nodes.showWhen(warning, model.onOneDiskProperty());
        return warning;
    }

    private Node problem() {
        var problem = Nodes.label(model.problemProperty(), "problem");
        problem.setWrapText(true);
        Nodes.showWhen(problem, model.problemProperty().isNotEmpty());
        return problem;
    }

    private TableView<BackupRow> table() {
        var table = new TableView<>(model.rows());
        table.setId("bak-table");
        table.setAccessibleText(texts.of("page.backups"));
        table.setPrefHeight(260);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(Nodes.label(texts.of("backups.empty"), "secondary"));
        table.getColumns().add(column("when", 130, model::time));
        table.getColumns().add(column("size", 135, model::size));
        table.getColumns().add(column("packages", 105, row -> texts.formats().count(row.packages())));
        table.getColumns().add(column("state", 95, model::state));
        table.getColumns().add(column("verified", 150, model::verified));
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((watched, before, row) -> model.selectedProperty().set(row));
        return table;
    }

    private TableColumn<BackupRow, String> column(String what, double width, Function<BackupRow, String> words) {
        return Nodes.column(texts.of("backups.column." + what), width, words);
    }

    private Button button(String id, String key, Runnable action) {
        return Nodes.button(id, texts.of(key), action);
    }

    private Node actions(Files files) {
        var verify = new MenuButton(texts.of("backups.verify"));
        verify.setId("bak-verify");
        for (Depth depth : Depth.values()) {
            var item = new MenuItem(texts.of("backups.verify." + depth));
            item.setId("bak-verify-" + depth.name().toLowerCase(Locale.ROOT));
            item.setOnAction(chosen -> model.verify(depth));
            verify.getItems().add(item);
        }
        var row = new FlowPane(
                verify,
                button("bak-restore", "backups.restore.ask", model::restore),
                button(
                        "bak-export",
                        "backups.export",
                        () -> files.toSave().get().ifPresent(model::export)),
                button("bak-delete", "backups.delete.ask", model::delete));
        row.getStyleClass().add("wrap");
        row.disableProperty().bind(busy().or(model.selectedProperty().isNull()));
        return row;
    }
}
