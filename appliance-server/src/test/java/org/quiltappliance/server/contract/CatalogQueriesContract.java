package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.TableFiles;
import org.quiltappliance.server.testing.Tree;

/** Statements of people over tables, their results as files, and what differs between two tables. */
abstract class CatalogQueriesContract extends CatalogContract {

    private static final String SQL = "POST /api/ui/sql/{owner}/{name}/{rev}";
    private static final String CANCEL = "DELETE /api/ui/sql/{owner}/{name}/{rev}/{run}";
    private static final String CHANGES = "GET /api/ui/changes/{owner}/{name}/{base}/{head}/{subpath}";

    private static Tree tree() {
        return Tree.empty()
                .table("stations", TableFiles.parquet("SELECT range AS id, 'S' || range AS name FROM range(5)"))
                .table(
                        "surveys/y2024/depths",
                        TableFiles.parquet("SELECT range % 5 AS station, range * 1.5 AS depth FROM range(100)"))
                .file("surveys/notes", TableFiles.csv("SELECT 'a' AS word, 1 AS n"), "notes.csv")
                .file("README", "hello");
    }

    private static Answer sql(RegistryClient client, Pkg pkg, Object body) {
        return client.post("/api/ui/sql/" + pkg + "/latest", body);
    }

    private static JsonNode selected(RegistryClient client, Pkg pkg, String statement) {
        return good(SQL, sql(client, pkg, Map.of("sql", statement)));
    }

    private static String export(Pkg pkg, String statement, String format) {
        return "/api/ui/export/" + pkg + "/latest?format=" + format + "&sql="
                + URLEncoder.encode(statement, StandardCharsets.UTF_8);
    }

    @Test
    void tablesAreJoinedByTheirPaths() {
        var pushed = pushed(tree());

        var answer = selected(browser(pushed.owner()), pushed.pkg(), """
                SELECT s.name, count(*) AS n, max(depth) -- deepest
                  FROM "surveys/y2024/depths" d JOIN stations s ON s.id = d.station
                 GROUP BY 1 ORDER BY 1 LIMIT 2; -- done
                """);

        assertThat(answer.get("rows").toString()).isEqualTo("[[\"S0\",\"20\",\"142.5\"],[\"S1\",\"20\",\"144.0\"]]");
        assertThat(answer.at("/schema/1").toString())
                .isEqualTo("{\"kind\":\"number\",\"name\":\"n\",\"type\":\"BIGINT\"}");
        assertThat(answer.get("more").booleanValue()).isFalse();
    }

    @Test
    void everyKindOfTableCanBeAsked() {
        var pushed = pushed(tree());

        var answer = selected(
                browser(pushed.owner()),
                pushed.pkg(),
                "WITH w AS (FROM \"surveys/notes\") SELECT word, n, word AS word FROM w");

        assertThat(answer.get("rows").toString()).isEqualTo("[[\"a\",\"1\",\"a\"]]");
        assertThat(texts(answer.get("schema"), "name")).startsWith("word", "n");
    }

    @Test
    void rowsEndAtTheLimitAndSaySo() {
        var pushed = pushed(tree());
        var client = browser(pushed.owner());

        var some = good(SQL, sql(client, pushed.pkg(), Map.of("sql", "SELECT * FROM range(11)", "limit", 10)));
        var all = good(SQL, sql(client, pushed.pkg(), Map.of("sql", "SELECT * FROM range(10)", "limit", 10)));
        var large = selected(client, pushed.pkg(), "SELECT repeat('x', 1000) FROM range(100000)");

        assertThat(some.get("rows")).hasSize(10);
        assertThat(some.get("more").booleanValue()).isTrue();
        assertThat(all.get("rows")).hasSize(10);
        assertThat(some.get("total").asLong()).isEqualTo(11);
        assertThat(all.get("more").booleanValue()).isFalse();
        assertThat(all.get("total").asLong()).isEqualTo(10);
        assertThat(large.get("more").booleanValue()).isTrue();
    }

