package org.quiltappliance.ui.wizard;

import javafx.scene.Node;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.Setup.Field;
import org.quiltappliance.ui.controls.CopyButton;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.Selectable;
import org.quiltappliance.ui.text.Texts;

/** The first account. */
final class AdministratorPage extends VBox {

    private final WizardViewModel model;
    private final Texts texts;

    AdministratorPage(WizardViewModel model, Texts texts) {
        super(16);
        this.model = model;
        this.texts = texts;
        var forms = new WizardForms(model, texts);
        var name = forms.field("wiz-admin-user", Field.ADMIN_NAME, "");
        name.getChildren().get(1).getStyleClass().add("wizard-first");
        var again = new PasswordField();
        again.textProperty().bindBidirectional(model.draft().passwordAgainProperty());
        GridPane grid = WizardForms.columns(50, 50);
        grid.add(name, 0, 0);
        grid.add(forms.field("wiz-admin-mail", Field.ADMIN_MAIL, texts.of("wizard.admin.mail.usual")), 1, 0);
        grid.add(forms.secret("wiz-admin-pass", Field.ADMIN_PASSWORD), 0, 1);
        grid.add(
                forms.labelled(again, "wiz-admin-pass2", texts.of("wizard.admin.again"), model.complaintOfRepetition()),
                1,
                1);
        var panel = new VBox(12, grid, help(), generated());
        panel.getStyleClass().add("panel");
        getChildren().addAll(forms.words("wizard.administrator.text"), panel);
    }

    private Node help() {
        var strength = Nodes.label(model.strength(), "hint");
        strength.setId("wiz-admin-strength");
        var generate = Nodes.button("wiz-generate", texts.of("wizard.admin.generate"), model::generate);
        var row = new HBox(generate, strength);
        row.getStyleClass().add("row");
        return row;
    }

    /** Whoever lets the program make a password has to see it, once. */
    private Node generated() {
        var secret = new Selectable(model.generatedProperty(), "mono");
        secret.setId("wiz-generated");
        HBox.setHgrow(secret, Priority.NEVER);
        var name = Nodes.label(texts.of("wizard.admin.generated"), "secondary");
        name.setLabelFor(secret);
        var row = new HBox(name, secret, new CopyButton(texts, model.generatedProperty()::get));
        row.getStyleClass().add("row");
        Nodes.showWhen(row, model.generatedProperty().isNotEmpty());
        return row;
    }
}
