package org.quiltappliance.server.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.testing.ObjectSamples;

/** What a loss of power leaves of a folder of objects: only what was flushed by then. */
class FolderFlushTest {

    private static final byte[] CONTENT = ObjectSamples.content(5_000, 1);
    private static final Hash HASH = ObjectSamples.hashOf(CONTENT);

    @TempDir
    Path temporary;

    private Disk disk;
    private FolderObjectStore store;
    private int losses;

    @BeforeEach
    void openStore() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("disk"));
        disk = new Disk(folder);
        store = storeIn(folder, disk);
        store.open();
    }

    private static FolderObjectStore storeIn(Path folder, Flush flush) {
        return new FolderObjectStore(folder.resolve("deep/objects"), 0, () -> Long.MAX_VALUE, flush);
    }

    /** A disk that forgets what was not flushed. Knows files by what they are, not by their names. */
    private final class Disk implements Flush {

        private final Path top;
        private final Map<Object, byte[]> files = new HashMap<>();
        private final Map<Object, Map<String, Object>> folders = new HashMap<>();
        private boolean checking = true;

        Disk(Path top) {
            this.top = top;
        }

        @Override
        public void file(Path path, FileChannel open) throws IOException {
            files.put(key(path), Files.readAllBytes(path));
            lookAfterALoss();
        }

        @Override
        public void folder(Path folder) throws IOException {
            var names = new TreeMap<String, Object>();
            try (var children = Files.newDirectoryStream(folder)) {
                for (Path child : children) {
                    names.put(child.getFileName().toString(), key(child));
                    if (Files.isDirectory(child)) {
                        folders.putIfAbsent(key(child), Map.of());
                    }
                }
            }
            folders.put(key(folder), names);
            lookAfterALoss();
        }

        private Object key(Path path) throws IOException {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        }

        /** Whenever power is lost, an object is right or counts as missing. */
        private void lookAfterALoss() throws IOException {
            if (checking) {
                assertThat(afterALoss()).isIn(Optional.empty(), Optional.of(HASH));
            }
        }

        /** The hash of what is stored as the object once there is power again. */
        Optional<Hash> afterALoss() throws IOException {
            var folder = Files.createDirectory(temporary.resolve("after loss " + losses++));
            write(key(top), folder);
            var survivor = storeIn(folder, Flush.NONE);
            survivor.open();
            try (var content = survivor.read("ann", HASH).orElse(null)) {
                return content == null
                        ? Optional.empty()
                        : Optional.of(ObjectSamples.hashOf(content.original().readAllBytes()));
            }
        }

        private void write(Object key, Path folder) throws IOException {
            for (var entry : folders.getOrDefault(key, Map.of()).entrySet()) {
                Path place = folder.resolve(entry.getKey());
                if (folders.containsKey(entry.getValue())) {
                    Files.createDirectory(place);
                    write(entry.getValue(), place);
                } else {
                    Files.write(place, files.getOrDefault(entry.getValue(), new byte[0]));
                }
            }
        }
    }

    private void upload(ObjectEncoding encoding) {
        var bytes = encoding == ObjectEncoding.GZIP ? ObjectSamples.gzip(CONTENT) : CONTENT;
        try (var upload = store.upload("ann", HASH, encoding, bytes.length)) {
            upload.write(ByteBuffer.wrap(bytes));
            upload.commit();
        }
    }

    @Test
    void acknowledgedObjectSurvives() throws IOException {
        upload(ObjectEncoding.RAW);

        assertThat(disk.afterALoss()).contains(HASH);
    }

    @Test
    void acknowledgedPackedObjectSurvives() throws IOException {
        upload(ObjectEncoding.GZIP);

        assertThat(disk.afterALoss()).contains(HASH);
    }

    @Test
    void repairedObjectSurvives() throws IOException {
        upload(ObjectEncoding.GZIP);
        disk.checking = false;
        Files.write(temporary.resolve("disk/deep/objects/objs/ann/" + HASH), new byte[] {1, 2, 3});

        upload(ObjectEncoding.RAW);

        assertThat(disk.afterALoss()).contains(HASH);
    }

    @Test
    void objectThatWasBroughtBackSurvives() throws IOException {
        upload(ObjectEncoding.GZIP);
        store.discard("ann", HASH);

        assertThat(store.recover("ann", HASH)).isTrue();

        assertThat(disk.afterALoss()).contains(HASH);
    }

    @Test
    void objectWhoseNameAKilledProcessDidNotFlushSurvivesFromTheNextStartOn() throws IOException {
        upload(ObjectEncoding.RAW);
        disk.folders.keySet().removeIf(key -> true);
        assertThat(disk.afterALoss()).as("the name is lost").isEmpty();

        storeIn(temporary.resolve("disk"), disk).open();

        disk.folder(temporary.resolve("disk"));
        disk.folder(temporary.resolve("disk/deep"));
        assertThat(disk.afterALoss()).contains(HASH);
    }
}
