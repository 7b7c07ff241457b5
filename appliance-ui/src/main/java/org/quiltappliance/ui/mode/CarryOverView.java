package org.quiltappliance.ui.mode;

import javafx.scene.control.PasswordField;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;

/** Draws what has to be said before data are carried over. */
public final class CarryOverView extends VBox {

    public CarryOverView(ModeSwitch.CarryOver form, Texts texts) {
        getStyleClass().add("form");
        var group = new ToggleGroup();
        var carry = new RadioButton(texts.of("mode.carry"));
        carry.setId("dlg-mode-carry");
        carry.setWrapText(true);
        carry.setMinHeight(USE_PREF_SIZE);
        carry.setToggleGroup(group);
        var leave = new RadioButton(texts.of("mode.leave"));
        leave.setId("dlg-mode-leave");
        leave.setWrapText(true);
        leave.setMinHeight(USE_PREF_SIZE);
        leave.setToggleGroup(group);
        group.selectToggle(form.carryProperty().get() ? carry : leave);
        form.carryProperty().bind(carry.selectedProperty());
        var password = new PasswordField();
        password.setId("dlg-mode-pass");
        password.textProperty().bindBidirectional(form.passwordProperty());
        var again = new PasswordField();
        again.setId("dlg-mode-pass2");
        again.textProperty().bindBidirectional(form.againProperty());
        var passwords = new VBox(
                4,
                Nodes.field(texts.of("mode.password"), password),
                Nodes.field(texts.of("mode.password.again"), again));
        passwords.disableProperty().bind(carry.selectedProperty().not());
        var complaint = Nodes.label(form.complaint(), "problem");
        complaint.setWrapText(true);
        getChildren().addAll(carry, leave, passwords, complaint);
    }
}
