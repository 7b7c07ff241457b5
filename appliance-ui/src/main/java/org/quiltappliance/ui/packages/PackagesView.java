package org.quiltappliance.ui.packages;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.inventory.PackageLine;
import org.quiltappliance.server.inventory.PackageQuery.Order;
import org.quiltappliance.server.inventory.Reach;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.controls.DataTable;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.PageHead;
import org.quiltappliance.ui.controls.Refreshable;
import org.quiltappliance.ui.controls.Skeleton;
import org.quiltappliance.ui.controls.WordBox;
import org.quiltappliance.ui.state.PagedList;
import org.quiltappliance.ui.state.PagedList.Slot;
import org.quiltappliance.ui.text.Texts;

/** Page Packages. */
public final class PackagesView extends VBox implements Refreshable {

    private static final double DETAIL_WIDTH = 320;
    private static final double ROW_HEIGHT = 36;

    /** What a narrow table gives up, in that order: the detail of a package tells it, too. */
    private static final List<Order> FIRST_TO_GO =
            List.of(Order.PUSHED_BY, Order.FILES, Order.REVISIONS, Order.REACH, Order.LATEST);

    /** What the frame of a table takes of its width. */
    private static final double FRAME = 20;

    private final PackagesViewModel model;
    private final Texts texts;
    private final ColumnWidths widths;

    public PackagesView(PackagesViewModel model, Texts texts, ColumnWidths widths) {
        this.model = model;
        this.texts = texts;
        this.widths = widths;
        var problem = Nodes.label(model.problemProperty(), "problem");
        problem.setWrapText(true);
        Nodes.showWhen(problem, model.problemProperty().isNotEmpty());
        var table = table();
        var list = Skeleton.over(table, model.loading(), Skeleton.Shape.TABLE, texts);
        HBox.setHgrow(list, Priority.ALWAYS);
        var detail = new PackageDetailView(model, texts);
        detail.setMinWidth(DETAIL_WIDTH);
        detail.setPrefWidth(DETAIL_WIDTH);
        detail.setMaxWidth(DETAIL_WIDTH);
        Nodes.showWhen(detail, model.detailProperty().map(Optional::isPresent));
        var both = new HBox(16, list, detail);
        both.setPrefHeight(380);
        VBox.setVgrow(both, Priority.ALWAYS);
        var body = new VBox(filters(), problem, both);
        body.getStyleClass().add("page");
        VBox.setVgrow(body, Priority.ALWAYS);
        Nodes.showWhen(body, model.isUp());
        var rest = Nodes.label(model.restText(), "secondary");
        rest.setWrapText(true);
        rest.setMaxWidth(480);
        var empty = new VBox(rest);
        empty.setId("pkg-rest");
        empty.getStyleClass().add("empty");
        Nodes.showWhen(empty, model.isUp().map(up -> !up));
        getChildren().addAll(new PageHead(texts.of("page.packages")), body, empty);
        sceneProperty().addListener((watched, before, now) -> model.setShown(now != null));
    }

    private Node filters() {
        var filter = new TextField();
        filter.setId("pkg-filter");
        filter.getStyleClass().add("page-filter");
        filter.setPromptText(texts.of("packages.filter"));
        filter.setAccessibleText(texts.of("packages.filter"));
        filter.setMinWidth(140);
        filter.setMaxWidth(260);
        HBox.setHgrow(filter, Priority.ALWAYS);
        filter.textProperty().bindBidirectional(model.filterProperty());
        var owner = new WordBox<Optional<String>>(
                "pkg-owner", texts.of("packages.owner"), name -> name.orElse(texts.of("packages.owner.all")), texts);
        owner.setItems(model.owners());
        owner.valueProperty().bindBidirectional(model.ownerProperty());
        var reach = new WordBox<Optional<Reach>>(
                "pkg-visibility",
                texts.of("packages.reach"),
                which -> which.map(model::name).orElse(texts.of("packages.reach.all")),
                texts);
        reach.getItems().add(Optional.empty());
        Stream.of(Reach.values()).map(Optional::of).forEach(reach.getItems()::add);
        reach.valueProperty().bindBidirectional(model.reachProperty());
        var count = Nodes.label(model.countProperty(), "hint");
        count.setId("pkg-count");
        count.setMinWidth(USE_PREF_SIZE);
        var row = new HBox(filter, labelled("packages.owner", owner), labelled("packages.reach", reach), count);
        row.getStyleClass().add("row");
        return row;
    }

