package org.quiltappliance.server.cli;

import java.nio.file.Path;
import org.quiltappliance.server.OpenAppliance;
import org.quiltappliance.server.OpenAppliance.LogFiles;
import org.quiltappliance.server.monitoring.Logging;
import org.quiltappliance.server.monitoring.Redaction;

/** Where this process logs to; there is one such place for all of it. */
interface Logs extends OpenAppliance.Logs {

    /** For commands that end soon. */
    void toTerminal();

    /** The real ones. */
    Logs REAL = new Logs() {
        @Override
        public LogFiles toFiles(Path folder, Redaction redaction) {
            return OpenAppliance.Logs.real(folder, redaction);
        }

        @Override
        public void toTerminal() {
            Logging.toTerminal(new Redaction());
        }
    };
}
