package org.quiltappliance.server.cli;

import java.nio.file.Path;
import org.quiltappliance.server.monitoring.Logging;
import org.quiltappliance.server.monitoring.Redaction;

/** Where this process logs to; there is one such place for all of it. */
interface Logs {

    /** The logs of a process that runs a registry. */
    interface Files extends AutoCloseable {
        void setLevel(String level);

        @Override
        void close();
    }

    Files toFiles(Path folder, Redaction redaction);

    /** For commands that end soon. */
    void toTerminal();

    /** The real ones. */
    Logs REAL = new Logs() {
        @Override
        public Files toFiles(Path folder, Redaction redaction) {
            var logging = Logging.toFiles(folder, redaction);
            return new Files() {
                @Override
                public void setLevel(String level) {
                    logging.setLevel(level);
                }

                @Override
                public void close() {
                    logging.close();
                }
            };
        }

        @Override
        public void toTerminal() {
            Logging.toTerminal(new Redaction());
        }
    };
}
