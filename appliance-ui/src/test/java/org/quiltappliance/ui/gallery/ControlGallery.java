package org.quiltappliance.ui.gallery;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Component.Health;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.StepView;
import org.quiltappliance.ui.controls.CheckRow;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.controls.CopyButton;
import org.quiltappliance.ui.controls.DataTable;
import org.quiltappliance.ui.controls.EmptyPage;
import org.quiltappliance.ui.controls.FailureCard;
import org.quiltappliance.ui.controls.Figure;
import org.quiltappliance.ui.controls.HealthMark;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.PageHead;
import org.quiltappliance.ui.controls.Panel;
import org.quiltappliance.ui.controls.SecretField;
import org.quiltappliance.ui.controls.Selectable;
import org.quiltappliance.ui.controls.SelectableBlock;
import org.quiltappliance.ui.controls.Skeleton;
import org.quiltappliance.ui.controls.Sparkline;
import org.quiltappliance.ui.controls.StateIcon;
import org.quiltappliance.ui.controls.StepList;
import org.quiltappliance.ui.controls.Toast;
import org.quiltappliance.ui.controls.WordBox;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialog.Weight;
import org.quiltappliance.ui.dialogs.DialogLayer;
import org.quiltappliance.ui.dialogs.RemovalForm;
import org.quiltappliance.ui.dialogs.RemovalFormView;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** Every control in every state, beside each other ({@code conventions.md} 11). */
final class ControlGallery {

    private static final List<String> STATES = List.of("", "hover", "armed", "focused", "disabled");

    private final Texts texts;

    ControlGallery(Texts texts) {
        this.texts = texts;
    }

    private static Parent page(Node... rows) {
        var page = new VBox(rows);
        page.getStyleClass().add("page");
        var scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        return new StackPane(scroll);
    }

    private static FlowPane row(Stream<? extends Node> nodes) {
        var row = new FlowPane();
        row.getStyleClass().add("wrap");
        nodes.forEach(row.getChildren()::add);
        return row;
    }

    /** Shown as if the pointer or the keyboard were at it. */
    private static <C extends Control> C in(String state, C control) {
        if (state.equals("disabled")) {
            control.setDisable(true);
        } else if (!state.isEmpty()) {
            control.pseudoClassStateChanged(PseudoClass.getPseudoClass(state), true);
        }
        return control;
    }

    private static Button button(String state, String style, String text, Icons icon) {
        var button = in(state, new Button(text, icon.node()));
        button.setMinWidth(Control.USE_PREF_SIZE);
        if (!style.isEmpty()) {
            button.getStyleClass().add(style);
        }
        return button;
    }

    /** What is pressed. */
    Parent buttons() {
        return page(Stream.of("", "primary", "quiet", "danger")
                .map(style -> row(STATES.stream()
                        .map(state -> button(state, style, texts.of("overview.restart"), Icons.RESTART))))
                .toArray(Node[]::new));
    }

    /** What is chosen and filled in. */
    Parent fields() {
        return page(
                row(STATES.stream().map(state -> in(state, new ToggleButton(texts.of("logs.pause"))))),
                row(STATES.stream().map(state -> {
                    var chosen = in(state, new ToggleButton(texts.of("logs.pause")));
                    chosen.setSelected(true);
                    return chosen;
                })),
                row(STATES.stream().map(state -> in(state, new CheckBox(texts.of("logs.follow"))))),
                row(STATES.stream().map(state -> in(state, new RadioButton(texts.of("users.form.way.LINK"))))),
                row(STATES.stream().map(state -> in(state, new Hyperlink(texts.of("settings.forget"))))),
                row(STATES.stream()
                        .map(state -> Nodes.field(texts.of("users.form.name"), in(state, new TextField("Ana"))))),
                row(STATES.stream()
                        .map(state -> Nodes.field(texts.of("users.form.password"), in(state, new PasswordField())))),
                row(STATES.stream().map(state -> {
                    var box = new WordBox<String>("", texts.of("overview.place"), word -> word, texts);
                    box.getItems().setAll(texts.of("logs.source.ALL"));
                    box.getSelectionModel().selectFirst();
                    return Nodes.field(texts.of("overview.place"), in(state, box));
                })),
                row(Stream.of(-1.0, 0.0, 0.4, 1.0).map(ProgressBar::new)));
    }

