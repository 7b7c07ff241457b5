package org.quiltappliance.ui.remote;

import java.io.IOException;
import java.util.Optional;
import org.quiltappliance.server.OtherAppliance.Look;
import org.quiltappliance.server.lifecycle.StoredCounts;

/** What the view of another process asks that process for. Each call waits for it. */
public interface RemoteAppliance {

    /** @throws IOException when the process has ended */
    Look look() throws IOException;

    /** What a stop would throw away. */
    Optional<StoredCounts> wouldBeLost() throws IOException;

    void start() throws IOException;

    void stop() throws IOException;

    void restart() throws IOException;

    /** Gives up a start. */
    void cancel() throws IOException;
}
