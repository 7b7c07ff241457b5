package org.quiltappliance.ui.failures;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says so when something failed that nobody expected, on whatever thread, and lets the program go on. */
public final class Uncaught implements UncaughtExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Uncaught.class);

    private final Executor fxThread;
    private final Dialogs dialogs;
    private final Texts texts;
    private final UnaryOperator<String> withoutSecrets;
    private final String about;

    /**
     * @param withoutSecrets takes secrets out of a text
     * @param about the program, in a line
     */
    public Uncaught(
            Executor fxThread, Dialogs dialogs, Texts texts, UnaryOperator<String> withoutSecrets, String about) {
        this.fxThread = fxThread;
        this.dialogs = dialogs;
        this.texts = texts;
        this.withoutSecrets = withoutSecrets;
        this.about = about;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        log.error("Something unexpected failed in the thread {}", thread.getName(), failure);
        String details = about + "\n" + thread.getName() + "\n" + withoutSecrets.apply(trace(failure));
        fxThread.execute(() -> show(details));
    }

    /** What somebody is about to answer is more important; and one failure may come with a hundred others. */
    private void show(String details) {
        if (!dialogs.isShown()) {
            dialogs.show(new Dialog(
                    texts.of("failure.unexpected.title"),
                    texts.of("failure.unexpected.text"),
                    new FailureNote(details),
                    List.of()));
        }
    }

    private static String trace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
