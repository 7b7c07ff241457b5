package org.quiltappliance.server;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.RunRecord;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down how the run is doing, for the next process. */
final class RunKeeper implements Consumer<ApplianceSnapshot> {

    private static final Logger log = LoggerFactory.getLogger(RunKeeper.class);

    private final Home home;
    private final EarlierRun earlier;
    private final Instant processSince;
    private final Clock clock;
    private volatile @Nullable RunRecord last;

    RunKeeper(Home home, EarlierRun earlier, Instant processSince, Clock clock) {
        this.home = home;
        this.earlier = earlier;
        this.processSince = processSince;
        this.clock = clock;
    }

    /** Also leaves the sign of an earlier run alone until this one has something to write down. */
    void touch() {
        RunRecord written = last;
        if (written == null || written.clean()) {
            return;
        }
        try {
            RunRecord.touch(home, clock.instant());
        } catch (IOException failed) {
            log.warn("The run could not show that it lives.", failed);
        }
    }

    @Override
    public void accept(ApplianceSnapshot snapshot) {
        if (last == null && snapshot.state() == ApplianceState.STOPPED) {
            return; // A task beside a registry that was not started says nothing of a run.
        }
        boolean clean = snapshot.state() == ApplianceState.STOPPED || snapshot.state() == ApplianceState.FAILED;
        var record = new RunRecord(
                snapshot.state().name(),
                ProcessHandle.current().pid(),
                processSince,
                snapshot.since(),
                clean,
                snapshot.desiredRunning(),
                earlier.crashes());
        if (record.equals(last)) {
            return;
        }
        last = record;
        try {
            record.write(home);
        } catch (IOException failed) {
            log.warn("The state of the run could not be written down.", failed);
        }
    }
}
