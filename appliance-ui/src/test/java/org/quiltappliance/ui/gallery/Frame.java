package org.quiltappliance.ui.gallery;

import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.ui.DialogForms;
import org.quiltappliance.ui.dialogs.DialogLayer;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.shell.ShellView;
import org.quiltappliance.ui.shell.ShellViewModel;
import org.quiltappliance.ui.testing.RecordedCommands;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.text.Texts;

/** The window around a page, of an appliance that stays as it is. */
final class Frame {

    private final Texts texts;

    Frame(Texts texts) {
        this.texts = texts;
    }

    DialogLayer around(Snapshots snapshot, Page shown, Region view) {
        var model = new ShellViewModel(always(snapshot), new RecordedCommands(), texts);
        model.pageProperty().set(shown);
        var layer = new DialogLayer(texts, content -> DialogForms.of(content, texts));
        layer.cover(new ShellView(model, texts, page -> view));
        return layer;
    }

    static ObservableValue<ApplianceSnapshot> always(Snapshots snapshot) {
        return new SimpleObjectProperty<>(snapshot.make());
    }

    /** The same page when somebody pressed that. */
    static Region pressing(Region page, String id) {
        Node pressed = page.lookup("#" + id);
        if (pressed instanceof RadioButton choice) {
            choice.setSelected(true);
        } else if (pressed instanceof ToggleButton button) {
            button.fire();
        } else if (pressed instanceof TitledPane pane) {
            pane.setExpanded(true);
        }
        return page;
    }

    /** The same page when somebody typed that. */
    static Region typing(Region page, String id, String text) {
        if (page.lookup("#" + id) instanceof TextInputControl input) {
            input.setText(text);
        }
        return page;
    }

    /** The same with what has that id scrolled down. */
    static <T extends Region> T toTheEnd(String id, T part) {
        if (part.lookup("#" + id) instanceof ScrollPane pane) {
            pane.setVvalue(1);
        }
        return part;
    }
}