    private Node labelled(String key, WordBox<?> box) {
        var label = Nodes.label(texts.of(key), "secondary");
        label.setLabelFor(box);
        label.setMinWidth(USE_PREF_SIZE);
        box.setPrefWidth(118);
        var pair = new HBox(label, box);
        pair.getStyleClass().add("row");
        return pair;
    }

    private DataTable<Slot<PackageLine>> table() {
        var table = DataTable.sortedBySource("pkg-table", model.rows(), widths, this::sort)
                .of(texts.of("page.packages"))
                .neverNarrower();
        add(table, Order.NAME, 190, PackageLine::path);
        add(table, Order.REVISIONS, 90, model::revisions);
        add(table, Order.LATEST, 135, model::latest);
        add(table, Order.BYTES, 85, model::size);
        add(table, Order.FILES, 65, model::files);
        add(table, Order.REACH, 105, model::reach);
        add(table, Order.PUSHED_BY, 90, PackageLine::pushedBy);
        var placeholder = Nodes.label("", "secondary");
        placeholder.setWrapText(true);
        placeholder
                .textProperty()
                .bind(Bindings.createStringBinding(
                        this::emptyText,
                        model.rows(),
                        model.problemProperty(),
                        model.filterProperty(),
                        model.ownerProperty(),
                        model.reachProperty()));
        placeholder.setMaxWidth(400);
        var nothing = new VBox(placeholder);
        nothing.getStyleClass().add("empty");
        table.setPlaceholder(nothing);
        table.setFixedCellSize(ROW_HEIGHT);
        table.getSelectionModel().selectedItemProperty().addListener((watched, before, slot) -> {
            if (slot != null) {
                slot.row().ifPresent(model::select);
            }
        });
        model.detailProperty().addListener((watched, before, now) -> {
            if (now.isEmpty()) {
                table.getSelectionModel().clearSelection();
            }
        });
        model.rows().addListener((ListChangeListener<Slot<PackageLine>>) changed -> mark(table));
        table.widthProperty().addListener((watched, before, now) -> fit(table));
        return table;
    }

    /** What is looked at stays marked when rows come anew, if it is among the first. */
    private void mark(TableView<Slot<PackageLine>> table) {
        table.refresh();
        var path = model.selectedPath();
        for (int i = 0;
                path.isPresent() && i < Math.min(PagedList.PAGE, model.rows().size());
                i++) {
            if (model.rows().get(i).row().map(PackageLine::path).equals(path)) {
                table.getSelectionModel().clearAndSelect(i);
                return;
            }
        }
    }

    /** Where nothing is known, nothing is said to be missing. */
    private String emptyText() {
        if (!model.problemProperty().get().isEmpty()) {
            return "";
        }
        return texts.of(model.isNarrowed() ? "packages.nothing-fits" : "packages.empty");
    }

    private void sort(TableView<Slot<PackageLine>> table) {
        table.getSortOrder().stream()
                .findFirst()
                .ifPresentOrElse(
                        column ->
                                model.sort(Order.valueOf(column.getId()), column.getSortType() == SortType.DESCENDING),
                        () -> model.sort(Order.NAME, false));
    }

    private void add(
            DataTable<Slot<PackageLine>> table, Order order, double width, Function<PackageLine, String> words) {
        table.with(
                order.name(),
                texts.of("packages.column." + order),
                width,
                slot -> slot.row().map(words).orElse(texts.of("packages.loading")));
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    /** Shows as many columns as have room. */
    private static void fit(TableView<?> table) {
        double room = table.getWidth() - FRAME;
        double needed = table.getColumns().stream()
                .mapToDouble(TableColumn::getMinWidth)
                .sum();
        for (Order order : FIRST_TO_GO) {
            for (TableColumn<?, ?> column : table.getColumns()) {
                if (column.getId().equals(order.name())) {
                    column.setVisible(needed <= room);
                    needed -= needed <= room ? 0 : column.getMinWidth();
                }
            }
        }
    }
}
