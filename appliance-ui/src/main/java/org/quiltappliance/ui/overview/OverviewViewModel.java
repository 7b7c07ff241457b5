package org.quiltappliance.ui.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import org.quiltappliance.server.PartReport;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Component;
import org.quiltappliance.server.lifecycle.Component.Health;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.StepView;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.server.monitoring.LogSource;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialog.Weight;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.logs.LogFeed;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** What the overview shows and does. */
public final class OverviewViewModel {

    /** What fills the page in a state. */
    enum Body {
        STOPPED,
        STARTING,
        RUNNING,
        STOPPING,
        FAILED
    }

    /**
     * What the page works with.
     *
     * @param logs what is written while it starts
     * @param said hears why something was not done, in words for people
     */
    public record Surroundings(
            OverviewAppliance appliance,
            Commands commands,
            Tasks tasks,
            Dialogs dialogs,
            Ways ways,
            LogFeed logs,
            Texts texts,
            Consumer<String> said) {}

    /**
     * Where the page leads.
     *
     * @param share asks who may reach the registry
     * @param storage shows what takes room
     * @param log shows one of the logs
     */
    public record Ways(Runnable share, Runnable storage, Consumer<LogSource> log) {}

    /** How often a card that is open is brought up to date, in seconds. */
    private static final int CARD_PAUSE = 2;

    private final ObservableValue<ApplianceSnapshot> snapshot;
    private final ObservableValue<Instant> now;
    private final Surroundings around;
    private final Commands commands;
    private final Texts texts;
    private final StepLog stepLog;
    private final ReadOnlyStringWrapper lastBackup = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper lastRun = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper plannedRegistry = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper plannedCatalog = new ReadOnlyStringWrapper("");
    private Optional<PartCard> card = Optional.empty();

    public OverviewViewModel(
            ObservableValue<ApplianceSnapshot> snapshot, ObservableValue<Instant> now, Surroundings around) {
        this.snapshot = snapshot;
        this.now = now;
        this.around = around;
        this.commands = around.commands();
        this.texts = around.texts();
        stepLog = new StepLog(snapshot, around.logs());
        snapshot.map(present -> present.activity().map(Activity::id))
                .addListener((watched, before, after) -> refreshBackup());
        snapshot.map(ApplianceSnapshot::state).addListener((watched, before, after) -> refresh());
        now.addListener((watched, before, after) -> refreshCard(after));
    }

    /** Asks anew what the snapshot does not tell. */
    public void refresh() {
        refreshBackup();
        ApplianceState state = snapshot.getValue().state();
        if (state.isUp()) {
            return;
        }
        ask(around.appliance()::lastRun, run -> lastRun.set(run.map(this::words).orElse("")));
        ask(around.appliance()::plannedEndpoints, where -> {
            plannedRegistry.set(where.registry().toString());
            plannedCatalog.set(where.catalog().toString());
        });
    }

    private void refreshBackup() {
        ask(around.appliance()::lastBackup, found -> lastBackup.set(words(found)));
    }

    private <T> void ask(Callable<T> question, Consumer<T> answer) {
        around.tasks().run(question, answer, failed -> around.said().accept(String.valueOf(failed.getMessage())));
    }

    private String words(OverviewAppliance.LastRun run) {
        return texts.of(
                run.clean() ? "overview.last-run.clean" : "overview.last-run.ended",
                texts.formats().moment(run.ended()));
    }

    private String words(Optional<OverviewAppliance.LastBackup> found) {
        return found.map(last -> texts.of(
                        last.damaged()
                                ? "overview.last-backup.damaged"
                                : last.verified() ? "overview.last-backup.verified" : "overview.last-backup.made",
                        texts.formats().moment(last.when())))
                .orElse(texts.of("overview.last-backup.none"));
    }

    // --- The card of a part ---

    /** Shows all that is known of a part. */
    public void open(Part part) {
        ask(() -> around.appliance().report(part), this::show);
    }

    private void show(PartReport report) {
        var shown = new PartCard(report, texts);
        card = Optional.of(shown);
        var answers = new ArrayList<Answer>();
        answers.add(new Answer(
                "ov-card-log",
                texts.of("overview.card.log"),
                Weight.PLAIN,
                () -> around.ways().log().accept(report.log())));
        report.restart()
                .ifPresent(fix -> answers.add(new Answer(
                        "ov-card-restart",
                        texts.of("overview.card.restart"),
                        Weight.PLAIN,
                        () -> commands.apply(fix))));
        around.dialogs().show(new Dialog(name(report.part()), "", shown, answers));
    }

    private void refreshCard(Instant second) {
        card.filter(open -> !open.isWatched()).ifPresent(closed -> card = Optional.empty());
        if (second.getEpochSecond() % CARD_PAUSE == 0) {
            card.ifPresent(open -> {
                Part part = open.reportProperty().get().part();
                ask(() -> around.appliance().report(part), open::show);
            });
        }
    }

    String name(Part part) {
        return texts.of("part." + part.name().toLowerCase(Locale.ROOT));
    }

    private <T> ObservableValue<T> of(Function<ApplianceSnapshot, T> part) {
        return snapshot.map(part);
    }

