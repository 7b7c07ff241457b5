package org.quiltappliance.server.backup;

/**
 * Hears how far a long piece of work is. Called by the thread that does the work, often; must be quick. Whoever wants
 * the work to end early interrupts that thread: it undoes what it began, keeps the thread interrupted and throws
 * {@link java.util.concurrent.CancellationException}.
 */
public interface BackupProgress {

    /** What is being done. */
    enum Phase {
        /** Rows of the database are read and written. */
        TABLES,
        /** Objects are copied. */
        OBJECTS,
        /** What was written is read again and compared. */
        VERIFY,
        /** A snapshot and its objects are packed into one file, or unpacked from it. */
        FILE,
        /** What nobody needs any more is looked for and put away. */
        CLEAN_UP,
        /** Accounts of another registry are brought over. */
        USERS,
        /** Packages of another registry are brought over, with their objects. */
        PACKAGES,
        /** What happened in another registry is brought over. */
        EVENTS
    }

    /**
     * A part of the work begins, and the count begins at 0.
     *
     * @param items how many rows or objects there will be; negative when unknown
     * @param bytes how many bytes there will be; negative when unknown
     */
    void begin(Phase phase, long items, long bytes);

    /** So many more items and bytes are done. */
    void advance(long items, long bytes);

    /** Nobody listens. */
    static BackupProgress silent() {
        return new BackupProgress() {
            @Override
            public void begin(Phase phase, long items, long bytes) {}

            @Override
            public void advance(long items, long bytes) {}
        };
    }
}
