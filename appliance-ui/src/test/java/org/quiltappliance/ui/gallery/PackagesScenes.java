package org.quiltappliance.ui.gallery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Parent;
import javafx.scene.control.TableView;
import org.quiltappliance.server.inventory.PackageQuery;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.dialogs.DialogLayer;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.packages.PackagesView;
import org.quiltappliance.ui.packages.PackagesViewModel;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomePackages;
import org.quiltappliance.ui.text.Texts;

/** Page Packages, and how one is deleted. */
final class PackagesScenes {

    private final Texts texts;
    private final Frame frame;

    PackagesScenes(Texts texts) {
        this.texts = texts;
        this.frame = new Frame(texts);
    }

    Map<String, Supplier<Parent>> all() {
        var all = new LinkedHashMap<String, Supplier<Parent>>();
        all.put("packages", () -> packages(new SomePackages().with(40), Snapshots.persistent(), ""));
        all.put(
                "packages-selected",
                () -> packages(new SomePackages().with(400), Snapshots.persistent(), "ana/glaciers"));
        all.put("packages-empty", () -> packages(new SomePackages().none(), Snapshots.running(), ""));
        all.put("packages-stopped", () -> packages(new SomePackages(), Snapshots.stopped(), ""));
        all.put("packages-starting", () -> packages(new SomePackages(), Snapshots.starting(4), ""));
        all.put("packages-degraded", () -> {
            var silent = new SomePackages();
            silent.setSilent(true);
            return packages(silent, Snapshots.degraded(), "");
        });
        all.put("dialog-delete-package", this::deletePackage);
        return all;
    }

    private PackagesViewModel.Surroundings around(SomePackages packages, Dialogs dialogs) {
        return new PackagesViewModel.Surroundings(
                packages, new DirectTasks(), dialogs, texts, said -> {}, address -> {});
    }

    /** @param selected the package that is looked at; nobody's when empty */
    private DialogLayer packages(SomePackages packages, Snapshots snapshot, String selected) {
        var model = new PackagesViewModel(Frame.always(snapshot), around(packages, new ShownDialogs()));
        model.refresh();
        var view = new PackagesView(model, texts, ColumnWidths.FORGETFUL);
        if (!selected.isEmpty() && view.lookup("#pkg-table") instanceof TableView<?> table) {
            table.getSelectionModel().select(0);
        }
        return frame.around(snapshot, Page.PACKAGES, view);
    }

    private Parent deletePackage() {
        var some = new SomePackages();
        var layer = packages(some, Snapshots.persistent(), "ana/glaciers");
        var model = new PackagesViewModel(Frame.always(Snapshots.persistent()), around(some, layer));
        model.select(some.page(PackageQuery.all(1)).lines().get(0));
        model.delete();
        return layer;
    }
}
