package org.quiltappliance.ui.backups;

import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.BackupPlan;
import org.quiltappliance.server.config.BackupConfig;
import org.quiltappliance.server.config.BackupConfig.Schedule;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.WordBox;
import org.quiltappliance.ui.text.Texts;

/** Where backups are kept, and when they are made by themselves. What is chosen holds at once. */
final class PlanView extends VBox {

    private static final List<Integer> KEEP = List.of(1, 2, 3, 5, 7, 10, 14, 21, 30, 60, 90);

    private final BackupsViewModel model;
    private final Texts texts;

    /** @param chooseFolder asks for a folder @param open shows a folder in the system's file viewer */
    PlanView(BackupsViewModel model, Texts texts, Supplier<Optional<Path>> chooseFolder, Runnable open) {
        this.model = model;
        this.texts = texts;
        getStyleClass().addAll("panel");
        var folder = Nodes.label(model.folderProperty(), "mono");
        folder.setId("bak-dir");
        var whole = new Tooltip();
        whole.textProperty().bind(model.folderProperty());
        folder.setTooltip(whole);
        var name = Nodes.label(texts.of("backups.folder"), "hint");
        name.setMinWidth(USE_PREF_SIZE);
        var change = Nodes.button(
                "bak-dir-change",
                texts.of("backups.folder.change"),
                () -> chooseFolder.get().ifPresent(model::folder));
        Nodes.follow(model.isFolderOpen(), may -> change.setDisable(!may));
        var first = new HBox(
                name,
                folder,
                Nodes.filler(),
                change,
                Nodes.button("bak-dir-open", texts.of("backups.folder.open"), open));
        first.getStyleClass().add("row");
        var why = Nodes.label(model.planText(), "hint");
        why.setId("bak-plan-text");
        why.setWrapText(true);
        Nodes.showWhen(why, model.planText().map(text -> !text.isEmpty()));
        getChildren().addAll(first, times(), why);
    }

    private Node times() {
        var schedule = choice(
                "bak-schedule",
                "backups.schedule",
                List.of(Schedule.values()),
                one -> texts.of("backups.schedule." + one),
                model::schedule);
        var time = choice(
                "bak-time",
                "backups.schedule.at",
                IntStream.range(0, 24).mapToObj(hour -> LocalTime.of(hour, 0)).toList(),
                LocalTime::toString,
                model::time);
        var keep = choice("bak-keep", "backups.schedule.keep", KEEP, String::valueOf, model::keep);
        Nodes.follow(
                model.planProperty(),
                found -> found.map(BackupPlan::wanted).ifPresent(now -> {
                    show(schedule, now.schedule());
                    show(time, now.at());
                    show(keep, now.keep());
                }));
        var row = new FlowPane(
                name("backups.schedule", schedule),
                schedule,
                name("backups.schedule.at", time),
                time,
                name("backups.schedule.keep", keep),
                keep);
        row.getStyleClass().addAll("wrap", "plan");
        Nodes.follow(model.isPlanOpen(), may -> row.setDisable(!may));
        Nodes.follow(model.planProperty(), found -> {
            boolean off = found.map(BackupPlan::wanted)
                    .map(BackupConfig::schedule)
                    .filter(Schedule.OFF::equals)
                    .isPresent();
            time.setDisable(off);
            keep.setDisable(off);
        });
        return row;
    }

    private Node name(String key, Node input) {
        var name = Nodes.label(texts.of(key), "hint");
        name.setLabelFor(input);
        return name;
    }

    private static <T> void show(ComboBox<T> box, T value) {
        if (!box.getItems().contains(value)) {
            box.getItems().add(value);
        }
        box.setValue(value);
    }

    private <T> WordBox<T> choice(
            String id, String key, List<T> values, Function<T, String> words, Consumer<T> chosen) {
        var box = new WordBox<T>(id, texts.of(key), words, texts);
        box.getItems().setAll(values);
        box.valueProperty().addListener((watched, before, now) -> {
            if (before != null && now != null) {
                chosen.accept(now);
            }
        });
        return box;
    }
}
