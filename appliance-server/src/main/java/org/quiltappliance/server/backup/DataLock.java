package org.quiltappliance.server.backup;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Conflict;

/**
 * Lets one of backup, restore, carry-over and clean up work on the data of a registry at a time, also where several
 * processes share one PostgreSQL. One for each database in a process.
 */
public final class DataLock {

    /** The same in every process; any number that nothing else uses for an advisory lock. */
    private static final long NUMBER = 0x7175_696c_7462_6b70L;

    private static final String NOBODY = "";

    private final Database database;
    private final AtomicReference<String> holder = new AtomicReference<>(NOBODY);

    public DataLock(Database database) {
        this.database = database;
    }

    /**
     * Does work that nothing else of the kind may go on with.
     *
     * @param what will be done, for people, such as "a backup"
     * @throws Conflict when something else is at work
     */
    public <T> T during(String what, Supplier<T> work) {
        while (!holder.compareAndSet(NOBODY, what)) {
            String other = holder.get();
            if (!other.equals(NOBODY)) {
                throw busy(other + " is running");
            }
        }
        try {
            return database.holding(NUMBER, work)
                    .orElseThrow(() -> busy("another node of this registry is making a backup or cleaning up"));
        } finally {
            holder.set(NOBODY);
        }
    }

    private static Conflict busy(String reason) {
        return new Conflict("This cannot begin now: " + reason + ". Wait until that is done, or cancel it.");
    }
}
