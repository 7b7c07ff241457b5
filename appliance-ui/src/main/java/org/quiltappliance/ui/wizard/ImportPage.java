package org.quiltappliance.ui.wizard;

import javafx.collections.FXCollections;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.config.SettingsImport.Row;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;

/** What a settings file would bring, before anything of it is written down ({@code control-panel.md} CF-9). */
final class ImportPage extends VBox {

    ImportPage(WizardViewModel model, Texts texts) {
        super(16);
        var table = new TableView<Row>(FXCollections.observableArrayList(model.importedRows()));
        table.setId("wiz-import-table");
        table.getStyleClass().add("wizard-first");
        table.setPrefHeight(320);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().add(Nodes.column(texts.of("wizard.import.name"), 230, Row::name));
        table.getColumns().add(Nodes.column(texts.of("wizard.import.value"), 220, Row::shown));
        table.getColumns().add(Nodes.column(texts.of("wizard.import.outcome"), 260, Row::outcome));
        getChildren().addAll(new WizardForms(model, texts).words("wizard.import.text"), table);
    }
}
