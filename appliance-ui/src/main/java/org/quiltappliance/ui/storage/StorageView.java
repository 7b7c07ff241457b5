package org.quiltappliance.ui.storage;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.ContainerService.ImageState;
import org.quiltappliance.server.VolumeState;
import org.quiltappliance.server.inventory.Room;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.controls.DataTable;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.PageHead;
import org.quiltappliance.ui.controls.Panel;
import org.quiltappliance.ui.controls.Refreshable;
import org.quiltappliance.ui.controls.Skeleton;
import org.quiltappliance.ui.state.Loading;
import org.quiltappliance.ui.storage.StorageViewModel.Largest;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** Page Storage. */
public final class StorageView extends VBox implements Refreshable {

    private static final PseudoClass TIGHT = PseudoClass.getPseudoClass("tight");
    private static final double MUCH = 0.95;
    private static final double NAME_WIDTH = 90;
    private static final double ROW_HEIGHT = 36;
    private static final double HEADER_HEIGHT = 42;

    /** Asks where files are or go. */
    public record Files(Supplier<Optional<Path>> toSave, Supplier<Optional<Path>> toOpen) {}

    private final StorageViewModel model;
    private final Texts texts;
    private final ColumnWidths widths;

    public StorageView(StorageViewModel model, Texts texts, Files files, ColumnWidths widths) {
        this.model = model;
        this.texts = texts;
        this.widths = widths;
        var containers = new VBox(volumes(), images(files));
        containers.getStyleClass().add("panels");
        Nodes.showWhen(containers, model.isWithoutContainers().map(none -> !none));
        var none = Nodes.label(model.withoutContainers(), "secondary");
        none.setId("sto-no-containers");
        none.setWrapText(true);
        Nodes.showWhen(none, model.isWithoutContainers());
        var page = new VBox(
                problem(model.problemProperty()),
                places(),
                orphans(),
                largest(),
                awaited(new VBox(containers, none), model.askingEngine(), Skeleton.Shape.FORM));
        page.getStyleClass().add("page");
        getChildren().addAll(new PageHead(texts.of("page.storage")), page);
        sceneProperty().addListener((watched, before, now) -> model.setShown(now != null));
    }

