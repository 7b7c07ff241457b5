package org.quiltappliance.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.quiltappliance.server.backup.Importer.Imported;
import org.quiltappliance.server.backup.Importer.Incoming;
import org.quiltappliance.server.backup.ObjectEntry.State;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.SettingsCopy;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.objects.ObjectEncoding;

/**
 * Brings a backup into an empty place ({@code control-panel.md} 10.2). What is in force is never touched: whoever calls
 * this makes a new place, has it filled, and then switches to it ({@link SwitchJournal}).
 */
public final class Restores {

    private final Backups backups;
    private final Clock clock;

    public Restores(Backups backups, Clock clock) {
        this.backups = backups;
        this.clock = clock;
    }

    /** Looks into a backup without restoring it. */
    public RestorePreview preview(SnapshotId id) {
        return backups.repository().explaining(() -> {
            var reader = backups.reader(id);
            var missing = new long[1];
            var needed = new long[1];
            reader.objects(entry -> {
                if (entry.state() == State.STORED) {
                    long size = contentSize(entry.hash());
                    missing[0] += size < 0 ? 1 : 0;
                    needed[0] += Math.max(0, size);
                } else if (entry.state() != State.REFERENCE) {
                    missing[0]++;
                }
            });
            boolean secrets = reader.manifest().parts().stream()
                    .anyMatch(part -> part.path().equals("secrets.enc"));
            return new RestorePreview(id, reader.manifest(), needed[0], missing[0], secrets);
        });
    }

    private long contentSize(Hash hash) {
        return backups.repository().contents().size(hash);
    }

    /**
     * The settings in a backup.
     *
     * @param passphrase for the secrets, which are left out without one
     * @throws Forbidden when the passphrase is another one
     */
    public SettingsCopy settings(SnapshotId id, Optional<Secret> passphrase) {
        return backups.repository().explaining(() -> {
            var reader = backups.reader(id);
            Map<String, String> plain = SettingsCopy.parse(part(reader, "settings.env"));
            if (passphrase.isEmpty()) {
                return new SettingsCopy(plain, Map.of());
            }
            byte[] secrets = new SecretsBox()
                    .unlock(part(reader, "secrets.enc"), passphrase.get())
                    .orElseThrow(() -> new Forbidden("The passphrase is not the one of this backup. Type it again, or"
                            + " restore without secrets."));
            return new SettingsCopy(plain, SettingsCopy.parse(secrets));
        });
    }

    private static byte[] part(SnapshotReader reader, String path) {
        var part = reader.manifest().parts().stream()
                .filter(it -> it.path().equals(path))
                .findAny()
                .orElseThrow(() -> new Invalid("The backup has no " + path + "."));
        Path file = reader.file(part);
        byte[] content = DurableFiles.size(file) < 0 ? new byte[0] : DurableFiles.read(file);
        if (!Hash.ofContent(content).equals(part.sha256())) {
            throw new Invalid("The part " + path + " of the backup is missing or damaged. Use another backup.");
        }
        return content;
    }

    /**
     * Restores a backup. The rows become visible all at once, after everything was copied and read again.
     *
     * @param target empty. For a safety backup only its database; its store then is the one that has the objects
     * @throws Conflict when the target is not empty
     * @throws Invalid when the backup is damaged or from a newer program; the target is empty then
     */
    public TransferReport restore(SnapshotId id, Place target, Damage damage, BackupProgress progress) {
        return backups.repository().reading(() -> {
            var reader = backups.reader(id);
            boolean copies = reader.manifest().kind() == Manifest.Kind.FULL;
            if (copies) {
                target.requireEmpty();
            } else {
                Place.requireNoRows(target.database());
            }
            var work = new Work(progress);
            work.begin(BackupProgress.Phase.FILE, -1, -1);
            reader.checkParts(work);
            reader.tables();
            try {
                return restore(reader, target, copies, damage, work);
            } catch (RuntimeException failed) {
                Work.undo(failed, () -> {
                    if (copies) {
                        Place.clearObjects(target.store());
                    }
                });
                throw failed;
            }
        });
    }

    private TransferReport restore(SnapshotReader reader, Place target, boolean copies, Damage damage, Work work) {
        Instant began = clock.instant();
        var wanted = new WantedObjects();
        reader.objects(entry -> wanted.add(entry.owner(), entry.hash(), entry.bytes()));
        var copy = new ObjectCopy(target.store(), work);
        if (copies) {
            copy.run(wanted, this::open);
        } else {
            copy.look(wanted);
        }
        copy.refuse(damage, reader::rows);
        var imported = new Importer(target.database(), work).run(incoming(reader), reader::rows, expected(reader));
        return new TransferReport(
                imported.stream().collect(Collectors.toMap(Imported::table, Imported::rows)),
                copy.objects(),
                copy.bytes(),
                copy.problems().named(reader::rows),
                copy.problems().count(),
                Duration.between(began, clock.instant()));
    }

    /** Restored objects are raw: a repository keeps contents, not how they were stored. */
    private Optional<ObjectCopy.Incoming> open(String owner, Hash hash) {
        try {
            InputStream content =
                    Files.newInputStream(backups.repository().contents().place(hash));
            return Optional.of(ObjectCopy.Incoming.of(ObjectEncoding.RAW, contentSize(hash), content));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<Incoming> incoming(SnapshotReader reader) {
        return reader.tables().stream()
                .map(it ->
                        new Incoming(it.known(), it.listed().rows(), it.listed().nextId()))
                .toList();
    }

    /** Compares with what the manifest says; an upgrade changes sums, but not how many rows there are. */
    private static Consumer<List<Imported>> expected(SnapshotReader reader) {
        return imported -> imported.forEach(table -> reader.manifest().tables().stream()
                .filter(it -> it.name().equals(table.table()))
                .filter(it -> it.rows() != table.rows()
                        || reader.sumsHold() && !it.sum().equals(table.sum()))
                .findAny()
                .ifPresent(it -> {
                    throw new Invalid("The table " + it.name()
                            + " of the backup has other rows than its manifest says. Nothing was changed.");
                }));
    }
}
