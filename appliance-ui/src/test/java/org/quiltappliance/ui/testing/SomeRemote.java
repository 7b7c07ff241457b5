package org.quiltappliance.ui.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.quiltappliance.server.OtherAppliance.Look;
import org.quiltappliance.server.OtherAppliance.Trouble;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.ui.remote.RemoteAppliance;

/** Another process that says what a test wants, and remembers what it was told. */
public final class SomeRemote implements RemoteAppliance {

    private final int lost;
    private final List<String> told = new ArrayList<>();
    private Optional<Look> look;
    private String refusal = "";

    public SomeRemote(ApplianceState state, Mode mode, int lost, Trouble... troubles) {
        look = Optional.of(new Look(
                state,
                mode,
                state.name().charAt(0) + state.name().substring(1).toLowerCase(Locale.ROOT),
                "Glaciers",
                "0.1.0",
                Optional.of("http://localhost:5000").filter(address -> state.isUp()),
                Optional.of("http://localhost:3000").filter(address -> state.isUp()),
                "This computer only",
                "Docker volumes quilt-appliance-7f3a0001-pg17 and quilt-appliance-7f3a0001-objects",
                List.of(troubles)));
        this.lost = lost;
    }

    /** Its process is gone from now on. */
    public void end() {
        look = Optional.empty();
    }

    /** It does nothing that it is told from now on. */
    public void refuse(String reason) {
        refusal = reason;
    }

    /** What it was told, one word each. */
    public List<String> told() {
        return told;
    }

    @Override
    public Look look() throws IOException {
        return look.orElseThrow(() -> new IOException("Nobody listens"));
    }

    @Override
    public Optional<StoredCounts> wouldBeLost() throws IOException {
        look();
        return lost == 0 ? Optional.empty() : Optional.of(new StoredCounts(lost, lost, 7, 4_100_000, 1));
    }

    private void hear(String command) throws IOException {
        told.add(command);
        if (!refusal.isEmpty()) {
            throw new Conflict(refusal);
        }
        look();
    }

    @Override
    public void start() throws IOException {
        hear("start");
    }

    @Override
    public void stop() throws IOException {
        hear("stop");
    }

    @Override
    public void restart() throws IOException {
        hear("restart");
    }

    @Override
    public void cancel() throws IOException {
        hear("cancel");
    }
}
