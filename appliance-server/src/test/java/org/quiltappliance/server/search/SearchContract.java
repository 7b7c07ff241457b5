package org.quiltappliance.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.packages.LatestListener.Change;
import org.quiltappliance.server.packages.LatestListener.IndexedText;

/**
 * What search promises on either database. All tests share one database; each looks in the name of a grantee of its
 * own, so that it sees its own packages only.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SearchContract {

    private static final int ALL = Integer.MAX_VALUE;

    private Database database;
    private Search search;
    private SamplePackages packages;

    abstract DatabaseConfig database();

    @BeforeAll
    void open() {
        database = new Database(database());
        database.open();
        database.migrate();
        search = new Search(database);
        packages = new SamplePackages(database, search);
        Vectors.list("documents")
                .forEach(document -> packages.add(
                        document.required("owner").textValue(),
                        document.required("name").textValue(),
                        String.join(" ", Vectors.texts(document.required("node_names_C"))),
                        document.required("readme").asText(""),
                        "vectors"));
    }

    @AfterAll
    void close() {
        search.close();
        database.close();
    }

    static Stream<JsonNode> queries() {
        return Vectors.list("queries");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void findsWhatTheOriginalFindsWithItsRanks(JsonNode vector) {
        List<SearchHit> hits = find(vector.required("q").textValue(), "vectors");

        List<JsonNode> wanted = Vectors.items(vector.required("results")).toList();
        assertThat(hits)
                .extracting(hit -> hit.owner() + "/" + hit.name())
                .isEqualTo(wanted.stream()
                        .map(result -> result.required("owner").textValue() + "/"
                                + result.required("name").textValue())
                        .toList());
        for (int i = 0; i < hits.size(); i++) {
            assertThat(hits.get(i).rank())
                    .isCloseTo(wanted.get(i).required("rank").doubleValue(), within(1e-6));
        }
    }

    @Test
    void differentPartsTogetherMaySatisfyAQuery() {
        assertThat(names(find("nothing wine", "vectors"))).containsExactly("user1/nothing");
    }

    @Test
    void onlyPackagesOfTheGranteesAreFound() {
        packages.add("ada", "sight_mine", "", "", "sight", "else");
        packages.add("ada", "sight_others", "", "", "else");

        assertThat(names(find("sight", "sight"))).containsExactly("ada/sight_mine");
        assertThat(names(find("", "sight"))).containsExactly("ada/sight_mine");
        assertThat(names(find("sight", "sight", "else"))).containsExactly("ada/sight_mine", "ada/sight_others");
        assertThat(search.find("sight", List.of(), ALL, 0)).isEmpty();
        assertThat(search.find("", List.of(), ALL, 0)).isEmpty();
    }

    @Test
    void flagsTellOfRowsOnlyThatTheCallerLooksThrough() {
        packages.add("ada", "flags", "", "", "flags", "public", "team");
        packages.add("ada", "flags_private", "", "", "flags");

        assertThat(find("flags", "flags"))
                .extracting(SearchHit::isPublic, SearchHit::isTeam)
                .containsOnly(tuple(false, false));
        assertThat(find("flags", "flags", "public"))
                .filteredOn(SearchHit::isPublic)
                .containsExactly(new SearchHit("ada", "flags", true, false, Optional.empty(), rank("flags", "flags")));
        assertThat(find("flags", "team"))
                .containsExactly(new SearchHit("ada", "flags", false, true, Optional.empty(), rank("flags", "team")));
    }

    private double rank(String query, String grantee) {
        return find(query, grantee).get(0).rank();
    }

    @Test
    void aHitShowsTheBeginningOfTheReadme() {
        packages.add("ada", "preview", "", "A short one.", "preview");
        packages.add("ada", "preview_long", "", "\uD83C\uDF77".repeat(2_000), "preview");
        packages.add("ada", "preview_none", "README", "", "preview");

        assertThat(find("", "preview"))
                .extracting(SearchHit::readmePreview)
                .containsExactly(
                        Optional.of("A short one."), Optional.of("\uD83C\uDF77".repeat(1_024)), Optional.empty());
    }

    @Test
    void aNewRevisionReplacesTheWordsOfTheOneBefore() {
        var first = packages.add("ada", "replaced", "oldnode", "ancient", "replaced");
        assertThat(names(find("ancient oldnode", "replaced"))).containsExactly("ada/replaced");

        packages.change(first, "newnode", "modern");

        assertThat(find("ancient", "replaced")).isEmpty();
        assertThat(find("oldnode", "replaced")).isEmpty();
        assertThat(names(find("modern newnode", "replaced"))).containsExactly("ada/replaced");
    }

    @Test
    void aPackageWithoutTheTagLatestIsNotFound() {
        var tagged = packages.add("ada", "untagged", "", "", "untagged");
        assertThat(find("untagged", "untagged")).hasSize(1);

        packages.untag(tagged);

        assertThat(find("untagged", "untagged")).isEmpty();
        assertThat(find("", "untagged")).isEmpty();
    }

    @Test
    void aDeletedPackageIsNotFound() {
        var there = packages.add("ada", "deleted", "", "words", "deleted");
        packages.add("ada", "deleted_not", "", "words", "deleted");

        packages.delete(there);

        assertThat(names(find("words", "deleted"))).containsExactly("ada/deleted_not");
        assertThat(names(find("", "deleted"))).containsExactly("ada/deleted_not");
    }

    @Test
    void aChangeThatIsUndoneIsNotFound() {
        assertThatThrownBy(() -> database.useTransaction(tx -> {
                    long id = packages.insertPackage(tx, "ada", "undone", List.of("undone"));
                    packages.tagLatest(
                            tx, new Change(id, "ada", "undone", Optional.of(new IndexedText("node", "readme"))));
                    throw new IllegalStateException("undo");
                }))
                .hasMessage("undo");

        assertThat(find("undone", "undone")).isEmpty();
        assertThat(find("", "undone")).isEmpty();
    }

    @Test
    void changesThatAreToldOutOfOrderEndWithTheLatest() {
        var first = packages.add("ada", "disorder", "", "first", "disorder");

        var second = packages.changeWithoutAfterCommit(first, "", "second");
        var third = packages.changeWithoutAfterCommit(second, "", "third");
        search.afterCommit(third);
        search.afterCommit(second);
        search.afterCommit(first);

        assertThat(find("first", "disorder")).isEmpty();
        assertThat(find("second", "disorder")).isEmpty();
        assertThat(names(find("third", "disorder"))).containsExactly("ada/disorder");
    }

    @Test
    void manyPushesAtOnceAreAllFoundOnceAnswered() throws InterruptedException, ExecutionException {
        int pushes = 8;
        var together = new CountDownLatch(pushes);
        var threads = Executors.newFixedThreadPool(pushes);
        try {
            List<Future<List<SearchHit>>> found = IntStream.range(0, pushes)
                    .mapToObj(i -> threads.submit(() -> {
                        together.countDown();
                        together.await();
                        packages.add("ada", "crowd" + i, "", "multitude", "crowd");
                        return find("crowd" + i, "crowd");
                    }))
                    .toList();

            for (Future<List<SearchHit>> own : found) {
                assertThat(own.get()).hasSize(1);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(find("multitude", "crowd")).hasSize(pushes);
    }

    @Test
    void caseOnlyBreaksTiesInTheOrder() {
        for (String name : List.of("D", "B", "c", "a")) {
            packages.add("Order", name, "", "", "order");
        }
        packages.add("order2", "A", "", "", "order");
        packages.add("orDer", "x", "", "", "order");

        assertThat(names(find("", "order")))
                .containsExactly("orDer/x", "Order/a", "Order/B", "Order/c", "Order/D", "order2/A");
    }

    @Test
    void pagesAreCutFromTheOrderedWhole() {
        for (int i = 1; i <= 5; i++) {
            packages.add("ada", "page" + i, "", "leaf", "page");
        }

        assertThat(names(search.find("leaf", List.of("page"), 2, 1))).containsExactly("ada/page2", "ada/page3");
        assertThat(names(search.find("", List.of("page"), 2, 4))).containsExactly("ada/page5");
        assertThat(search.find("leaf", List.of("page"), 2, 5)).isEmpty();
        assertThat(search.find("leaf", List.of("page"), 0, 0)).isEmpty();
        assertThat(search.find("leaf", List.of("page"), ALL, -1)).hasSize(5);
    }

    static Stream<String> queriesOfAnyContent() {
        return Stream.of(
                " ",
                "\u0000",
                "wine\u0000",
                "\uD83C",
                "\uDF77 wine",
                "'",
                "''' \\ ' \\",
                "& | ! ( ) <-> :* *",
                "wine & !data | (",
                "%_%",
                ":query :grantees ?",
                "<a href=\"x",
                "x".repeat(100_000),
                "wine ".repeat(20_000),
                "\u023A".repeat(100_000),
                "\uD83C\uDF77".repeat(50_000),
                "-".repeat(100_000),
                "/a".repeat(50_000),
                IntStream.range(0, 20_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @MethodSource("queriesOfAnyContent")
    void anyQueryIsAnswered(String query) {
        assertThat(find(query, "vectors")).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void operatorsAndQuotesMeanNothing() {
        assertThat(find("wine & !table | (chemical:* <->", "vectors"))
                .isEqualTo(find("wine table chemical", "vectors"));
        assertThat(names(find("'wine' \"table\"", "vectors"))).containsExactly("test_user/wine");
    }

    @Test
    void anOverlongQueryCountsToItsFirstWords() {
        assertThat(find("wine ".repeat(20_000), "vectors")).isEqualTo(find("wine", "vectors"));
        assertThat(find("wine " + "-".repeat(100_000), "vectors")).isEqualTo(find("wine", "vectors"));
    }

    @Test
    void charactersThatNoDatabaseTakesPartWords() {
        packages.add("ada", "odd_text", "node\u0000name", "read\uD83Cme", "odd");

        assertThat(names(find("node name read", "odd"))).containsExactly("ada/odd_text");
        assertThat(names(find("node\u0000name", "odd"))).containsExactly("ada/odd_text");
    }

    @Test
    void aPackageOfAnySizeIsIndexedAtLeastByItsName() {
        String distinct = IntStream.range(0, 120_000)
                .mapToObj(i -> Integer.toString(i, 36) + "x")
                .collect(Collectors.joining("-"));

        packages.add("ada", "huge_landuse", distinct, distinct, "huge");

        assertThat(names(find("huge land use", "huge"))).containsExactly("ada/huge_landuse");
        assertThat(names(find("2x", "huge"))).containsExactly("ada/huge_landuse");
    }

    @Test
    void rebuildingFindsWhatTheTablesHold() {
        var changed = packages.add("ada", "rebuilt", "", "before", "rebuilt");
        var told = new Search(database);
        try {
            packages.change(changed, "", "afterwards");

            told.rebuild();

            assertThat(names(told.find("afterwards", List.of("rebuilt"), ALL, 0)))
                    .containsExactly("ada/rebuilt");
            assertThat(told.find("before", List.of("rebuilt"), ALL, 0)).isEmpty();
            assertThat(told.find("wine", List.of("vectors"), ALL, 0)).isEqualTo(find("wine", "vectors"));
        } finally {
            told.close();
        }
    }

    private List<SearchHit> find(String query, String... grantees) {
        return search.find(query, List.of(grantees), ALL, 0);
    }

    private static List<String> names(List<SearchHit> hits) {
        return hits.stream().map(hit -> hit.owner() + "/" + hit.name()).toList();
    }
}
