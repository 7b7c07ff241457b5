package org.quiltappliance.ui.settings;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quiltappliance.server.TrialService.Request;
import org.quiltappliance.server.TrialService.What;
import org.quiltappliance.server.trials.TrialReport;
import org.quiltappliance.server.trials.TrialStage;
import org.quiltappliance.server.trials.TrialStage.Offer;
import org.quiltappliance.server.trials.TrialStage.State;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** A test of what is typed, and what it found, stage by stage. */
final class TrialViewModel {

    private final What what;
    private final Supplier<Request> request;
    private final SettingsAppliance appliance;
    private final Tasks tasks;
    private final Texts texts;
    private final ObservableList<TrialStage> stages = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private final AtomicReference<Optional<SettingsAppliance.Testing>> present =
            new AtomicReference<>(Optional.empty());

    /** @param request made of what is typed, at each press */
    TrialViewModel(What what, Supplier<Request> request, SettingsAppliance appliance, Tasks tasks, Texts texts) {
        this.what = what;
        this.request = request;
        this.appliance = appliance;
        this.tasks = tasks;
        this.texts = texts;
    }

    What what() {
        return what;
    }

    /** Tests, unless that is going on. */
    void start() {
        begin(request.get());
    }

    /** The same, and makes the bucket that is missing. */
    void createBucket() {
        var plain = request.get();
        begin(new Request(plain.what(), plain.wanted(), plain.recipient(), true));
    }

    private void begin(Request wanted) {
        if (running.get()) {
            return;
        }
        running.set(true);
        said.set("");
        stages.clear();
        tasks.run(
                () -> {
                    var begun = appliance.test(wanted, this::tell);
                    present.set(Optional.of(begun));
                    return begun;
                },
                begun -> tasks.follow(begun.result(), this::end, this::fail),
                this::fail);
    }

    /** Gives it up. */
    void cancel() {
        present.get().ifPresent(SettingsAppliance.Testing::cancel);
    }

    private void tell(TrialStage stage) {
        int last = stages.size() - 1;
        boolean same = last >= 0
                && stages.get(last).name().equals(stage.name())
                && stages.get(last).state() == State.TRYING;
        if (same) {
            stages.set(last, stage);
        } else {
            stages.add(stage);
        }
    }

    private void end(TrialReport report) {
        stages.setAll(report.stages());
        over(report.isGood() ? texts.of("settings.test.good") : "");
    }

    private void fail(Throwable failed) {
        stages.removeIf(stage -> !stage.isOver());
        boolean givenUp = failed instanceof CancellationException || failed.getCause() instanceof CancellationException;
        over(givenUp ? texts.of("settings.test.cancelled") : String.valueOf(failed.getMessage()));
    }

    private void over(String text) {
        present.set(Optional.empty());
        running.set(false);
        said.set(text);
    }

    /** What was found so far. */
    ObservableList<TrialStage> stages() {
        return stages;
    }

    /** What the present stage waits for somebody to open. */
    Optional<URI> page() {
        return stages.stream()
                .filter(stage -> !stage.isOver())
                .flatMap(stage -> stage.page().stream())
                .findFirst();
    }

    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** How it ended; empty when a stage says that. */
    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    /** Whether a missing bucket is all that stands in the way. */
    BooleanBinding offersBucket() {
        return Bindings.createBooleanBinding(
                () -> !running.get()
                        && stages.stream().anyMatch(stage -> stage.offer().equals(Optional.of(Offer.CREATE_BUCKET))),
                stages,
                running);
    }
}
