package org.quiltappliance.ui.remote;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.quiltappliance.server.OtherAppliance.Look;
import org.quiltappliance.server.OtherAppliance.Trouble;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialog.Weight;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** What is seen of a registry in another process, and what can be done with it. */
public final class RemoteViewModel {

    private final RemoteAppliance appliance;
    private final Tasks tasks;
    private final Dialogs dialogs;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<Optional<Look>> look = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper gone = new ReadOnlyBooleanWrapper();
    private boolean looking;

    public RemoteViewModel(RemoteAppliance appliance, Tasks tasks, Dialogs dialogs, Texts texts) {
        this.appliance = appliance;
        this.tasks = tasks;
        this.dialogs = dialogs;
        this.texts = texts;
    }

    /** Looks again, unless a look is under way. */
    public void refresh() {
        if (looking || gone.get()) {
            return;
        }
        looking = true;
        tasks.run(
                appliance::look,
                seen -> {
                    looking = false;
                    look.set(Optional.of(seen));
                },
                failed -> {
                    looking = false;
                    gone.set(true);
                });
    }

    /** Whether the process has ended, so that its home folder can be opened here. */
    public ReadOnlyBooleanProperty goneProperty() {
        return gone.getReadOnlyProperty();
    }

    private <T> ObservableValue<T> of(Function<Look, T> part, T otherwise) {
        return look.map(seen -> seen.map(part).orElse(otherwise));
    }

    ObservableValue<ApplianceState> state() {
        return of(Look::state, ApplianceState.STOPPED);
    }

    ObservableValue<String> name() {
        return of(Look::name, "");
    }

    /** What there is no more, by its name where that is known. */
    ObservableValue<String> endedTitle() {
        return of(seen -> texts.of("remote.ended", seen.name()), texts.of("remote.ended.nameless"));
    }

    /** For the title of the window: the name of the registry, as other windows have it. */
    public ObservableValue<String> windowTitle() {
        return of(
                seen -> texts.of(
                        seen.mode() == Mode.TEST ? "shell.window.title.test" : "shell.window.title", seen.name()),
                texts.of("shell.brand"));
    }

    ObservableValue<String> headline() {
        return of(Look::headline, texts.of("remote.looking"));
    }

    ObservableValue<String> modeWord() {
        return of(seen -> texts.of("mode." + seen.mode()), "");
    }

    ObservableValue<String> registry() {
        return of(seen -> seen.registry().orElse("–"), "–");
    }

    ObservableValue<String> catalog() {
        return of(seen -> seen.catalog().orElse("–"), "–");
    }

    ObservableValue<String> reach() {
        return of(Look::reach, "");
    }

    ObservableValue<String> location() {
        return of(Look::location, "");
    }

    ObservableValue<List<Trouble>> troubles() {
        return of(Look::troubles, List.of());
    }

    /** Whether clients are served, so that there is something to copy, open and start anew. */
    ObservableValue<Boolean> isUp() {
        return of(seen -> seen.state().isUp(), false);
    }

    /** Whether the one button that starts and stops does something now. */
    ObservableValue<Boolean> isReady() {
        return of(seen -> seen.state() != ApplianceState.STOPPING, false);
    }

    /** What that button is called. */
    ObservableValue<String> actionWord() {
        return state().map(now -> texts.of(
                switch (now) {
                    case STOPPED -> "shell.action.start";
                    case STARTING -> "shell.action.cancel";
                    case RUNNING, DEGRADED -> "shell.action.stop";
                    case STOPPING -> "shell.action.stopping";
                    case FAILED -> "shell.action.retry";
                }));
    }

    /** What that button does. */
    void act() {
        switch (state().getValue()) {
            case STOPPED, FAILED -> command(appliance::start);
            case STARTING -> command(appliance::cancel);
            case RUNNING, DEGRADED -> stop();
            case STOPPING -> {}
        }
    }

    private void stop() {
        settle(appliance::stop);
    }

    void restart() {
        settle(appliance::restart);
    }

    /** Asks first when a test mode would throw packages away ({@code control-panel.md} MD-1). */
    private void settle(Command command) {
        tasks.run(
                appliance::wouldBeLost,
                lost -> lost.ifPresentOrElse(counts -> ask(counts, command), () -> command(command)),
                this::tell);
    }

    private void ask(StoredCounts lost, Command command) {
        dialogs.show(Dialog.question(
                texts.of("stop.title"),
                texts.of(
                        "remote.stop.text",
                        lost.packages(),
                        lost.objects(),
                        texts.formats().bytes(lost.bytes())),
                new Answer("dlg-stop-discard", texts.of("stop.discard"), Weight.DESTRUCTIVE, () -> command(command))));
    }

    private interface Command {
        void give() throws IOException;
    }

    private void command(Command command) {
        tasks.run(
                () -> {
                    command.give();
                    return true;
                },
                done -> refresh(),
                this::tell);
    }

    /** The answer to a stop may be lost with the process; the next look sees that. */
    private void tell(Throwable failed) {
        if (failed instanceof IOException) {
            refresh();
        } else {
            dialogs.show(Dialog.question(texts.of("remote.failed"), String.valueOf(failed.getMessage())));
        }
    }
}
