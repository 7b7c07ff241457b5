package org.quiltappliance.server.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.config.AccessConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.contents.Children;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.HashSizes;
import org.quiltappliance.server.contents.Metadata;
import org.quiltappliance.server.contents.Node;
import org.quiltappliance.server.contents.ObjectList;
import org.quiltappliance.server.contents.TreeHash;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.events.Events;
import org.quiltappliance.server.objects.FolderObjectStore;
import org.quiltappliance.server.testing.SteppingClock;

/** What holds while the objects of a push are not, half, or being related to their package, on every database. */
abstract class ObjectRelationsContract {

    private static final AccessConfig ACCESS =
            new AccessConfig(false, false, false, false, Optional.empty(), Optional.empty());
    private static final Caller.Account OWNER = account("owner");
    private static final Caller.Account STRANGER = account("stranger");
    private static final PackageName NAME = new PackageName("owner", "pkg");

    /** Enough for three parts. */
    private static final int MANY = 2 * ObjectList.ENTRIES_PER_PART + 1_000;

    @TempDir
    Path folder;

    private Database database;
    private ObjectRelations relations;

    abstract DatabaseConfig database();

    @BeforeEach
    void open() {
        database = new Database(database());
        database.open();
        database.migrate();
        database.useTransaction(tx -> List.of(OWNER, STRANGER).forEach(person -> insert(tx, person)));
        relations = unstarted(0);
    }

    private static void insert(Handle tx, Caller.Account person) {
        tx.createUpdate("""
                        insert into account (id, name, email, email_lower, date_joined, last_login)
                        values (:id, :name, :email, :email, current_timestamp, current_timestamp)
                        """)
                .bind("id", person.id())
                .bind("name", person.accountName())
                .bind("email", person.email())
                .execute();
    }

    @AfterEach
    void close() {
        relations.close();
        database.close();
    }

    private ObjectRelations unstarted(int atOnce) {
        return new ObjectRelations(database, atOnce);
    }

    private static Caller.Account account(String name) {
        return new Caller.Account(UUID.randomUUID(), name, name + "@example.com", false);
    }

    /** Objects that nobody else has, each of another size. */
    private static Map<Hash, Long> objects(int count) {
        return LongStream.rangeClosed(1, count).boxed().collect(Collectors.toMap(size -> anyHash(), size -> size));
    }