    private Node awaited(Node content, Loading loading, Skeleton.Shape shape) {
        return Skeleton.over(content, loading, shape, texts);
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    private static Label problem(ObservableValue<String> words) {
        var problem = Nodes.label(words, "problem");
        problem.setWrapText(true);
        Nodes.showWhen(problem, words.map(text -> !text.isEmpty()));
        return problem;
    }

    private Node places() {
        var grid = new GridPane();
        grid.getStyleClass().add("places");
        var names = new ColumnConstraints();
        names.setMinWidth(NAME_WIDTH);
        var places = new ColumnConstraints();
        places.setHgrow(Priority.ALWAYS);
        places.setFillWidth(true);
        var sizes = new ColumnConstraints();
        sizes.setMinWidth(USE_PREF_SIZE);
        grid.getColumnConstraints().addAll(names, places, sizes);
        place(grid, 0, "storage.database", "sto-db", model.database(), model.databaseSize());
        place(grid, 1, "storage.store", "sto-store", model.store(), model.storeSize());
        grid.add(name("storage.disk.name"), 0, 2);
        grid.add(disk(), 1, 2, 2, 1);
        grid.getChildren().forEach(node -> GridPane.setValignment(node, VPos.TOP));
        var asOf = Nodes.label(model.asOf(), "hint");
        asOf.setId("sto-as-of");
        asOf.setWrapText(true);
        Nodes.showWhen(asOf, model.asOf().map(text -> !text.isEmpty()));
        return new Panel(texts.of("storage.places"), awaited(grid, model.measuring(), Skeleton.Shape.LINES), asOf);
    }

    private Label name(String key) {
        var name = Nodes.label(texts.of(key), "strong");
        name.setMinWidth(USE_PREF_SIZE);
        return name;
    }

    private void place(
            GridPane grid,
            int row,
            String key,
            String id,
            ObservableValue<String> where,
            ObservableValue<String> size) {
        var place = Nodes.label(where);
        place.setId(id);
        place.setWrapText(true);
        var bytes = Nodes.label(size, "secondary");
        bytes.setId(id + "-size");
        bytes.setMinWidth(USE_PREF_SIZE);
        grid.add(name(key), 0, row);
        grid.add(place, 1, row);
        grid.add(bytes, 2, row);
    }

    private Node disk() {
        var free = Nodes.label(model.disk());
        free.setId("sto-disk");
        free.setWrapText(true);
        var bar = new ProgressBar();
        bar.setId("sto-disk-bar");
        bar.setMaxWidth(Double.MAX_VALUE);
        Nodes.follow(model.diskUse(), use -> {
            bar.setProgress(use.orElse(0.0));
            bar.pseudoClassStateChanged(TIGHT, use.filter(share -> share > MUCH).isPresent());
        });
        bar.accessibleTextProperty().bind(free.textProperty());
        Nodes.showWhen(bar, model.diskUse().map(Optional::isPresent));
        var growth = Nodes.label(model.growth(), "hint");
        growth.setId("sto-growth");
        growth.setWrapText(true);
        return new VBox(6, free, bar, growth);
    }

    private Node orphans() {
        var words = Nodes.label(model.orphans());
        words.setId("sto-orphans");
        words.setWrapText(true);
        var clean = Nodes.button("sto-cleanup", texts.of("storage.clean.ask"), model::cleanUp);
        var trash = Nodes.button("sto-trash", texts.of("storage.trash.empty"), model::emptyTrash);
        Nodes.follow(model.mayCleanUp(), may -> {
            clean.setDisable(!may);
            trash.setDisable(!may);
        });
        var buttons = new FlowPane(clean, trash);
        buttons.getStyleClass().add("wrap");
        return new Panel(texts.of("storage.orphans.title"), words, buttons);
    }

    private Node largest() {
        var table = new DataTable<>("sto-top", model.largest(), widths, texts.of("storage.top.empty"))
                .of(texts.of("storage.top"))
                .neverNarrower()
                .with("name", texts.of("storage.top.name"), 240, Room::name, Comparator.comparing(Room::name))
                .with("size", texts.of("storage.top.size"), 110, model::size, Comparator.comparingLong(Room::bytes))
                .with("files", texts.of("storage.top.files"), 90, model::files, Comparator.comparingLong(Room::files))
                .with(
                        "packages",
                        texts.of("storage.top.packages"),
                        100,
                        model::packages,
                        Comparator.comparingLong(Room::packages));
        table.setPrefHeight(5 * ROW_HEIGHT + HEADER_HEIGHT);
        table.setFixedCellSize(ROW_HEIGHT);
        // A package is one.
        var packages = table.getColumns().get(table.getColumns().size() - 1);
        Nodes.follow(model.largestProperty(), kind -> packages.setVisible(kind == Largest.OWNERS));
        var group = new ToggleGroup();
        var choices = new HBox(
                choice(group, Largest.PACKAGES, "sto-top-packages"), choice(group, Largest.OWNERS, "sto-top-owners"));
        choices.getStyleClass().add("row");
        return new Panel(texts.of("storage.top"), awaited(table, model.measuring(), Skeleton.Shape.TABLE))
                .with(choices);
    }

    private ToggleButton choice(ToggleGroup group, Largest which, String id) {
        var choice = new ToggleButton(texts.of("storage.top." + which));
        choice.setId(id);
        choice.setMinWidth(USE_PREF_SIZE);
        choice.setToggleGroup(group);
        choice.setSelected(model.largestProperty().get() == which);
        choice.setOnAction(chosen -> {
            // One of them always holds.
            choice.setSelected(true);
            model.largestProperty().set(which);
        });
        return choice;
    }

    private Node volumes() {
        var table = new DataTable<>("sto-volumes", model.volumes(), widths, texts.of("storage.volume.empty"))
                .of(texts.of("storage.volumes"))
                .neverNarrower()
                .with(
                        "name",
                        texts.of("storage.volume.name"),
                        270,
                        VolumeState::name,
                        Comparator.comparing(VolumeState::name))
                .with("state", texts.of("storage.volume.state"), 100, model::state)
                .with(
                        "size",
                        texts.of("storage.volume.size"),
                        80,
                        model::size,
                        Comparator.comparingLong(volume -> volume.bytes().orElse(-1)))
                .with(
                        "made",
                        texts.of("storage.volume.made"),
                        95,
                        model::made,
                        Comparator.comparing(VolumeState::created));
        table.setPrefHeight(3.5 * ROW_HEIGHT + HEADER_HEIGHT);
        table.setFixedCellSize(ROW_HEIGHT);
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (watched, before, volume) -> model.selectedProperty().set(volume));
        var back = Nodes.button("sto-vol-back", texts.of("storage.volume.back.ask"), model::useVolume);
        var remove = Nodes.button("sto-vol-remove", texts.of("storage.volume.remove.ask"), model::removeVolume);
        var may = model.mayChange();
        var fit = Bindings.createBooleanBinding(
                () -> may.getValue() && model.selectedProperty().get() != null, may, model.selectedProperty());
        remove.disableProperty().bind(fit.not());
        back.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> {
                            VolumeState volume = model.selectedProperty().get();
                            return !fit.get()
                                    || volume == null
                                    || volume.supersededBy().isEmpty();
                        },
                        fit,
                        model.selectedProperty()));
        var backup = Nodes.label(model.backupText(), "secondary");
        backup.setId("sto-backup");
        backup.setWrapText(true);
        var stop = hint("storage.volume.stop-first");
        Nodes.showWhen(stop, may.map(possible -> !possible));
        var buttons = new HBox(back, Nodes.filler(), remove);
        buttons.getStyleClass().add("row");
        return new Panel(
                texts.of("storage.volumes"), problem(model.engineProblemProperty()), table, backup, stop, buttons);
    }

    private Label hint(String key) {
        var hint = Nodes.label(texts.of(key), "hint");
        hint.setWrapText(true);
        return hint;
    }

    private Node images(Files files) {
        var list = new VBox();
        list.setId("sto-images");
        list.getStyleClass().add("images");
        Nodes.follow(
                model.imagesProperty(),
                now -> list.getChildren().setAll(now.stream().map(this::image).toList()));
        var load = Nodes.button(
                "sto-img-load",
                texts.of("storage.images.load"),
                () -> files.toOpen().get().ifPresent(model::loadImages));
        var save = Nodes.button(
                "sto-img-save",
                texts.of("storage.images.save"),
                () -> files.toSave().get().ifPresent(model::saveImages));
        var change = Nodes.button("sto-img-change", texts.of("storage.images.change.ask"), model::changeImage);
        Nodes.follow(model.mayCarry(), may -> {
            load.setDisable(!may);
            save.setDisable(!may);
        });
        Nodes.follow(model.mayChange(), may -> change.setDisable(!may));
        var buttons = new FlowPane(load, save, change);
        buttons.getStyleClass().add("wrap");
        var panel = new Panel(texts.of("storage.images"), list, buttons);
        Nodes.showWhen(panel, model.imagesProperty().map(now -> !now.isEmpty()));
        return panel;
    }

    private Node image(ImageState image) {
        var icon = (image.here() ? Icons.RUNNING : Icons.DEGRADED).node(image.here() ? "ok" : "warn");
        var role = Nodes.label(model.role(image), "strong");
        role.setMinWidth(NAME_WIDTH);
        var reference = Nodes.label(image.reference(), "mono");
        reference.setTooltip(new javafx.scene.control.Tooltip(image.reference()));
        var state = Nodes.label(model.state(image), "secondary");
        state.setMinWidth(USE_PREF_SIZE);
        var row = new HBox(icon, role, reference, Nodes.filler(), state);
        row.getStyleClass().add("row");
        return row;
    }
}
