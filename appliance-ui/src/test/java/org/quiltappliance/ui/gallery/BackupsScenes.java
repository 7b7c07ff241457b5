package org.quiltappliance.ui.gallery;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Parent;
import org.quiltappliance.ui.backups.BackupsView;
import org.quiltappliance.ui.backups.BackupsViewModel;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.text.Texts;

/** Page Backups. */
final class BackupsScenes {

    private final Texts texts;
    private final Frame frame;

    BackupsScenes(Texts texts) {
        this.texts = texts;
        this.frame = new Frame(texts);
    }

    Map<String, Supplier<Parent>> all() {
        return Map.of("backups", this::shown);
    }

    private Parent shown() {
        var around = new BackupsViewModel.Surroundings(
                new SomeBackups(), new DirectTasks(), new ShownDialogs(), texts, said -> {});
        var view = new BackupsView(
                new BackupsViewModel(Frame.always(Snapshots.persistent()), around),
                texts,
                new BackupsView.Files(Optional::empty, Optional::empty, Optional::empty, () -> {}),
                ColumnWidths.FORGETFUL);
        return frame.around(Snapshots.persistent(), Page.BACKUPS, view);
    }
}
