package org.quiltappliance.server.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.quiltappliance.server.backup.BackupProgress.Phase;
import org.quiltappliance.server.backup.Verification.Depth;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.home.OwnerFiles;
import org.quiltappliance.server.objects.FolderObjectStore;

/**
 * Restores a backup into a registry that is thrown away, lists all its packages and reads one of them, chosen at random
 * ({@code control-panel.md} 10.3). The only proof that a backup is good for what it is there for.
 */
public final class Drill {

    private static final int POOL_MAX = 4;

    private final Backups backups;
    private final Clock clock;
    private final RandomGenerator random;
    private final TableStore rows = new TableStore();

    public Drill(Backups backups, Clock clock, RandomGenerator random) {
        this.backups = backups;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A restored registry, for whoever wants to start it and ask it as a client does. Exists until the user returns.
     *
     * @param objects the folder of its objects
     * @param owner of the chosen package; empty when there is none
     */
    public record Scratch(DatabaseConfig.Memory database, Path objects, String owner, String name) {}

    /** Tries a restored registry. */
    @FunctionalInterface
    public interface User {
        /** @throws ApplianceException when the registry does not work; its text becomes a finding */
        void use(Scratch scratch);
    }

    /**
     * Does it all and keeps the result beside the backup.
     *
     * @param parent folder with room for all objects of the backup; what is made in it is removed again
     * @throws Conflict for a safety backup, which has no objects
     */
    public Verification run(SnapshotId id, Path parent, User user, BackupProgress progress) {
        if (backups.find(id)
                .manifest()
                .filter(it -> it.kind() == Manifest.Kind.SAFETY)
                .isPresent()) {
            throw new Conflict("The backup " + id + " has only the names of objects. Try a full one.");
        }
        Instant began = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var findings = new ArrayList<String>();
        List<ObjectProblem> problems = List.of();
        long count = 0;
        Path folder = folder(parent);
        var config = new DatabaseConfig.Memory("drill-" + UUID.randomUUID(), POOL_MAX);
        try (var database = new Database(config);
                var store = new FolderObjectStore(new StoreConfig.Folder(folder, false), Repository.KEEP_FREE_BYTES)) {
            database.open();
            database.migrate();
            store.open();
            var place = new Place(database, store);
            var report = new Restores(backups, clock).restore(id, place, Damage.REPORT, progress);
            problems = report.problems();
            count = report.problemCount();
            use(place, config, folder, user, new Work(progress), findings);
        } catch (ApplianceException failed) {
            findings.add(failed.text());
        } finally {
            remove(folder);
        }
        var result = new Verification(
                Depth.DRILL,
                began,
                Duration.between(began, clock.instant()).truncatedTo(ChronoUnit.MILLIS),
                findings,
                problems,
                count);
        backups.keep(id, result);
        return result;
    }

    private record Name(long id, String owner, String name) {}

    private void use(
            Place place, DatabaseConfig.Memory config, Path folder, User user, Work work, List<String> findings) {
        List<Name> all = new ArrayList<>();
        place.database()
                .useTransaction(tx -> rows.read(
                        tx,
                        ArchiveTable.find("package").orElseThrow(),
                        row -> all.add(new Name(row.number("id"), row.text("owner"), row.text("name")))));
        if (all.isEmpty()) {
            user.use(new Scratch(config, folder, "", ""));
            return;
        }
        var chosen = all.get(random.nextInt(all.size()));
        long wrong = wrongObjects(place, chosen, work);
        if (wrong > 0) {
            findings.add(wrong + " objects of the package " + chosen.owner() + "/" + chosen.name()
                    + " are missing or damaged.");
        }
        user.use(new Scratch(config, folder, chosen.owner(), chosen.name()));
    }

    private long wrongObjects(Place place, Name chosen, Work work) {
        var named = new WantedObjects();
        place.database()
                .useTransaction(tx -> rows.readNaming(tx, row -> {
                    boolean other = row.table().name().equals("package") && row.number("id") != chosen.id()
                            || row.table().name().equals("revision") && row.number("package_id") != chosen.id();
                    if (!other) {
                        named.see(row);
                    }
                }));
        work.begin(Phase.VERIFY, named.count(), named.bytes());
        var wrong = new long[1];
        named.forEach((owner, hash, size) -> {
            wrong[0] += Place.isRight(place.store(), owner, hash, work) ? 0 : 1;
            work.advance(1, 0);
        });
        return wrong[0];
    }

    private static Path folder(Path parent) {
        try {
            OwnerFiles.makeFolder(parent);
            return Files.createTempDirectory(parent, "drill");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void remove(Path folder) {
        boolean interrupted = Thread.interrupted();
        try {
            OwnerFiles.empty(folder);
            Files.deleteIfExists(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
