package org.quiltappliance.ui.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.Component;
import org.quiltappliance.server.lifecycle.Component.Health;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.StepView;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.ui.state.Commands;
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

    private final ObservableValue<ApplianceSnapshot> snapshot;
    private final ObservableValue<Instant> now;
    private final Commands commands;
    private final Texts texts;

    public OverviewViewModel(
            ObservableValue<ApplianceSnapshot> snapshot, ObservableValue<Instant> now, Commands commands, Texts texts) {
        this.snapshot = snapshot;
        this.now = now;
        this.commands = commands;
        this.texts = texts;
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

    // --- Stopped, stopping, failed ---

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
