package org.quiltappliance.ui.mode;

import java.util.function.Consumer;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialog.Weight;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** Stops, and asks first when something would be lost ({@code control-panel.md} MD-1). */
public final class StopQuestion {

    private final ModeAppliance appliance;
    private final Tasks tasks;
    private final Dialogs dialogs;
    private final Texts texts;
    private final Runnable keep;
    private final Consumer<String> failed;

    /**
     * @param keep shows how the data can be kept
     * @param failed hears in words for people why something was not done
     */
    public StopQuestion(
            ModeAppliance appliance,
            Tasks tasks,
            Dialogs dialogs,
            Texts texts,
            Runnable keep,
            Consumer<String> failed) {
        this.appliance = appliance;
        this.tasks = tasks;
        this.dialogs = dialogs;
        this.texts = texts;
        this.keep = keep;
        this.failed = failed;
    }

    /** Stops now, or after an answer, or not at all. */
    public void stop() {
        stop(() -> {});
    }

    /** The same. @param after done when it has stopped */
    public void stop(Runnable after) {
        settle(() -> stopNow(after));
    }

    /** Asks what becomes of data that a stop would throw away, if there are any. @param go stops, in whatever way */
    public void settle(Runnable go) {
        tasks.run(appliance::wouldBeLost, lost -> lost.ifPresentOrElse(counts -> ask(counts, go), go), this::tell);
    }

    private void ask(StoredCounts lost, Runnable go) {
        dialogs.show(Dialog.question(
                texts.of("stop.title"),
                texts.of(
                        "stop.text",
                        lost.packages(),
                        lost.objects(),
                        texts.formats().bytes(lost.bytes())),
                new Answer("dlg-stop-discard", texts.of("stop.discard"), Weight.DESTRUCTIVE, go),
                new Answer("dlg-stop-backup", texts.of("stop.backup"), Weight.PLAIN, () -> backUpAndStop(go)),
                new Answer("dlg-stop-keep", texts.of("stop.keep"), Weight.USUAL, keep)));
    }

    private void stopNow(Runnable after) {
        tasks.begin(appliance::stop, done -> after.run(), this::tell);
    }

    /** Nothing is thrown away unless the backup is complete. */
    private void backUpAndStop(Runnable go) {
        tasks.begin(appliance::backUp, saved -> go.run(), this::tell);
    }

    private void tell(Throwable reason) {
        failed.accept(String.valueOf(reason.getMessage()));
    }
}
