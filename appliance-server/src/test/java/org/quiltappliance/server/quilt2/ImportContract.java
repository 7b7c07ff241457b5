package org.quiltappliance.server.quilt2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.Users;
import org.quiltappliance.server.backup.BackupProgress;
import org.quiltappliance.server.backup.Cleanup;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.quilt2.ImportReport.Count;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.OriginalRegistry;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.StartedAppliance;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.TestStorage;
import org.quiltappliance.server.testing.Tree;

/** An original registry is brought into an appliance that runs. Nobody could write to its database: the user may not. */
abstract class ImportContract {

    private static final String HERE = "here I am at home";
    private static final List<String> OWNERS = List.of("alice", "bob", "carol");

    private final TestStorage storage;
    private final StartedAppliance appliance;
    private final OriginalRegistry original = new OriginalRegistry();

    ImportContract(TestDatabase kind) {
        storage = TestStorage.of(kind);
        appliance = StartedAppliance.start(storage, Switches.ALL_ON);
    }

    @AfterEach
    void close() {
        original.close();
        appliance.close();
        storage.close();
    }

    private ImportReport run(ImportRequest request, BackupProgress progress) {
        var data = appliance.run().data();
        return new Imports(data.place(), data.lock(), data.listener()).run(request, progress);
    }

    private ImportRequest request(String... sameUsers) {
        return new ImportRequest(original.database(), original.bucket(), Set.of(sameUsers), false);
    }

    private ImportReport run(String... sameUsers) {
        return run(request(sameUsers), BackupProgress.silent());
    }

    private RegistryClient signedIn(String name) {
        return appliance.client().signedIn(name, OriginalRegistry.PASSWORD);
    }

    private RegistryClient admin() {
        return appliance.client().as(appliance.admin());
    }

    private static Map<Kind, Long> came(ImportReport report) {
        var came = new EnumMap<Kind, Long>(Kind.class);
        report.counts().forEach((kind, count) -> {
            if (count.came() > 0) {
                came.put(kind, count.came());
            }
        });
        return came;
    }

    private static List<String> subjects(ImportReport report, boolean problems) {
        return report.findings().stream()
                .filter(finding -> finding.problem() == problems)
                .map(Finding::subject)
                .toList();
    }

    private void people() {
        original.user("alice", "Alice@example.org", OriginalRegistry.PASSWORD_HASH, true);
        original.user("bob", "bob@example.org", OriginalRegistry.PASSWORD_HASH, false);
        original.user("carol", "carol@example.org", OriginalRegistry.DJANGO_HASH, false);
    }

    /** Somebody is here already. */
    private void account(String name, String email) {
        appliance.users().add(name, email, false, new Users.Entry.Typed(new Secret(HERE)));
    }

    private void many(int packages, int revisions) {
        people();
        for (int p = 0; p < packages; p++) {
            String owner = OWNERS.get(p % OWNERS.size());
            original.pkg(owner, "data" + p);
            for (int r = 0; r < revisions; r++) {
                original.push(owner, "data" + p, tree(p, r));
            }
        }
        original.grant("alice", "data0", "bob");
        original.grant("bob", "data1", "public");
        original.tag("alice", "data0", "first", tree(0, 0).hash());
        original.version(
                "alice", "data0", "2018.7.30", " 2018.07.30 ", tree(0, 3).hash());
        original.comment("alice", "data0", "bob", "Well done, \u00c4lice");
        original.invite("alice", "data0", "Dave@example.org");
        original.installed("bob", "alice", "data0");
        original.installed(null, "bob", "data1");
    }

    private static Tree tree(int pkg, int revision) {
        return Tree.empty()
                .file("README", "# Package " + pkg + "\n\nAbout zebras.\n")
                .file("group/numbers", "revision " + revision + " of " + pkg)
                .userMetadata("group", "{\"package\": " + pkg + "}");
    }

