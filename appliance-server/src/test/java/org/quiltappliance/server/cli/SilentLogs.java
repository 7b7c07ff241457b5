package org.quiltappliance.server.cli;

import java.nio.file.Path;
import org.quiltappliance.server.OpenAppliance.LogFiles;
import org.quiltappliance.server.monitoring.Redaction;

/** Logs of commands that run inside of a test. */
final class SilentLogs implements Logs {

    static final Logs SILENT = new SilentLogs();

    @Override
    public LogFiles toFiles(Path folder, Redaction redaction) {
        return new LogFiles() {
            @Override
            public void setLevel(String level) {
                // Nothing is logged.
            }

            @Override
            public void close() {
                // Nothing is logged.
            }
        };
    }

    @Override
    public void toTerminal() {
        // Nothing is logged.
    }
}
