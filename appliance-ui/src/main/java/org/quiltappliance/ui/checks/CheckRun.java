package org.quiltappliance.ui.checks;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/**
 * A look at the computer, and what came of it ({@code control-panel.md} section 7). A newer look takes the place of one
 * under way.
 */
public final class CheckRun {

    private final Tasks tasks;
    private final Texts texts;
    private final ObservableList<CheckResult> results = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private final BooleanBinding good = Bindings.createBooleanBinding(
            () -> !checking.get() && !results.isEmpty() && problems().isEmpty(), checking, results);
    private Tasks.@Nullable Running running;

    public CheckRun(Tasks tasks, Texts texts) {
        this.tasks = tasks;
        this.texts = texts;
    }

    /** Waits for that look. */
    public void follow(CompletionStage<List<CheckResult>> look) {
        forget();
        checking.set(true);
        running = tasks.follow(
                look,
                found -> {
                    checking.set(false);
                    results.setAll(found);
                },
                failed -> {
                    checking.set(false);
                    trouble.set(texts.of("diagnostics.check.failed", failed.getMessage()));
                });
    }

    /** What was found says nothing any more. */
    public void forget() {
        Tasks.Running under = running;
        if (under != null) {
            under.cancel();
        }
        checking.set(false);
        trouble.set("");
        results.clear();
    }

    /** What was found and concerns these choices. */
    public List<CheckResult> shown() {
        return results.stream()
                .filter(result -> result.outcome() != Outcome.SKIPPED)
                .toList();
    }

    /** What is in the way, each once. */
    public List<Problem> problems() {
        return results.stream()
                .map(CheckResult::problem)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** The one finding that says most: the first that is in the way, else one to know of, else the first of a part. */
    public Optional<CheckResult> verdict() {
        var parts = shown().stream()
                .filter(result -> !result.id().equals("CF") || result.outcome() == Outcome.FAIL)
                .toList();
        return Stream.of(Outcome.FAIL, Outcome.WARN, Outcome.OK)
                .flatMap(wanted -> parts.stream().filter(result -> result.outcome() == wanted))
                .findFirst();
    }

    /** Everything that was found. */
    public ObservableList<CheckResult> results() {
        return results;
    }

    /** Whether a look is under way. */
    public ReadOnlyBooleanProperty checkingProperty() {
        return checking.getReadOnlyProperty();
    }

    /** Why nothing was found out; empty when something was. */
    public ReadOnlyStringProperty troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /** What to say while nothing was found: that it is being looked at, or why it could not be. */
    public String insteadOfResults() {
        return trouble.get().isEmpty() ? texts.of("diagnostics.checking") : trouble.get();
    }

    /** Whether everything was looked at and nothing is in the way. */
    public BooleanBinding isGood() {
        return good;
    }
}