    @Test
    void everythingComesAndASecondRunBringsNothing() {
        many(20, 10);
        var stored = original.stored();

        var report = run();

        assertThat(report.findings()).isEmpty();
        assertThat(report.complete()).isTrue();
        // Of each package one README, one metadata object, and one file a revision.
        assertThat(came(report))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry(Kind.USERS, 3L),
                        Map.entry(Kind.PACKAGES, 20L),
                        Map.entry(Kind.REVISIONS, 200L),
                        Map.entry(Kind.OBJECTS, 240L),
                        Map.entry(Kind.LOGS, 200L),
                        Map.entry(Kind.TAGS, 21L),
                        Map.entry(Kind.VERSIONS, 1L),
                        Map.entry(Kind.ACCESS, 22L),
                        Map.entry(Kind.INVITATIONS, 1L),
                        Map.entry(Kind.COMMENTS, 1L),
                        Map.entry(Kind.EVENTS, 202L)));
        assertThat(original.stored()).isEqualTo(stored);
        assertWhatClientsSee(10, 7);
        assertThat(unneeded()).isZero();

        var again = run();

        assertThat(came(again)).isEmpty();
        assertThat(again.findings()).isEmpty();
        assertThat(again.counts().get(Kind.EVENTS)).isEqualTo(new Count(0, 202, 0));
        assertThat(again.counts().get(Kind.REVISIONS)).isEqualTo(new Count(0, 200, 0));
        assertThat(admin().get("/api/audit/alice/data0/").json().path("events").findValuesAsText("type"))
                .filteredOn("PUSH"::equals)
                .hasSize(10);
        assertThat(signedIn("alice").get("/api/log/alice/data0/").json().path("logs"))
                .hasSize(10);
    }

    /** How many objects a clean up would put aside in a week. */
    private long unneeded() {
        var data = appliance.run().data();
        var later = Clock.offset(Clock.systemUTC(), Duration.ofDays(7));
        return new Cleanup(data.place(), data.lock(), Duration.ofDays(1), later)
                .look(BackupProgress.silent())
                .objects();
    }

    /** @param revisions of each package @param ofAlice packages that are hers or open */
    private void assertWhatClientsSee(int revisions, int ofAlice) {
        var alice = signedIn("alice");
        var pkg = new Pkg("alice", "data0");
        var me = alice.get("/api/me").json();
        assertThat(me.path("email").asText()).isEqualTo("Alice@example.org");
        assertThat(me.path("is_staff").asBoolean()).isTrue();
        var newest = tree(0, revisions - 1);
        var installed = new QuiltClient(alice).install(pkg);
        assertThat(installed.hash()).isEqualTo(newest.hash());
        assertThat(installed.contents()).isEqualTo(newest.json());
        assertThat(installed.objects()).containsOnlyKeys(newest.objectHashes());
        assertThat(new QuiltClient(alice)
                        .install(pkg, tree(0, 2).hash(), "group", false)
                        .objects())
                .hasSize(2);
        var tag = alice.get(pkg.one("tag", "first")).json();
        assertThat(tag.path("hash").asText()).isEqualTo(tree(0, 0).hash());
        assertThat(tag.path("created_by").asText()).isEqualTo("alice");
        assertThat(tag.path("updated_at").asDouble() - tag.path("created_at").asDouble())
                .isEqualTo(7);
        assertThat(alice.get(pkg.all("version")).text())
                .contains(" 2018.07.30 ", tree(0, 3).hash());
        assertThat(alice.get(pkg.all("access")).json().path("users")).hasSize(2);
        var comment = alice.get(pkg.all("comments")).json().path("comments").path(0);
        assertThat(comment.path("contents").asText()).isEqualTo("Well done, \u00c4lice");
        assertThat(comment.path("author").asText()).isEqualTo("bob");
        assertThat(alice.get(pkg.all("invite")).text()).contains("dave@example.org");
        assertThat(alice.get(pkg.all("log")).json().path("logs")).hasSize(revisions);
        assertThat(alice.get(pkg.one("package_preview", newest.hash())).text()).contains("About zebras");
        assertThat(alice.get("/api/search/?q=zebra").json().path("packages")).hasSize(ofAlice + 1);
        assertThat(new QuiltClient(signedIn("bob")).install(pkg).hash()).isEqualTo(newest.hash());
        assertThat(appliance
                        .client()
                        .signedIn("carol", "quilt")
                        .get(pkg.all("tag"))
                        .status())
                .isEqualTo(404);
        assertThat(appliance.client().get(new Pkg("bob", "data1").all("tag")).status())
                .isEqualTo(200);
    }

    @Test
    void interruptedImportIsWholeAsFarAsItCameAndIsCompletedByTheNext() {
        many(5, 4);

        var first = run(request(), interruptedInside(4));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(first.complete()).isFalse();
        assertThat(first.counts().get(Kind.PACKAGES).came()).isEqualTo(3);
        assertThat(first.counts().get(Kind.REVISIONS).came()).isEqualTo(12);
        long seen = OWNERS.stream()
                .mapToLong(owner -> admin().get("/api/admin/package_list/" + owner + "/")
                        .json()
                        .path("packages")
                        .size())
                .sum();
        assertThat(seen).isEqualTo(3);

        var second = run();

        assertThat(second.findings()).isEmpty();
        assertThat(second.counts().get(Kind.USERS)).isEqualTo(new Count(0, 3, 0));
        assertThat(second.counts().get(Kind.PACKAGES)).isEqualTo(new Count(2, 3, 0));
        assertThat(second.counts().get(Kind.REVISIONS)).isEqualTo(new Count(8, 12, 0));
        assertThat(second.counts().get(Kind.LOGS)).isEqualTo(new Count(8, 12, 0));
        assertThat(second.counts().get(Kind.EVENTS)).isEqualTo(new Count(22, 0, 0));
        assertWhatClientsSee(4, 2);
        assertThat(came(run())).isEmpty();
    }

    /** Gives it up while the objects of that package come. */
    private static BackupProgress interruptedInside(int number) {
        return new BackupProgress() {
            private boolean packages;
            private int begun = 1;

            @Override
            public void begin(Phase phase, long items, long bytes) {
                packages = phase == Phase.PACKAGES;
            }

            @Override
            public void advance(long items, long bytes) {
                begun += packages ? (int) items : 0;
                if (packages && bytes > 0 && begun == number) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    @Test
    void whatIsHereAlreadyStaysAndIsTold() {
        people();
        original.pkg("alice", "secret");
        original.push("alice", "secret", Samples.demo());
        original.pkg("bob", "shared");
        original.push("bob", "shared", Samples.oneFile());
        original.grant("bob", "shared", "alice");
        original.pkg("carol", "same");
        original.push("carol", "same", Samples.everyKind());
        account("alice", "another@example.org");
        account("robert", "BOB@example.org");
        account("carol", "carol@example.org");
        var carol = appliance.client().signedIn("carol", HERE);
        new QuiltClient(carol).push(new Pkg("carol", "same"), Samples.oneFile());

        var report = run();

        assertThat(subjects(report, true))
                .containsExactly("user alice", "user bob", "package alice/secret", "package carol/same");
        assertThat(report.counts().get(Kind.USERS)).isEqualTo(new Count(0, 1, 2));
        assertThat(report.counts().get(Kind.PACKAGES)).isEqualTo(new Count(1, 0, 2));
        assertThat(report.counts().get(Kind.EVENTS)).isEqualTo(new Count(1, 0, 2));
        assertThat(subjects(report, false)).containsExactly("package bob/shared", "package bob/shared", "events");
        var alice = appliance.client().signedIn("alice", HERE);
        assertThat(alice.get(new Pkg("bob", "shared").all("tag")).status()).isEqualTo(404);
        assertThat(new QuiltClient(carol).install(new Pkg("carol", "same")).hash())
                .isEqualTo(Samples.oneFile().hash());
        assertThat(admin().get("/api/audit/alice/secret/").json().path("events"))
                .isEmpty();

        var same = run("alice");

        assertThat(same.counts().get(Kind.USERS)).isEqualTo(new Count(0, 2, 1));
        assertThat(came(same)).containsEntry(Kind.PACKAGES, 1L);
        assertThat(new QuiltClient(alice).install(new Pkg("alice", "secret")).objects())
                .containsOnlyKeys(Samples.demo().objectHashes());
        // What was not given when the package came, is for its owner to give.
        assertThat(alice.get(new Pkg("bob", "shared").all("tag")).status()).isEqualTo(404);
    }

    @Test
    void missingAndDamagedObjectsAreToldAndComeWhenTheyAreInOrder() {
        people();
        var whole = Tree.of("a", "whole");
        var holed = Tree.of("a", "whole", "b", "missing", "c", "damaged");
        original.pkg("alice", "holed");
        original.push("alice", "holed", whole);
        original.push("alice", "holed", holed);
        original.removeObject("alice", holed.objectAt("b"));
        original.object("alice", holed.objectAt("c"), "something else".getBytes(StandardCharsets.UTF_8));

        var report = run();

        assertThat(subjects(report, true))
                .containsExactlyInAnyOrder(
                        "object alice/" + holed.objectAt("b") + " of alice/holed",
                        "object alice/" + holed.objectAt("c") + " of alice/holed",
                        "revision " + holed.hash() + " of alice/holed");
        assertThat(report.counts().get(Kind.REVISIONS)).isEqualTo(new Count(1, 0, 1));
        assertThat(report.counts().get(Kind.OBJECTS)).isEqualTo(new Count(1, 0, 2));
        assertThat(report.counts().get(Kind.TAGS)).isEqualTo(new Count(0, 0, 1));
        var alice = signedIn("alice");
        var pkg = new Pkg("alice", "holed");
        assertThat(alice.get(pkg.one("tag", "latest")).status()).isEqualTo(404);

        holed.objects().forEach((hash, bytes) -> original.object("alice", hash, bytes));
        var repaired = run();

        assertThat(repaired.findings()).isEmpty();
        assertThat(came(repaired))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(Kind.REVISIONS, 1L, Kind.OBJECTS, 2L, Kind.LOGS, 1L, Kind.TAGS, 1L));
        assertThat(new QuiltClient(alice).install(pkg).objects()).containsOnlyKeys(holed.objectHashes());
        assertThat(alice.get("/api/search/?q=holed").json().path("packages")).hasSize(1);
    }

    @Test
    void revisionsComeWithoutMissingObjectsWhenThatIsWanted() {
        people();
        var holed = Tree.of("here/a", "whole", "gone/b", "missing");
        original.pkg("alice", "holed");
        original.push("alice", "holed", holed);
        original.removeObject("alice", holed.objectAt("gone/b"));

        var report =
                run(new ImportRequest(original.database(), original.bucket(), Set.of(), true), BackupProgress.silent());

        assertThat(subjects(report, true))
                .containsExactly("object alice/" + holed.objectAt("gone/b") + " of alice/holed");
        assertThat(report.counts().get(Kind.REVISIONS)).isEqualTo(new Count(1, 0, 0));
        assertThat(new QuiltClient(signedIn("alice"))
                        .install(new Pkg("alice", "holed"), holed.hash(), "here", false)
                        .objects())
                .hasSize(1);
    }

    @Test
    void packedObjectsComeAsTheyAre() {
        people();
        var tree = Tree.of("README", "packed by an early client", "b", "packed, and nothing says so");
        original.pkg("alice", "early");
        original.pushed("alice", "early", tree, tree.hash());
        original.packedObject("alice", tree.objectAt("README"), tree.bytes(tree.objectAt("README")));
        original.packedObjectWithoutNote("alice", tree.objectAt("b"), tree.bytes(tree.objectAt("b")));

        assertThat(run().findings()).isEmpty();

        var alice = signedIn("alice");
        assertThat(new QuiltClient(alice).install(new Pkg("alice", "early")).objects())
                .containsExactlyEntriesOf(new TreeMap<>(tree.objects()));
        assertThat(alice.get("/api/search/?q=early+client").json().path("packages"))
                .hasSize(1);
    }

    @Test
    void oddDataAreToldAndDoNoHarm() {
        people();
        original.user("nopass", "nopass@example.org", null, false);
        original.user("oddpass", "oddpass@example.org", "md5$abc", false);
        original.user("Capital", "capital@example.org", OriginalRegistry.PASSWORD_HASH, false);
        original.user("nomail", null, OriginalRegistry.PASSWORD_HASH, false);
        original.pkg("Git-Hub", "old");
        original.push("Git-Hub", "old", Samples.oneFile());
        original.grant("Git-Hub", "old", "alice");
        original.grant("Git-Hub", "old", "forgotten");
        original.pkg("alice", "twin");
        original.push("alice", "twin", Samples.oneFile());
        original.pkg("alice", "TWIN");
        original.push("alice", "TWIN", Samples.oneFile());
        original.pkg("alice", "wronghash");
        original.pushed("alice", "wronghash", Samples.oneFile(), Samples.NO_SUCH_HASH);
        original.pkg("alice", "empty");
        original.pkg("alice", "hdf5");
        var outdated = Tree.of("a", "b");
        outdated.put(
                "old",
                Answer.JSON
                        .createObjectNode()
                        .put("type", "TABLE")
                        .put("format", "HDF5")
                        .set("hashes", Answer.JSON.createArrayNode()));
        original.push("alice", "hdf5", outdated);
        original.pkg("alice", "deep");
        original.push("alice", "deep", Tree.of("a" + "/a".repeat(400), "far down"));
        original.run("insert into log (package_id, author) select id, 'alice' from package where name = 'twin'");
        original.run("insert into tag (package_id, tag) select id, 'nothing' from package where name = 'twin'");
        original.run("insert into event (type, package_owner, package_name) values (9, 'a', 'b'), (1, null, null)");
        original.run("insert into invitation (email) values ('nowhere@example.org')");

        var report = run();

        assertThat(subjects(report, true))
                .containsExactlyInAnyOrder(
                        "user Capital",
                        "user nomail",
                        "package alice/TWIN",
                        "revision " + Samples.NO_SUCH_HASH + " of alice/wronghash",
                        "package alice/wronghash",
                        "package alice/empty",
                        "revision " + outdated.hash() + " of alice/hdf5",
                        "package alice/hdf5",
                        "revision "
                                + Tree.of("a" + "/a".repeat(400), "far down").hash() + " of alice/deep",
                        "package alice/deep");
        assertThat(subjects(report, false))
                .containsExactlyInAnyOrder(
                        "user nopass",
                        "user oddpass",
                        "package Git-Hub/old", // nobody owns it
                        "package Git-Hub/old", // access of nobody
                        "package alice/twin", // a log line of nothing
                        "package alice/twin", // a tag of nothing
                        "events");
        assertThat(report.counts().get(Kind.PACKAGES)).isEqualTo(new Count(2, 0, 5));
        assertThat(report.counts().get(Kind.REVISIONS)).isEqualTo(new Count(2, 0, 4));
        assertThat(new QuiltClient(signedIn("alice"))
                        .install(new Pkg("Git-Hub", "old"))
                        .objects())
                .hasSize(1);
        assertThat(came(run())).isEmpty();
    }

    @Test
    void namesOfAnyCharactersComeWholeWithTheirEvents() {
        people();
        var name = "\ud83d\udc1f".repeat(60);
        original.pkg("alice", name);
        original.push("alice", name, Samples.oneFile());
        original.installed("bob", "alice", name);

        run();

        assertThat(came(run())).isEmpty();
        assertThat(admin().get("/api/audit/alice/" + RegistryClient.segment(name) + "/")
                        .json()
                        .path("events")
                        .findValuesAsText("type"))
                .contains("INSTALL");
    }

    @Test
    void whatTheOriginalGotSinceComesAndWhatPeopleChangedHereStays() {
        people();
        original.pkg("alice", "living");
        original.push("alice", "living", Samples.oneFile());
        original.grant("alice", "living", "bob");
        run();
        var alice = signedIn("alice");
        var pkg = new Pkg("alice", "living");
        assertThat(alice.delete(pkg.one("access", "bob")).status()).isEqualTo(200);
        new QuiltClient(alice).push(pkg, Tree.of("pushed", "here"));
        original.push("alice", "living", Samples.demo());
        original.tag("alice", "living", "new", Samples.demo().hash());
        original.comment("alice", "living", "bob", "more");

        var report = run();

        assertThat(came(report))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Kind.REVISIONS, 1L,
                        Kind.OBJECTS, (long) Samples.demo().objectHashes().size(),
                        Kind.LOGS, 1L,
                        Kind.TAGS, 1L,
                        Kind.COMMENTS, 1L,
                        Kind.EVENTS, 1L));
        assertThat(report.findings())
                .satisfiesExactlyInAnyOrder(
                        tag -> assertThat(tag.reason()).contains("its tag latest stays", "quilt tag add"),
                        access -> assertThat(access.reason()).contains("access of bob"));
        assertThat(new QuiltClient(alice).install(pkg).hash())
                .isEqualTo(Tree.of("pushed", "here").hash());
        assertThat(signedIn("bob").get(pkg.all("tag")).status()).isEqualTo(404);
        assertThat(new QuiltClient(alice)
                        .install(pkg, Samples.demo().hash(), "", false)
                        .objects())
                .containsOnlyKeys(Samples.demo().objectHashes());
    }
}
