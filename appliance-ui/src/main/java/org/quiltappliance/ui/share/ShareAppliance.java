package org.quiltappliance.ui.share;

import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.Sharing;

/** What sharing asks of the appliance. */
public interface ShareAppliance {

    /** How it is and could be; takes a moment. */
    Sharing look();

    /**
     * Listens there from now on.
     *
     * @return what was done, in a sentence; ends exceptionally with a text for people
     */
    CompletionStage<String> share(String address);
}
