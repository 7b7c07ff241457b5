package org.quiltappliance.ui.overview;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.monitoring.HistoryPoint;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.controls.CopyButton;
import org.quiltappliance.ui.controls.DataTable;
import org.quiltappliance.ui.controls.FailureCard;
import org.quiltappliance.ui.controls.Figure;
import org.quiltappliance.ui.controls.HealthMark;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.PageHead;
import org.quiltappliance.ui.controls.Panel;
import org.quiltappliance.ui.controls.Refreshable;
import org.quiltappliance.ui.controls.Selectable;
import org.quiltappliance.ui.controls.Sparkline;
import org.quiltappliance.ui.controls.StepList;
import org.quiltappliance.ui.overview.MetricsViewModel.Range;
import org.quiltappliance.ui.overview.OverviewViewModel.Body;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;
import org.quiltappliance.ui.theme.Mark;

/** The first page. */
public final class OverviewView extends VBox implements Refreshable {

    private final OverviewViewModel model;
    private final MetricsViewModel metrics;
    private final Texts texts;
    private final Consumer<String> browse;
    private final ColumnWidths widths;

    /** @param browse opens an address in the browser */
    public OverviewView(
            OverviewViewModel model,
            MetricsViewModel metrics,
            Texts texts,
            Consumer<String> browse,
            ColumnWidths widths) {
        this.widths = widths;
        this.model = model;
        this.metrics = metrics;
        this.texts = texts;
        this.browse = browse;
        var restart = new Button(texts.of("overview.restart"), Icons.RESTART.node());
        restart.setId("ov-restart");
        restart.setOnAction(pressed -> model.restart());
        Nodes.showWhen(restart, model.isUp());
        var bodies = new EnumMap<Body, Node>(Map.of(
                Body.STOPPED, stopped(),
                Body.STARTING, starting(),
                Body.RUNNING, running(),
                Body.STOPPING, stopping(),
                Body.FAILED, failed()));
        var body = new StackPane();
        body.getStyleClass().add("page");
        Nodes.follow(model.body(), now -> body.getChildren().setAll(bodies.get(now)));
        getChildren().addAll(new PageHead(texts.of("page.overview"), restart), body);
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

    // --- Running ---

    private Node running() {
        var body = new VBox(16, troubles(), addresses(), components(), traffic(), amounts(), place());
        body.setFillWidth(true);
        return body;
    }

    private Node troubles() {
        var cards = new VBox(16);
        cards.setId("ov-troubles");
        Nodes.follow(model.troubles(), present -> {
            cards.getChildren()
                    .setAll(present.stream()
                            .map(problem ->
                                    new FailureCard("ov-trouble-" + problem.code(), problem, texts, model::apply))
                            .toList());
            Nodes.show(cards, !present.isEmpty());
        });
        return cards;
    }

    private Node addresses() {
        var registryCopy = new CopyButton(texts, () -> model.registryUrl().getValue());
        registryCopy.setId("ov-registry-copy");
        var share = Nodes.button("ov-share", texts.of("overview.share"), model::share);
        var registryUrl = address(model.registryUrl(), "ov-registry-url");
        var registry = new Panel(texts.of("overview.registry"), registryUrl, hint(model.reach(), "ov-reach"))
                .naming(registryUrl)
                .with(registryCopy, share);
        var catalogCopy = new CopyButton(texts, () -> model.catalogUrl().getValue());
        catalogCopy.setId("ov-catalog-copy");
        var open = new Button(texts.of("overview.open"), Icons.OPEN.node());
        open.setId("ov-catalog-open");
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setOnAction(pressed -> browse.accept(model.catalogUrl().getValue()));
        var catalogUrl = address(model.catalogUrl(), "ov-catalog-url");
        var catalog = new Panel(texts.of("overview.catalog"), catalogUrl, hint(model.uptime(), "ov-uptime"))
                .naming(catalogUrl)
                .with(catalogCopy, open);
        var both = halves();
        both.add(registry, 0, 0);
        both.add(catalog, 1, 0);
        return both;
    }

    private static Node address(ObservableValue<String> url, String id) {
        var address = new Selectable(url, "mono");
        address.setId(id);
        return address;
    }

    private static Node hint(ObservableValue<String> text, String id) {
        var hint = Nodes.label(text, "hint");
        hint.setId(id);
        hint.setWrapText(true);
        return hint;
    }

    private static HBox row(Node... nodes) {
        var row = new HBox(nodes);
        row.getStyleClass().add("row");
        return row;
    }

    /** Two columns, equally wide. */
    private static GridPane halves() {
        var grid = new GridPane();
        grid.setHgap(16);
        grid.setVgap(10);
        var half = new ColumnConstraints();
        half.setPercentWidth(50);
        grid.getColumnConstraints().addAll(half, half);
        return grid;
    }

    private Node components() {
        var grid = halves();
        int place = 0;
        for (Part part : Part.values()) {
            String word = part.name().toLowerCase(Locale.ROOT);
            var mark = new HealthMark(
                    model.name(part), model.health(part), model.about(part), texts, () -> model.open(part));
            mark.setId("ov-comp-" + word);
            grid.add(mark, place % 2, place / 2);
            place++;
        }
        return new Panel(texts.of("overview.components"), grid);
    }

    private Node traffic() {
        var chart = new Sparkline(metrics.requestsChart());
        chart.setId("ov-rps-chart");
        chart.accessibleTextProperty().bind(metrics.chartWords());
        var chartWords = hint(metrics.chartWords(), "ov-rps-chart-words");
        var drawn = new VBox(2, chart, chartWords);
        HBox.setHgrow(drawn, Priority.ALWAYS);
        var figures = new HBox(
                24,
                new Figure(texts.of("metrics.rps"), metrics.requestsPerSecond()).named("ov-rps"),
                new Figure(texts.of("metrics.p50"), metrics.p50()).named("ov-p50"),
                new Figure(texts.of("metrics.p95"), metrics.p95()).named("ov-p95"),
                new Figure(texts.of("metrics.p99"), metrics.p99()).named("ov-p99"),
                drawn);
        figures.setAlignment(Pos.CENTER_LEFT);
        var facts = halves();
        fact(facts, 0, "errors", metrics.errors(), "ov-err-rate");
        fact(facts, 1, "throughput", metrics.throughput(), "ov-throughput");
        fact(facts, 2, "open", metrics.open(), "ov-open");
        fact(facts, 3, "heap", metrics.heap(), "ov-heap");
        fact(facts, 4, "pool", metrics.pool(), "ov-pool");
        fact(facts, 5, "disk", metrics.disk(), "ov-disk");
        var table = new ToggleButton(texts.of("metrics.as-table"));
        table.setId("ov-history");
        table.setMinWidth(Region.USE_PREF_SIZE);
        var history = new VBox();
        // Made when it is wanted: nobody pays for rows that nobody sees.
        Nodes.follow(table.selectedProperty(), wanted -> {
            history.getChildren().clear();
            if (wanted) {
                history.getChildren().add(history());
            }
            Nodes.show(history, wanted);
        });
        return new Panel(texts.of("metrics.title"), figures, facts, history).with(ranges(), table);
    }

    private Node ranges() {
        var group = new ToggleGroup();
        var both = new HBox();
        both.getStyleClass().add("segments");
        for (Range range : Range.values()) {
            var one = new ToggleButton(texts.of("metrics.range." + range));
            one.setId("ov-range-" + range.name().toLowerCase(Locale.ROOT));
            one.setMinWidth(Region.USE_PREF_SIZE);
            one.setToggleGroup(group);
            one.setSelected(metrics.rangeProperty().get() == range);
            one.setOnAction(chosen -> {
                metrics.rangeProperty().set(range);
                // One of them always is.
                one.setSelected(true);
            });
            both.getChildren().add(one);
        }
        return both;
    }

    /** The chart as a table ({@code control-panel.md} UI-4). */
    private Node history() {
        var rows = FXCollections.<HistoryPoint>observableArrayList();
        var shown = metrics.history();
        var table = new DataTable<>("ov-history-table", rows, widths, texts.of("metrics.history.empty"))
                .of(texts.of("metrics.title"))
                .with(
                        "time",
                        texts.of("metrics.history.time"),
                        140,
                        metrics::time,
                        Comparator.comparing(HistoryPoint::at))
                .with(
                        "rps",
                        texts.of("metrics.rps"),
                        125,
                        metrics::requests,
                        Comparator.comparingDouble(HistoryPoint::requestsPerSecond))
                .with(
                        "p95",
                        texts.of("metrics.p95"),
                        130,
                        metrics::p95,
                        Comparator.comparing(point -> point.registry().p95()))
                .with(
                        "errors",
                        texts.of("metrics.label.errors"),
                        160,
                        metrics::errors,
                        Comparator.comparingDouble(HistoryPoint::serverErrorsPerMinute))
                .with(
                        "heap",
                        texts.of("metrics.label.heap"),
                        90,
                        metrics::heap,
                        Comparator.comparingDouble(HistoryPoint::heapUsed))
                .choosingSeveral();
        rows.setAll(shown.getValue());
        ChangeListener<List<HistoryPoint>> follow = (watched, before, now) -> {
            if (!before.equals(now)) {
                rows.setAll(now);
            }
        };
        shown.addListener(follow);
        table.sceneProperty().addListener((watched, before, now) -> {
            if (now == null) {
                shown.removeListener(follow);
            }
        });
        return table;
    }

    private void fact(GridPane grid, int place, String what, ObservableValue<String> value, String id) {
        var name = Nodes.label(texts.of("metrics.label." + what), "hint");
        name.setMinWidth(112);
        var words = Nodes.label(value, "secondary");
        words.setId(id);
        words.setWrapText(true);
        grid.add(row(name, words), place % 2, place / 2);
    }

    private Node amounts() {
        var row = new HBox(
                40,
                new Figure(texts.of("overview.packages"), model.packages()).named("ov-packages"),
                new Figure(texts.of("overview.revisions"), model.revisions()).named("ov-revisions"),
                new Figure(texts.of("overview.objects"), model.objects()).named("ov-objects"),
                new Figure(texts.of("overview.bytes"), model.bytes()).named("ov-bytes"),
                new Figure(texts.of("overview.users"), model.users()).named("ov-users"));
        return new Panel(texts.of("overview.stored"), row);
    }

    private Node place() {
        var location = Nodes.label(model.location());
        location.setId("ov-data-place");
        location.setWrapText(true);
        var mode = Nodes.label(model.mode(), "hint");
        mode.setWrapText(true);
        var backup = Nodes.label(model.lastBackupProperty(), "hint");
        backup.setId("ov-last-backup");
        backup.setWrapText(true);
        var storage = Nodes.button("ov-storage", texts.of("overview.storage"), model::openStorage);
        var change = modeSwitch();
        return new Panel(texts.of("overview.place"), location, mode, backup).with(storage, change);
    }

    // --- Starting, stopping ---

    private Node starting() {
        var cancel = new Button(texts.of("overview.cancel"));
        cancel.setId("ov-cancel");
        cancel.setOnAction(pressed -> model.cancelStart());
        var elapsed = Nodes.label(model.elapsed(), "mono", "secondary");
        elapsed.setId("ov-step-elapsed");
        var head = row(Nodes.label(model.startLine(), "section"), Nodes.filler(), elapsed, cancel);
        var panel = new VBox(head, new StepList(model.steps(), texts), stepDetails());
        panel.getStyleClass().add("panel");
        return top(panel, planned());
    }

    /** Opens by itself when a step takes too long (LC-5). */
    private Node stepDetails() {
        var lines = new ListView<>(model.stepLog().lines());
        lines.setId("ov-step-log");
        lines.setAccessibleText(texts.of("overview.step.details"));
        lines.getStyleClass().add("mono");
        lines.setFixedCellSize(22);
        lines.setPrefHeight(22 * 8);
        lines.setPlaceholder(Nodes.label(texts.of("overview.step.silent"), "secondary"));
        model.stepLog().lines().addListener((InvalidationListener)
                changed -> lines.scrollTo(model.stepLog().lines().size() - 1));
        var details = new TitledPane(texts.of("overview.step.details"), lines);
        details.setId("ov-step-details");
        details.setAnimated(false);
        details.setExpanded(false);
        InvalidationListener look =
                changed -> model.stepLog().setSeen(details.isExpanded() && details.getScene() != null);
        details.expandedProperty().addListener(look);
        details.sceneProperty().addListener(look);
        Nodes.follow(model.isSlow(), slow -> {
            if (slow) {
                details.setExpanded(true);
            }
        });
        return details;
    }

    private Node stopping() {
        var open = hint(metrics.stillOpen(), "ov-still-open");
        return top(
                new Panel(texts.of("overview.stopping"), new Label(texts.of("overview.stopping.text")), open),
                planned());
    }

    private static Node top(Node... nodes) {
        return new VBox(16, nodes);
    }

    // --- Stopped, failed ---

    private Node stopped() {
        var start = new Button(texts.of("overview.start"), Icons.START.node());
        start.setId("ov-start");
        start.setOnAction(pressed -> model.start());
        var text = Nodes.label(model.stoppedText(), "secondary");
        text.setWrapText(true);
        text.setMaxWidth(480);
        var setUp = Nodes.button("ov-set-up", texts.of("overview.set-up"), model::setUp);
        setUp.getStyleClass().add("quiet");
        var change = modeSwitch();
        change.getStyleClass().add("quiet");
        var ways = new FlowPane(change, setUp);
        ways.getStyleClass().addAll("wrap", "centred");
        var last = Nodes.label(model.lastRunProperty(), "hint");
        last.setId("ov-last-run");
        Nodes.showWhen(last, model.lastRunProperty().isNotEmpty());
        var body = new VBox(
                Mark.node(48),
                Nodes.label(texts.of("overview.stopped.title"), "section"),
                text,
                start,
                ways,
                planned(),
                last);
        body.getStyleClass().add("empty");
        return body;
    }

    /** Where it will be: known before, and grey until then. */
    private Node planned() {
        var addresses = new GridPane();
        addresses.getStyleClass().add("planned");
        planned(addresses, 0, "registry", model.plannedRegistryProperty());
        planned(addresses, 1, "catalog", model.plannedCatalogProperty());
        addresses.setMaxWidth(Region.USE_PREF_SIZE);
        Nodes.showWhen(addresses, model.plannedRegistryProperty().isNotEmpty());
        return addresses;
    }

    private void planned(GridPane addresses, int row, String what, ObservableValue<String> url) {
        var name = Nodes.label(texts.of("overview." + what), "hint");
        var address = new Selectable(url, "hint", "mono");
        address.setId("ov-" + what + "-planned");
        name.setLabelFor(address);
        var copy = new CopyButton(texts, url::getValue);
        copy.setId("ov-" + what + "-planned-copy");
        copy.getStyleClass().add("quiet");
        addresses.addRow(row, name, address, Nodes.label(texts.of("overview.address.none"), "hint"), copy);
    }

    private Button modeSwitch() {
        return Nodes.button("mode-switch", texts.of("overview.mode.switch"), model::switchMode);
    }

    private Node failed() {
        var place = new VBox(16);
        Nodes.follow(model.failure(), problem -> {
            if (problem != null) {
                place.getChildren().setAll(new FailureCard(problem, texts, model::apply));
            }
        });
        var mode = Nodes.label(model.mode(), "hint");
        mode.setWrapText(true);
        var change = modeSwitch();
        return top(place, planned(), new VBox(8, mode, change));
    }
}
