package org.quiltappliance.server.backup;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.quiltappliance.server.backup.BackupProgress.Phase;
import org.quiltappliance.server.backup.ObjectEntry.State;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.HashSizes;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NoSpace;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.monitoring.DiskSpace;

/** One snapshot with its contents in one zip file, the paths in it as in a repository. */
final class SnapshotFile {

    private static final Pattern SNAPSHOT = Pattern.compile("snapshots/(" + SnapshotId.PATTERN + ")/(.+)");
    private static final Pattern CONTENT = Pattern.compile("objects/([0-9a-f]{2})/([0-9a-f]{2})/(\\1\\2[0-9a-f]{60})");

    private final Repository repository;
    private final FormatUpgrades upgrades;
    private final DurableFiles files;

    SnapshotFile(Repository repository, FormatUpgrades upgrades) {
        this.repository = repository;
        this.upgrades = upgrades;
        this.files = repository.files();
    }

    void write(SnapshotId id, Path file, Work work) {
        var reader = new SnapshotReader(repository.snapshot(id), repository.manifest(id), upgrades);
        if (reader.manifest().kind() == Manifest.Kind.SAFETY) {
            throw new Conflict("The backup " + id
                    + " has only the names of objects, so a file of it would be of no use. Make a full backup.");
        }
        requireRoom(file, reader.manifest().objects().bytes());
        if (Files.exists(file)) {
            throw new Conflict("There is a file " + file + " already. Choose another name, or move it away.");
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".part");
        try {
            files.delete(fresh);
            pack(id, reader, fresh, work);
            files.move(fresh, file);
        } catch (UncheckedIOException failed) {
            Work.undo(failed, () -> files.delete(fresh));
            throw new Unavailable(
                    "The file " + file + " cannot be written: "
                            + failed.getCause().getMessage() + ". Choose another place.",
                    failed);
        } catch (RuntimeException failed) {
            Work.undo(failed, () -> files.delete(fresh));
            throw failed;
        }
    }

