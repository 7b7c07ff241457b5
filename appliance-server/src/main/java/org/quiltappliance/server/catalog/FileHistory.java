package org.quiltappliance.server.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.catalog.BrowsingStore.Push;
import org.quiltappliance.server.catalog.ChangeStore.Noted;
import org.quiltappliance.server.catalog.Comparison.What;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.packages.RevisionNames;
import org.quiltappliance.server.packages.Revisions;

/**
 * In which pushes one path changed, from the revision looked at back to the first. Pushes are asked for in one statement
 * for many, and the answer ends early where trees would have to be read for too long: then it says where to go on.
 */
public final class FileHistory {

    /** How many pushes are looked at for one answer. */
    private static final int MOST_PUSHES = 200;

    private final Database database;
    private final Revisions revisions;
    private final Browsing browsing;
    private final PushChanges changes;
    private final BrowsingStore store = new BrowsingStore();

    public FileHistory(Database database, Revisions revisions, Browsing browsing, PushChanges changes) {
        this.database = database;
        this.revisions = revisions;
        this.browsing = browsing;
        this.changes = changes;
    }

    /**
     * A push that changed the path.
     *
     * @param change {@code added}, {@code changed}, {@code moved} for what came from another path, or {@code removed}
     * @param previous the revision of the push before; nothing for the first push
     */
    public record Line(
            Hash hash,
            String author,
            Instant created,
            String change,
            Optional<Hash> previous,
            List<String> tags,
            List<String> versions) {}

    /**
     * Some of the changes, newest first.
     *
     * @param looked how many pushes were looked at for them
     * @param next the value of {@code from} for the rest; nothing at the end
     */
    public record Found(int looked, List<Line> lines, Optional<Long> next) {}

    private record Read(List<Push> pushes, Map<Long, Noted> noted, RevisionNames names) {}

    /**
     * The changes of a path.
     *
     * @param from the number of a push, where an earlier answer ended; 0 to begin with the revision looked at
     * @throws NotFound when the revision looked at has nothing at that path, or the number is none of the package
     */
    public Found of(Look look, List<String> path, long from, int most) {
        browsing.entry(look, path);
        long key = ChangeKeys.of(String.join("/", path));
        var read = database.inTransaction(tx -> {
            long first = from == 0 ? changes.lastPush(tx, look) : from;
            // One more, to compare the last one with.
            var pushes = store.logFrom(tx, look.seen().id(), first, MOST_PUSHES + 1);
            var numbers = pushes.stream().map(Push::id).toList();
            return new Read(
                    pushes,
                    changes.noted(tx, numbers, key),
                    revisions.names(tx, look.seen().id()));
        });
        if (from != 0 && read.pushes().isEmpty()) {
            throw new NotFound("There is no such push. Begin with the newest one.");
        }
        return walk(look, path, key, read, most);
    }

    private Found walk(Look look, List<String> path, long key, Read read, int most) {
        var pushes = read.pushes();
        var budget = new ReadingBudget(browsing);
        var lines = new ArrayList<Line>();
        int at = 0;
        for (; at < Math.min(MOST_PUSHES, pushes.size()) && lines.size() < most; at++) {
            var push = pushes.get(at);
            boolean first = at + 1 == pushes.size();
            if (first) {
                if (!budget.allows(push)) {
                    break;
                }
                if (browsing.tree(push.revision()).find(path).isPresent()) {
                    lines.add(line(push, What.ADDED, Optional.empty(), read.names()));
                }
                continue;
            }
            var before = pushes.get(at + 1);
            var known = known(read.noted().get(push.id()), before, push);
            if (known.isEmpty() && !budget.allows(before, push)) {
                break;
            }
            known.orElseGet(() -> compared(look, before, push, key))
                    .what()
                    .ifPresent(what -> lines.add(
                            line(push, what, Optional.of(before.revision().hash()), read.names())));
        }
        return new Found(
                at, lines, at < pushes.size() ? Optional.of(pushes.get(at).id()) : Optional.empty());
    }

    private static Optional<Noted> known(@Nullable Noted noted, Push before, Push push) {
        if (before.revision().id() == push.revision().id()) {
            return Optional.of(new Noted(before.id(), Optional.empty()));
        }
        return Optional.ofNullable(noted).filter(it -> it.previous() == before.id());
    }

    private Noted compared(Look look, Push before, Push push, long key) {
        return new Noted(
                before.id(), changes.compare(look.seen().id(), before, push).of(key));
    }

    private static Line line(Push push, What what, Optional<Hash> previous, RevisionNames names) {
        return new Line(
                push.revision().hash(),
                push.author(),
                push.created(),
                what.name().toLowerCase(Locale.ROOT),
                previous,
                History.sorted(names.tagsOf(push.revision().id())),
                History.sorted(names.versionsOf(push.revision().id())));
    }
}
