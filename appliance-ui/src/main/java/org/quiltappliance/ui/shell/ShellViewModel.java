package org.quiltappliance.ui.shell;

import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.text.Texts;

/** What the frame around the pages shows and does. */
public final class ShellViewModel {

    /** More notices than these would push the page out of sight. */
    private static final int MOST_NOTICES = 3;

    private final ObservableValue<ApplianceSnapshot> snapshot;
    private final Commands commands;
    private final Texts texts;
    private final ObjectProperty<Page> page = new SimpleObjectProperty<>(Page.OVERVIEW);

    public ShellViewModel(ObservableValue<ApplianceSnapshot> snapshot, Commands commands, Texts texts) {
        this.snapshot = snapshot;
        this.commands = commands;
        this.texts = texts;
    }

    private <T> ObservableValue<T> of(Function<ApplianceSnapshot, T> part) {
        return snapshot.map(part);
    }

    /** The page that is shown. */
    public ObjectProperty<Page> pageProperty() {
        return page;
    }

    ObservableValue<String> windowTitle() {
        return of(now -> texts.of(
                now.mode() == Mode.TEST ? "shell.window.title.test" : "shell.window.title", now.instanceName()));
    }

    ObservableValue<ApplianceState> state() {
        return of(ApplianceSnapshot::state);
    }

    ObservableValue<String> stateWord() {
        return of(now -> texts.of("state." + now.state()));
    }

    ObservableValue<String> modeWord() {
        return of(now -> texts.of("mode." + now.mode()));
    }

    /** The state in a sentence, for those who cannot see it. */
    ObservableValue<String> stateSentence() {
        return of(now -> texts.of("shell.state.sentence", now.headline(), texts.of("mode." + now.mode())));
    }

    ObservableValue<PrimaryAction> primaryAction() {
        return of(now -> PrimaryAction.in(now.state()));
    }

    void performPrimaryAction() {
        PrimaryAction.in(snapshot.getValue().state()).perform(commands);
    }

    void restart() {
        if (snapshot.getValue().state().isUp()) {
            commands.restart();
        }
    }

    void close() {
        commands.close();
    }

    void quit() {
        commands.quit();
    }

    void openCatalog() {
        commands.openCatalog();
    }

    void copyRegistryAddress() {
        commands.copyRegistryAddress();
    }

    void backUp() {
        commands.backUp();
    }

    void help() {
        commands.help(page.get().word());
    }

    String version() {
        return texts.of("shell.version", snapshot.getValue().version());
    }

    ObservableValue<Boolean> isTest() {
        return of(now -> now.mode() == Mode.TEST && now.state().isUp());
    }

    /** What a stop would throw away ({@code control-panel.md} MD-2). */
    ObservableValue<String> testText() {
        return of(now -> now.storage()
                .filter(stored -> stored.packages() > 0)
                .map(this::lost)
                .orElseGet(() -> texts.of("shell.test")));
    }

    private String lost(StoredCounts stored) {
        return texts.of(
                "shell.test.counts",
                stored.packages(),
                stored.objects(),
                texts.formats().bytes(stored.bytes()));
    }

    void keepTestData() {
        commands.switchMode();
    }

    /** The newest problems; what made the registry fail, and what troubles it on the first page, have cards of their own. */
    ObservableValue<List<Problem>> notices() {
        return Bindings.createObjectBinding(
                () -> {
                    var newest = noticeable();
                    return newest.subList(0, Math.min(MOST_NOTICES, newest.size()));
                },
                snapshot,
                page);
    }

    private List<Problem> noticeable() {
        var now = snapshot.getValue();
        boolean cards = page.get() == Page.OVERVIEW;
        return now.problems().stream()
                .filter(problem -> !cards || !now.blocking().contains(problem))
                .sorted((a, b) -> b.since().compareTo(a.since()))
                .toList();
    }

    /** How many more notices there are, in words; empty when there are none. */
    ObservableValue<String> moreNotices() {
        return Bindings.createStringBinding(
                () -> {
                    int more = noticeable().size() - MOST_NOTICES;
                    return more > 0 ? texts.of("shell.notices.more", more) : "";
                },
                snapshot,
                page);
    }

    void apply(Fix fix) {
        commands.apply(fix);
    }

    ObservableValue<Boolean> isActive() {
        return of(now -> now.activity().isPresent());
    }

    ObservableValue<String> activityText() {
        return of(now -> now.activity().map(this::sentence).orElse(""));
    }

    private String sentence(Activity activity) {
        String kind = texts.of("activity." + activity.kind());
        double progress = activity.progress();
        if (progress < 0) {
            return activity.detail().isEmpty() ? kind : kind + " · " + activity.detail();
        }
        String share = texts.of("shell.activity.share", Math.round(progress * 100));
        return activity.bytes() > 0
                ? texts.of(
                        "shell.activity.bytes",
                        kind,
                        share,
                        texts.formats().bytes(activity.doneBytes()),
                        texts.formats().bytes(activity.bytes()))
                : texts.of(
                        "shell.activity.items",
                        kind,
                        share,
                        texts.formats().count(activity.doneItems()),
                        texts.formats().count(activity.items()));
    }

    ObservableValue<Number> activityProgress() {
        return of(now -> now.activity().map(Activity::progress).orElse(-1.0));
    }

    ObservableValue<Boolean> isActivityCancellable() {
        return of(now -> now.activity().map(Activity::cancellable).orElse(false));
    }

    void cancelActivity() {
        commands.cancelActivity();
    }
}
