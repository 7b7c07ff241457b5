package org.quiltappliance.ui;

import java.io.IOException;
import java.util.Optional;
import org.quiltappliance.server.OtherAppliance;
import org.quiltappliance.server.OtherAppliance.Look;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.ui.remote.RemoteAppliance;

/** What the view of another process asks for, answered by that process. */
record ServiceRemote(OtherAppliance other) implements RemoteAppliance {

    @Override
    public Look look() throws IOException {
        return other.look();
    }

    @Override
    public Optional<StoredCounts> wouldBeLost() throws IOException {
        return other.wouldBeLost();
    }

    @Override
    public void start() throws IOException {
        other.start();
    }

    @Override
    public void stop() throws IOException {
        other.stop();
    }

    @Override
    public void restart() throws IOException {
        other.restart();
    }

    @Override
    public void cancel() throws IOException {
        other.cancel();
    }
}