    /** What is read. */
    Parent marks() {
        var address = new Selectable(new SimpleStringProperty("http://localhost:5000"), "mono");
        var panel = new Panel(texts.of("overview.registry"), address)
                .naming(address)
                .with(new CopyButton(texts, () -> ""), copied());
        var commands = new SelectableBlock(
                new SimpleStringProperty("echo http://localhost:5000 | quilt config\nquilt login"), "mono", "command");
        commands.setAccessibleText(texts.of("connect.title"));
        var toast = new Toast(texts);
        toast.say(texts.of("backups.made"));
        return page(
                new PageHead(texts.of("page.backups"), Nodes.button("gallery-now", texts.of("backups.now"), () -> {})),
                row(Stream.of(ApplianceState.values()).map(this::state)),
                row(Stream.of(Health.values()).map(this::health)),
                panel,
                commands,
                row(Stream.of("0.0", "12.4", "12,803")
                        .map(value -> new Figure(texts.of("metrics.rps"), new SimpleStringProperty(value)))),
                row(Stream.of(
                        chart(),
                        chart(0),
                        chart(3, 1, 4, 1, 5, 9, 2, 6),
                        new Sparkline(new SimpleObjectProperty<>(
                                List.of(OptionalDouble.of(2), OptionalDouble.empty(), OptionalDouble.of(4)))))),
                toast);
    }

    private Node copied() {
        var copied = new CopyButton(texts, () -> "");
        copied.fire();
        return copied;
    }

    private Node state(ApplianceState state) {
        var line = new FlowPane(
                8, 0, new StateIcon(new SimpleObjectProperty<>(state)), Nodes.label(texts.of("state." + state)));
        line.setPrefWrapLength(0);
        return line;
    }

    private Node health(Health health) {
        return new HealthMark(
                texts.of("part.database"),
                new SimpleObjectProperty<>(health),
                new SimpleStringProperty("PostgreSQL 17"),
                texts,
                () -> {});
    }

    private static Sparkline chart(double... values) {
        return new Sparkline(new SimpleObjectProperty<>(
                Arrays.stream(values).mapToObj(OptionalDouble::of).toList()));
    }

    /** Several of a kind, one below the other. */
    Parent lists() {
        var steps = Stream.of(StepView.Status.values())
                .map(status -> new StepView(
                        status.name(), texts.of("part.database"), status, "", Optional.empty(), Optional.empty()))
                .toList();
        var checks = Stream.of(Outcome.values())
                .map(outcome -> new CheckRow(
                        "gallery-",
                        new CheckResult(outcome.name(), texts.of("part.store"), outcome, "", Optional.empty()),
                        texts.of("users.stopped.PERSISTENT"),
                        texts))
                .toArray(Node[]::new);
        var table = new DataTable<>(
                        "gallery-table",
                        FXCollections.observableArrayList(texts.of("part.mail"), texts.of("part.catalog")),
                        ColumnWidths.FORGETFUL,
                        "")
                .of(texts.of("overview.components"))
                .with("name", texts.of("users.column.name"), 200, name -> name);
        return page(
                new StepList(new SimpleObjectProperty<>(steps), texts),
                new VBox(checks),
                new SecretField(
                        "gallery-secret", new SimpleStringProperty(""), () -> "", texts.of("settings.none"), texts),
                new RemovalFormView(new RemovalForm("delete", true), texts),
                table);
    }

    /** What lies in the place of content that is on its way. */
    Parent outlines() {
        return page(Stream.of(Skeleton.Shape.values())
                .map(shape -> new Skeleton(shape, texts))
                .toArray(Node[]::new));
    }

    /** What went wrong, and a page with nothing on it. */
    Parent troubles() {
        var problem = Snapshots.failed().make().failure().orElseThrow();
        var refusedKeys = Snapshots.problem(
                ProblemCode.S3_AUTH,
                problem.title(),
                problem.message(),
                List.of(new Fix.OpenSetting("AWS_SECRET_ACCESS_KEY")));
        return page(
                new FailureCard(problem, texts, fix -> {}),
                new FailureCard("gallery-fail", refusedKeys, texts, fix -> {}),
                new EmptyPage(
                        texts.of("page.users"),
                        texts.of("users.stopped.PERSISTENT"),
                        Nodes.button("gallery-start", texts.of("overview.start"), () -> {})));
    }

    /** Answers of each weight, of which one cannot be given yet. */
    Parent dialog() {
        var layer = new DialogLayer(texts, content -> Optional.empty());
        layer.cover(new VBox());
        var never = new SimpleBooleanProperty(false);
        layer.show(new Dialog(
                texts.of("backups.delete.title", "25 Nov 2026 12:00"),
                texts.of("backups.delete.text"),
                Dialog.Content.NONE,
                List.of(
                        new Answer("gallery-danger", texts.of("backups.delete"), Weight.DESTRUCTIVE, () -> {}),
                        new Answer("gallery-later", texts.of("backups.restore"), Weight.PLAIN, never, () -> {}),
                        new Answer("gallery-plain", texts.of("backups.now"), Weight.PLAIN, () -> {}),
                        new Answer("gallery-usual", texts.of("backups.import"), Weight.USUAL, () -> {}))));
        return layer;
    }
}
