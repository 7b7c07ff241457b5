package org.quiltappliance.ui.exit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.config.PanelConfig;
import org.quiltappliance.server.config.PanelConfig.OnClose;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Outcome;

/** What leaving asks of the appliance. */
public interface ExitAppliance {

    ApplianceState state();

    /** What the settings say of closing, read now. */
    PanelConfig panel() throws IOException;

    /** Writes down what closing means from now on. */
    void remember(OnClose meaning) throws IOException;

    Guests guests();

    /** Stops as soon as nobody's request is under way. @param most within that time */
    Waiting stopWhenIdle(Duration most);

    /** A stop that waits for its moment. */
    interface Waiting {

        /** When it comes at the latest. */
        Instant end();

        /** Waits no longer. */
        void now();

        /** Gives it up, which the result tells as {@link Outcome.Overtaken}. */
        void cancel();

        CompletionStage<Outcome> result();
    }
}
