package org.quiltappliance.ui.settings;

import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.config.Kind;
import org.quiltappliance.server.config.Setting.Effect;
import org.quiltappliance.server.config.Setting.Group;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.PageHead;
import org.quiltappliance.ui.text.Texts;

/** Page Settings. */
public final class SettingsView extends VBox {

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final SettingsViewModel model;
    private final Texts texts;

    public SettingsView(SettingsViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        var fields = new VBox();
        fields.getStyleClass().addAll("panel", "settings");
        HBox.setHgrow(fields, Priority.ALWAYS);
        model.shown().addListener((ListChangeListener<SettingField>) changed -> fields.getChildren()
                .setAll(model.shown().stream().map(this::row).toList()));
        var problem = Nodes.label(model.problemProperty(), "problem");
        problem.setWrapText(true);
        Nodes.showWhen(problem, model.problemProperty().isNotEmpty());
        var columns = new HBox(16, groups(), fields);
        var body = new VBox(problem, columns);
        body.getStyleClass().add("page");
        var head = new PageHead(texts.of("page.settings"), buttons().toArray(Node[]::new));
        getChildren().addAll(head, body);
        sceneProperty().addListener((watched, before, shown) -> {
            if (shown != null) {
                model.refresh();
            }
        });
    }

    private Node groups() {
        var list = new VBox();
        list.getStyleClass().add("nav");
        list.setMinWidth(180);
        for (Group group : Group.values()) {
            var item = new Button(texts.of("settings.group." + group));
            item.setId("set-nav-" + group.name().toLowerCase(Locale.ROOT));
            item.getStyleClass().setAll("nav-item");
            item.setMaxWidth(Double.MAX_VALUE);
            item.setOnAction(pressed -> model.groupProperty().set(group));
            Nodes.follow(model.groupProperty(), shown -> item.pseudoClassStateChanged(SELECTED, shown == group));
            list.getChildren().add(item);
        }
        return list;
    }

    private List<Node> buttons() {
        var revert = new Button(texts.of("settings.revert"));
        revert.setId("set-revert");
        revert.setOnAction(pressed -> model.revert());
        var save = new Button(texts.of("settings.save"));
        save.setId("set-save");
        save.setOnAction(pressed -> model.save(false));
        var apply = new Button(texts.of("settings.apply"));
        apply.setId("set-apply-restart");
        apply.getStyleClass().add("primary");
        apply.setOnAction(pressed -> model.save(true));
        Nodes.showWhen(apply, model.isUp());
        var dirty = Nodes.label(texts.of("settings.dirty"), "hint");
        dirty.setId("set-dirty");
        Nodes.showWhen(dirty, model.dirtyProperty().asObject());
        var open = model.isOpen();
        BooleanBinding blocked = Bindings.createBooleanBinding(
                () -> !open.getValue()
                        || !model.dirtyProperty().get()
                        || !model.goodProperty().get(),
                open,
                model.dirtyProperty(),
                model.goodProperty());
        revert.disableProperty().bind(model.dirtyProperty().not());
        save.disableProperty().bind(blocked);
        apply.disableProperty().bind(blocked);
        return List.of(dirty, revert, save, apply);
    }

    private Node row(SettingField field) {
        var setting = field.setting();
        String id = setting.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Control input = input(field);
        input.setId("set-" + id);
        input.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(input, Priority.ALWAYS);
        var open = model.isOpen(field);
        Nodes.follow(open, may -> input.setDisable(!may));
        var line = new HBox(input);
        line.getStyleClass().add("row");
        if (field.isWritten()) {
            var forget = new Hyperlink(texts.of("settings.forget"));
            forget.setId("set-forget-" + id);
            forget.setMinWidth(USE_PREF_SIZE);
            forget.setOnAction(pressed -> field.forgottenProperty().set(true));
            forget.disableProperty().bind(field.forgottenProperty());
            line.getChildren().add(forget);
        }
        var about = Nodes.label(setting.about().replace("`", ""), "hint");
        about.setWrapText(true);
        var complaint = Nodes.label(field.complaint(), "problem");
        complaint.setWrapText(true);
        Nodes.showWhen(complaint, field.complaint().map(text -> !text.isEmpty()));
        var title = Nodes.label(setting.name(), "mono", "strong");
        title.setLabelFor(input);
        var name = new HBox(title, Nodes.filler(), Nodes.label(field.origin(), "hint"));
        var row = new VBox(6, name, about, line, complaint);
        if (setting.effect() == Effect.DATA) {
            var where = Nodes.label(texts.of("settings.data"), "hint");
            where.setWrapText(true);
            row.getChildren().add(2, where);
        }
        row.getStyleClass().add("setting");
        return row;
    }

    private Control input(SettingField field) {
        var kind = field.setting().kind();
        if (kind instanceof Kind.Flag) {
            return choice(field, List.of("true", "false"));
        } else if (kind instanceof Kind.Choice some) {
            return choice(field, some.words());
        }
        TextField text = field.setting().secret() ? new PasswordField() : new TextField();
        text.setPromptText(
                field.hasSecret()
                        ? texts.of("settings.secret")
                        : field.setting().kind().allowed());
        text.textProperty().bindBidirectional(field.draftProperty());
        return text;
    }

    private static ComboBox<String> choice(SettingField field, List<String> words) {
        var box = new ComboBox<String>();
        box.getItems().setAll(words);
        box.valueProperty().bindBidirectional(field.draftProperty());
        return box;
    }
}
