package org.quiltappliance.ui.users;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.PasswordField;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quiltappliance.ui.controls.CopyButton;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.WordBox;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.users.UserForm.Way;

/** Draws the forms of page Users. */
public final class UserForms {

    private UserForms() {}

    private static VBox field(String label, TextInputControl input, String id) {
        input.setId(id);
        return Nodes.field(label, input);
    }

    /** For a new account, or for another password. */
    public static Node of(UserForm form, Texts texts) {
        var box = new VBox();
        box.getStyleClass().add("form");
        if (form.isNew()) {
            var name = new TextField();
            name.textProperty().bindBidirectional(form.nameProperty());
            var email = new TextField();
            email.textProperty().bindBidirectional(form.emailProperty());
            var admin = new CheckBox(texts.of("users.form.admin"));
            admin.setId("usr-dlg-admin");
            admin.selectedProperty().bindBidirectional(form.adminProperty());
            box.getChildren()
                    .addAll(
                            field(texts.of("users.form.name"), name, "usr-dlg-name"),
                            field(texts.of("users.form.mail"), email, "usr-dlg-mail"),
                            admin);
        }
        var group = new ToggleGroup();
        for (Way way : Way.values()) {
            var choice = new RadioButton(texts.of("users.form.way." + way));
            choice.setId("usr-dlg-way-" + way);
            choice.setWrapText(true);
            choice.setToggleGroup(group);
            choice.setSelected(form.wayProperty().get() == way);
            choice.setOnAction(chosen -> form.wayProperty().set(way));
            box.getChildren().add(choice);
        }
        var password = new PasswordField();
        password.textProperty().bindBidirectional(form.passwordProperty());
        var typed = field(texts.of("users.form.password"), password, "usr-dlg-pass");
        Nodes.showWhen(typed, form.wayProperty().map(way -> way == Way.TYPED));
        box.getChildren().add(typed);
        return box;
    }

    /** What is to be passed on. */
    public static Node of(AdmissionNote note, Texts texts) {
        var secret = new TextField(note.secret());
        secret.setId("usr-secret");
        secret.setEditable(false);
        secret.getStyleClass().add("mono");
        HBox.setHgrow(secret, Priority.ALWAYS);
        var row = new HBox(secret, new CopyButton(texts, note::secret));
        row.getStyleClass().add("row");
        return row;
    }

    /** Who gets the packages. */
    public static Node of(HeirForm form, Texts texts) {
        var heir = new WordBox<String>("usr-dlg-heir", texts.of("users.form.heir"), name -> name, texts);
        heir.getItems().setAll(form.others());
        heir.setMaxWidth(Double.MAX_VALUE);
        form.heirProperty().bind(heir.valueProperty());
        return Nodes.field(texts.of("users.form.heir"), heir);
    }
}