    ObservableValue<Body> body() {
        return of(present -> switch (present.state()) {
            case STOPPED -> Body.STOPPED;
            case STARTING -> Body.STARTING;
            case RUNNING, DEGRADED -> Body.RUNNING;
            case STOPPING -> Body.STOPPING;
            case FAILED -> Body.FAILED;
        });
    }

    /** What keeps a registry that runs from working as a whole. */
    ObservableValue<List<Problem>> troubles() {
        return of(ApplianceSnapshot::blocking);
    }

    ObservableValue<Boolean> isUp() {
        return of(present -> present.state().isUp());
    }

    void start() {
        commands.start();
    }

    /** Opens the set-up assistant. */
    void setUp() {
        commands.setUp();
    }

    void restart() {
        commands.restart();
    }

    void switchMode() {
        commands.switchMode();
    }

    void cancelStart() {
        commands.cancelStart();
    }

    /** Asks who may reach the registry. */
    void share() {
        around.ways().share().run();
    }

    void openStorage() {
        around.ways().storage().run();
    }

    // --- Running ---

    private ObservableValue<String> endpoint(Function<Endpoints, String> part) {
        return of(present -> present.endpoints().map(part).orElse(texts.of("overview.address.none")));
    }

    ObservableValue<String> registryUrl() {
        return endpoint(where -> where.registry().toString());
    }

    ObservableValue<String> catalogUrl() {
        return endpoint(where -> where.catalog().toString());
    }

    ObservableValue<String> reach() {
        return endpoint(where -> where.encryption().isPresent()
                ? texts.of("overview.reach.encrypted", where.reach())
                : texts.of("overview.reach.plain", where.reach()));
    }

    /** How long it has been so. */
    ObservableValue<String> uptime() {
        return Bindings.createStringBinding(
                () -> texts.of("overview.uptime", texts.formats().span(sinceChange())), snapshot, now);
    }

    private Duration sinceChange() {
        return Duration.between(snapshot.getValue().since(), now.getValue());
    }

    ObservableValue<Health> health(Part part) {
        return of(present -> present.components().containsKey(part)
                ? present.components().get(part).health()
                : Health.OFF);
    }

    /** What it is, and how. */
    ObservableValue<String> about(Part part) {
        return of(present -> {
            Component component = present.components().get(part);
            return component == null || component.detail().isEmpty()
                    ? texts.of("overview.part.off")
                    : component.detail();
        });
    }

    private ObservableValue<String> stored(ToLongFunction<StoredCounts> part) {
        return of(present -> present.storage()
                .map(counts -> texts.formats().count(part.applyAsLong(counts)))
                .orElse(texts.of("overview.unknown")));
    }

    ObservableValue<String> packages() {
        return stored(StoredCounts::packages);
    }

    ObservableValue<String> revisions() {
        return stored(StoredCounts::revisions);
    }

    ObservableValue<String> objects() {
        return stored(StoredCounts::objects);
    }

    ObservableValue<String> users() {
        return stored(StoredCounts::users);
    }

    ObservableValue<String> bytes() {
        return of(present -> present.storage()
                .map(counts -> texts.formats().bytes(counts.bytes()))
                .orElse(texts.of("overview.unknown")));
    }

    ObservableValue<String> location() {
        return of(ApplianceSnapshot::location);
    }

    /** When the newest backup was made, and whether it is good. */
    ReadOnlyStringProperty lastBackupProperty() {
        return lastBackup.getReadOnlyProperty();
    }

    ObservableValue<String> mode() {
        return of(present -> texts.of("overview.mode." + present.mode()));
    }

    // --- Starting ---

    ObservableValue<List<StepView>> steps() {
        return of(ApplianceSnapshot::steps);
    }

    ObservableValue<String> startLine() {
        return of(present -> {
            long done = present.steps().stream()
                    .filter(step -> step.status() == StepView.Status.DONE)
                    .count();
            return texts.of(
                    "overview.starting",
                    Math.min(done + 1, present.steps().size()),
                    present.steps().size());
        });
    }

    /** How long the start has taken so far. */
    ObservableValue<String> elapsed() {
        return Bindings.createStringBinding(() -> texts.formats().clock(sinceChange()), snapshot, now);
    }

    /** What the step that is at work writes. */
    StepLog stepLog() {
        return stepLog;
    }

    /** Whether the step that is at work takes longer than usual (LC-5). */
    ObservableValue<Boolean> isSlow() {
        return of(present -> present.activeStep().filter(StepView::isSlow).isPresent());
    }

    // --- Stopped, stopping, failed ---

    /** When the last run ended, and how; empty when there was none. */
    ReadOnlyStringProperty lastRunProperty() {
        return lastRun.getReadOnlyProperty();
    }

    /** Where clients will find the registry once it runs. */
    ReadOnlyStringProperty plannedRegistryProperty() {
        return plannedRegistry.getReadOnlyProperty();
    }

    ReadOnlyStringProperty plannedCatalogProperty() {
        return plannedCatalog.getReadOnlyProperty();
    }

    ObservableValue<String> stoppedText() {
        return of(present -> texts.of("overview.stopped.text." + present.mode()));
    }

    ObservableValue<Problem> failure() {
        return of(present -> present.failure().orElse(null));
    }

    void apply(Fix fix) {
        commands.apply(fix);
    }
}
