package org.quiltappliance.server.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.catalog.BrowsingStore.Push;
import org.quiltappliance.server.catalog.Comparison.Change;
import org.quiltappliance.server.catalog.Comparison.What;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.TreeIndex;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.packages.PackageName;
import org.quiltappliance.server.packages.RevisionInfo;
import org.quiltappliance.server.packages.RevisionNames;
import org.quiltappliance.server.packages.Revisions;

/** The pushes of a package, and what differs between any two of its revisions. */
public final class History {

    private static final int MOST_COUNTS_KEPT = 20_000;

    private final Database database;
    private final Revisions revisions;
    private final Browsing browsing;
    private final PushChanges changes;
    private final BrowsingStore store = new BrowsingStore();

    /** What was counted last; the counts of two revisions never change, but metadata may be pushed anew. */
    private final Map<Pair, Counts> counted = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Counts> eldest) {
            return size() > MOST_COUNTS_KEPT;
        }
    };

    public History(Database database, Revisions revisions, Browsing browsing, PushChanges changes) {
        this.database = database;
        this.revisions = revisions;
        this.browsing = browsing;
        this.changes = changes;
    }

    /** How many leaves differ. */
    public record Counts(int added, int removed, int changed, int moved) {
        static Counts of(List<Change> changes) {
            return new Counts(
                    count(changes, What.ADDED),
                    count(changes, What.REMOVED),
                    count(changes, What.CHANGED),
                    count(changes, What.MOVED));
        }

        private static int count(List<Change> changes, What what) {
            return (int)
                    changes.stream().filter(change -> change.what() == what).count();
        }
    }

    private record Pair(long base, Instant baseUpdated, long head, Instant headUpdated) {
        static Pair of(RevisionInfo base, RevisionInfo head) {
            return new Pair(base.id(), base.updatedAt(), head.id(), head.updatedAt());
        }
    }

    /**
     * One push.
     *
     * @param previous the revision of the push before
     * @param changes against that; nothing for the first push, and as long as there is too much to count
     */
    public record Line(
            Hash hash,
            String author,
            Instant created,
            List<String> tags,
            List<String> versions,
            long totalBytes,
            long files,
            Optional<Hash> previous,
            Optional<Counts> changes) {}

    /** @param next the value of {@code after} for the rest; nothing at the end */
    public record Log(long total, List<Line> lines, Optional<Long> next) {}

    /** The pushes, newest first. @param after behind which push to begin; 0 for the newest */
    public Log log(Caller caller, PackageName name, long after, int most) {
        record Read(long id, long total, List<Push> pushes, RevisionNames names) {}
        var read = database.inTransaction(tx -> {
            long id = revisions.see(tx, caller, name).id();
            return new Read(id, store.pushes(tx, id), store.log(tx, id, after, most + 1), revisions.names(tx, id));
        });
        var lines = new ArrayList<Line>();
        var budget = new ReadingBudget(browsing);
        var pushes = read.pushes();
        for (int i = 0; i < Math.min(most, pushes.size()); i++) {
            var push = pushes.get(i);
            var previous = i + 1 < pushes.size() ? Optional.of(pushes.get(i + 1)) : Optional.<Push>empty();
            lines.add(new Line(
                    push.revision().hash(),
                    push.author(),
                    push.created(),
                    sorted(read.names().tagsOf(push.revision().id())),
                    sorted(read.names().versionsOf(push.revision().id())),
                    push.totalBytes(),
                    FileTypes.total(push.fileTypes()),
                    previous.map(before -> before.revision().hash()),
                    previous.flatMap(before -> changes(read.id(), before, push, budget))));
        }
        return new Log(
                read.total(),
                lines,
                pushes.size() > most ? Optional.of(pushes.get(most - 1).id()) : Optional.empty());
    }

    /** Alike whatever the order of the database is. */
    static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }

    private Optional<Counts> changes(long packageId, Push before, Push push, ReadingBudget budget) {
        var pair = Pair.of(before.revision(), push.revision());
        var known = known(pair);
        if (known != null) {
            return Optional.of(known);
        }
        if (before.revision().id() == push.revision().id()) {
            return Optional.of(new Counts(0, 0, 0, 0));
        }
        if (!budget.allows(before, push)) {
            return Optional.empty();
        }
        var counts = Counts.of(changes.compare(packageId, before, push).changes());
        synchronized (counted) {
            counted.put(pair, counts);
        }
        return Optional.of(counts);
    }

    private @Nullable Counts known(Pair pair) {
        synchronized (counted) {
            return counted.get(pair);
        }
    }

    /** Which differences are wanted. @param change empty for all; else one word of an answer */
    public record Filter(List<String> path, String change, String text) {}

    /** One difference. @param from where in the base it was, when it was moved */
    public record Difference(
            String path,
            String change,
            Optional<String> from,
            Optional<Entry> before,
            Optional<Entry> after,
            boolean contentsChanged,
            boolean metadataChanged) {}

    /** All differences counted, and some of them. */
    public record Differences(Counts counts, long bytesAdded, long bytesRemoved, Browsing.Page<Difference> page) {}

    /** What differs between two revisions. @param from how many of the wanted ones to leave out */
    public Differences compare(Look base, Look head, Filter filter, int from, int most) {
        var before = browsing.tree(base);
        var after = browsing.tree(head);
        var changes = Comparison.of(before, after);
        long bytesAdded = 0;
        long bytesRemoved = 0;
        for (var change : changes) {
            if (change.what() != What.MOVED) {
                bytesAdded += change.after() == Comparison.NONE ? 0 : leafBytes(after, change.after());
                bytesRemoved += change.before() == Comparison.NONE ? 0 : leafBytes(before, change.before());
            }
        }
        var wanted = changes.stream()
                .filter(change -> isWanted(change, before, after, filter))
                .toList();
        return new Differences(
                Counts.of(changes),
                bytesAdded,
                bytesRemoved,
                Browsing.Page.of(
                        wanted.size(),
                        from,
                        wanted.stream()
                                .skip(from)
                                .limit(most)
                                .map(change -> difference(change, before, after))
                                .toList()));
    }

    private static long leafBytes(TreeIndex tree, int node) {
        return tree.isGroup(node) ? 0 : tree.bytes(node);
    }

    private static boolean isWanted(Change change, TreeIndex before, TreeIndex after, Filter filter) {
        if (!filter.change().isEmpty() && !filter.change().equals(word(change.what()))) {
            return false;
        }
        if (filter.path().isEmpty() && filter.text().isEmpty()) {
            return true;
        }
        return (change.after() != Comparison.NONE && fits(after.path(change.after()), filter))
                || (change.before() != Comparison.NONE && fits(before.path(change.before()), filter));
    }

    private static boolean fits(String path, Filter filter) {
        String top = String.join("/", filter.path());
        return (top.isEmpty() || path.equals(top) || path.startsWith(top + "/"))
                && path.toLowerCase(Locale.ROOT).contains(filter.text().toLowerCase(Locale.ROOT));
    }

    private static String word(What what) {
        return what.name().toLowerCase(Locale.ROOT);
    }

    private static Difference difference(Change change, TreeIndex before, TreeIndex after) {
        boolean was = change.before() != Comparison.NONE;
        boolean is = change.after() != Comparison.NONE;
        return new Difference(
                is ? after.path(change.after()) : before.path(change.before()),
                word(change.what()),
                change.what() == What.MOVED ? Optional.of(before.path(change.before())) : Optional.empty(),
                was ? Optional.of(Entry.of(before, change.before())) : Optional.empty(),
                is ? Optional.of(Entry.of(after, change.after())) : Optional.empty(),
                !was
                        || !is
                        || !before.sameObjects(change.before(), after, change.after())
                        || before.kind(change.before()) != after.kind(change.after()),
                was && is && !before.metadata(change.before()).equals(after.metadata(change.after())));
    }
}
