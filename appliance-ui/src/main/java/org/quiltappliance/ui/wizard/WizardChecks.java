package org.quiltappliance.ui.wizard;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
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
import org.quiltappliance.server.Setup;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** A look at the computer with the present choices, and what came of it. A newer look takes the place of one under way. */
final class WizardChecks {

    private final Tasks tasks;
    private final Texts texts;
    private final Function<Setup, CompletionStage<List<CheckResult>>> look;
    private final ObservableList<CheckResult> results = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private final BooleanBinding good = Bindings.createBooleanBinding(
            () -> !checking.get() && !results.isEmpty() && problems().isEmpty(), checking, results);
    private Tasks.@Nullable Running running;

    WizardChecks(Tasks tasks, Texts texts, Function<Setup, CompletionStage<List<CheckResult>>> look) {
        this.tasks = tasks;
        this.texts = texts;
        this.look = look;
    }

    void run(Setup setup) {
        forget();
        checking.set(true);
        running = tasks.follow(
                look.apply(setup),
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
    void forget() {
        Tasks.Running under = running;
        if (under != null) {
            under.cancel();
        }
        checking.set(false);
        trouble.set("");
        results.clear();
    }

    /** What was found and concerns these choices. */
    List<CheckResult> shown() {
        return results.stream()
                .filter(result -> result.outcome() != Outcome.SKIPPED)
                .toList();
    }

    /** What is in the way, each once. */
    List<Problem> problems() {
        return results.stream()
                .map(CheckResult::problem)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** The one finding that says most: the first that is in the way, else one to know of, else the first of a part. */
    Optional<CheckResult> verdict() {
        var parts = shown().stream()
                .filter(result -> !result.id().equals("CF") || result.outcome() == Outcome.FAIL)
                .toList();
        return Stream.of(Outcome.FAIL, Outcome.WARN, Outcome.OK)
                .flatMap(wanted -> parts.stream().filter(result -> result.outcome() == wanted))
                .findFirst();
    }

    ObservableList<CheckResult> results() {
        return results;
    }

    ReadOnlyBooleanProperty checkingProperty() {
        return checking.getReadOnlyProperty();
    }

    /** Why nothing was found out; empty when something was. */
    ReadOnlyStringProperty troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /** Whether everything was looked at and nothing is in the way. */
    BooleanBinding isGood() {
        return good;
    }
}
