package org.quiltappliance.ui.settings;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.config.SettingsImport.Row;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;

/** Draws what an import would do. */
public final class ImportPreviewView extends ScrollPane {

    private static final double HEIGHT = 280;

    public ImportPreviewView(ImportPreview preview, Texts texts) {
        setId("set-import-rows");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setPrefHeight(HEIGHT);
        var rows = new VBox(10);
        preview.rows().forEach(row -> rows.getChildren().add(row(row, texts)));
        setContent(rows);
    }

    private static Node row(Row row, Texts texts) {
        String line = row.shown().isEmpty() ? row.name() : texts.of("settings.import.line", row.name(), row.shown());
        var name = Nodes.label(line, "mono");
        name.setWrapText(true);
        var outcome = Nodes.label(row.outcome(), row.good() ? "secondary" : "problem");
        outcome.setWrapText(true);
        return new VBox(2, name, outcome);
    }
}