    private static Hash anyHash() {
        var bytes = new byte[Hash.BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Hash.read(ByteBuffer.wrap(bytes));
    }

    private void push(PackageName name, Map<Hash, Long> objects) {
        var files = new ArrayList<Children.Child>();
        var sizes = new HashSizes();
        objects.forEach((hash, size) -> {
            files.add(new Children.Child(
                    hash.toString(), new Node.FileNode(List.of(hash), Metadata.empty(), Optional.empty())));
            sizes.put(hash, size);
        });
        var root = new Node.RootNode(Children.of(files));
        pushes().push(OWNER, name, new Push(new Push.Target.Whole(TreeHash.of(root)), root, sizes, false, false));
    }

    private Pushes pushes() {
        var store = new FolderObjectStore(new StoreConfig.Folder(folder, false), 0);
        var clock = new SteppingClock();
        return new Pushes(
                database,
                ACCESS,
                new PushedObjects(database, relations, store, false),
                relations,
                new Events(database, clock),
                new Deaf(),
                clock);
    }

    private void delete(PackageName name) {
        new Packages(database, ACCESS, new Events(database, new SteppingClock()), new Deaf()).delete(OWNER, name);
    }

    private static final class Deaf implements LatestListener {
        @Override
        public void inTransaction(Handle tx, Change change) {}

        @Override
        public void afterCommit(Change change) {}
    }

    /** Sizes of those objects that a caller finds. */
    private Map<Hash, Long> found(Caller caller, Map<Hash, Long> wanted) {
        var sizes = new TreeMap<Hash, Long>();
        new PackageObjects(database, ACCESS, relations)
                .find(caller, wanted.keySet())
                .forEach((hash, place) -> sizes.put(hash, place.size()));
        return sizes;
    }

    private int rows(String table) {
        return database.inTransaction(tx -> tx.createQuery("select count(*) from " + table)
                .mapTo(Integer.class)
                .one());
    }

    private int relateAll() {
        int parts = 0;
        while (relations.relateNext()) {
            parts++;
        }
        return parts;
    }

    @Test
    void objectsAreFoundBeforeTheyAreRelated() {
        var objects = objects(3);

        push(NAME, objects);

        assertThat(rows("package_object")).isZero();
        assertThat(found(OWNER, objects)).isEqualTo(objects);
        assertThat(found(STRANGER, objects)).isEmpty();
    }

    @Test
    void objectsAreFoundWhenTheyAreRelated() {
        var objects = objects(3);
        push(NAME, objects);

        assertThat(relateAll()).isEqualTo(1);

        assertThat(rows("package_object")).isEqualTo(3);
        assertThat(found(OWNER, objects)).isEqualTo(objects);
        assertThat(found(STRANGER, objects)).isEmpty();
    }

    @Test
    void halfRelatedListIsFoundWhole() {
        var objects = objects(MANY);
        push(NAME, objects);

        relations.relateNext();

        assertThat(rows("package_object")).isEqualTo(ObjectList.ENTRIES_PER_PART);
        assertThat(found(OWNER, objects)).isEqualTo(objects);
    }

    @Test
    void smallListIsRelatedByThePushItself() {
        relations = unstarted(3);

        push(NAME, objects(3));
        push(new PackageName("owner", "larger"), objects(4));

        assertThat(rows("package_object")).isEqualTo(3);
        assertThat(rows("unrelated_part")).isEqualTo(1);
    }

    @Test
    void firstSizeOfAnObjectHoldsBeforeItIsRelated() {
        var hash = anyHash();
        var other = new PackageName("owner", "other");
        push(NAME, Map.of(hash, 5L));

        push(other, Map.of(hash, 7L));

        var installs = new Installs(database, ACCESS, new Events(database, new SteppingClock()));
        var tree = new Packages(database, ACCESS, new Events(database, new SteppingClock()), new Deaf())
                .hashes(OWNER, other)
                .get(0);
        var installed = installs.export(OWNER, other, tree.toString(), Installs.Counted.NO);
        assertThat(installed.objects().distinctBytes()).isEqualTo(5);
        assertThat(found(OWNER, Map.of(hash, 5L))).containsEntry(hash, 5L);
    }

    @Test
    void pushWakesTheWork() {
        relations.start();
        var objects = objects(3);
        await().until(() -> !relations.relateNext());

        push(NAME, objects);

        await().until(() -> rows("unrelated_part") == 0);
        assertThat(rows("package_object")).isEqualTo(3);
        assertThat(found(OWNER, objects)).isEqualTo(objects);
    }

    @Test
    void whatAnEarlierProcessLeftIsRelatedAfterTheStart() {
        var objects = objects(MANY);
        push(NAME, objects);
        relations.relateNext();
        relations.close();

        relations = unstarted(0);
        relations.start();

        await().until(() -> rows("unrelated_part") == 0);
        assertThat(rows("package_object")).isEqualTo(MANY);
        assertThat(found(OWNER, objects)).isEqualTo(objects);
    }

    @Test
    void deletedPackageIsNotRelated() {
        var objects = objects(3);
        push(NAME, objects);

        delete(NAME);

        assertThat(relateAll()).isZero();
        assertThat(rows("package_object")).isZero();
        assertThat(found(OWNER, objects)).isEmpty();
    }

    @RepeatedTest(5)
    void packageDeletedWhileItIsRelatedLeavesNothing() {
        var objects = objects(2_000);
        push(NAME, objects);

        var deleted = database.inTransaction(tx -> {
            assertThat(relations.relateNext(tx)).isTrue();
            return CompletableFuture.runAsync(() -> delete(NAME));
        });
        deleted.join();

        assertThat(rows("package_object")).isZero();
        assertThat(rows("unrelated_part")).isZero();
        assertThat(found(OWNER, objects)).isEmpty();
    }

    @Test
    void twoNodesShareTheWork() {
        var objects = objects(MANY);
        push(NAME, objects);

        var nodes = IntStream.range(0, 2)
                .mapToObj(node -> CompletableFuture.supplyAsync(this::relateUntilNothingIsLeft))
                .toList();
        int parts = nodes.stream().mapToInt(CompletableFuture::join).sum();

        assertThat(parts).isEqualTo(3);
        assertThat(rows("package_object")).isEqualTo(MANY);
        assertThat(found(OWNER, objects)).isEqualTo(objects);
    }

    private int relateUntilNothingIsLeft() {
        int parts = 0;
        while (rows("unrelated_part") > 0) {
            parts += unstarted(0).relateNext() ? 1 : 0;
        }
        return parts;
    }

    @Test
    void partHeldByAnotherNodeIsLeftAlone() {
        push(NAME, objects(3));

        boolean second = database.inTransaction(tx -> {
            assertThat(relations.relateNext(tx)).isTrue();
            return CompletableFuture.supplyAsync(() -> unstarted(0).relateNext())
                    .join();
        });

        assertThat(second).isFalse();
        assertThat(rows("package_object")).isEqualTo(3);
    }
}
