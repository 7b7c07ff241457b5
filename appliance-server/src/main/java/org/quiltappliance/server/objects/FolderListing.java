package org.quiltappliance.server.objects;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.objects.ObjectStore.Listed;

/** Goes through all objects of a folder, one owner after the other; holds no list of them. */
final class FolderListing {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final File objects;

    FolderListing(FolderLayout layout) {
        objects = layout.objects();
    }

    Stream<Listed> all() throws IOException {
        return children(objects.toPath())
                .flatMap(folder -> FolderLayout.ownerOf(folder.getFileName().toString())
                        .map(owner -> of(owner, folder))
                        .orElseGet(Stream::empty));
    }

    private static Stream<Listed> of(String owner, Path folder) {
        try {
            return children(folder).flatMap(file -> listed(owner, file).stream());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Stream<Path> children(Path folder) throws IOException {
        try {
            return Files.list(folder);
        } catch (NoSuchFileException | NotDirectoryException nothing) {
            return Stream.empty();
        }
    }

    private static Optional<Listed> listed(String owner, Path file) {
        String name = file.getFileName().toString();
        if (!HASH.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            var about = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Listed(
                    owner,
                    Hash.parse(name),
                    about.size(),
                    about.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
