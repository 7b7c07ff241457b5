package org.quiltappliance.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.backup.ArchiveTable.Reach;
import org.quiltappliance.server.backup.Importer.Imported;
import org.quiltappliance.server.backup.Importer.Incoming;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.objects.ObjectContent;
import org.quiltappliance.server.objects.ObjectEncoding;
import org.quiltappliance.server.objects.ObjectStore;

/**
 * Brings data from one place straight to another in the form of an archive, without an archive between: carry-over from
 * test to persistent mode ({@code control-panel.md} 9.1) and moves (8.6). The source is only read. Nobody may write to it
 * meanwhile; what does is noticed. A failure or a cancelled thread leaves the target empty.
 */
public final class Transfer {

    private final DataLock lock;
    private final Clock clock;
    private final TableStore rows = new TableStore();

    /** @param lock of the source's database */
    public Transfer(DataLock lock, Clock clock) {
        this.lock = lock;
        this.clock = clock;
    }

    /**
     * Carries everything over that means something elsewhere: not tokens, codes, links and mails.
     *
     * @throws Conflict when the target is not empty, or somebody wrote to the source
     * @throws Invalid when objects are missing or damaged and that is to be refused
     */
    public TransferReport carryOver(Place from, Place to, Damage damage, BackupProgress progress) {
        to.requireEmpty();
        return undoing(to.store(), "a carry-over", () -> {
            Instant began = clock.instant();
            var work = new Work(progress);
            var wanted = wanted(from.database());
            var copy = new ObjectCopy(to.store(), work);
            copy.run(wanted, source(from.store()));
            return from.database().inSnapshot(tx -> {
                RowSource source = (table, visitor) -> rows.read(tx, table, visitor);
                copy.refuse(damage, source);
                var imported = copyRows(tx, to.database(), Reach.EVERYWHERE, Optional.of(wanted), work);
                return report(imported, copy, source, began);
            });
        });
    }

    /**
     * Moves the rows of an instance to another database, with its tokens, codes, links and mails: nobody has to log in
     * again. The objects stay where they are.
     *
     * @throws Conflict when the target is not empty
     */
    public TransferReport moveRows(Database from, Database to, BackupProgress progress) {
        Place.requireNoRows(to);
        return lock.during(
                "a move of the database",
                () -> failing(() -> {
                    Instant began = clock.instant();
                    var imported = from.inSnapshot(
                            tx -> copyRows(tx, to, Reach.SAME_INSTANCE, Optional.empty(), new Work(progress)));
                    return new TransferReport(counts(imported), 0, 0, List.of(), 0, since(began));
                }));
    }

    /**
     * Copies all objects to another store as they are stored, also those that no revision names yet. The rows stay where
     * they are.
     *
     * @throws Conflict when the target is not empty
     * @throws Invalid when objects are missing or damaged and that is to be refused
     */
    public TransferReport moveObjects(
            Database named, ObjectStore from, ObjectStore to, Damage damage, BackupProgress progress) {
        Place.requireNoObjects(to);
        return undoing(to, "a move of the objects", () -> {
            Instant began = clock.instant();
            var wanted = wanted(named);
            try (Stream<ObjectStore.Listed> all = from.list()) {
                all.filter(Place::isData)
                        .forEach(object -> wanted.add(object.owner(), object.hash(), object.storedBytes()));
            }
            var copy = new ObjectCopy(to, new Work(progress));
            copy.run(wanted, source(from));
            return named.inSnapshot(tx -> {
                RowSource source = (table, visitor) -> rows.read(tx, table, visitor);
                copy.refuse(damage, source);
                return report(List.of(), copy, source, began);
            });
        });
    }

    /** What of a registry's data moves. */
    public record Parts(boolean rows, boolean objects) {}

    /** @throws Conflict when there are rows in it; it may have no tables yet */
    public static void requireNoRows(Database target) {
        Place.requireNoRows(target);
    }

    /** @throws Conflict when there are objects in it */
    public static void requireNoObjects(ObjectStore target) {
        Place.requireNoObjects(target);
    }

    /**
     * Moves the objects, then the rows. What is missing or damaged is refused.
     *
     * @throws Conflict when a target is not empty
     */
    public TransferReport move(Place from, Place to, Parts parts, BackupProgress progress) {
        if (!parts.objects()) {
            return moveRows(from.database(), to.database(), progress);
        }
        var objects = moveObjects(from.database(), from.store(), to.store(), Damage.REFUSE, progress);
        if (!parts.rows()) {
            return objects;
        }
        try {
            var rows = moveRows(from.database(), to.database(), progress);
            return new TransferReport(
                    rows.rows(),
                    objects.objects(),
                    objects.bytes(),
                    objects.problems(),
                    objects.problemCount(),
                    rows.took().plus(objects.took()));
        } catch (RuntimeException failed) {
            Work.undo(failed, () -> Place.clearObjects(to.store()));
            throw failed;
        }
    }