    @Test
    void aResultThatIsNotSoonCountedStillComes() {
        var pushed = pushed(tree());

        var answer = selected(
                browser(pushed.owner()), pushed.pkg(), "SELECT a.range FROM range(10000000) a, range(10000000) b");

        assertThat(answer.get("rows")).hasSize(1_000);
        assertThat(answer.get("more").booleanValue()).isTrue();
        assertThat(answer.get("total").isNull()).isTrue();
    }

    @Test
    void mistakesAreExplainedInTheWordsOfTheEngine() {
        var pushed = pushed(tree());
        var client = browser(pushed.owner());

        var unknown = sql(client, pushed.pkg(), Map.of("sql", "SELECT nme FROM stations"));
        var missing = sql(client, pushed.pkg(), Map.of("sql", "SELECT * FROM \"no/such\""));
        var wrong = sql(client, pushed.pkg(), Map.of("sql", "SELECT 'x'::INTEGER"));
        var syntax = sql(client, pushed.pkg(), Map.of("sql", "SELECT FROM WHERE"));

        refused(unknown, 400);
        assertThat(unknown.message()).contains("nme");
        refused(missing, 400);
        assertThat(missing.message())
                .startsWith("There is no table no/such in this revision.")
                .doesNotContain("Did you mean");
        refused(wrong, 400);
        refused(syntax, 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"sql\": 1}",
                "{\"sql\": \"SELECT 1\", \"limit\": 0}",
                "{\"sql\": \"SELECT 1\", \"limit\": 10001}",
                "{\"sql\": \"SELECT 1\", \"run\": \"a b\"}",
                "[]",
                "no json"
            })
    void wrongBodiesAreRefused(String body) {
        var pushed = pushed(tree());

        refused(browser(pushed.owner()).send("POST", "/api/ui/sql/" + pushed.pkg() + "/latest", body), 400);
    }

    @Test
    void strangersAskNothing() {
        var hidden = pushed(tree());
        var stranger = browser(person());
        String gone = "Package " + hidden.pkg() + " does not exist";

        bad(SQL, sql(stranger, hidden.pkg(), Map.of("sql", "SELECT * FROM stations")), 404, gone);
        bad(CANCEL, stranger.delete("/api/ui/sql/" + hidden.pkg() + "/latest/r"), 404, gone);
        refused(stranger.get(export(hidden.pkg(), "SELECT 1", "csv")), 404, gone);
        refused(stranger.get("/api/ui/changes/" + hidden.pkg() + "/latest/latest/stations"), 404, gone);
    }

    @Test
    void tablesOfOtherPackagesAreNotThere() {
        var hidden = pushed(tree());
        var own = pushed(Tree.of("README", "mine"));

        var answer = sql(browser(own.owner()), own.pkg(), Map.of("sql", "SELECT * FROM stations"));
        var byPath =
                sql(browser(own.owner()), own.pkg(), Map.of("sql", "SELECT * FROM \"" + hidden.pkg() + "/stations\""));

        refused(answer, 400);
        refused(byPath, 400);
    }

    @Test
    void aQueryIsCancelled() {
        var pushed = pushed(tree());
        var client = browser(pushed.owner());
        var run = UUID.randomUUID().toString();
        var body = Map.of(
                "sql",
                "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range % 7 = 1",
                "run",
                run);
        var asked = CompletableFuture.supplyAsync(() -> sql(client, pushed.pkg(), body));

        await().until(() -> {
            good(CANCEL, client.delete("/api/ui/sql/" + pushed.pkg() + "/latest/" + run));
            return asked.isDone();
        });

        bad(SQL, asked.join(), 409, "The query was cancelled.");
        assertThat(selected(client, pushed.pkg(), "SELECT 1").get("rows").toString())
                .isEqualTo("[[1]]");
    }

