package org.quiltappliance.ui.diagnostics;

import java.util.Comparator;
import javafx.collections.FXCollections;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.diagnostics.Piece;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.controls.DataTable;
import org.quiltappliance.ui.text.Texts;

/** Lists the files of an archive with their sizes, and shows the chosen one. */
public final class ArchivePreviewView extends VBox {

    private static final double HEIGHT = 150;

    public ArchivePreviewView(ArchivePreview preview, Texts texts, ColumnWidths widths) {
        getStyleClass().add("form");
        var files = FXCollections.observableArrayList(preview.files());
        var table = new DataTable<>("dia-files", files, widths, "")
                .of(texts.of("diagnostics.archive"))
                .with("name", texts.of("diagnostics.file"), 300, Piece::name)
                .with(
                        "size",
                        texts.of("diagnostics.size"),
                        100,
                        file -> texts.formats().bytes(file.size()),
                        Comparator.comparingInt(Piece::size));
        table.setPrefHeight(HEIGHT);
        var text = new TextArea();
        text.setId("dia-file-text");
        text.setEditable(false);
        text.setAccessibleText(texts.of("diagnostics.file"));
        text.getStyleClass().add("mono");
        text.setPrefHeight(HEIGHT);
        table.getSelectionModel().selectedItemProperty().addListener((watched, before, file) -> {
            if (file != null) {
                text.setText(ArchivePreview.text(file));
                text.setAccessibleText(file.name());
            }
        });
        table.getSelectionModel().select(0);
        getChildren().addAll(table, text);
    }
}
