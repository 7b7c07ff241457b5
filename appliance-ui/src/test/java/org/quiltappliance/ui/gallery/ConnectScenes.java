package org.quiltappliance.ui.gallery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import org.quiltappliance.server.Sharing;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.ui.connect.ConnectAppliance;
import org.quiltappliance.ui.connect.ConnectView;
import org.quiltappliance.ui.connect.ConnectViewModel;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.share.ShareQuestion;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.Readings;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomeOverview;
import org.quiltappliance.ui.testing.SomeSharing;
import org.quiltappliance.ui.text.Texts;

/** Page Connect, and the question who is shared with. */
final class ConnectScenes {

    private final Texts texts;
    private final Frame frame;

    ConnectScenes(Texts texts) {
        this.texts = texts;
        this.frame = new Frame(texts);
    }

    private static final ConnectAppliance HERE = new ConnectAppliance() {
        @Override
        public Sharing sharing() {
            return ConnectScenes.sharing(Optional.empty());
        }

        @Override
        public Endpoints plannedEndpoints() {
            return new SomeOverview().plannedEndpoints();
        }
    };

    Map<String, Supplier<Parent>> all() {
        var all = new LinkedHashMap<String, Supplier<Parent>>();
        all.put("dialog-share", () -> share(Optional.empty()));
        all.put(
                "dialog-share-refused",
                () -> share(
                        Optional.of("admin still has the password of the test mode, which everybody knows. Change it"
                                + " on page Users first.")));
        all.put("connect-running", () -> shown(Snapshots.persistent(), page(Snapshots.persistent())));
        all.put(
                "connect-elsewhere",
                () -> shown(Snapshots.persistent(), Frame.pressing(page(Snapshots.persistent()), "con-where-remote")));
        all.put("connect-stopped", () -> shown(Snapshots.stopped(), page(Snapshots.stopped())));
        return all;
    }

    private Parent shown(Snapshots snapshot, Region page) {
        return frame.around(snapshot, Page.CONNECT, page);
    }

    private Region page(Snapshots snapshot) {
        var around = new ConnectViewModel.Surroundings(HERE, new DirectTasks(), () -> {}, texts, said -> {});
        var model = new ConnectViewModel(
                Frame.always(snapshot), new SimpleObjectProperty<>(Optional.of(Readings.busy())), around);
        return new ConnectView(model, texts, ColumnWidths.FORGETFUL);
    }

    private Parent share(Optional<String> refusal) {
        var layer = new OverviewScenes(texts).shown(Snapshots.persistent());
        new ShareQuestion(new SomeSharing(sharing(refusal)), new DirectTasks(), layer, texts, layer::say).ask();
        return layer;
    }

    private static Sharing sharing(Optional<String> refusal) {
        return new Sharing(
                "127.0.0.1", false, false, List.of(new Sharing.Address("192.168.1.20", "Wi-Fi")), refusal, false, true);
    }
}
