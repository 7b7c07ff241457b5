package org.quiltappliance.ui.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.mail.OutboxMail;

/** What page Logs asks of the appliance, beside the logs themselves. */
public interface LogsAppliance {

    /** The newest mails that were written, newest first; takes a moment. Throws while the registry does not run. */
    List<OutboxMail> mails();

    /** Writes more to the logs for a while. @return until when */
    Instant logMore();

    /** Writes as much as the settings say, at once. */
    void logLess();

    /** Until when more is written. */
    Optional<Instant> loggingMoreUntil();

    /** Writes lines to a file that only its owner may read; takes a moment. */
    void export(Path file, List<String> lines) throws IOException;
}
