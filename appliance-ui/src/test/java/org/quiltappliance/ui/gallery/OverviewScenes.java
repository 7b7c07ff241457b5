package org.quiltappliance.ui.gallery;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.monitoring.LogEntry;
import org.quiltappliance.server.monitoring.LogLevel;
import org.quiltappliance.server.monitoring.LogSource;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.dialogs.DialogLayer;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.logs.LogFeed;
import org.quiltappliance.ui.overview.MetricsViewModel;
import org.quiltappliance.ui.overview.OverviewView;
import org.quiltappliance.ui.overview.OverviewViewModel;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.Readings;
import org.quiltappliance.ui.testing.RecordedCommands;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomeOverview;
import org.quiltappliance.ui.text.Texts;

/** Page Overview, and the card of a part. */
final class OverviewScenes {

    private final Texts texts;
    private final Frame frame;

    OverviewScenes(Texts texts) {
        this.texts = texts;
        this.frame = new Frame(texts);
    }

    private static final Instant LATER = Snapshots.NOON.plusSeconds(8_055);

    Map<String, Supplier<Parent>> all() {
        var all = new LinkedHashMap<String, Supplier<Parent>>();
        var backup = new Activity(
                1, Activity.Kind.BACKUP, "", 100, 40, 2_100_000_000L, 1_302_000_000L, Snapshots.NOON, true);
        all.put("overview-stopped", () -> shown(Snapshots.stopped()));
        all.put("overview-starting", () -> shown(Snapshots.starting(4)));
        all.put("overview-running", () -> shown(Snapshots.persistent().with(backup)));
        all.put("overview-test", () -> shown(Snapshots.running().with(Snapshots.SOME)));
        all.put("overview-degraded", () -> shown(Snapshots.degraded()));
        all.put("overview-stopping", () -> shown(Snapshots.stopping()));
        all.put("overview-failed", () -> shown(Snapshots.failed()));
        all.put("overview-history", () -> pressing(Snapshots.persistent(), "ov-history"));
        all.put("overview-step-log", () -> pressing(Snapshots.starting(4), "ov-step-details"));
        all.put("dialog-part", this::card);
        return all;
    }

    DialogLayer shown(Snapshots snapshot) {
        return frame.around(snapshot, Page.OVERVIEW, page(snapshot));
    }

    private Parent pressing(Snapshots snapshot, String id) {
        return frame.around(snapshot, Page.OVERVIEW, Frame.pressing(page(snapshot), id));
    }

    private Region page(Snapshots snapshot) {
        return new OverviewView(
                overviewModel(Frame.always(snapshot), new ShownDialogs()),
                new MetricsViewModel(new SimpleObjectProperty<>(Optional.of(Readings.busy())), texts),
                texts,
                address -> {},
                ColumnWidths.FORGETFUL);
    }

    private OverviewViewModel overviewModel(ObservableValue<ApplianceSnapshot> now, Dialogs dialogs) {
        return new OverviewViewModel(
                now,
                new SimpleObjectProperty<>(LATER),
                new OverviewViewModel.Surroundings(
                        new SomeOverview(),
                        new RecordedCommands(),
                        new DirectTasks(),
                        dialogs,
                        new OverviewViewModel.Ways(() -> {}, () -> {}, log -> {}),
                        OverviewScenes::stepLines,
                        texts,
                        said -> {}));
    }

    private static LogFeed.Reading stepLines(int most, Consumer<List<LogEntry>> batches, Consumer<String> failed) {
        batches.accept(List.of(
                LogsScenes.entry(
                        LogSource.APPLIANCE, LogLevel.INFO, "2026-11-25T12:00:04.114Z", "Asking for postgres:17.10"),
                LogsScenes.entry(
                        LogSource.APPLIANCE, LogLevel.INFO, "2026-11-25T12:00:05.482Z", "Layer 3 of 14 is there")));
        return () -> {};
    }

    private Parent card() {
        var layer = shown(Snapshots.persistent());
        overviewModel(Frame.always(Snapshots.persistent()), layer).open(Part.DATABASE);
        return layer;
    }
}