    @Test
    void resultsAreSavedWhole() {
        var pushed = pushed(tree());
        var client = browser(pushed.owner());
        String statement = "SELECT id, repeat(name, 2000) AS long FROM stations ORDER BY id DESC";

        var csv = client.get(export(pushed.pkg(), statement, "csv"));
        var parquet = client.get(export(pushed.pkg(), statement, "parquet"));
        var pasted = pushed(Tree.empty().table("t", parquet.bytes()));

        assertThat(csv.status()).as("%s", csv).isEqualTo(200);
        assertThat(csv.header("Content-Type")).contains("text/csv;charset=utf-8");
        assertThat(csv.header("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"" + pushed.pkg().name() + ".csv\"");
        assertThat(csv.text().lines().toList()).hasSize(6).startsWith("id,long", "4," + "S4".repeat(2000));
        assertThat(good(
                                "GET /api/ui/rows/{owner}/{name}/{rev}/{subpath}",
                                browser(pasted.owner()).get("/api/ui/rows/" + pasted.pkg() + "/latest/t?cell=3"))
                        .get("rows")
                        .get(0)
                        .toString())
                .isEqualTo("[\"4\",\"S4S\"]");
        refused(client.get(export(pushed.pkg(), "SELECT nothing", "csv")), 400);
        refused(client.get(export(pushed.pkg(), "SELECT 1", "excel")), 400);
        for (int i = 0; i < 6; i++) {
            client.head(export(pushed.pkg(), "SELECT 1 AS one", "csv"));
        }
        assertThat(client.get(export(pushed.pkg(), "SELECT 1 AS one", "csv")).text())
                .isEqualTo("one\n1\n");
    }

    @Test
    void changedRowsAreFoundByKeyAndByPlace() {
        var owner = person();
        var pkg = newPackage(owner);
        var before = Tree.empty()
                .table("t", TableFiles.parquet("SELECT range AS id, 'v' || range AS v, 1 AS old FROM range(10)"));
        var after = Tree.empty()
                .table(
                        "t",
                        TableFiles.parquet(
                                "SELECT range AS id, CASE range WHEN 4 THEN 'changed' ELSE 'v' || range END AS v,"
                                        + " true AS fresh FROM range(1, 12) ORDER BY id DESC"));
        quilt(owner).push(pkg, before);
        quilt(owner).push(pkg, after);
        var client = browser(owner);
        String base = "/api/ui/changes/" + pkg + "/" + before.hash() + "/";

        var byKey = good(CHANGES, client.get(base + after.hash() + "/t?key=id"));
        var byPlace = good(CHANGES, client.get(base + after.hash() + "/t"));
        var page = good(CHANGES, client.get(base + after.hash() + "/t?key=id&offset=1&limit=2"));
        var same = good(CHANGES, client.get(base + before.hash() + "/t"));

        assertThat(byKey.get("counts").toString()).isEqualTo("{\"added\":2,\"changed\":1,\"removed\":1,\"same\":8}");
        assertThat(byKey.get("rows").toString()).isEqualTo("{\"after\":11,\"before\":10}");
        assertThat(texts(byKey.get("columns"), "change")).containsExactly("same", "same", "added", "removed");
        assertThat(texts(byKey.get("lines"), "change"))
                .containsExactlyInAnyOrder("added", "added", "removed", "changed");
        var changed = byKey.get("lines").get(3);
        assertThat(changed.toString())
                .isEqualTo("{\"after\":[\"4\",\"changed\",true,null],\"before\":[\"4\",\"v4\",null,1],\"cells\":[1],"
                        + "\"change\":\"changed\"}");
        assertThat(byPlace.at("/counts/added").asInt()).isEqualTo(1);
        assertThat(byPlace.get("key").isNull()).isTrue();
        assertThat(page.get("lines")).hasSize(2);
        assertThat(page.get("more").booleanValue()).isTrue();
        assertThat(same.get("lines")).isEmpty();
        refused(client.get(base + after.hash() + "/t?key=v&key=none"), 400);
        refused(client.get(base + before.hash() + "/t?key=old"), 400);
    }
}
