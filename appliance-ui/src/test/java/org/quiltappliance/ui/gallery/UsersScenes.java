package org.quiltappliance.ui.gallery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.scene.Parent;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.dialogs.DialogLayer;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomeUsers;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.users.UsersView;
import org.quiltappliance.ui.users.UsersViewModel;

/** Page Users, and how one is added. */
final class UsersScenes {

    private final Texts texts;
    private final Frame frame;

    UsersScenes(Texts texts) {
        this.texts = texts;
        this.frame = new Frame(texts);
    }

    Map<String, Supplier<Parent>> all() {
        var all = new LinkedHashMap<String, Supplier<Parent>>();
        all.put("users", () -> shown(Snapshots.persistent()));
        all.put("users-stopped", () -> shown(Snapshots.stopped()));
        all.put("users-starting", () -> shown(Snapshots.starting(4)));
        all.put("dialog-add-user", this::addUser);
        return all;
    }

    private DialogLayer shown(Snapshots snapshot) {
        var model = new UsersViewModel(Frame.always(snapshot), around(new ShownDialogs()));
        return frame.around(snapshot, Page.USERS, new UsersView(model, texts, Optional::empty, ColumnWidths.FORGETFUL));
    }

    private UsersViewModel.Surroundings around(Dialogs dialogs) {
        return new UsersViewModel.Surroundings(
                new SomeUsers(),
                (name, heir) -> new CompletableFuture<>(),
                (file, lines) -> {},
                () -> false,
                new DirectTasks(),
                dialogs,
                texts,
                said -> {});
    }

    private Parent addUser() {
        var layer = shown(Snapshots.persistent());
        new UsersViewModel(Frame.always(Snapshots.persistent()), around(layer)).add();
        return layer;
    }
}
