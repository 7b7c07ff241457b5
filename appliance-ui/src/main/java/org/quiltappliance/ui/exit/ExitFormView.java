package org.quiltappliance.ui.exit;

import javafx.scene.control.CheckBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.exit.ExitForm.Way;
import org.quiltappliance.ui.text.Texts;

/** Draws what becomes of a registry that runs when its window goes. */
public final class ExitFormView extends VBox {

    public ExitFormView(ExitForm form, Texts texts) {
        getStyleClass().add("form");
        var group = new ToggleGroup();
        if (form.mayStay()) {
            add(
                    form,
                    Way.BACKGROUND,
                    texts.of(form.hasTray() ? "exit.background.tray" : "exit.background.minimised"),
                    group);
        }
        add(form, Way.IDLE, texts.of("exit.idle", Leaving.MOST.toSeconds()), group);
        add(form, Way.NOW, texts.of("exit.now"), group);
        if (form.mayStay()) {
            var remember = new CheckBox(texts.of("exit.remember"));
            remember.setId("dlg-remember");
            remember.selectedProperty().bindBidirectional(form.rememberedProperty());
            Nodes.show(remember, form.mayRemember());
            getChildren().add(remember);
        }
    }

    private void add(ExitForm form, Way way, String words, ToggleGroup group) {
        var choice = new RadioButton(words);
        choice.setId(way.id());
        choice.setWrapText(true);
        choice.setToggleGroup(group);
        choice.setSelected(form.wayProperty().get() == way);
        choice.selectedProperty().addListener((watched, before, chosen) -> {
            if (chosen) {
                form.wayProperty().set(way);
            }
        });
        getChildren().add(choice);
    }
}
