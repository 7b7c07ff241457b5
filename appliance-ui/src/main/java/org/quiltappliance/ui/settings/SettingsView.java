package org.quiltappliance.ui.settings;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.PageHead;
import org.quiltappliance.ui.controls.Refreshable;
import org.quiltappliance.ui.controls.Skeleton;
import org.quiltappliance.ui.text.Texts;

/** Page Settings: the sheets at the left, one of them, and at the foot what becomes of what is typed. */
public final class SettingsView extends VBox implements Refreshable {

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final double LEAST_HEIGHT = 280;
    private static final double GAP = 16;

    private final SettingsViewModel model;
    private final Texts texts;
    private final Desktop desktop;
    private final Node atLogin;
    private final ScrollPane scroll = new ScrollPane();

    /** Each is drawn once for the fields that were read. */
    private final Map<Sheet, Node> drawn = new EnumMap<>(Sheet.class);

    /**
     * What the page needs of the desktop. Questions give nothing when people change their mind.
     *
     * @param folder asks for a folder
     * @param file asks for a file that is there
     * @param authority asks where the file of the authority goes
     * @param envFile asks for the settings of an original registry
     * @param browse opens an address in the browser
     * @param comeBack shows this page again; gives what leads to the page that people wanted instead
     */
    public record Desktop(
            Supplier<Optional<Path>> folder,
            Supplier<Optional<Path>> file,
            Supplier<Optional<Path>> authority,
            Supplier<Optional<Path>> envFile,
            Consumer<String> browse,
            Supplier<Runnable> comeBack) {

        Inputs.Choosers choosers() {
            return new Inputs.Choosers(folder, file, authority, envFile);
        }
    }

    /** @param atLogin the switch that lets the system open the program, shown with what concerns the program itself */
    public SettingsView(SettingsViewModel model, Texts texts, Desktop desktop, Node atLogin) {
        this.model = model;
        this.texts = texts;
        this.desktop = desktop;
        this.atLogin = atLogin;
        scroll.setId("set-sheet");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefHeight(LEAST_HEIGHT);
        scroll.setMinHeight(LEAST_HEIGHT);
        model.fields().addListener((ListChangeListener<SettingField>) changed -> {
            drawn.clear();
            draw(scroll.getVvalue());
        });
        model.sheetProperty().addListener(changed -> draw(0));
        draw(0);
        var problem = Nodes.label(model.problemProperty(), "problem");
        problem.setWrapText(true);
        Nodes.showWhen(problem, model.problemProperty().isNotEmpty());
        var readOnly = Nodes.label(texts.of("settings.readonly"), "secondary");
        readOnly.setWrapText(true);
        Nodes.showWhen(readOnly, model.isOpen().map(open -> !open));
        var content = Skeleton.over(scroll, model.loading(), Skeleton.Shape.FORM, texts);
        HBox.setHgrow(content, Priority.ALWAYS);
        var columns = new HBox(16, sheets(), content);
        VBox.setVgrow(columns, Priority.ALWAYS);
        var body = new VBox(problem, readOnly, columns);
        body.getStyleClass().addAll("page", "settings-page");
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(new PageHead(texts.of("page.settings")), body, foot());
        sceneProperty().addListener((watched, before, shown) -> {
            if (shown != null) {
                model.refresh();
            } else {
                model.leave(desktop.comeBack());
            }
        });
    }

    private void draw(double place) {
        if (model.fields().isEmpty()) {
            return;
        }
        scroll.setContent(drawn.computeIfAbsent(model.sheetProperty().get(), this::sheet));
        scroll.setVvalue(place);
    }

    private Node sheet(Sheet sheet) {
        var fields = new SheetView(sheet, model, desktop.choosers(), desktop.browse(), texts);
        if (sheet != Sheet.GENERAL) {
            return fields;
        }
        var program = new VBox(atLogin);
        program.getStyleClass().addAll("panel", "settings");
        return new VBox(GAP, fields, program);
    }

    private Node sheets() {
        var list = new VBox();
        list.getStyleClass().add("nav");
        list.setMinWidth(160);
        for (Sheet sheet : Sheet.values()) {
            var item = new Button(texts.of("settings.sheet." + sheet));
            item.setId("set-nav-" + sheet.word());
            item.getStyleClass().setAll("nav-item");
            item.setMaxWidth(Double.MAX_VALUE);
            item.setOnAction(pressed -> model.sheetProperty().set(sheet));
            Nodes.follow(model.sheetProperty(), shown -> item.pseudoClassStateChanged(SELECTED, shown == sheet));
            list.getChildren().add(item);
        }
        return list;
    }

    private Node foot() {
        var revert = Nodes.button("set-revert", texts.of("settings.revert"), model::revert);
        var save = Nodes.button("set-save", texts.of("settings.save"), () -> model.save(false));
        var apply = Nodes.button("set-apply-restart", texts.of("settings.apply"), () -> model.save(true));
        apply.getStyleClass().add("primary");
        var up = model.isUp();
        var needsRestart = model.needsRestartProperty();
        ObservableValue<Boolean> offersRestart =
                Bindings.createObjectBinding(() -> up.getValue() && needsRestart.get(), up, needsRestart);
        Nodes.showWhen(apply, offersRestart);
        // One primary action: what takes effect now, or else what can be done at all.
        Nodes.follow(offersRestart, offered -> {
            save.getStyleClass().remove("primary");
            if (!offered) {
                save.getStyleClass().add("primary");
            }
        });
        var changes = model.changesProperty();
        var words = Nodes.label(
                Bindings.createStringBinding(
                        () -> changes.get() == 0
                                ? texts.of("settings.clean")
                                : model.goodProperty().get()
                                        ? texts.of("settings.dirty", changes.get())
                                        : texts.of("settings.blocked"),
                        changes,
                        model.goodProperty()),
                "secondary");
        words.setId("set-dirty");
        words.setWrapText(true);
        var open = model.isOpen();
        BooleanBinding blocked = Bindings.createBooleanBinding(
                () -> !open.getValue()
                        || changes.get() == 0
                        || !model.goodProperty().get(),
                open,
                changes,
                model.goodProperty());
        revert.disableProperty().bind(changes.isEqualTo(0));
        save.disableProperty().bind(blocked);
        apply.disableProperty().bind(blocked);
        var foot = new HBox(words, Nodes.filler(), revert, save, apply);
        foot.getStyleClass().addAll("row", "page-foot");
        return foot;
    }

    @Override
    public void refresh() {
        model.refresh();
    }
}
