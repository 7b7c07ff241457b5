package org.quiltappliance.ui.gallery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Parent;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.wizard.WizardScenes;

/** Every page in every state, by name. */
final class Scenes {

    private final Texts texts;

    Scenes(Texts texts) {
        this.texts = texts;
    }

    /** Each is made when it is asked for, on the JavaFX thread. */
    Map<String, Supplier<Parent>> all() {
        var all = new LinkedHashMap<String, Supplier<Parent>>();
        all.putAll(new OverviewScenes(texts).all());
        all.putAll(new ConnectScenes(texts).all());
        all.putAll(new UsersScenes(texts).all());
        all.putAll(new PackagesScenes(texts).all());
        all.putAll(new StorageScenes(texts).all());
        all.putAll(new LogsScenes(texts).all());
        all.putAll(new BackupsScenes(texts).all());
        all.putAll(new SheetScenes(texts).all());
        all.putAll(new DiagnosticsScenes(texts).all());
        all.putAll(new LoadingScenes(texts).all());
        all.putAll(new LeavingScenes(texts).all());
        all.putAll(new WizardScenes(texts).all());
        var controls = new ControlGallery(texts);
        all.put("controls-buttons", controls::buttons);
        all.put("controls-fields", controls::fields);
        all.put("controls-marks", controls::marks);
        all.put("controls-lists", controls::lists);
        all.put("controls-outlines", controls::outlines);
        all.put("controls-troubles", controls::troubles);
        all.put("controls-dialog", controls::dialog);
        return all;
    }
}
