package org.quiltappliance.server.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.quiltappliance.server.backup.BackupProgress.Phase;
import org.quiltappliance.server.backup.ObjectEntry.State;
import org.quiltappliance.server.backup.ObjectProblem.What;
import org.quiltappliance.server.backup.Verification.Depth;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.HashSizes;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proves that a snapshot is what it was when it was made, and keeps the result beside it. */
final class Verifier {

    private static final Logger log = LoggerFactory.getLogger(Verifier.class);

    private final Repository repository;
    private final Clock clock;
    private final FormatUpgrades upgrades;

    Verifier(Repository repository, Clock clock, FormatUpgrades upgrades) {
        this.repository = repository;
        this.clock = clock;
        this.upgrades = upgrades;
    }

    /** @param depth other than a drill */
    Verification verify(SnapshotId id, Depth depth, Work work) {
        repository.require(id);
        Instant began = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var findings = new ArrayList<String>();
        var problems = new ProblemList();
        List<ObjectProblem> named = List.of();
        try {
            var reader = new SnapshotReader(repository.snapshot(id), repository.manifest(id), upgrades);
            var manifest = reader.manifest();
            work.begin(
                    Phase.VERIFY, manifest.objects().count(), manifest.objects().bytes());
            checkParts(reader, depth, work, findings);
            if (findings.isEmpty()) {
                checkObjects(reader, depth, work, problems);
                named = problems.named(reader::rows);
            }
        } catch (Invalid damaged) {
            findings.add(damaged.text());
        }
        var result = new Verification(depth, began, since(began), findings, named, problems.count());
        keep(id, result);
        return result;
    }

    private Duration since(Instant began) {
        return Duration.between(began, clock.instant()).truncatedTo(ChronoUnit.MILLIS);
    }

    private void checkParts(SnapshotReader reader, Depth depth, Work work, List<String> findings) {
        if (depth == Depth.FULL) {
            reader.checkParts(work);
            if (reader.sumsHold()) {
                reader.tables().forEach(table -> checkRows(reader, table, findings));
            }
            return;
        }
        for (var part : reader.manifest().parts()) {
            if (DurableFiles.size(reader.file(part)) != part.bytes()) {
                findings.add("The part " + part.path() + " is missing or has another length.");
            }
        }
    }

    private static void checkRows(SnapshotReader reader, SnapshotReader.Present table, List<String> findings) {
        var sum = new RowSum();
        reader.rows(table.known(), row -> {
            Work.check();
            sum.add(row.json());
        });
        if (sum.rows() != table.listed().rows()
                || !sum.value().equals(table.listed().sum())) {
            findings.add("The table " + table.known().name() + " has other rows than the manifest says.");
        }
    }

    private void checkObjects(SnapshotReader reader, Depth depth, Work work, ProblemList problems) {
        // The same content of two owners is read once.
        var good = new HashSizes();
        reader.objects(entry -> {
            if (entry.state() == State.STORED && !good.contains(entry.hash())) {
                var what = depth == Depth.FULL ? reread(entry, work) : look(entry);
                what.forEach(it -> problems.add(entry.owner(), entry.hash(), it));
                if (what.isEmpty()) {
                    good.put(entry.hash(), 0);
                }
            }
            work.advance(1, 0);
        });
    }

    private List<What> look(ObjectEntry entry) {
        long size = repository.contents().size(entry.hash());
        if (size < 0) {
            return List.of(What.MISSING);
        }
        return entry.bytes() == 0 || entry.bytes() == size ? List.of() : List.of(What.DAMAGED);
    }

    private List<What> reread(ObjectEntry entry, Work work) {
        if (repository.contents().size(entry.hash()) < 0) {
            return List.of(What.MISSING);
        }
        return hash(entry.hash(), work).equals(entry.hash()) ? List.of() : List.of(What.DAMAGED);
    }

    /** What the content has for a hash; that of nothing for one that the disk cannot read. */
    private Hash hash(Hash name, Work work) {
        try {
            return Sha256.of(repository.contents().place(name), work);
        } catch (IOException unreadable) {
            Work.check();
            log.warn("A content in the backup folder cannot be read: {}", name, unreadable);
            return Hash.ofContent(new byte[0]);
        }
    }

    void keep(SnapshotId id, Verification result) {
        var all = Row.JSON.createArrayNode();
        Stream.concat(Stream.of(result), results(id).stream().filter(other -> other.depth() != result.depth()))
                .forEach(one -> all.add(one.json()));
        try {
            repository.files().replace(repository.checked(id), Row.JSON.writeValueAsBytes(all));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The last of each depth, newest first. */
    List<Verification> results(SnapshotId id) {
        var file = repository.checked(id);
        if (!Files.exists(file)) {
            return List.of();
        }
        var all = new ArrayList<Verification>();
        try {
            Row.JSON.readTree(DurableFiles.read(file)).forEach(json -> all.add(Verification.parse(json)));
        } catch (IOException | DateTimeException | IllegalArgumentException | Invalid damaged) {
            log.warn("The results of verifying a backup cannot be read: {}", file, damaged);
        }
        all.sort(Comparator.comparing(Verification::when).reversed());
        return all;
    }
}
