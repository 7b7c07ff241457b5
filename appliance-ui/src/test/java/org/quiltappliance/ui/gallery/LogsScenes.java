package org.quiltappliance.ui.gallery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import org.quiltappliance.server.monitoring.LogEntry;
import org.quiltappliance.server.monitoring.LogLevel;
import org.quiltappliance.server.monitoring.LogSource;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.DialogLayer;
import org.quiltappliance.ui.logs.LogChoice;
import org.quiltappliance.ui.logs.LogFeed;
import org.quiltappliance.ui.logs.LogsView;
import org.quiltappliance.ui.logs.LogsViewModel;
import org.quiltappliance.ui.shell.KeyHelp;
import org.quiltappliance.ui.shell.Page;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomeLogs;
import org.quiltappliance.ui.text.Texts;

/** Page Logs, and what the keys are for. */
final class LogsScenes {

    private final Texts texts;
    private final Frame frame;

    LogsScenes(Texts texts) {
        this.texts = texts;
        this.frame = new Frame(texts);
    }

    Map<String, Supplier<Parent>> all() {
        var all = new LinkedHashMap<String, Supplier<Parent>>();
        all.put("logs", () -> shown(page(model())));
        all.put("logs-search", () -> shown(Frame.typing(page(model()), "log-search", "glaciers")));
        all.put("logs-failed", this::failed);
        all.put("logs-mail", this::mails);
        all.put("dialog-help", this::help);
        return all;
    }

    private DialogLayer shown(Region page) {
        return frame.around(Snapshots.persistent(), Page.LOGS, page);
    }

    private Region page(LogsViewModel model) {
        return new LogsView(model, texts, new LogsView.Desktop(Optional::empty, address -> {}, ColumnWidths.FORGETFUL));
    }

    private LogsViewModel model() {
        return model(Optional.empty());
    }

    private LogsViewModel model(Optional<Instant> failed) {
        return new LogsViewModel(new LogsViewModel.Surroundings(
                LogsScenes::lines,
                new SomeLogs(),
                new DirectTasks(),
                new SimpleObjectProperty<>(Snapshots.NOON),
                new SimpleObjectProperty<>(failed),
                texts,
                said -> {}));
    }

    /** It opens where it was said why. */
    private Parent failed() {
        return frame.around(
                Snapshots.failed(), Page.LOGS, page(model(Optional.of(Instant.parse("2026-11-25T12:00:34.000Z")))));
    }

    private Parent mails() {
        var model = model();
        var layer = shown(page(model));
        model.sourceProperty().set(LogChoice.MAIL);
        return layer;
    }

    private Parent help() {
        var layer = shown(page(model()));
        layer.show(new Dialog(texts.of("page.logs"), texts.of("help.page.logs"), new KeyHelp(), List.of()));
        return layer;
    }

    private static LogFeed.Reading lines(int most, Consumer<List<LogEntry>> batches, Consumer<String> failed) {
        var entries = new ArrayList<LogEntry>();
        for (int i = 0; i < 40; i++) {
            String time = "2026-11-25T12:00:" + (i < 10 ? "0" : "") + i + ".114Z";
            entries.add(
                    i % 9 == 8
                            ? entry(LogSource.APPLIANCE, LogLevel.WARN, time, "The storage answers slowly: 1.2 s")
                            : i % 17 == 16
                                    ? entry(
                                            LogSource.POSTGRES,
                                            LogLevel.ERROR,
                                            time,
                                            "FATAL: the database system is shutting down")
                                    : entry(
                                            LogSource.ACCESS,
                                            LogLevel.INFO,
                                            time,
                                            "PUT /api/package/ana/glaciers/4f2c81 200 156 B 38 ms ana"));
        }
        entries.add(new LogEntry(
                LogSource.APPLIANCE,
                Instant.parse("2026-11-25T12:00:40.114Z"),
                LogLevel.ERROR,
                "7c1f",
                "A request failed",
                "2026-11-25T12:00:40.114Z ERROR  ErrorMapper [7c1f] A request failed",
                List.of("java.io.IOException: broken pipe", "    at some.Place")));
        batches.accept(entries);
        return () -> {};
    }

    static LogEntry entry(LogSource source, LogLevel level, String time, String text) {
        return new LogEntry(source, Instant.parse(time), level, "-", text, time + " " + level + "  " + text, List.of());
    }
}
