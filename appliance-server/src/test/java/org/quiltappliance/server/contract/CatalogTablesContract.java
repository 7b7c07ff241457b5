package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.TableFiles;
import org.quiltappliance.server.testing.Tree;
import org.quiltappliance.server.testing.WorkbookFile;

/** Rows and summaries of tables. */
abstract class CatalogTablesContract extends CatalogContract {

    private static final String ROWS = "GET /api/ui/rows/{owner}/{name}/{rev}/{subpath}";
    private static final String SUMMARY = "GET /api/ui/summary/{owner}/{name}/{rev}/{subpath}";
    private static final String TREE = "GET /api/ui/tree/{owner}/{name}/{rev}";
    private static final String NODE = "GET /api/ui/node/{owner}/{name}/{rev}/{subpath}";
    private static final String FIND = "GET /api/ui/find/{owner}/{name}/{rev}";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Twenty thousand rows: a number, its square, one of seven words, a day, and every tenth time nothing. */
    private static final String MANY =
            "SELECT range::INTEGER AS i, range * range AS square, 'v' || (range %% 7) AS word,"
                    + " DATE '2024-01-01' + (range %% 100)::INTEGER AS day,"
                    + " CASE WHEN range %% 10 > 0 THEN range / 4.0::DOUBLE END AS quarter FROM range(%d, %d)";

    static String many(int from, int to) {
        return MANY.formatted(from, to);
    }

    private static Tree tree() {
        return Tree.empty()
                .table("t", TableFiles.parquet(many(0, 20_000)))
                .table(
                        "parts",
                        TableFiles.parquet(many(0, 1_000)),
                        TableFiles.parquet(many(1_000, 1_500)),
                        TableFiles.parquet(many(1_500, 1_503)))
                .file("lines/c", TableFiles.csv(many(0, 300)), "data/c.csv")
                .file("lines/s", "a\tb\n1\tx\n2\ty y\n".getBytes(StandardCharsets.UTF_8), "s.tsv")
                .file("lines/j", TableFiles.jsonLines("SELECT range AS i, [range] AS list FROM range(50)"), "j.jsonl")
                .file("lines/z", RegistryClient.gzipped(TableFiles.csv(many(0, 40))), "z.csv.gz")
                .file("p", TableFiles.parquet("SELECT 1 AS one"), "p.parquet")
                .file("picture", new byte[] {1, 2, 3}, "picture.png");
    }

    /** As a page does: where there was no time for a table, it asks again. */
    static Answer rows(RegistryClient client, Pkg pkg, String path, String query) {
        return lasting(client, "/api/ui/rows/" + pkg + "/latest/" + path + query);
    }

    /** The first answer that is about more than the moment. */
    private static Answer lasting(RegistryClient client, String address) {
        var last = new AtomicReference<Answer>();
        await().atMost(PATIENCE).until(() -> {
            last.set(client.get(address));
            return last.get().status() != 202 && last.get().status() != 503;
        });
        return last.get();
    }

    static JsonNode summary(RegistryClient client, Pkg pkg, String path) {
        return good(SUMMARY, lasting(client, "/api/ui/summary/" + pkg + "/latest/" + path));
    }

    private static List<String> firstCells(JsonNode answer) {
        var cells = new ArrayList<String>();
        answer.get("rows").forEach(row -> cells.add(row.get(0).asText()));
        return cells;
    }

