package org.quiltappliance.server.reliability;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.quiltappliance.server.testing.TreeHash;

/** Objects in files, {@code objs/<owner>/<hash>}, with a note {@code encoded/<owner>/<hash>} where they are packed. */
record FolderView(Path folder) implements StoreView {

    @Override
    public SortedMap<Key, String> contentHashes() throws IOException {
        var found = new TreeMap<Key, String>();
        for (Path owner : children(folder.resolve("objs"))) {
            for (Path file : children(owner)) {
                var key = new Key(
                        owner.getFileName().toString(), file.getFileName().toString());
                found.put(key, TreeHash.ofBytes(content(key, file)));
            }
        }
        return found;
    }

    private byte[] content(Key key, Path file) throws IOException {
        var note = folder.resolve("encoded").resolve(key.owner()).resolve(key.hash());
        var stored = Files.readAllBytes(file);
        if (!Files.exists(note)) {
            return stored;
        }
        try (var packed = new GZIPInputStream(new ByteArrayInputStream(stored))) {
            return packed.readAllBytes();
        }
    }

    @Override
    public void plant(Key object, byte[] content) throws IOException {
        var owner = Files.createDirectories(folder.resolve("objs").resolve(object.owner()));
        Files.write(owner.resolve(object.hash()), content);
    }

    /** All but the folder, with its lock, of the one process that runs: what is in there, and folders of others. */
    @Override
    public List<String> leftovers() throws IOException {
        var found = new ArrayList<Path>();
        var entries = children(folder.resolve("uploads"));
        for (Path entry : entries) {
            found.addAll(children(entry));
        }
        if (entries.size() > 2) {
            found.addAll(entries);
        }
        return found.stream().map(Path::toString).toList();
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }
}