    /**
     * Takes away what a move brought that did not come to its end.
     *
     * @throws Conflict when there is something that did not come from there; nothing is taken away then
     */
    public void clearCopy(Place from, Place to, Parts parts) {
        if (parts.objects()) {
            try (Stream<ObjectStore.Listed> all = to.store().list()) {
                all.filter(Place::isData)
                        .filter(object ->
                                from.store().find(object.owner(), object.hash()).isEmpty())
                        .findAny()
                        .ifPresent(foreign -> {
                            throw foreign();
                        });
            }
        }
        if (parts.rows()) {
            var ours = accounts(from.database());
            if (!ours.containsAll(accounts(to.database()))) {
                throw foreign();
            }
            Place.clearRows(to.database());
        }
        if (parts.objects()) {
            Place.clearObjects(to.store());
        }
    }

    private static Conflict foreign() {
        return new Conflict(
                "The new place has data that did not come from here. Choose an empty one. Nothing was" + " changed.");
    }

    private Set<Object> accounts(Database database) {
        var ids = new HashSet<Object>();
        database.useTransaction(
                tx -> rows.read(tx, ArchiveTable.find("account").orElseThrow(), row -> ids.add(row.value(0))));
        return ids;
    }

    private <T> T undoing(ObjectStore target, String what, Supplier<T> work) {
        return lock.during(
                what,
                () -> failing(() -> {
                    try {
                        return work.get();
                    } catch (RuntimeException failed) {
                        Work.undo(failed, () -> Place.clearObjects(target));
                        throw failed;
                    }
                }));
    }

    private static <T> T failing(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failed) {
            throw Work.failure(failed);
        }
    }

    private WantedObjects wanted(Database from) {
        return from.inSnapshot(tx -> {
            var wanted = new WantedObjects();
            rows.readNaming(tx, row -> {
                Work.check();
                wanted.see(row);
            });
            return wanted;
        });
    }

    /** @param known the objects that rows may name */
    private List<Imported> copyRows(Handle tx, Database to, Reach reach, Optional<WantedObjects> known, Work work) {
        var tables = ArchiveTable.ALL.stream()
                .filter(table -> reach == Reach.SAME_INSTANCE || table.reach() == Reach.EVERYWHERE)
                .map(table -> new Incoming(table, rows.count(tx, table), table.numbered() ? rows.nextId(tx, table) : 0))
                .toList();
        var named = new WantedObjects();
        var imported = new Importer(to, work)
                .run(
                        tables,
                        (table, visitor) -> rows.read(tx, table, row -> {
                            named.see(row);
                            visitor.accept(row);
                        }),
                        rowsNow -> known.ifPresent(before -> requireUnchanged(before, named)));
        return imported;
    }

    private static void requireUnchanged(WantedObjects before, WantedObjects now) {
        now.forEach((owner, hash, size) -> {
            if (!before.contains(owner, hash)) {
                throw new Conflict("Somebody pushed to the registry while its data were copied. Try again while it"
                        + " takes no changes. Nothing was changed.");
            }
        });
    }

    /** Objects as they are stored, packed or not. */
    private static ObjectCopy.Source source(ObjectStore store) {
        return (owner, hash) -> store.read(owner, hash).map(Transfer::incoming);
    }

    private static ObjectCopy.Incoming incoming(ObjectContent content) {
        return new ObjectCopy.Incoming() {
            @Override
            public ObjectEncoding encoding() {
                return content.object().encoding();
            }

            @Override
            public long length() {
                return content.object().storedBytes();
            }

            @Override
            public InputStream stream() throws IOException {
                return content.stored();
            }

            @Override
            public void close() {
                content.close();
            }
        };
    }

    private TransferReport report(List<Imported> imported, ObjectCopy copy, RowSource source, Instant began) {
        return new TransferReport(
                counts(imported),
                copy.objects(),
                copy.bytes(),
                copy.problems().named(source),
                copy.problems().count(),
                since(began));
    }

    private static Map<String, Long> counts(List<Imported> imported) {
        return imported.stream().collect(Collectors.toMap(Imported::table, Imported::rows));
    }

    private Duration since(Instant began) {
        return Duration.between(began, clock.instant());
    }
}
