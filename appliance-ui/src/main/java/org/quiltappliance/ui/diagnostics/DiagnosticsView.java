package org.quiltappliance.ui.diagnostics;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.ui.controls.CheckRow;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.PageHead;
import org.quiltappliance.ui.controls.Panel;
import org.quiltappliance.ui.controls.Refreshable;
import org.quiltappliance.ui.controls.Skeleton;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** Page Diagnostics. */
public final class DiagnosticsView extends VBox implements Refreshable {

    private final DiagnosticsViewModel model;
    private final Texts texts;

    /**
     * What the page needs of the desktop.
     *
     * @param chooseFile asks where the archive goes; nothing when people change their mind
     * @param folders opens a folder in the system's file viewer, by the last part of its id
     * @param about the program and what it runs on, a line each
     * @param licences shows what the program is made of
     */
    public record Desktop(
            Supplier<Optional<Path>> chooseFile, Function<String, Runnable> folders, String about, Runnable licences) {}

    public DiagnosticsView(DiagnosticsViewModel model, Texts texts, Desktop desktop) {
        this.model = model;
        this.texts = texts;
        var run = new Button(texts.of("diagnostics.run"), Icons.RETRY.node());
        run.setId("dia-run");
        run.disableProperty().bind(model.mayCheck().not());
        var later = Nodes.label(texts.of("diagnostics.later"), "hint");
        later.setId("dia-later");
        later.setWrapText(true);
        Nodes.showWhen(later, model.isBetween());
        run.setOnAction(pressed -> model.check());
        var said = Nodes.label(model.saidProperty(), "secondary");
        said.setId("dia-said");
        said.setWrapText(true);
        Nodes.showWhen(said, model.saidProperty().isNotEmpty());
        var body = new VBox(later, checks(), said, archive(desktop), places(desktop));
        body.getStyleClass().add("page");
        getChildren().addAll(new PageHead(texts.of("page.diagnostics"), run), body);
    }

    private Node checks() {
        var list = new VBox();
        InvalidationListener show = changed -> {
            list.getChildren().setAll(model.results().stream().map(this::row).toList());
            if (model.results().isEmpty()) {
                list.getChildren().add(Nodes.label(texts.of("diagnostics.none"), "secondary"));
            }
        };
        model.results().addListener(show);
        show.invalidated(model.results());
        var panel = new VBox(Skeleton.over(list, model.loading(), Skeleton.Shape.LINES, texts));
        panel.getStyleClass().add("panel");
        list.getStyleClass().add("checks");
        return panel;
    }

    private Node row(CheckResult result) {
        var row = new CheckRow("dia-check-", result, result.detail(), texts);
        result.problem()
                .flatMap(problem -> problem.fixes().stream().findFirst())
                .ifPresent(fix -> row.getChildren()
                        .add(Nodes.button(
                                "dia-fix-" + result.id().toLowerCase(Locale.ROOT),
                                fix.text(),
                                () -> model.apply(fix))));
        return row;
    }

    private Node archive(Desktop desktop) {
        var text = Nodes.label(texts.of("diagnostics.archive.text"), "secondary");
        text.setWrapText(true);
        var anonymous = new CheckBox(texts.of("diagnostics.anonymous"));
        anonymous.setId("dia-anon");
        anonymous.setWrapText(true);
        anonymous.selectedProperty().bindBidirectional(model.anonymousProperty());
        var save = new Button(texts.of("diagnostics.save"), Icons.SAVE.node());
        save.setId("dia-save");
        save.setMinWidth(USE_PREF_SIZE);
        save.disableProperty().bind(model.savingProperty());
        save.setOnAction(pressed -> desktop.chooseFile().get().ifPresent(model::save));
        var preview = Nodes.button("dia-preview", texts.of("diagnostics.preview"), model::preview);
        preview.disableProperty().bind(model.savingProperty());
        var row = new HBox(anonymous, Nodes.filler(), preview, save);
        row.getStyleClass().add("row");
        return new Panel(texts.of("diagnostics.archive"), text, row);
    }

    private Node places(Desktop desktop) {
        var folders = new FlowPane();
        folders.getStyleClass().add("wrap");
        for (String folder : List.of("home", "logs", "backups")) {
            var open = new Button(texts.of("diagnostics.open." + folder), Icons.FOLDER.node());
            open.setId("dia-open-" + folder);
            open.setOnAction(pressed -> desktop.folders().apply(folder).run());
            folders.getChildren().add(open);
        }
        var about = Nodes.label(desktop.about(), "hint");
        about.setId("dia-about");
        about.setWrapText(true);
        var licences = Nodes.button("dia-licences", texts.of("diagnostics.licences"), desktop.licences());
        var line = new HBox(about, Nodes.filler(), licences);
        line.getStyleClass().add("row");
        return new Panel(texts.of("diagnostics.places"), folders, line);
    }

    @Override
    public void refresh() {
        model.check();
    }
}
