package org.quiltappliance.server.quilt2;

import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.objects.ForeignObjects;
import org.quiltappliance.server.objects.ObjectStore;

/**
 * Copies several objects at once, as each spends most of its time waiting for two servers or a disk. Only the thread that
 * wants the copies hears what becomes of them, so that nobody else counts, and it is the one to interrupt: no thread of this
 * class is left when it goes on.
 */
final class ObjectCopies {

    /** More gain little, and the original may be busy with other things. */
    static final int AT_ONCE = 4;

    private static final int UNHEARD = 64;

    private final ForeignObjects original;
    private final ObjectStore target;

    ObjectCopies(ForeignObjects original, ObjectStore target) {
        this.original = original;
        this.target = target;
    }

    /** Hears, in the thread that wants the copies, what becomes of them. */
    interface Listener {
        /** So many more bytes were read. */
        void moved(int bytes);

        /** One came. */
        void came(Hash hash, long storedBytes);

        /** One cannot come. */
        void isLacking(Hash hash, String reason);
    }

    /** Begins no more of them, and ends those that are under way, when one fails as the others would. */
    void run(String owner, Collection<Hash> hashes, Listener listener) {
        var batch = new Batch(owner, hashes, listener);
        int count = Math.min(AT_ONCE, hashes.size());
        var number = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(
                Math.max(1, count), work -> daemon(work, "import-" + number.incrementAndGet()));
        try {
            for (int i = 0; i < count; i++) {
                threads.execute(batch::work);
            }
            batch.hear(hashes.size());
        } finally {
            end(threads);
        }
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Waits, whatever happens: who wanted the copies may close the store next. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        for (boolean ended = false; !ended; ) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Batch {

        private final String owner;
        private final Queue<Hash> waiting;
        private final Listener listener;
        private final BlockingQueue<Runnable> news = new ArrayBlockingQueue<>(UNHEARD);
        private int done;

        Batch(String owner, Collection<Hash> hashes, Listener listener) {
            this.owner = owner;
            this.waiting = new ConcurrentLinkedQueue<>(hashes);
            this.listener = listener;
        }

        void hear(int count) {
            try {
                while (done < count) {
                    news.take().run();
                }
            } catch (InterruptedException cancelled) {
                Thread.currentThread().interrupt();
                throw Pulse.cancelled();
            }
        }

        void work() {
            try {
                var copy = new ObjectCopy(original, target, owner, bytes -> tell(() -> listener.moved(bytes)));
                for (Hash hash; (hash = waiting.poll()) != null; ) {
                    copied(hash, copy);
                }
            } catch (RuntimeException | Error failed) {
                if (!Thread.currentThread().isInterrupted()) {
                    tell(() -> rethrow(failed));
                }
            }
        }

        private void copied(Hash hash, ObjectCopy copy) {
            Pulse.check();
            Optional<String> trouble = copy.run(hash);
            long bytes = copy.storedBytes();
            tell(() -> {
                done++;
                trouble.ifPresentOrElse(reason -> listener.isLacking(hash, reason), () -> listener.came(hash, bytes));
            });
        }

        private void tell(Runnable what) {
            try {
                news.put(what);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                throw Pulse.cancelled();
            }
        }
    }

    private static void rethrow(Throwable failed) {
        if (failed instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failed;
    }
}
