package org.quiltappliance.ui.state;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/**
 * The one way onto the JavaFX thread ({@code control-panel.md} UI-T2): nothing else calls {@link Platform#runLater}. View
 * models take it as an {@link Executor}, so that their tests need no toolkit.
 */
public final class FxThread implements Executor {

    /** Runs the work at once when it is asked for on the JavaFX thread, and soon otherwise. */
    @Override
    public void execute(Runnable work) {
        if (Platform.isFxApplicationThread()) {
            work.run();
        } else {
            Platform.runLater(work);
        }
    }
}