    @Test
    void rowsOfATableComeInWindows() {
        var pushed = pushed(tree());
        var client = browser(pushed.owner());

        var first = good(ROWS, rows(client, pushed.pkg(), "t", ""));
        var later = good(ROWS, rows(client, pushed.pkg(), "t", "?offset=19998&limit=10&columns=0-2,4"));
        var beyond = good(ROWS, rows(client, pushed.pkg(), "t", "?offset=20000"));

        assertThat(first.get("total").asLong()).isEqualTo(20_000);
        assertThat(first.get("rows")).hasSize(100);
        assertThat(texts(first.get("schema"), "name")).containsExactly("i", "square", "word", "day", "quarter");
        assertThat(texts(first.get("schema"), "kind")).containsExactly("number", "number", "text", "time", "number");
        assertThat(first.at("/rows/3").toString()).isEqualTo("[3,\"9\",\"v3\",\"2024-01-04\",0.75]");
        assertThat(first.at("/rows/0/4").isNull()).isTrue();
        assertThat(first.get("partial").isNull()).isTrue();
        assertThat(later.get("rows").toString())
                .isEqualTo("[[19998,\"399920004\",\"v6\",4999.5],[19999,\"399960001\",\"v0\",4999.75]]");
        assertThat(later.get("columns").toString()).isEqualTo("[0,1,2,4]");
        assertThat(beyond.get("rows")).isEmpty();
    }

    /** Known by content, so this one is of this test alone. */
    @Test
    void listsKnowTheRowsOfATableThatSomebodyHasLookedAt() {
        var pushed = pushed(Tree.empty()
                .table("parts", TableFiles.parquet(many(500_000, 500_011)), TableFiles.parquet(many(1, 3)))
                .file("c", TableFiles.csv(many(500_000, 500_007)), "c.csv")
                .file("other", "no table".getBytes(StandardCharsets.UTF_8), "other.txt"));
        var client = browser(pushed.owner());
        var path = ui("tree", pushed.pkg(), "latest");
        var before = client.get(path);
        good(ROWS, rows(client, pushed.pkg(), "parts", "?limit=1"));
        good(ROWS, rows(client, pushed.pkg(), "c", "?limit=1&header=false"));

        var after = client.with("If-None-Match", before.header("ETag").orElseThrow())
                .get(path);

        assertThat(good(TREE, before).findValuesAsText("rows")).containsExactly("null", "null", "null");
        // How the first line is to be read was told, which is nobody's default.
        assertThat(good(TREE, after).findValuesAsText("rows")).containsExactly("null", "null", "13");
        assertThat(good(NODE, client.get(ui("node", pushed.pkg(), "latest", "parts")))
                        .get("rows")
                        .asLong())
                .isEqualTo(13);
        good(ROWS, rows(client, pushed.pkg(), "c", "?limit=1"));
        assertThat(good(TREE, client.get(path)).findValuesAsText("rows")).containsExactly("7", "null", "13");
    }

    @Test
    void partsAreOneTable() {
        var pushed = pushed(tree());

        var answer = good(ROWS, rows(browser(pushed.owner()), pushed.pkg(), "parts", "?offset=1499&limit=3"));

        assertThat(answer.get("total").asLong()).isEqualTo(1_503);
        assertThat(firstCells(answer)).containsExactly("1499", "1500", "1501");
    }

    @Test
    void rowsAreSortedAndFiltered() {
        var pushed = pushed(tree());
        var client = browser(pushed.owner());

        var sorted = good(ROWS, rows(client, pushed.pkg(), "t", "?sort=2:desc&sort=0&limit=2"));
        var next = good(ROWS, rows(client, pushed.pkg(), "t", "?sort=2:desc&offset=2&limit=2"));
        var some = good(ROWS, rows(client, pushed.pkg(), "t", "?filter=0:ge:100&filter=0:lt:200&filter=2:eq:v3"));
        var none = good(ROWS, rows(client, pushed.pkg(), "t", "?filter=4:null&limit=1"));
        var like = good(ROWS, rows(client, pushed.pkg(), "t", "?filter=3:contains:2024-02-1&filter=0:lt:100"));

        assertThat(firstCells(sorted)).containsExactly("6", "13");
        assertThat(firstCells(next)).containsExactly("20", "27");
        assertThat(some.get("total").asLong()).isEqualTo(15);
        assertThat(none.get("total").asLong()).isEqualTo(2_000);
        assertThat(like.get("total").asLong()).isEqualTo(10);
    }

