package org.quiltappliance.ui;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.ui.controls.Copying;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.exit.Leaving;
import org.quiltappliance.ui.mode.ModeSwitch;
import org.quiltappliance.ui.mode.StopQuestion;
import org.quiltappliance.ui.shell.KeyHelp;
import org.quiltappliance.ui.state.Commands;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** {@link Commands} carried out by the service, after a question where something would be lost. */
final class ServiceCommands implements Commands {

    /**
     * What commands need beside the service.
     *
     * @param said hears how a command ended, or why it was not carried out, in words for people
     * @param fixes does what the buttons of problems say
     * @param setUp shows the set-up assistant
     * @param browse opens an address in the browser
     * @param ways out of the program
     */
    record Around(
            Tasks tasks,
            Dialogs dialogs,
            Texts texts,
            Consumer<String> said,
            Consumer<Fix> fixes,
            Runnable setUp,
            Consumer<String> browse,
            Leaving.Ways ways) {}

    private final ApplianceService service;
    private final Around around;
    private final Texts texts;
    private final ModeSwitch modes;
    private final StopQuestion question;
    private final Leaving leaving;

    ServiceCommands(ApplianceService service, Around around) {
        this.service = service;
        this.around = around;
        texts = around.texts();
        var appliance = new ServiceModes(service);
        modes = new ModeSwitch(appliance, around.tasks(), around.dialogs(), texts, around.fixes(), around.said());
        question =
                new StopQuestion(appliance, around.tasks(), around.dialogs(), texts, this::switchMode, around.said());
        leaving = new Leaving(
                new ServiceExit(service),
                around.tasks(),
                around.dialogs(),
                texts,
                question,
                around.ways(),
                around.said());
    }

    private void follow(CompletableFuture<Outcome> outcome) {
        around.tasks()
                .follow(
                        outcome,
                        ended -> {
                            if (ended instanceof Outcome.Rejected rejected) {
                                around.said().accept(rejected.reason());
                            }
                        },
                        this::tell);
    }

    private void tell(Throwable unexpected) {
        around.said().accept(String.valueOf(unexpected.getMessage()));
    }

    @Override
    public void start() {
        follow(service.start());
    }

    @Override
    public void stop() {
        question.stop();
    }

    /** A test mode begins anew, so that is asked for as at a stop. */
    @Override
    public void restart() {
        question.settle(() -> follow(service.restart()));
    }

    @Override
    public void close() {
        leaving.close();
    }

    @Override
    public void quit() {
        leaving.quit();
    }

    @Override
    public void openCatalog() {
        withEndpoints(endpoints -> around.browse().accept(endpoints.catalog().toString()));
    }

    @Override
    public void copyRegistryAddress() {
        withEndpoints(endpoints -> {
            String address = endpoints.registry().toString();
            Copying.copy(address);
            around.said().accept(texts.of("command.copied", address));
        });
    }

    private void withEndpoints(Consumer<Endpoints> work) {
        service.snapshot()
                .endpoints()
                .ifPresentOrElse(work, () -> around.said().accept(texts.of("command.not-running")));
    }

    @Override
    public void backUp() {
        around.tasks()
                .begin(
                        () -> service.data().backUp("", Optional.empty()).result(),
                        made -> around.said().accept(texts.of("backups.made")),
                        this::tell);
    }

    @Override
    public void help(String page) {
        around.dialogs()
                .show(new Dialog(texts.of("page." + page), texts.of("help.page." + page), new KeyHelp(), List.of()));
    }

    @Override
    public void cancelStart() {
        follow(service.cancel());
    }

    @Override
    public void cancelActivity() {
        around.tasks()
                .run(
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
            around.tasks().run(service.data()::wouldBeLost, modes::toPersistent, this::tell);
        }
    }

    @Override
    public void setUp() {
        around.setUp().run();
    }

    @Override
    public void apply(Fix fix) {
        around.fixes().accept(fix);
    }
}
