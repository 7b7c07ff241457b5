package org.quiltappliance.server.backup;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.objects.ForwardingObjectStore;
import org.quiltappliance.server.objects.ObjectEncoding;
import org.quiltappliance.server.objects.ObjectStore;

/** Counts the steps of some work and does something at one of them, and at all that follow. */
final class Steps {

    private final long fatal;
    private final Runnable end;
    private long done;

    private Steps(long fatal, Runnable end) {
        this.fatal = fatal;
        this.end = end;
    }

    /** Kills the process at that step, counted from 1. */
    static Steps killedAt(long step) {
        return new Steps(step, () -> {
            throw new Killed();
        });
    }

    /** Does something once, at that step. */
    static Steps onceAt(long step, Runnable deed) {
        var done = new AtomicBoolean();
        return new Steps(step, () -> {
            if (done.compareAndSet(false, true)) {
                deed.run();
            }
        });
    }

    /** Interrupts the thread at that step. */
    static Steps interruptedAt(long step) {
        return new Steps(step, Thread.currentThread()::interrupt);
    }

    void step() {
        if (++done >= fatal) {
            end.run();
        }
    }

    boolean came() {
        return done >= fatal;
    }

    BackupProgress progress() {
        return new BackupProgress() {
            @Override
            public void begin(Phase phase, long items, long bytes) {
                step();
            }

            @Override
            public void advance(long items, long bytes) {
                step();
            }
        };
    }

    /** A store that takes a step before each change. */
    ObjectStore store(ObjectStore store) {
        return new ForwardingObjectStore() {
            @Override
            protected ObjectStore place() {
                return store;
            }

            @Override
            public Upload upload(String owner, Hash hash, ObjectEncoding encoding, long announcedBytes) {
                step();
                var upload = store.upload(owner, hash, encoding, announcedBytes);
                return new Upload() {
                    @Override
                    public void write(ByteBuffer bytes) {
                        step();
                        upload.write(bytes);
                    }

                    @Override
                    public void commit() {
                        step();
                        upload.commit();
                    }

                    @Override
                    public void close() {
                        upload.close();
                    }
                };
            }

            @Override
            public void delete(String owner, Hash hash) {
                step();
                super.delete(owner, hash);
            }

            @Override
            public void discard(String owner, Hash hash) {
                step();
                super.discard(owner, hash);
            }

            @Override
            public boolean recover(String owner, Hash hash) {
                step();
                return super.recover(owner, hash);
            }

            @Override
            public Emptied emptyTrash(Instant discardedBefore) {
                step();
                return super.emptyTrash(discardedBefore);
            }
        };
    }
}
