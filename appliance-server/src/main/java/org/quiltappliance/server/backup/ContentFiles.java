package org.quiltappliance.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.quiltappliance.server.contents.Hash;

/** The contents of objects in a repository, each in a file named by its hash: {@code ab/cd/abcd...}. */
final class ContentFiles {

    private final Path folder;
    private final Path incoming;
    private final DurableFiles files;

    ContentFiles(Path folder, Path incoming, DurableFiles files) {
        this.folder = folder;
        this.incoming = incoming;
        this.files = files;
    }

    Path place(Hash hash) {
        String text = hash.toString();
        return folder.resolve(text.substring(0, 2))
                .resolve(text.substring(2, 4))
                .resolve(text);
    }

    /** The length of a content; negative when it is absent. */
    long size(Hash hash) {
        return DurableFiles.size(place(hash));
    }

    /** Reading a content failed, not writing it. */
    static final class Unreadable extends Exception {
        Unreadable(IOException cause) {
            super(cause);
        }
    }

    /**
     * Takes a content in, if it is right.
     *
     * @param touched gets the folder, whose new name is to be {@link #flush flushed}
     * @return whether the content has that hash
     * @throws Unreadable when the content cannot be read
     */
    boolean add(Hash hash, InputStream content, Work work, Set<Path> touched) throws Unreadable {
        Path fresh = incoming.resolve(UUID.randomUUID().toString());
        boolean right = copy(content, fresh, work).equals(hash);
        if (!right) {
            files.delete(fresh);
            return false;
        }
        adopt(hash, fresh, touched);
        return true;
    }

    /** Makes a complete file in the same repository the content of that hash. */
    void adopt(Hash hash, Path complete, Set<Path> touched) {
        Path place = place(hash);
        files.makeFolder(place.getParent());
        files.move(complete, place);
        touched.add(place.getParent());
        touched.add(place.getParent().getParent());
    }

    private Hash copy(InputStream content, Path fresh, Work work) throws Unreadable {
        var digest = Hash.digest();
        var buffer = new byte[Sha256.BUFFER_BYTES];
        try (var out = files.create(fresh)) {
            for (int count; (count = read(content, buffer)) >= 0; ) {
                digest.update(buffer, 0, count);
                out.write(buffer, 0, count);
                work.advance(0, count);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (Unreadable | RuntimeException failed) {
            Work.undo(new IllegalStateException(failed), () -> files.delete(fresh));
            throw failed;
        }
        return Hash.of(digest.digest());
    }

    static int read(InputStream content, byte[] buffer) throws Unreadable {
        try {
            return content.read(buffer);
        } catch (IOException failed) {
            throw new Unreadable(failed);
        }
    }

    /** Makes new names last. */
    void flush(Set<Path> touched) {
        var all = new HashSet<>(touched);
        all.add(folder);
        all.forEach(files::flushFolder);
    }

    /** Removes all contents but those that are needed. @return how many bytes that freed */
    long retain(Predicate<Hash> needed) {
        long freed = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                Work.check();
                String name = file.getFileName().toString();
                if (Hash.isHash(name) && !needed.test(Hash.parse(name))) {
                    freed += DurableFiles.size(file);
                    files.delete(file);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return freed;
    }
}
