package org.quiltappliance.server;

import java.util.concurrent.CancellationException;
import org.quiltappliance.server.backup.BackupProgress;

/** How the work of a {@link Task} tells how far it is. For the thread of the work. */
interface TaskProgress extends BackupProgress {

    /** What is done now, for people; nothing is counted. */
    void tell(String detail);

    /**
     * From now on it cannot be given up.
     *
     * @throws CancellationException when it was given up before
     */
    void decide();
}
