package org.quiltappliance.ui;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.mode.ModeSwitch;
import org.quiltappliance.ui.mode.StopQuestion;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** {@link Commands} carried out by the service, after a question where something would be lost. */
final class ServiceCommands implements Commands {

    private final ApplianceService service;
    private final Tasks tasks;
    private final Consumer<String> refused;
    private final ModeSwitch modes;
    private final StopQuestion question;
    private final Consumer<Fix> fixes;
    private final Runnable setUp;
    private final Runnable exit;
    private final Dialogs dialogs;
    private final Texts texts;

    /**
     * @param refused hears why a command was not carried out, in words for people
     * @param fixes does what the buttons of problems say
     * @param setUp shows the set-up assistant
     * @param exit ends the program
     */
    ServiceCommands(
            ApplianceService service,
            Tasks tasks,
            Dialogs dialogs,
            Texts texts,
            Consumer<String> refused,
            Consumer<Fix> fixes,
            Runnable setUp,
            Runnable exit) {
        this.service = service;
        this.tasks = tasks;
        this.refused = refused;
        this.fixes = fixes;
        this.setUp = setUp;
        this.exit = exit;
        this.dialogs = dialogs;
        this.texts = texts;
        var appliance = new ServiceModes(service);
        modes = new ModeSwitch(appliance, tasks, dialogs, texts, refused);
        question = new StopQuestion(appliance, tasks, dialogs, texts, this::switchMode, refused);
    }

    private void follow(CompletableFuture<Outcome> outcome) {
        tasks.follow(
                outcome,
                ended -> {
                    if (ended instanceof Outcome.Rejected rejected) {
                        refused.accept(rejected.reason());
                    }
                },
                this::tell);
    }

    private void tell(Throwable unexpected) {
        refused.accept(String.valueOf(unexpected.getMessage()));
    }

    @Override
    public void start() {
        follow(service.start());
    }

    @Override
    public void stop() {
        question.stop();
    }

    @Override
    public void restart() {
        follow(service.restart());
    }

    @Override
    public void quit() {
        if (!service.snapshot().state().isUp()) {
            exit.run();
            return;
        }
        tasks.run(
                service.data()::wouldBeLost,
                lost -> {
                    if (lost.isPresent()) {
                        question.stop(exit);
                    } else {
                        askToStop();
                    }
                },
                this::tell);
    }

    private void askToStop() {
        dialogs.show(Dialog.question(
                texts.of("quit.title"),
                texts.of("quit.text"),
                new Dialog.Answer(
                        "dlg-quit-now", texts.of("quit.stop"), Dialog.Weight.USUAL, () -> question.stop(exit))));
    }

    @Override
    public void cancelStart() {
        follow(service.cancel());
    }

    @Override
    public void cancelActivity() {
        tasks.run(
                () -> {
                    service.data().cancel();
                    return true;
                },
                done -> {},
                this::tell);
    }

    @Override
    public void switchMode() {
        ApplianceSnapshot present = service.snapshot();
        if (present.mode() == Mode.PERSISTENT) {
            modes.toTest(present.location());
        } else {
            tasks.run(service.data()::wouldBeLost, lost -> modes.toPersistent(lost.isPresent()), this::tell);
        }
    }

    @Override
    public void setUp() {
        setUp.run();
    }

    @Override
    public void apply(Fix fix) {
        fixes.accept(fix);
    }
}
