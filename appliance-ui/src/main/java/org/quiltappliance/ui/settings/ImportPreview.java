package org.quiltappliance.ui.settings;

import java.util.List;
import org.quiltappliance.server.config.SettingsImport;
import org.quiltappliance.ui.dialogs.Dialog;

/** What an import would do, a row for each line of the file. */
public record ImportPreview(List<SettingsImport.Row> rows) implements Dialog.Content {

    public ImportPreview {
        rows = List.copyOf(rows);
    }
}
