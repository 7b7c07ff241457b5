package org.quiltappliance.ui.wizard;

import javafx.scene.control.CheckBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.Setup.Field;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** What will be, once more, before it is. */
final class ReadyPage extends VBox {

    ReadyPage(WizardViewModel model, Texts texts) {
        super(16);
        var forms = new WizardForms(model, texts);
        var summary = new VBox(10);
        summary.setId("wiz-summary");
        summary.getStyleClass().add("panel");
        for (String sentence : model.summary()) {
            var words = Nodes.label(sentence);
            words.setWrapText(true);
            var row = new HBox(Icons.COPIED.node("accent"), words);
            row.getStyleClass().add("row");
            summary.getChildren().add(row);
        }
        var daily = new CheckBox(texts.of("wizard.ready.daily"));
        daily.setId("wiz-backup");
        daily.getStyleClass().add("wizard-first");
        daily.selectedProperty().bindBidirectional(model.draft().dailyBackupProperty());
        var folder = forms.field("wiz-backup-folder", Field.BACKUP_FOLDER, model.usualBackups());
        folder.getStyleClass().add("choice-more");
        Nodes.showWhen(folder, model.draft().dailyBackupProperty().asObject());
        var backups = new VBox(10, daily, folder);
        backups.getStyleClass().add("panel");
        var login = new CheckBox(texts.of("wizard.ready.login"));
        login.setId("wiz-login-item");
        login.setWrapText(true);
        login.selectedProperty().bindBidirectional(model.draft().atLoginProperty());
        backups.getChildren().add(login);
        getChildren().addAll(summary, backups, forms.words("wizard.ready.promise"));
    }
}
