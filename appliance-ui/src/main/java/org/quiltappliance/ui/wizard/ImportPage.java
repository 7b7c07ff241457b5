package org.quiltappliance.ui.wizard;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.config.SettingsImport.Row;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** What a settings file would bring, before anything of it is written down ({@code control-panel.md} CF-9). */
final class ImportPage extends VBox {

    ImportPage(WizardViewModel model, Texts texts) {
        super(16);
        var rows = new VBox();
        rows.setId("wiz-import-rows");
        rows.getStyleClass().add("panel");
        model.importedRows().forEach(row -> rows.getChildren().add(row(row)));
        getChildren().addAll(new WizardForms(model, texts).words("wizard.import.text"), rows);
    }

    private static Node row(Row row) {
        var icon = row.good() ? Icons.RUNNING.node("ok") : Icons.DEGRADED.node("warn");
        var name = Nodes.label(row.name(), "mono");
        name.setMinWidth(250);
        var value = Nodes.label(row.shown(), "mono", "secondary");
        value.setMinWidth(150);
        value.setMaxWidth(150);
        var outcome = Nodes.label(row.outcome(), "secondary");
        outcome.setWrapText(true);
        outcome.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(outcome, Priority.ALWAYS);
        var line = new HBox(icon, name, value, outcome);
        line.getStyleClass().addAll("row", "check");
        return line;
    }
}
