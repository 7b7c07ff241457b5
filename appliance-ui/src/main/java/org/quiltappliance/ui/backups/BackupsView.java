package org.quiltappliance.ui.backups;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.backup.Verification.Depth;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.controls.DataTable;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.PageHead;
import org.quiltappliance.ui.controls.Refreshable;
import org.quiltappliance.ui.controls.Skeleton;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** Page Backups. */
public final class BackupsView extends VBox implements Refreshable {

    private final BackupsViewModel model;
    private final Texts texts;
    private final ColumnWidths widths;

    /**
     * Asks where a file goes or comes from, and which folder; nothing when people change their mind.
     *
     * @param open shows the folder of the backups in the system's file viewer
     */
    public record Files(
            Supplier<Optional<Path>> toSave,
            Supplier<Optional<Path>> toOpen,
            Supplier<Optional<Path>> folder,
            Runnable open) {}

    public BackupsView(BackupsViewModel model, Texts texts, Files files, ColumnWidths widths) {
        this.widths = widths;
        this.model = model;
        this.texts = texts;
        var now = button("bak-now", "backups.now", model::backUp);
        now.setGraphic(Icons.SAVE.node());
        now.disableProperty().bind(busy());
        var table = table();
        var list = Skeleton.over(table, model.loading(), Skeleton.Shape.TABLE, texts);
        var details = Nodes.label(model.details(), "secondary");
        details.setId("bak-details");
        details.setWrapText(true);
        Nodes.showWhen(details, model.details().map(text -> !text.isEmpty()));
        var plan = new PlanView(model, texts, files.folder(), files.open());
        var body = new VBox(plan, warning(), problem(), list, details, actions(files));
        body.getStyleClass().add("page");
        VBox.setVgrow(body, Priority.ALWAYS);
        var secrets = button("bak-now-secrets", "backups.secrets", model::backUpWithSecrets);
        secrets.disableProperty().bind(busy());
        getChildren().addAll(new PageHead(texts.of("page.backups"), secrets, now), body);
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

    private DataTable<BackupRow> table() {
        var table = new DataTable<>("bak-table", model.rows(), widths, texts.of("backups.empty"))
                .of(texts.of("page.backups"))
                .with("when", title("when"), 130, model::time, Comparator.comparing(BackupRow::when))
                .with("size", title("size"), 135, model::size, Comparator.comparingLong(BackupRow::bytes))
                .with(
                        "packages",
                        title("packages"),
                        105,
                        row -> texts.formats().count(row.packages()),
                        Comparator.comparingLong(BackupRow::packages))
                .with("state", title("state"), 95, model::state)
                .with("verified", title("verified"), 150, model::verified);
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((watched, before, row) -> model.selectedProperty().set(row));
        return table;
    }

    private String title(String what) {
        return texts.of("backups.column." + what);
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
        var take = button(
                "bak-import", "backups.import", () -> files.toOpen().get().ifPresent(model::importFile));
        take.disableProperty().bind(busy());
        var both = new HBox(row, take);
        both.getStyleClass().add("row");
        HBox.setHgrow(row, Priority.ALWAYS);
        return both;
    }

    @Override
    public void refresh() {
        model.refresh();
    }
}
