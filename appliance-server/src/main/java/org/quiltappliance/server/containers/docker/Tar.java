package org.quiltappliance.server.containers.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.quiltappliance.server.containers.ContainerFile;

/** The form in which files get into containers and out of them. */
final class Tar {

    private static final int FOLDER_MODE = 0500;

    private Tar() {}

    /** @param folder relative to where the archive will be unpacked */
    static byte[] of(String folder, List<ContainerFile> files) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            ContainerFile first = files.get(0);
            var place = new TarArchiveEntry(folder + "/");
            place.setMode(FOLDER_MODE);
            place.setIds(first.user(), first.group());
            tar.putArchiveEntry(place);
            tar.closeArchiveEntry();
            for (ContainerFile file : files) {
                byte[] content = file.content();
                var entry = new TarArchiveEntry(folder + "/" + file.name());
                entry.setSize(content.length);
                entry.setMode(file.mode());
                entry.setIds(file.user(), file.group());
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The first ordinary file in the archive, if it has not more bytes than that. */
    static Optional<byte[]> firstFile(InputStream archive, int most) throws IOException {
        try (var tar = new TarArchiveInputStream(archive)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    if (entry.getSize() > most) {
                        throw new IOException(
                                "The file has " + entry.getSize() + " bytes; at most " + most + " are expected.");
                    }
                    return Optional.of(tar.readAllBytes());
                }
            }
            return Optional.empty();
        }
    }
}
