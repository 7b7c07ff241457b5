package org.quiltappliance.ui;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.home.OwnerFiles;
import org.quiltappliance.server.mail.OutboxMail;
import org.quiltappliance.server.monitoring.Verbosity;
import org.quiltappliance.ui.logs.LogsAppliance;

/** What page Logs asks for, answered by the service. */
record ServiceLogs(ApplianceService service) implements LogsAppliance {

    private static final int MOST_MAILS = 500;

    @Override
    public List<OutboxMail> mails() {
        return service.outbox().newest(MOST_MAILS);
    }

    private Verbosity verbosity() {
        return service.verbosity().orElseThrow(() -> new IllegalStateException("This process writes no logs."));
    }

    @Override
    public Instant logMore() {
        return verbosity().more();
    }

    @Override
    public void logLess() {
        verbosity().less();
    }

    @Override
    public Optional<Instant> loggingMoreUntil() {
        return service.verbosity().flatMap(Verbosity::until);
    }

    @Override
    public void export(Path file, List<String> lines) throws IOException {
        OwnerFiles.replace(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
