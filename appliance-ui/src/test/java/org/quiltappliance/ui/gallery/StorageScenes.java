package org.quiltappliance.ui.gallery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Parent;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.dialogs.DialogLayer;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.storage.StorageView;
import org.quiltappliance.ui.storage.StorageViewModel;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomeStorage;
import org.quiltappliance.ui.text.Texts;

/** Page Storage, and what is done with it. */
final class StorageScenes {

    private final Texts texts;
    private final Frame frame;

    StorageScenes(Texts texts) {
        this.texts = texts;
        this.frame = new Frame(texts);
    }

    Map<String, Supplier<Parent>> all() {
        var all = new LinkedHashMap<String, Supplier<Parent>>();
        all.put("storage", () -> storage(SomeStorage.persistent(), Snapshots.persistent()));
        all.put("storage-test", () -> storage(SomeStorage.test(), Snapshots.running()));
        all.put(
                "storage-stopped",
                () -> storage(SomeStorage.resting(), Snapshots.stopped().in(Mode.PERSISTENT)));
        all.put("storage-degraded", () -> storage(SomeStorage.persistent().withoutEngine(), Snapshots.degraded()));
        all.put("storage-end", () -> Frame.toTheEnd("page", storage(SomeStorage.persistent(), Snapshots.persistent())));
        all.put("dialog-clean-up", this::cleanUp);
        all.put("dialog-remove-volume", this::removeVolume);
        all.put("dialog-change-image", this::changeImage);
        return all;
    }

    private StorageViewModel.Surroundings around(SomeStorage storage, Dialogs dialogs) {
        return new StorageViewModel.Surroundings(storage, new DirectTasks(), dialogs, texts, said -> {});
    }

    private DialogLayer storage(SomeStorage storage, Snapshots snapshot) {
        var view = new StorageView(
                new StorageViewModel(Frame.always(snapshot), around(storage, new ShownDialogs())),
                texts,
                new StorageView.Files(Optional::empty, Optional::empty),
                ColumnWidths.FORGETFUL);
        return frame.around(snapshot, Page.STORAGE, view);
    }

    private Parent ofStorage(SomeStorage storage, Snapshots snapshot, Consumer<StorageViewModel> action) {
        var layer = storage(storage, snapshot);
        var model = new StorageViewModel(Frame.always(snapshot), around(storage, layer));
        model.refresh();
        action.accept(model);
        return layer;
    }

    private Parent cleanUp() {
        return ofStorage(SomeStorage.persistent(), Snapshots.persistent(), StorageViewModel::cleanUp);
    }

    private Parent removeVolume() {
        return ofStorage(
                SomeStorage.resting().withoutProof(), Snapshots.stopped().in(Mode.PERSISTENT), model -> {
                    model.selectedProperty().set(model.volumes().get(2));
                    model.removeVolume();
                });
    }

    private Parent changeImage() {
        return ofStorage(SomeStorage.resting(), Snapshots.stopped().in(Mode.PERSISTENT), StorageViewModel::changeImage);
    }
}
