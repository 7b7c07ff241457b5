package org.quiltappliance.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.database.Dialect;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.inventory.PackageDetail.NamedRevision;
import org.quiltappliance.server.inventory.PackageQuery.Order;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.StartedAppliance;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.TestStorage;
import org.quiltappliance.server.testing.Tree;

/** What administrators see of packages that clients pushed, on every database. */
abstract class InventoryContract {

    private static final int MANY = 10_000;

    private final TestStorage storage;
    private final StartedAppliance appliance;
    private final Database database;
    private final Inventory inventory;
    private final Person ada;
    private final Person ben;

    InventoryContract(TestDatabase kind) {
        storage = TestStorage.of(kind);
        appliance = StartedAppliance.start(storage, Switches.ALL_ON);
        database = new Database(storage.database());
        database.open();
        inventory = new Inventory(database);
        ada = appliance.person();
        ben = appliance.person();
    }

    @AfterEach
    void close() {
        database.close();
        appliance.close();
        storage.close();
    }

    private QuiltClient quilt(Person person) {
        return new QuiltClient(appliance.client().as(person));
    }

    private void ok(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private void share(Person owner, Pkg pkg, String with) {
        ok(appliance.client().as(owner).put(pkg.one("access", with)));
    }

    private static PackageQuery by(Order order, boolean descending) {
        return new PackageQuery("", Optional.empty(), Optional.empty(), order, descending, 0, 100);
    }

    private static PackageQuery like(String filter) {
        return new PackageQuery(filter, Optional.empty(), Optional.empty(), Order.NAME, false, 0, 100);
    }

    private List<String> names(PackageQuery query) {
        return inventory.page(query).lines().stream().map(PackageLine::name).toList();
    }

    private void fourPackages() {
        quilt(ada).pushPublic(new Pkg(ada.name(), "open"), Tree.of("a", "one file\n"));
        quilt(ada).pushTeam(new Pkg(ada.name(), "Shared_team"), Tree.of("a", "one file\n", "b", "another one\n"));
        quilt(ada).push(new Pkg(ada.name(), "secret"), Tree.of("a", "x"));
        var some = new Pkg(ben.name(), "some");
        quilt(ben).push(some, Tree.of("a", "y"));
        quilt(ben).push(some, Tree.of("a", "y", "b", "z"));
        share(ben, some, ada.name());
    }

    @Test
    void everyPackageIsSeenWhoeverMaySeeIt() {
        fourPackages();

        var page = inventory.page(PackageQuery.all(100));

        assertThat(page.total()).isEqualTo(4);
        assertThat(page.lines())
                .extracting(
                        PackageLine::path,
                        PackageLine::revisions,
                        PackageLine::bytes,
                        PackageLine::files,
                        PackageLine::reach,
                        PackageLine::others,
                        PackageLine::pushedBy)
                .containsExactlyInAnyOrder(
                        line(ada, "open", 1, 9, 1, Reach.PUBLIC, 0),
                        line(ada, "Shared_team", 1, 21, 2, Reach.TEAM, 0),
                        line(ada, "secret", 1, 1, 1, Reach.OWNER, 0),
                        line(ben, "some", 2, 2, 2, Reach.SOME, 1));
    }

    private static Tuple line(
            Person owner, String name, long revisions, long bytes, long files, Reach reach, long others) {
        return Assertions.tuple(owner.name() + "/" + name, revisions, bytes, files, reach, others, owner.name());
    }

    @Test
    void filterLooksAtOwnerAndNameInAnyLetterCaseAndTakesNothingForAWildcard() {
        fourPackages();

        assertThat(names(like("SHARED_T"))).containsExactly("Shared_team");
        assertThat(names(like(ben.name() + "/S"))).containsExactly("some");
        assertThat(names(like("hared!"))).isEmpty();
        assertThat(names(like("s%e"))).isEmpty();
        assertThat(names(like("s_me"))).isEmpty();
    }

    @Test
    void ownerAndReachNarrowTheListAndItsLength() {
        fourPackages();

        var ofBen = new PackageQuery("", Optional.of(ben.name()), Optional.empty(), Order.NAME, false, 0, 100);
        var secret = new PackageQuery("", Optional.empty(), Optional.of(Reach.OWNER), Order.NAME, false, 0, 100);

        assertThat(names(ofBen)).containsExactly("some");
        assertThat(inventory.page(secret).lines())
                .singleElement()
                .extracting(PackageLine::name)
                .isEqualTo("secret");
        assertThat(inventory.page(secret).total()).isEqualTo(1);
        assertThat(inventory.owners()).containsExactlyInAnyOrder(ada.name(), ben.name());
    }

    @Test
    void everyColumnSorts() {
        fourPackages();

        assertThat(names(by(Order.BYTES, true))).containsExactly("Shared_team", "open", "some", "secret");
        assertThat(names(by(Order.FILES, false)).subList(0, 2)).containsExactly("open", "secret");
        assertThat(names(by(Order.REVISIONS, true))).startsWith("some");
        assertThat(names(by(Order.LATEST, true))).startsWith("some").endsWith("open");
        assertThat(names(by(Order.REACH, false))).containsExactly("open", "Shared_team", "some", "secret");
        assertThat(names(by(Order.PUSHED_BY, false))).endsWith("some");
        assertThat(names(by(Order.NAME, true))).isEqualTo(reversed(names(by(Order.NAME, false))));
    }

    private static List<String> reversed(List<String> names) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> names.get(names.size() - 1 - i))
                .toList();
    }

    @Test
    void onePackageIsToldWithAllItsNames() {
        var pkg = new Pkg(ada.name(), "told");
        var first = quilt(ada).pushPublic(pkg, Tree.of("a", "12345", "b", "678"));
        var second = quilt(ada).push(pkg, Tree.of("a", "12345", "c", "9"));
        var api = appliance.client().as(ada);
        ok(api.put(pkg.one("version", "1.9"), Map.of("hash", first.hash())));
        ok(api.put(pkg.one("version", "1.10"), Map.of("hash", second.hash())));
        ok(api.put(pkg.one("tag", "first"), Map.of("hash", first.hash())));
        share(ada, pkg, ben.name());
        share(ada, pkg, "somebody@example.com");
        await().until(() -> inventory.detail(ada.name(), "told").allFiles() == 3);

        var detail = inventory.detail(ada.name(), "told");

        assertThat(detail.line().revisions()).isEqualTo(2);
        assertThat(detail.revisions())
                .extracting(revision -> revision.hash().toString())
                .containsExactly(second.hash(), first.hash());
        assertThat(detail.revisions().get(1).bytes()).isEqualTo(8);
        assertThat(detail.tags()).extracting(NamedRevision::name).containsExactly("first", "latest");
        assertThat(detail.versions()).extracting(NamedRevision::name).containsExactly("1.10", "1.9");
        assertThat(detail.access()).containsExactlyInAnyOrder(ada.name(), ben.name(), "public");
        assertThat(detail.others()).containsExactly(ben.name());
        assertThat(detail.invited()).containsExactly("somebody@example.com");
        assertThat(detail.allBytes()).isEqualTo(9);
    }

    @Test
    void packageThatIsGoneIsNotTold() {
        assertThatThrownBy(() -> inventory.detail(ada.name(), "none"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining(ada.name() + "/none");
        assertThat(inventory.idOf(ada.name(), "none")).isEmpty();
    }

    @Test
    void sharedObjectsOfAnOwnerTakeRoomOnce() {
        quilt(ada).push(new Pkg(ada.name(), "one"), Tree.of("a", "12345"));
        quilt(ada).push(new Pkg(ada.name(), "two"), Tree.of("a", "12345", "b", "678"));
        quilt(ben).push(new Pkg(ben.name(), "three"), Tree.of("a", "12345", "b", "6"));
        await().until(() ->
                inventory.largestPackages(9).stream().mapToLong(Room::files).sum() == 5);

        assertThat(inventory.largestOwners(9))
                .containsExactly(new Room(ada.name(), 2, 2, 8), new Room(ben.name(), 1, 2, 6));
        assertThat(inventory.largestPackages(2))
                .containsExactly(new Room(ada.name() + "/two", 1, 2, 8), new Room(ben.name() + "/three", 1, 2, 6));
    }

    @Test
    void manyPackagesComePageByPage() {
        fill();

        var page = inventory.page(PackageQuery.all(100));
        var last = inventory.page(PackageQuery.all(1).from(MANY - 3, 100));
        var few = inventory.page(
                new PackageQuery("pkg_777", Optional.empty(), Optional.of(Reach.OWNER), Order.BYTES, true, 5, 3));

        assertThat(page.total()).isEqualTo(MANY);
        assertThat(page.lines()).hasSize(100);
        assertThat(last.lines()).hasSize(3).last().extracting(PackageLine::name).isEqualTo("pkg_9999");
        // pkg_777 and pkg_7770 to pkg_7779.
        assertThat(few.total()).isEqualTo(11);
        assertThat(few.lines()).extracting(PackageLine::name).containsExactly("pkg_7774", "pkg_7773", "pkg_7772");
    }

    /** As pushes would leave them, each larger than the one before. */
    private void fill() {
        database.useTransaction(tx -> {
            try (var packages = tx.prepareBatch("""
                            insert into package (owner, name, lower_path, created_at)
                            values (?, ?, ?, current_timestamp)
                            """)) {
                for (int i = 0; i < MANY; i++) {
                    packages.add(ada.name(), "pkg_" + i, ada.name() + "/pkg_" + i);
                }
                packages.execute();
            }
            tx.execute("""
                    insert into access (package_id, grantee) select id, owner from package
                    """);
            tx.execute("""
                    insert into revision (package_id, hash, created_at, created_by, updated_at, updated_by,
                                          object_count, total_bytes, file_types, preview, search_names)
                    select id, cast('\\x00' as %s), current_timestamp, owner, current_timestamp, owner,
                           1, cast(substring(name from 5) as integer), '{}', '{}', ''
                      from package
                    """.formatted(database.dialect() == Dialect.H2 ? "varbinary" : "bytea"));
        });
    }
}