    @Test
    void linesAreTablesToo() {
        var pushed = pushed(tree());
        var client = browser(pushed.owner());

        var csv = good(ROWS, rows(client, pushed.pkg(), "lines/c", "?offset=299"));
        var tsv = good(ROWS, rows(client, pushed.pkg(), "lines/s", ""));
        var bare = good(ROWS, rows(client, pushed.pkg(), "lines/s", "?header=false"));
        var json = good(ROWS, rows(client, pushed.pkg(), "lines/j", "?limit=1"));
        var packed = good(ROWS, rows(client, pushed.pkg(), "lines/z", "?limit=1&offset=39"));
        var parquet = good(ROWS, rows(client, pushed.pkg(), "p", ""));

        assertThat(csv.get("total").asLong()).isEqualTo(300);
        assertThat(csv.get("format").textValue()).isEqualTo("csv");
        assertThat(csv.get("header").booleanValue()).isTrue();
        assertThat(csv.get("delimiter").textValue()).isEqualTo(",");
        assertThat(firstCells(csv)).containsExactly("299");
        assertThat(tsv.get("delimiter").textValue()).isEqualTo("\t");
        assertThat(tsv.at("/rows/1/1").textValue()).isEqualTo("y y");
        assertThat(bare.get("total").asLong()).isEqualTo(3);
        assertThat(json.at("/schema/1/kind").textValue()).isEqualTo("nested");
        assertThat(json.at("/rows/0/1").textValue()).isEqualTo("[0]");
        assertThat(firstCells(packed)).containsExactly("39");
        assertThat(parquet.get("rows").toString()).isEqualTo("[[1]]");
    }

    /** The client stores what it reads from a CSV file as Parquet, and calls it by the name of that file. */
    @Test
    void dataFramesAreTablesUnderTheNameOfTheirFile() {
        var pushed = pushed(Tree.empty().file("frame", TableFiles.parquet(many(0, 30)), "data/frame.csv"));

        var answer = good(ROWS, rows(browser(pushed.owner()), pushed.pkg(), "frame", "?limit=2"));

        assertThat(answer.get("format").asText()).isEqualTo("parquet");
        assertThat(answer.get("total").asLong()).isEqualTo(30);
        assertThat(answer.get("header").isNull()).isTrue();
    }

    @Test
    void cellsAreExact() {
        var pushed = pushed(Tree.empty()
                .table(
                        "t",
                        TableFiles.parquet(
                                "SELECT 9007199254740993 AS wide, 12.340::DECIMAL(9,3) AS price, true AS yes,"
                                        + " 'NaN'::DOUBLE AS nan, '-Infinity'::FLOAT AS low,"
                                        + " TIMESTAMP '2024-05-02 10:00:00.5' AS at,"
                                        + " TIMESTAMPTZ '2024-05-02 10:00:00+02' AS zoned, TIME '10:11:12' AS clock,"
                                        + " '\\x00\\xFFabc'::BLOB AS bytes, {'a': 1, 'b': [true]} AS nested, '' AS nothing,"
                                        + " NULL::VARCHAR AS missing, '5e6b8a4e-0000-4000-8000-000000000001'::UUID AS id,"
                                        + " 'é😀' AS text")));

        var answer = good(ROWS, rows(browser(pushed.owner()), pushed.pkg(), "t", ""));

        assertThat(answer.get("rows").get(0).toString())
                .isEqualTo("[\"9007199254740993\",\"12.340\",true,\"NaN\",\"-Infinity\",\"2024-05-02T10:00:00.5\","
                        + "\"2024-05-02T08:00:00Z\",\"10:11:12\",{\"bytes\":5,\"first\":\"00ff616263\"},"
                        + "\"{\\\"a\\\":1,\\\"b\\\":[true]}\",\"\",null,\"5e6b8a4e-0000-4000-8000-000000000001\","
                        + "\"é😀\"]");
        assertThat(texts(answer.get("schema"), "kind"))
                .containsExactly(
                        "number", "number", "boolean", "number", "number", "time", "time", "time", "binary", "nested",
                        "text", "text", "text", "text");
    }

