package org.quiltappliance.ui.gallery;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Parent;
import org.quiltappliance.ui.dialogs.DialogLayer;
import org.quiltappliance.ui.settings.SettingsScenes;
import org.quiltappliance.ui.settings.Sheet;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.testing.RecordedCommands;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.text.Texts;

/** Every sheet of page Settings, and what is asked there. */
final class SheetScenes {

    private final Texts texts;
    private final Frame frame;

    SheetScenes(Texts texts) {
        this.texts = texts;
        this.frame = new Frame(texts);
    }

    Map<String, Supplier<Parent>> all() {
        var all = new LinkedHashMap<String, Supplier<Parent>>();
        for (Sheet sheet : Sheet.values()) {
            String name = "settings-" + sheet.name().toLowerCase(Locale.ROOT).replace('_', '-');
            all.put(name, () -> shown(Snapshots.persistent(), sheet));
        }
        all.put("settings-starting", () -> shown(Snapshots.starting(4), Sheet.GENERAL));
        all.put("settings-sign-in-waiting", this::waiting);
        all.put("dialog-move", this::moveQuestion);
        all.put("dialog-port", this::portQuestion);
        all.put("dialog-everybody", this::everybodyQuestion);
        all.put("dialog-import", this::importPreview);
        return all;
    }

    private DialogLayer shown(Snapshots snapshot, Sheet sheet) {
        var model = SettingsScenes.model(Frame.always(snapshot), new RecordedCommands(), new ShownDialogs(), texts);
        return frame.around(snapshot, Page.SETTINGS, SettingsScenes.page(model, sheet, texts));
    }

    private Parent waiting() {
        var model = SettingsScenes.waiting(Frame.always(Snapshots.persistent()), texts);
        var page = Frame.toTheEnd("set-sheet", SettingsScenes.page(model, Sheet.SIGN_IN, texts));
        return frame.around(Snapshots.persistent(), Page.SETTINGS, page);
    }

    private Parent moveQuestion() {
        var layer = shown(Snapshots.persistent(), Sheet.SERVICES);
        SettingsScenes.askToMove(layer, texts);
        return layer;
    }

    private Parent portQuestion() {
        var layer = shown(Snapshots.persistent(), Sheet.NETWORK);
        SettingsScenes.askAboutPort(layer, texts);
        return layer;
    }

    private Parent everybodyQuestion() {
        var layer = shown(Snapshots.persistent(), Sheet.ACCESS);
        SettingsScenes.askAboutEverybody(layer, texts);
        return layer;
    }

    private Parent importPreview() {
        var layer = shown(Snapshots.persistent(), Sheet.GENERAL);
        SettingsScenes.showImport(layer, texts);
        return layer;
    }
}
