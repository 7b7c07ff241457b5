package org.quiltappliance.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.objects.FolderObjectStore;
import org.quiltappliance.server.objects.ObjectEncoding;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.testing.ObjectSamples;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.TestStorage;

/** A database and a store of a test, and what is in them. */
final class TestPlace implements AutoCloseable {

    final TestStorage storage;
    final Database database;
    final ObjectStore store;

    private TestPlace(TestStorage storage, ObjectStore store) {
        this.storage = storage;
        this.store = store;
        database = new Database(storage.database());
        database.open();
    }

    /** An empty one with up-to-date tables and a folder of objects. */
    static TestPlace empty(TestDatabase kind) {
        return of(TestStorage.of(kind));
    }

    /** What an appliance with that storage has, or will have. */
    static TestPlace of(TestStorage storage) {
        var folder = new FolderObjectStore(new StoreConfig.Folder(objects(storage), false), 0);
        var place = new TestPlace(storage, folder);
        place.database.migrate();
        folder.open();
        return place;
    }

    /** Where appliances under test keep their objects. */
    private static Path objects(TestStorage storage) {
        return storage.folder().resolve("test");
    }

    Place place() {
        return new Place(database, store);
    }

    Place with(ObjectStore other) {
        return new Place(database, other);
    }

    Path file(String owner, Hash hash) {
        return objects(storage).resolve("objs").resolve(owner).resolve(hash.toString());
    }

    /** Every row of the tables that backups hold, as JSON, sorted. */
    SortedMap<String, List<String>> rows() {
        return rows(ArchiveTable.everywhere());
    }

    SortedMap<String, List<String>> rows(List<ArchiveTable> tables) {
        var all = new TreeMap<String, List<String>>();
        database.useTransaction(tx -> tables.forEach(table -> {
            var rows = new ArrayList<String>();
            new TableStore().read(tx, table, row -> rows.add(new String(row.json(), StandardCharsets.UTF_8)));
            rows.sort(null);
            all.put(table.name(), rows);
        }));
        return all;
    }

    long rowCount() {
        return rows(ArchiveTable.ALL).values().stream().mapToLong(List::size).sum();
    }

    /** What the tables say that follow from others. */
    List<String> derived() {
        return database.inTransaction(tx -> tx
                .createQuery("""
                        select p.owner, p.name, o.hash, o.size
                          from package_object o join package p on p.id = o.package_id
                        """)
                .map((row, context) -> row.getString(1) + "/" + row.getString(2) + " " + Hash.of(row.getBytes(3)) + " "
                        + row.getLong(4))
                .list()
                .stream()
                .sorted()
                .toList());
    }

    /** The unpacked content of every object, by owner and hash. */
    static Map<String, Hash> contents(ObjectStore store) {
        var all = new TreeMap<String, Hash>();
        try (Stream<ObjectStore.Listed> listed = store.list()) {
            listed.forEach(object ->
                    all.put(object.owner() + "/" + object.hash(), content(store, object.owner(), object.hash())));
        }
        return all;
    }

    Map<String, Hash> contents() {
        return contents(store);
    }

    private static Hash content(ObjectStore store, String owner, Hash hash) {
        try (var content = store.read(owner, hash).orElseThrow();
                InputStream original = content.original()) {
            return ObjectSamples.hashOf(original.readAllBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void put(ObjectStore store, String owner, byte[] content, ObjectEncoding encoding) {
        byte[] stored = encoding == ObjectEncoding.GZIP ? ObjectSamples.gzip(content) : content;
        try (var upload = store.upload(owner, ObjectSamples.hashOf(content), encoding, stored.length)) {
            upload.write(ByteBuffer.wrap(stored));
            upload.commit();
        }
    }

    @Override
    public void close() {
        store.close();
        database.close();
        storage.close();
    }
}
