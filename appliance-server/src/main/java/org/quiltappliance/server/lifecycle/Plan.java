package org.quiltappliance.server.lifecycle;

import java.time.Duration;
import java.util.List;

/** What one run consists of: how it starts, what is watched while it runs, and how it ends. Made anew for each start. */
public interface Plan {

    /** In the order in which they run. Ending the run undoes them in reverse. */
    List<Step> steps();

    /** Asked once, after the last step. */
    List<Watch> watches();

    /** Keeps new requests out; returns when the open ones have ended, or after the time. */
    void drain(Duration atMost);

    /** Proves that everything works before a problem counts as gone. @throws Exception when it does not */
    void prove() throws Exception;
}