    @Test
    void longTextsAreCutAndSaidToBe() {
        var pushed = pushed(Tree.empty()
                .table("t", TableFiles.parquet("SELECT 'a' AS short, repeat('😀', 5000) AS long FROM range(300)")));
        var client = browser(pushed.owner());

        var cut = good(ROWS, rows(client, pushed.pkg(), "t", "?limit=2&cell=10"));
        var whole = good(ROWS, rows(client, pushed.pkg(), "t", "?limit=1&columns=1&cell=1000000"));
        var bounded = good(ROWS, rows(client, pushed.pkg(), "t", "?limit=300&cell=100000"));

        assertThat(cut.get("cut").toString()).isEqualTo("[[0,1],[1,1]]");
        assertThat(cut.at("/rows/0/1").textValue()).isEqualTo("😀".repeat(10));
        assertThat(whole.get("cut")).isEmpty();
        assertThat(whole.at("/rows/0/0").textValue()).isEqualTo("😀".repeat(5000));
        assertThat(bounded.get("rows").size()).isBetween(1, 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?offset=x",
                "?limit=0",
                "?limit=1001",
                "?columns=a",
                "?columns=5-2",
                "?columns=77",
                "?sort=z",
                "?sort=9",
                "?filter=0",
                "?filter=0:like:x",
                "?filter=0:eq",
                "?filter=0:null:x",
                "?filter=0:eq:word",
                "?filter=9:null",
                "?header=maybe",
                "?cell=0"
            })
    void wrongWishesAreExplained(String query) {
        var pushed = pushed(Tree.empty().table("t", TableFiles.parquet(many(0, 10))));

        var answer = rows(browser(pushed.owner()), pushed.pkg(), "t", query);

        refused(answer, 400);
    }

    @Test
    void whatIsNoTableIsSaid() {
        var pushed = pushed(tree().table("broken", "no parquet")
                .file("bad", "{\"a\": 1}\n{{{\n".getBytes(StandardCharsets.UTF_8), "bad.jsonl"));
        var client = browser(pushed.owner());

        bad(
                ROWS,
                rows(client, pushed.pkg(), "picture", ""),
                422,
                "'picture' is no table: Parquet, CSV, TSV, JSON Lines and Excel (.xlsx) can be read row by row.");
        bad(ROWS, rows(client, pushed.pkg(), "lines", ""), 404, "'lines' is a folder, not a file.");
        bad(ROWS, rows(client, pushed.pkg(), "none", ""), 404, "There is no 'none' in this revision.");
        for (String path : List.of("broken", "bad")) {
            var answer = rows(client, pushed.pkg(), path, "");
            refused(answer, 422);
            assertThat(answer.message()).doesNotContain("objs").doesNotContain("/tmp");
        }
    }

    @Test
    void strangersSeeNothing() {
        var hidden = pushed(tree());
        var none = new Pkg(hidden.pkg().owner(), "none");

        for (var client : List.of(browser(person()), browser())) {
            for (String route : List.of("rows", "summary")) {
                var asked = client.get("/api/ui/" + route + "/" + hidden.pkg() + "/latest/t");
                var twin = client.get("/api/ui/" + route + "/" + none + "/latest/t");
                assertThat(asked.status()).isEqualTo(404);
                assertThat(asked.message().replace(hidden.pkg().name(), "none")).isEqualTo(twin.message());
            }
        }
    }

    @Test
    void nothingIsRecorded() {
        var pushed = pushed(tree());
        var client = browser(pushed.owner());

        good(ROWS, rows(client, pushed.pkg(), "t", ""));
        summary(client, pushed.pkg(), "t");

        assertThat(events(pushed.pkg())).hasSize(1);
    }

