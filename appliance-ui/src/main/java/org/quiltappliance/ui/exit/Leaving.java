package org.quiltappliance.ui.exit;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.quiltappliance.server.config.PanelConfig;
import org.quiltappliance.server.config.PanelConfig.OnClose;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialog.Weight;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.mode.StopQuestion;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/**
 * What happens when somebody closes the window or quits. Nothing is asked while nothing runs; what a test mode holds is
 * asked for ({@code control-panel.md} MD-1) before anything stops.
 */
public final class Leaving {

    /** How long people may have to wait when they want nobody to be cut off. */
    static final Duration MOST = Duration.ofSeconds(60);

    /**
     * The ways out.
     *
     * @param exit ends the program
     * @param background takes the window away and lets the registry run on
     * @param hasTray whether the program shows itself in the tray then
     */
    public record Ways(Runnable exit, Runnable background, BooleanSupplier hasTray) {}

    private record Facts(ApplianceState state, PanelConfig panel, Guests guests) {}

    private final ExitAppliance appliance;
    private final Tasks tasks;
    private final Dialogs dialogs;
    private final Texts texts;
    private final StopQuestion question;
    private final Ways ways;
    private final Consumer<String> failed;

    /**
     * @param question asks what becomes of the data of a test mode
     * @param failed hears in words for people why something was not done
     */
    public Leaving(
            ExitAppliance appliance,
            Tasks tasks,
            Dialogs dialogs,
            Texts texts,
            StopQuestion question,
            Ways ways,
            Consumer<String> failed) {
        this.appliance = appliance;
        this.tasks = tasks;
        this.dialogs = dialogs;
        this.texts = texts;
        this.question = question;
        this.ways = ways;
        this.failed = failed;
    }

    /** Somebody closes the window. */
    public void close() {
        look(facts -> {
            switch (facts.panel().onClose()) {
                case ASK ->
                    ask(
                            facts,
                            new ExitForm(
                                    true,
                                    facts.panel().closeIsOurs(),
                                    ways.hasTray().getAsBoolean()));
                case BACKGROUND -> ways.background().run();
                case QUIT -> stopNow();
            }
        });
    }

    /** Somebody wants the program to end. */
    public void quit() {
        look(facts -> ask(facts, new ExitForm(false, false, false)));
    }

    private void look(Consumer<Facts> running) {
        tasks.run(
                () -> new Facts(appliance.state(), appliance.panel(), appliance.guests()),
                facts -> {
                    // The process waits for a stop that is under way.
                    if (facts.state().isUp() || facts.state() == ApplianceState.STARTING) {
                        running.accept(facts);
                    } else {
                        ways.exit().run();
                    }
                },
                this::tell);
    }

    private void ask(Facts facts, ExitForm form) {
        dialogs.show(new Dialog(
                texts.of(form.mayStay() ? "exit.title" : "exit.quit.title"),
                texts.of("exit.guests", facts.guests().clients(), facts.guests().uploads()),
                form,
                List.of(new Answer("dlg-ok", texts.of("exit.ok"), Weight.USUAL, () -> answered(form)))));
    }

    private void answered(ExitForm form) {
        var way = form.wayProperty().get();
        if (form.rememberedProperty().get()) {
            remember(way == ExitForm.Way.BACKGROUND ? OnClose.BACKGROUND : OnClose.QUIT);
        }
        switch (way) {
            case BACKGROUND -> ways.background().run();
            case IDLE -> question.settle(this::stopWhenIdle);
            case NOW -> stopNow();
        }
    }

    private void remember(OnClose meaning) {
        tasks.run(
                () -> {
                    appliance.remember(meaning);
                    return meaning;
                },
                written -> {},
                this::tell);
    }

    private void stopNow() {
        question.stop(ways.exit());
    }

    private void stopWhenIdle() {
        tasks.run(() -> appliance.stopWhenIdle(MOST), this::await, this::tell);
    }

    private void await(ExitAppliance.Waiting waiting) {
        dialogs.show(new Dialog(
                texts.of("exit.waiting.title"),
                texts.of("exit.waiting.text", texts.formats().timeOfDay(waiting.end())),
                Dialog.Content.NONE,
                List.of(new Answer("dlg-quit-now", texts.of("exit.waiting.now"), Weight.PLAIN, waiting::now)),
                waiting::cancel));
        tasks.follow(waiting.result(), this::ended, this::tell);
    }

    /** It has come to rest, even where somebody else was quicker; unless the stop was given up. */
    private void ended(Outcome outcome) {
        if (!(outcome instanceof Outcome.Overtaken)) {
            dialogs.close();
            ways.exit().run();
        }
    }

    private void tell(Throwable reason) {
        failed.accept(String.valueOf(reason.getMessage()));
    }
}
