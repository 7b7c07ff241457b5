package org.quiltappliance.ui.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.mail.OutboxMail;
import org.quiltappliance.server.mail.OutboxMail.State;
import org.quiltappliance.ui.logs.LogsAppliance;

/** Mails and a log level in memory. */
public final class SomeLogs implements LogsAppliance {

    private final List<OutboxMail> mails = new ArrayList<>();
    private final Map<Path, List<String>> exports = new LinkedHashMap<>();
    private Optional<Instant> until = Optional.empty();
    private boolean stopped;

    public SomeLogs() {
        write("ben@example.org", "Choose a password", "Hello ben,\n\nopen http://localhost:3000/reset_password/abc.\n");
        write("ana@example.org", "ana/glaciers was shared with you", "Hello ana,\n\nlook at it any time.\n");
    }

    /** Another mail, newer than all before. */
    public void write(String to, String subject, String text) {
        mails.add(
                0,
                new OutboxMail(
                        mails.size() + 1,
                        List.of(to),
                        subject,
                        text,
                        "",
                        Snapshots.NOON.plusSeconds(60L * mails.size()),
                        State.KEPT,
                        0,
                        Optional.empty()));
    }

    /** From now on nothing runs that could tell of mails. */
    public void stop() {
        stopped = true;
    }

    /** What was written to files. */
    public Map<Path, List<String>> exports() {
        return exports;
    }

    /** As if the time were over. */
    public void returnToUsual() {
        until = Optional.empty();
    }

    @Override
    public List<OutboxMail> mails() {
        if (stopped) {
            throw new IllegalStateException("The registry is not running.");
        }
        return List.copyOf(mails);
    }

    @Override
    public Instant logMore() {
        Instant end = Snapshots.NOON.plus(Duration.ofMinutes(15));
        until = Optional.of(end);
        return end;
    }

    @Override
    public void logLess() {
        until = Optional.empty();
    }

    @Override
    public Optional<Instant> loggingMoreUntil() {
        return until;
    }

    @Override
    public void export(Path file, List<String> lines) {
        exports.put(file, lines);
    }
}
