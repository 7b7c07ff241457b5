package org.quiltappliance.ui.logs;

import java.util.List;
import java.util.function.Consumer;
import org.quiltappliance.server.monitoring.LogEntry;

/** What stands in the logs and what is added to them. */
public interface LogFeed {

    /**
     * Reads from now on.
     *
     * @param most how many of the entries that are there already
     * @param batches hears of entries, oldest first, on the JavaFX thread; at most four times a second. The first time
     *     of those that are there already, also when there are none
     * @param failed hears why nothing can be read, in words for people
     */
    Reading read(int most, Consumer<List<LogEntry>> batches, Consumer<String> failed);

    /** Ends with {@link #close}. */
    interface Reading extends AutoCloseable {
        @Override
        void close();
    }
}