    private static void requireRoom(Path file, long bytes) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new Invalid("There is no folder for the file " + file + ". Make it, or choose another.");
        }
        try {
            if (DiskSpace.of(folder).free() < bytes) {
                throw new NoSpace("The file may need " + (bytes >> 20) + " MB, which are not free in " + folder
                        + ". Choose a folder on another disk.");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void pack(SnapshotId id, SnapshotReader reader, Path fresh, Work work) {
        var objects = reader.manifest().objects();
        work.begin(Phase.FILE, objects.count(), objects.bytes());
        try (var zip = new ZipOutputStream(new BufferedOutputStream(files.create(fresh), Sha256.BUFFER_BYTES))) {
            zip.setLevel(Deflater.BEST_SPEED);
            Path folder = repository.snapshot(id);
            List<String> names = new ArrayList<>(List.of(Repository.MANIFEST, Repository.COMPLETE));
            reader.manifest().parts().forEach(part -> names.add(part.path()));
            for (String name : names) {
                if (!SnapshotPaths.isFile(name)) {
                    throw new Invalid("The manifest of the backup is damaged. Use another backup.");
                }
                add(zip, "snapshots/" + id + "/" + name, folder.resolve(name), work);
            }
            var packed = new HashSizes();
            reader.objects(entry -> {
                if (entry.state() == State.STORED && !packed.contains(entry.hash())) {
                    packed.put(entry.hash(), 0);
                    add(zip, nameOf(entry.hash()), repository.contents().place(entry.hash()), work);
                }
                work.advance(1, 0);
            });
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String nameOf(Hash hash) {
        String text = hash.toString();
        return "objects/" + text.substring(0, 2) + "/" + text.substring(2, 4) + "/" + text;
    }

    private static void add(ZipOutputStream zip, String name, Path file, Work work) {
        try (var in = Files.newInputStream(file)) {
            zip.putNextEntry(new ZipEntry(name));
            var buffer = new byte[Sha256.BUFFER_BYTES];
            for (int count; (count = in.read(buffer)) >= 0; ) {
                zip.write(buffer, 0, count);
                work.advance(0, count);
            }
            zip.closeEntry();
        } catch (NoSuchFileException missing) {
            throw new Invalid(
                    "A content of the backup is missing, so no file was made. Verify the backup to see which packages"
                            + " are concerned.",
                    missing);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    SnapshotId read(Path file, Work work) {
        Path unpacked = repository.newIncoming();
        try (var zip = open(file)) {
            List<ZipEntry> entries = new ArrayList<>(Collections.list(entries(zip)));
            SnapshotId id = check(entries);
            if (Files.exists(repository.snapshot(id))) {
                throw new Conflict("The backup " + id + " is here already.");
            }
            long bytes = entries.stream().mapToLong(entry -> needed(entry)).sum();
            repository.requireSpace(bytes);
            work.begin(Phase.FILE, entries.size(), bytes);
            files.makeFolder(unpacked.resolve("data"));
            Set<Path> touched = new HashSet<>();
            for (ZipEntry entry : entries) {
                unpack(zip, entry, unpacked, work, touched);
                work.advance(1, 0);
            }
            checkWhole(unpacked, work);
            files.flushFolder(unpacked.resolve("data"));
            files.flushFolder(unpacked);
            repository.contents().flush(touched);
            files.move(unpacked, repository.snapshot(id));
            files.flushFolder(repository.snapshot(id).getParent());
            return id;
        } catch (ZipException | EOFException broken) {
            Work.undo(new Invalid("", broken), () -> files.deleteTree(unpacked));
            throw damaged(broken);
        } catch (IOException failed) {
            Work.undo(new UncheckedIOException(failed), () -> files.deleteTree(unpacked));
            throw new UncheckedIOException(failed);
        } catch (RuntimeException failed) {
            Work.undo(failed, () -> files.deleteTree(unpacked));
            throw failed;
        }
    }

    private static Enumeration<? extends ZipEntry> entries(ZipFile zip) {
        return zip.entries();
    }

    private static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (NoSuchFileException | FileNotFoundException absent) {
            throw new NotFound("There is no file " + file + ".");
        }
    }

    /** Looks at all names before anything is unpacked. */
    private static SnapshotId check(List<ZipEntry> entries) {
        Set<String> names = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (ZipEntry entry : entries) {
            String name = entry.getName();
            var snapshot = SNAPSHOT.matcher(name);
            boolean ours = snapshot.matches() && SnapshotPaths.isFile(snapshot.group(2))
                    || CONTENT.matcher(name).matches();
            if (!ours || !names.add(name)) {
                throw new Invalid("The file holds things that no backup has. It was not made by this program, or it"
                        + " is damaged. Nothing was changed.");
            }
            if (snapshot.matches()) {
                ids.add(snapshot.group(1));
            }
        }
        if (ids.size() != 1) {
            throw new Invalid("The file does not hold one backup. Choose a file that ends in .quiltbackup.");
        }
        return new SnapshotId(ids.iterator().next());
    }

    private long needed(ZipEntry entry) {
        var content = CONTENT.matcher(entry.getName());
        boolean known = content.matches() && repository.contents().size(Hash.parse(content.group(3))) >= 0;
        return known ? 0 : Math.max(0, entry.getSize());
    }

    private void unpack(ZipFile zip, ZipEntry entry, Path to, Work work, Set<Path> touched) throws IOException {
        var content = CONTENT.matcher(entry.getName());
        try (var in = zip.getInputStream(entry)) {
            if (content.matches()) {
                Hash hash = Hash.parse(content.group(3));
                if (repository.contents().size(hash) != entry.getSize()
                        && !repository.contents().add(hash, in, work, touched)) {
                    throw damaged(new IOException("a content has another hash than its name"));
                }
            } else {
                var snapshot = SNAPSHOT.matcher(entry.getName());
                if (snapshot.matches()) {
                    write(in, to.resolve(snapshot.group(2)), work);
                }
            }
        } catch (ContentFiles.Unreadable broken) {
            throw damaged(broken);
        }
    }

    private void write(InputStream in, Path file, Work work) throws IOException {
        try (var out = files.create(file)) {
            var buffer = new byte[Sha256.BUFFER_BYTES];
            for (int count; (count = in.read(buffer)) >= 0; ) {
                out.write(buffer, 0, count);
                work.advance(0, count);
            }
        }
    }

    private void checkWhole(Path unpacked, Work work) {
        if (DurableFiles.size(unpacked.resolve(Repository.COMPLETE)) < 0) {
            throw damaged(new IOException("the end mark is missing"));
        }
        var reader = new SnapshotReader(unpacked, Repository.readManifest(unpacked), upgrades);
        reader.checkParts(work);
        reader.objects(entry -> {
            if (entry.state() == State.STORED && repository.contents().size(entry.hash()) < 0) {
                throw damaged(new IOException("a content is missing"));
            }
        });
    }

    private static Invalid damaged(Exception cause) {
        return new Invalid("The backup file is damaged or cut off. Nothing was changed. Use another copy.", cause);
    }
}
