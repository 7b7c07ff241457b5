package org.quiltappliance.server.objects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** A copy of a bucket as files. How they were encoded is not noted. */
final class ForeignFolder implements ForeignObjects {

    private final Path folder;
    private final Path objects;

    ForeignFolder(Path folder) {
        this.folder = folder;
        objects = folder.resolve("objs");
    }

    @Override
    public void prove() {
        if (!Files.isDirectory(objects)) {
            throw new Invalid("There is no folder objs in " + folder
                    + ". Name the folder that holds the files of the bucket, as objs/OWNER/HASH.");
        }
    }

    @Override
    public Optional<Found> open(String owner, Hash hash) throws IOException {
        Path file = file(owner, hash);
        if (!file.normalize().startsWith(objects.normalize()) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return Optional.of(new Found(ObjectEncoding.RAW, Files.size(file), Files.newInputStream(file)));
    }

    /** An owner that cannot be a folder has none. */
    private Path file(String owner, Hash hash) {
        try {
            return objects.resolve(owner).resolve(hash.toString());
        } catch (InvalidPathException impossible) {
            return objects;
        }
    }

    @Override
    public void close() {
        // Nothing stays open.
    }
}
