package org.quiltappliance.server.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** Reads the parts of one complete snapshot, line by line. */
final class SnapshotReader {

    private final Path folder;
    private final Manifest manifest;
    private final FormatUpgrades upgrades;

    SnapshotReader(Path folder, Manifest manifest, FormatUpgrades upgrades) {
        this.folder = folder;
        this.manifest = manifest;
        this.upgrades = upgrades;
    }

    Manifest manifest() {
        return manifest;
    }

    /** Visits the rows of a table, brought to the present format; none for a table that the snapshot does not have. */
    void rows(ArchiveTable table, Consumer<Row> visitor) {
        tables().stream()
                .filter(it -> it.known().name().equals(table.name()))
                .forEach(it -> lines(
                        it.listed().part(),
                        json -> visitor.accept(
                                Row.parse(it.known(), upgrades.row(manifest.format(), table.name(), json)))));
    }

    /** A table of the snapshot. @param known with the columns that it has there */
    record Present(ArchiveTable known, Manifest.Table listed) {}

    /**
     * The tables of the snapshot, in an order in which they can be filled.
     *
     * @throws Invalid when there is a table or a column that this program does not know
     */
    List<Present> tables() {
        List<Present> present = new ArrayList<>();
        for (var table : ArchiveTable.everywhere()) {
            manifest.tables().stream()
                    .filter(listed -> listed.name().equals(table.name()))
                    .forEach(listed -> present.add(new Present(columns(table, listed), listed)));
        }
        if (sumsHold() && present.size() != manifest.tables().size()) {
            throw unknown("a table");
        }
        return present;
    }

    private ArchiveTable columns(ArchiveTable table, Manifest.Table listed) {
        if (!sumsHold()) {
            return table;
        }
        if (!new HashSet<>(table.columns()).containsAll(listed.columns())) {
            throw unknown("a column in the table " + table.name());
        }
        return table.with(
                listed.columns().stream().map(ArchiveTable.Column::name).toList());
    }

    private static Invalid unknown(String what) {
        return new Invalid("The backup has " + what + " that this version of the program does not know. Use the version"
                + " that made it, or a newer one. Nothing was changed.");
    }

    /** What the rows sum up to; nothing to compare where an upgrade changes them. */
    boolean sumsHold() {
        return manifest.format() == Manifest.FORMAT;
    }

    void objects(Consumer<ObjectEntry> visitor) {
        lines(Repository.OBJECTS_PART, json -> visitor.accept(ObjectEntry.parse(json)));
    }

    private void lines(String part, Consumer<JsonNode> visitor) {
        try (InputStream file = open(part);
                var unpacked = new BufferedInputStream(new GZIPInputStream(file, Sha256.BUFFER_BYTES));
                var values = Row.JSON.readerFor(JsonNode.class).<JsonNode>readValues(unpacked)) {
            while (values.hasNextValue()) {
                visitor.accept(values.nextValue());
            }
        } catch (ZipException | EOFException | JsonProcessingException broken) {
            throw damaged(part, broken);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private InputStream open(String part) throws IOException {
        try {
            return Files.newInputStream(folder.resolve(part));
        } catch (NoSuchFileException missing) {
            throw damaged(part, missing);
        }
    }

    private static Invalid damaged(String part, Exception cause) {
        return new Invalid("The part " + part + " of the backup is missing or damaged. Use another backup.", cause);
    }

    /**
     * Reads all parts and compares them with the manifest.
     *
     * @throws Invalid for the first that differs
     */
    void checkParts(Work work) {
        for (var part : manifest.parts()) {
            Path file = file(part);
            if (DurableFiles.size(file) != part.bytes() || !hash(file, work).equals(part.sha256())) {
                throw damaged(part.path(), new IOException("another length or hash than the manifest says"));
            }
        }
        List<String> listed = manifest.parts().stream().map(Manifest.Part::path).toList();
        for (var table : manifest.tables()) {
            if (!listed.contains(table.part())) {
                throw damaged(table.part(), new IOException("the manifest does not list it"));
            }
        }
        if (!listed.contains(Repository.OBJECTS_PART)) {
            throw damaged(Repository.OBJECTS_PART, new IOException("the manifest does not list it"));
        }
    }

    private static Hash hash(Path file, Work work) {
        try {
            return Sha256.of(file, work);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** @throws Invalid when the path leads elsewhere */
    Path file(Manifest.Part part) {
        if (!SnapshotPaths.isPart(part.path())) {
            throw new Invalid("The manifest of the backup names a file that no backup has. Use another backup.");
        }
        return folder.resolve(part.path());
    }
}