    @Test
    void answersOfOneRevisionAreKnownAgain() {
        var pushed = pushed(tree());
        var client = browser(pushed.owner());
        var first = rows(client, pushed.pkg(), "t", "");

        var again = rows(client.with("If-None-Match", first.header("ETag").orElseThrow()), pushed.pkg(), "t", "");

        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void objectsThatAreStoredPackedAreTables() {
        var owner = person();
        var pkg = newPackage(owner);
        packedPush(owner, pkg, tree());
        var client = browser(owner);

        assertThat(good(ROWS, rows(client, pkg, "t", "?offset=7&limit=1"))
                        .at("/rows/0/0")
                        .asInt())
                .isEqualTo(7);
        assertThat(good(ROWS, rows(client, pkg, "lines/c", "?offset=7&limit=1"))
                        .at("/rows/0/0")
                        .asInt())
                .isEqualTo(7);
        assertThat(good(ROWS, rows(client, pkg, "parts", "")).get("total").asInt())
                .isEqualTo(1_503);
    }

    @Test
    void summariesTellOfEveryColumn() {
        var pushed = pushed(tree());

        var answer = summary(browser(pushed.owner()), pushed.pkg(), "t");

        assertThat(answer.get("rows").asLong()).isEqualTo(20_000);
        var columns = answer.get("columns");
        assertThat(texts(columns, "name")).containsExactly("i", "square", "word", "day", "quarter");
        assertThat(columns.get(0).get("min").asInt()).isZero();
        assertThat(columns.get(0).get("max").asInt()).isEqualTo(19_999);
        assertThat(columns.get(0).get("bars")).hasSize(16);
        assertThat(sum(columns.get(0).get("bars"))).isEqualTo(20_000);
        assertThat(columns.get(1).get("max").textValue()).isEqualTo("399960001");
        assertThat(columns.get(2).get("distinct").asInt()).isEqualTo(7);
        assertThat(columns.get(2).at("/top/0").toString()).isEqualTo("{\"count\":2858,\"value\":\"v0\"}");
        assertThat(sum(columns.get(2).get("top"))).isEqualTo(20_000);
        assertThat(columns.get(3).get("min").textValue()).isEqualTo("2024-01-01");
        assertThat(columns.get(3).at("/bars/0/from").textValue()).isEqualTo("2024-01-01T00:00:00");
        assertThat(columns.get(4).get("nulls").asInt()).isEqualTo(2_000);
        assertThat(sum(columns.get(4).get("bars"))).isEqualTo(18_000);
    }

    @ParameterizedTest
    @CsvSource({
        "SELECT NULL::INTEGER AS c FROM range(5), 5",
        "SELECT 7 AS c FROM range(5), 0",
        "SELECT 'Infinity'::DOUBLE AS c FROM range(5), 0",
        "SELECT [range] AS c FROM range(5), 0",
        "SELECT 'x'::BLOB AS c FROM range(5), 0",
        "SELECT true AS c WHERE false, 0",
        "SELECT TIME '10:00:00' AS c FROM range(5), 0"
    })
    void summariesOfOddColumnsAreThere(String select, int nulls) {
        var pushed = pushed(Tree.empty().table("t", TableFiles.parquet(select)));

        var column = summary(browser(pushed.owner()), pushed.pkg(), "t").at("/columns/0");

        assertThat(column.get("failed").isNull()).as("%s", column).isTrue();
        assertThat(column.get("nulls").asInt()).isEqualTo(nulls);
    }

    private static long sum(JsonNode counted) {
        long sum = 0;
        for (var one : counted) {
            sum += one.get("count").asLong();
        }
        return sum;
    }

    /** Two sheets and a hidden one before them, with all that cells can be. */
    private static byte[] workbook() {
        return WorkbookFile.sharing(
                        "<t>name</t>", "<t>when</t>", "<r><t>Ar</t></r><r><t>olla</t></r><rPh><t>no</t></rPh>")
                .sheet("Lists", "state=\"hidden\"", "<row><c><v>1</v></c></row>")
                .sheet(
                        "Depths",
                        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
                                + "<c r=\"C1\" t=\"inlineStr\"><is><t>depth</t></is></c>"
                                + "<c r=\"D1\" t=\"str\"><v>twice</v></c><c r=\"E1\" t=\"inlineStr\"><is><t>done</t></is></c>"
                                + "<c r=\"F1\" t=\"inlineStr\"><is><t>NAME</t></is></c>"
                                + "<c r=\"G1\" t=\"inlineStr\"><is><t>mixed</t></is></c></row>"
                                + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\" s=\"1\"><v>45414</v></c>"
                                + "<c r=\"C2\"><v>112.5</v></c><c r=\"D2\"><f>C2*2</f><v>225</v></c>"
                                + "<c r=\"E2\" t=\"b\"><v>1</v></c><c r=\"G2\"><v>7</v></c></row>"
                                + "<row r=\"5\"><c r=\"B5\" s=\"1\"><v>59</v></c><c r=\"C5\"><v>-1E-3</v></c>"
                                + "<c r=\"D5\"><v>4</v></c><c r=\"E5\" t=\"b\"><v>0</v></c>"
                                + "<c r=\"F5\" t=\"inlineStr\"><is><t>a, \"b\"\n_x0041_</t></is></c>"
                                + "<c r=\"G5\" t=\"e\"><v>#DIV/0!</v></c></row>")
                .sheet(
                        "Notes &amp; more",
                        "<row><c><v>1</v></c><c s=\"1\"><v>45414.75</v></c></row><row><c><v>2</v></c></row>")
                .bytes();
    }

    @Test
    void sheetsOfWorkbooksAreTables() {
        var pushed = pushed(Tree.empty().file("book", workbook(), "data/book.xlsx"));
        var client = browser(pushed.owner());

        var first = good(ROWS, rows(client, pushed.pkg(), "book", ""));
        var bare = good(ROWS, rows(client, pushed.pkg(), "book", "?header=false&sort=2:desc"));
        var other = good(ROWS, rows(client, pushed.pkg(), "book", "?sheet=Notes%20%26%20more"));
        var none = rows(client, pushed.pkg(), "book", "?sheet=nosuch");
        var summary = summary(client, pushed.pkg(), "book?sheet=Notes%20%26%20more");

        assertThat(first.get("format").textValue()).isEqualTo("xlsx");
        assertThat(first.get("sheets").toString()).isEqualTo("[\"Lists\",\"Depths\",\"Notes & more\"]");
        assertThat(first.get("sheet").textValue()).isEqualTo("Depths");
        assertThat(first.get("header").booleanValue()).isTrue();
        assertThat(texts(first.get("schema"), "name"))
                .containsExactly("name", "when", "depth", "twice", "done", "NAME_2", "mixed");
        assertThat(texts(first.get("schema"), "type"))
                .containsExactly("VARCHAR", "DATE", "DOUBLE", "BIGINT", "BOOLEAN", "VARCHAR", "VARCHAR");
        assertThat(first.at("/rows/0").toString())
                .isEqualTo("[\"Arolla\",\"2024-05-02\",112.5,\"225\",true,null,\"7\"]");
        assertThat(first.at("/rows/1").toString())
                .isEqualTo("[null,\"1900-02-28\",-0.001,\"4\",false,\"a, \\\"b\\\"\\nA\",\"#DIV/0!\"]");
        assertThat(first.get("total").asLong()).isEqualTo(2);
        assertThat(bare.get("total").asLong()).isEqualTo(3);
        assertThat(texts(bare.get("schema"), "name")).containsExactly("A", "B", "C", "D", "E", "F", "G");
        assertThat(other.get("header").booleanValue()).isFalse();
        assertThat(other.get("rows").toString()).isEqualTo("[[\"1\",\"2024-05-02T18:00:00\"],[\"2\",null]]");
        assertThat(none.status()).as("%s", none).isEqualTo(400);
        assertThat(none.message()).contains("Depths");
        assertThat(summary.get("rows").asLong()).isEqualTo(2);
    }

    @Test
    void daysOfOldWorkbooksAreCountedFrom1904() {
        var book = WorkbookFile.sharing()
                .from1904()
                .sheet("s", "<row><c s=\"1\"><v>0</v></c></row><row><c s=\"1\"><v>43952</v></c></row>")
                .bytes();
        var pushed = pushed(Tree.empty().file("book", book, "book.xlsx"));

        var answer = good(ROWS, rows(browser(pushed.owner()), pushed.pkg(), "book", ""));

        assertThat(firstCells(answer)).containsExactly("1904-01-01", "2024-05-02");
    }

    @Test
    void largeSheetsAreReadInPartAndSaidToBe() {
        var rows = new StringBuilder();
        for (int row = 1; row <= 60_000; row++) {
            rows.append("<row>").append("<c><v>").append(row).append("</v></c>");
            rows.append("<c><v>1</v></c>".repeat(9)).append("</row>");
        }
        var pushed = pushed(Tree.empty()
                .file("book", WorkbookFile.sharing().sheet("s", rows.toString()).bytes(), "book.xlsx"));

        var answer = good(ROWS, rows(browser(pushed.owner()), pushed.pkg(), "book", "?limit=1"));

        assertThat(answer.get("total").asLong()).isEqualTo(50_000);
        assertThat(answer.at("/partial/read").asLong())
                .isLessThan(answer.at("/partial/of").asLong());
    }

    @Test
    void whatIsNoWorkbookIsSaidToBeNone() {
        var bytes = workbook();
        var pushed = pushed(Tree.empty()
                .file("text", "no workbook".getBytes(StandardCharsets.UTF_8), "text.xlsx")
                .file("cut", Arrays.copyOf(bytes, bytes.length / 2), "cut.xlsx")
                .file("zip", RegistryClient.gzipped(bytes), "zip.xlsx")
                .file("empty", WorkbookFile.sharing().sheet("s", "").bytes(), "empty.xlsx")
                .file("large", new byte[20_000_001], "large.xlsx")
                .file("frame", TableFiles.parquet("SELECT 1 AS one"), "frame.xlsx"));
        var client = browser(pushed.owner());

        assertThat(rows(client, pushed.pkg(), "text", "").message()).contains("no Excel workbook");
        assertThat(rows(client, pushed.pkg(), "cut", "").status()).isEqualTo(422);
        assertThat(rows(client, pushed.pkg(), "zip", "").status()).isEqualTo(422);
        assertThat(rows(client, pushed.pkg(), "empty", "").message()).contains("empty");
        assertThat(rows(client, pushed.pkg(), "large", "").status()).isEqualTo(413);
        assertThat(rows(client, pushed.pkg(), "large", "").message()).contains("20 MB");
        assertThat(good(ROWS, rows(client, pushed.pkg(), "frame", ""))
                        .get("format")
                        .textValue())
                .isEqualTo("parquet");
    }

    @Test
    void foundTablesSayHowManyRowsTheyHave() {
        var pushed = pushed(Tree.empty().table("deep/found", TableFiles.parquet(many(700_000, 700_019))));
        var client = browser(pushed.owner());
        var path = ui("find", pushed.pkg(), "latest") + "?q=found";
        var before = client.get(path);
        good(ROWS, rows(client, pushed.pkg(), "deep/found", "?limit=1"));

        var after = client.with("If-None-Match", before.header("ETag").orElseThrow())
                .get(path);
        var again =
                client.with("If-None-Match", after.header("ETag").orElseThrow()).get(path);

        assertThat(good(FIND, before).at("/entries/0/rows").isNull()).isTrue();
        assertThat(good(FIND, after).at("/entries/0/rows").asLong()).isEqualTo(19);
        assertThat(again.status()).isEqualTo(304);
    }
}
