package org.quiltappliance.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.TreeHash;

/**
 * Compares what is there with the journal while nobody changes anything: through the registry as clients see it, and past
 * it in the database and in the storage.
 */
final class Judge {

    /** What no row of the database may be, in words, and how to find such rows. */
    private static final Map<String, String> IMPOSSIBLE = new TreeMap<>(Map.of(
            "packages without a revision",
            """
            select owner || '/' || name from package p
             where not exists (select 1 from revision r where r.package_id = p.id)
            """,
            "revisions without their tree or their objects",
            """
            select p.owner || '/' || p.name from revision r join package p on p.id = r.package_id
             where not exists (select 1 from revision_part t where t.revision_id = r.id and t.kind = 'tree')
                or not exists (select 1 from revision_part t where t.revision_id = r.id and t.kind = 'objects')
            """,
            "objects of packages that are gone",
            """
            select n.package_id || ': ' || encode(n.hash, 'hex') from package_object n
             where not exists (select 1 from package p where p.id = n.package_id)
            """,
            "revisions that no push is noted of",
            """
            select p.owner || '/' || p.name from revision r join package p on p.id = r.package_id
             where not exists (select 1 from push_log l where l.revision_id = r.id)
            """,
            "packages with a latest revision that search does not know, or the other way round",
            """
            select p.owner || '/' || p.name from package p
             where exists (select 1 from tag t where t.package_id = p.id and t.tag = 'latest')
                <> exists (select 1 from search_entry s where s.package_id = p.id)
            """,
            "packages that nobody may see",
            """
            select p.owner || '/' || p.name from package p
             where not exists (select 1 from access a where a.package_id = p.id and a.grantee = p.owner)
            """));

    /** What a killed process left is looked for every half a minute. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(90);

    private final Stage stage;
    private final Journal journal;
    private final Map<String, RegistryClient> clients;
    private final Tally tally;

    /** @param clients that are signed in, by account */
    Judge(Stage stage, Journal journal, Map<String, RegistryClient> clients, Tally tally) {
        this.stage = stage;
        this.journal = journal;
        this.clients = clients;
        this.tally = tally;
    }

    /** Finds out what became of requests without an answer: all of it or nothing. */
    void settle() {
        journal.packages().stream().filter(record -> !record.isCertain()).forEach(record -> {
            boolean happened = record.saw(seen(record.pkg()));
            tally.add(happened ? "without an answer, but done whole" : "without an answer, and nothing done");
        });
        journal.shared().forEach(this::settle);
    }

    private void settle(SharedPackage shared) {
        var latest = Optional.ofNullable(seen(shared.pkg()).tags().get(PackageState.LATEST));
        var children = latest.map(hash -> contents(shared.pkg(), hash).path("children"))
                .orElse(MissingNode.getInstance());
        shared.paths()
                .forEach(path -> shared.saw(
                        path, children.path(path).path("hashes").path(0).asText("")));
    }

    private JsonNode contents(Pkg pkg, String hash) {
        return clients.get(pkg.owner()).get(pkg.one("package", hash)).json().path("contents");
    }

    /** Everything that clients see of a package. */
    private PackageState seen(Pkg pkg) {
        var client = clients.get(pkg.owner());
        var answer = client.get(pkg.all("package"));
        if (answer.status() == 404) {
            return PackageState.NOTHING;
        }
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        var revisions = new TreeSet<String>();
        answer.json().path("hashes").forEach(hash -> revisions.add(hash.textValue()));
        assertThat(revisions).as("revisions of %s, which is there", pkg).isNotEmpty();
        return new PackageState(
                revisions,
                lines(client.get(pkg.all("tag")).json().path("tags"), "tag"),
                lines(client.get(pkg.all("version")).json().path("versions"), "version"));
    }

    private static SortedMap<String, String> lines(JsonNode lines, String name) {
        var found = new TreeMap<String, String>();
        lines.forEach(
                line -> found.put(line.path(name).textValue(), line.path("hash").textValue()));
        return found;
    }

    /** Looks at everything. The journal must be settled. */
    void judge() throws IOException, SQLException {
        settle();
        var needed = new TreeSet<StoreView.Key>();
        var expected = new TreeMap<String, Set<String>>();
        var named = new HashMap<Pkg, Set<String>>();
        for (var record : journal.packages()) {
            record.saw(seen(record.pkg()));
            judge(record.pkg(), record.state(), needed, expected, named);
        }
        for (var shared : journal.shared()) {
            var state = seen(shared.pkg());
            assertThat(state.revisions())
                    .as("revisions of %s that were acknowledged", shared.pkg())
                    .containsAll(shared.revisions());
            judge(shared.pkg(), state, needed, expected, named);
        }
        clients.keySet()
                .forEach(owner -> assertThat(packagesOf(owner))
                        .as("packages of %s", owner)
                        .isEqualTo(expected.getOrDefault(owner, Set.of())));
        judgeStore(needed);
        judgeDatabase(named);
    }

