package org.quiltappliance.server.catalog;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.contents.TreeIndex;
import org.quiltappliance.server.packages.RevisionInfo;

/** The trees looked at last, within a bound of memory. A push of the same revision makes another tree of it (defect D12). */
final class TreeCache {

    /** Trees of pushes are read at the same time, too, so only few of ours are. */
    private static final int READ_AT_ONCE = 2;

    private final long mostBytes;
    private final Semaphore reading = new Semaphore(READ_AT_ONCE, true);
    private final LinkedHashMap<Key, TreeIndex> trees = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param mostBytes a larger tree is not kept at all */
    TreeCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** A bound that leaves room for everything else. */
    static TreeCache forThisHeap() {
        return new TreeCache(Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8));
    }

    private record Key(long revision, Instant updated) {}

    boolean has(RevisionInfo revision) {
        synchronized (trees) {
            return trees.containsKey(key(revision));
        }
    }

    /** @param reader makes the tree when it is not here */
    TreeIndex get(RevisionInfo revision, Supplier<TreeIndex> reader) {
        var known = find(key(revision));
        if (known != null) {
            return known;
        }
        reading.acquireUninterruptibly();
        try {
            // Whoever waited may find what others have read meanwhile.
            var meanwhile = find(key(revision));
            return meanwhile != null ? meanwhile : kept(key(revision), reader.get());
        } finally {
            reading.release();
        }
    }

    private static Key key(RevisionInfo revision) {
        return new Key(revision.id(), revision.updatedAt());
    }

    private @Nullable TreeIndex find(Key key) {
        synchronized (trees) {
            return trees.get(key);
        }
    }

    private TreeIndex kept(Key key, TreeIndex tree) {
        synchronized (trees) {
            if (tree.weight() <= mostBytes && trees.putIfAbsent(key, tree) == null) {
                bytes += tree.weight();
                var oldest = trees.entrySet().iterator();
                while (bytes > mostBytes) {
                    bytes -= oldest.next().getValue().weight();
                    oldest.remove();
                }
            }
            return tree;
        }
    }
}
