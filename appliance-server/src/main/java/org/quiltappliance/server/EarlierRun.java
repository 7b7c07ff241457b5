package org.quiltappliance.server;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.checks.Checks.OwnProcess;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.RunRecord;

/**
 * What the process before this one left behind.
 *
 * @param crash its record, if it ended without a stop
 * @param lastSign when it was last known to run; at most some seconds before its end
 * @param process if it still lives
 * @param crashes that still count, this one included ({@code control-panel.md} LC-1)
 */
record EarlierRun(Optional<RunRecord> crash, Instant lastSign, Optional<OwnProcess> process, List<Instant> crashes) {

    private static final int TOO_MANY = 3;

    static EarlierRun of(Home home, Instant now) throws IOException {
        var record = RunRecord.read(home);
        Instant lastSign = record.isPresent() ? RunRecord.lastSign(home, record.get()) : now;
        return new EarlierRun(
                record.filter(last -> !last.clean()),
                lastSign.isAfter(now) ? now : lastSign,
                record.map(last -> new OwnProcess(last.pid(), last.processSince()))
                        .filter(EarlierRun::isAlive),
                record.map(last -> last.crashesUntil(now)).orElse(List.of()));
    }

    /** The number alone proves nothing: it may belong to another program by now. */
    private static boolean isAlive(OwnProcess process) {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().startInstant())
                .filter(process.since()::equals)
                .isPresent();
    }

    /** Whether people wanted it to run when it ended by itself. */
    boolean shouldResume() {
        return crash.filter(RunRecord::desiredRunning).isPresent();
    }

    boolean isCrashLoop() {
        return crashes.size() >= TOO_MANY;
    }
}