    private Set<String> packagesOf(String owner) {
        var names = new TreeSet<String>();
        clients.get(owner)
                .get("/api/package/" + owner + "/")
                .json()
                .path("packages")
                .forEach(line -> names.add(line.path("name").textValue()));
        return names;
    }

    /** Every revision: its exact tree, and every object through the registry. */
    private void judge(
            Pkg pkg,
            PackageState state,
            Set<StoreView.Key> needed,
            Map<String, Set<String>> expected,
            Map<Pkg, Set<String>> named) {
        if (state.isThere()) {
            expected.computeIfAbsent(pkg.owner(), owner -> new TreeSet<>()).add(pkg.name());
        }
        var client = clients.get(pkg.owner());
        for (var hash : state.revisions()) {
            var answer = client.get(pkg.one("package", hash) + "?subpath=");
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            var body = answer.json();
            assertThat(TreeHash.of(body.path("contents")))
                    .as("%s %s", pkg, hash)
                    .isEqualTo(hash);
            journal.tree(hash)
                    .ifPresent(tree -> assertThat(body.path("contents"))
                            .as("%s %s", pkg, hash)
                            .isEqualTo(tree.json()));
            var urls = Answer.JSON.createObjectNode();
            var sizes = Answer.JSON.createObjectNode();
            for (var url : body.path("urls").properties()) {
                named.computeIfAbsent(pkg, first -> new TreeSet<>()).add(url.getKey());
                if (needed.add(new StoreView.Key(pkg.owner(), url.getKey()))) {
                    urls.set(url.getKey(), url.getValue());
                    sizes.set(url.getKey(), body.path("sizes").path(url.getKey()));
                }
            }
            assertThat(body.path("urls").size())
                    .as("objects of %s %s", pkg, hash)
                    .isEqualTo(body.path("sizes").size());
            journal.tree(hash)
                    .ifPresent(tree -> assertThat(body.path("urls").fieldNames())
                            .toIterable()
                            .as("objects of %s %s", pkg, hash)
                            .containsExactlyInAnyOrderElementsOf(tree.objectHashes()));
            var objects = new QuiltClient(client).download(urls, sizes);
            objects.forEach((object, content) -> assertThat(sizes.path(object).asLong())
                    .as("size of %s", object)
                    .isEqualTo(content.length));
            tally.add("objects fetched and found right", objects.size());
            tally.add("revisions read and found right");
        }
    }

    private void judgeStore(Set<StoreView.Key> needed) throws IOException {
        var stored = stage.store().contentHashes();
        assertThat(stored.keySet()).as("stored objects").containsAll(needed);
        stored.forEach((key, hash) -> {
            assertThat(hash).as("content of the stored %s", key).isEqualTo(key.hash());
            assertThat(journal.isOffered(key) || key.owner().equals(ObjectStore.PROOFS) && stage.mayKeepProofs())
                    .as("somebody sent %s", key)
                    .isTrue();
        });
        // Whoever went away in the middle may be noticed a moment later.
        await("nothing left over in the storage").until(() -> stage.store().leftovers(), List::isEmpty);
        tally.add("stored objects read and found right", stored.size());
    }

    private void judgeDatabase(Map<Pkg, Set<String>> named) throws SQLException {
        for (var rule : IMPOSSIBLE.entrySet()) {
            assertThat(rows(rule.getValue())).as(rule.getKey()).isEmpty();
        }
        await("large pushes put into rows")
                .atMost(LONGEST_PAUSE)
                .until(() ->
                        rows("select revision_id::text from unrelated_part").isEmpty());
        for (var pkg : named.entrySet()) {
            var related = rows("""
                    select encode(n.hash, 'hex') from package_object n join package p on p.id = n.package_id
                     where p.owner = '%s' and p.name = '%s'
                    """.formatted(pkg.getKey().owner(), pkg.getKey().name()));
            assertThat(related)
                    .as("objects that are known to belong to %s", pkg.getKey())
                    .containsExactlyInAnyOrderElementsOf(pkg.getValue());
        }
    }

    private List<String> rows(String query) throws SQLException {
        var database = stage.database();
        var found = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().reveal());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
