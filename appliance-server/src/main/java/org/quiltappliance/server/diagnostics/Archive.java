package org.quiltappliance.server.diagnostics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.quiltappliance.server.home.OwnerFiles;

/** Everything that was gathered, ready to be looked at and saved. */
public record Archive(Instant time, List<Piece> pieces) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    public Archive {
        pieces = List.copyOf(pieces);
    }

    /** What the file is called when nobody says. */
    public String fileName() {
        return "quilt-appliance-diagnostics-" + STAMP.format(time) + ".zip";
    }

    /** Writes it as a whole or not at all; nobody but the owner may read it. */
    public void save(Path file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Piece piece : pieces) {
                var entry = new ZipEntry(piece.name());
                entry.setTime(time.toEpochMilli());
                zip.putNextEntry(entry);
                zip.write(piece.text().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        OwnerFiles.replace(file, bytes.toByteArray());
    }
}
