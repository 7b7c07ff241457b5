package org.quiltappliance.server.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.search.TextVector.Weight;
import org.quiltappliance.server.testing.PostgresServer;

/** Asks PostgreSQL itself whether our parser, dictionary and rank agree with it, on texts drawn by a fixed seed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresAgreementTest {

    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "the",
            "wine",
            "Data",
            "foo",
            "2018",
            "7",
            "05",
            "x1",
            "3d",
            "e",
            "E5",
            "é",
            "naïve",
            "и",
            "中",
            "_",
            "-",
            ".",
            "/",
            " ",
            " ",
            "\n",
            ",",
            "@",
            ":",
            "~",
            "+",
            "&",
            "'",
            "=",
            "#",
            ";",
            "://",
            "com",
            "http",
            "org",
            "..",
            "!",
            "(",
            "*",
            "|",
            "?",
            "%",
            "\u0301",
            "–",
            "👍",
            "running",
            "<h1>",
            "<!-- x -->",
            "&amp;");

    private Database database;

    @BeforeAll
    void open() {
        database = new Database(PostgresServer.freshDatabase());
        database.open();
    }

    @AfterAll
    void close() {
        database.close();
    }

    /** How many pieces a text has at most; short texts show a difference plainly, long ones mix more. */
    static Stream<Integer> lengths() {
        return Stream.of(3, 6, 12, 40);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void textsHaveTheSameWordsInTheSamePlaces(int mostPieces) {
        var random = new Random(mostPieces);
        List<String> texts = IntStream.range(0, 1_500)
                .mapToObj(i -> random.ints(1 + random.nextInt(mostPieces), 0, PIECES.size())
                        .mapToObj(PIECES::get)
                        .collect(Collectors.joining()))
                .distinct()
                .toList();

        assertThat(differences(texts)).isEmpty();
    }

    @Test
    void wordsOfEnglishHaveTheSameStems() {
        WordList words = WordList.english();
        var random = new Random(1);
        List<String> texts = IntStream.range(0, 50)
                .mapToObj(i ->
                        random.ints(400, 0, words.size()).mapToObj(words::word).collect(Collectors.joining(" ")))
                .toList();

        assertThat(differences(texts)).isEmpty();
    }

    @Test
    void positionsEndWhereThoseOfPostgresqlEnd() {
        String many = IntStream.range(0, 17_000)
                .mapToObj(i -> i % 3 == 0 ? "wine" : "w" + i % 7_000)
                .collect(Collectors.joining(" "));

        assertThat(differences(List.of(many))).isEmpty();
    }

    @Test
    void ranksAreThoseOfPostgresql() {
        var random = new Random(5);
        List<String> words = List.of("wine", "data", "sale", "dog", "cat", "tree", "land", "x");
        for (int i = 0; i < 300; i++) {
            var texts = Stream.generate(() -> random.ints(random.nextInt(12), 0, words.size())
                            .mapToObj(words::get)
                            .collect(Collectors.joining(" ")))
                    .limit(4)
                    .toList();
            String query = words.get(random.nextInt(4)) + " " + words.get(random.nextInt(4));

            float wanted = rankOfPostgresql(texts, query);

            assertThat(ownRank(texts, query)).as("%s in %s", query, texts).isEqualTo(wanted);
        }
    }

    private float rankOfPostgresql(List<String> texts, String query) {
        return database.inTransaction(tx -> tx.createQuery("""
                        select case when v @@ q then ts_rank_cd('{0.1, 0.2, 0.4, 1.0}', v, q, 32) else 0 end
                          from (select setweight(to_tsvector('english', :a), 'A')
                                       || setweight(to_tsvector('english', :b), 'B')
                                       || setweight(to_tsvector('english', :c), 'C')
                                       || to_tsvector('english', :d) as v,
                                       plainto_tsquery('english', :query) as q) vectors
                        """)
                .bind("a", texts.get(0))
                .bind("b", texts.get(1))
                .bind("c", texts.get(2))
                .bind("d", texts.get(3))
                .bind("query", query)
                .mapTo(Float.class)
                .one());
    }

    private static float ownRank(List<String> texts, String query) {
        var vector = new TextVector()
                .add(texts.get(0), Weight.A)
                .add(texts.get(1), Weight.B)
                .add(texts.get(2), Weight.C)
                .add(texts.get(3), Weight.D)
                .places();
        var words = new TextVector().add(query, Weight.D).places().keySet();
        return vector.keySet().containsAll(words)
                ? CoverDensity.rank(words.stream().sorted().map(vector::get).toList())
                : 0;
    }

    /** Text -> what PostgreSQL makes of it and what we make of it, where the two differ. */
    private Map<String, String> differences(List<String> texts) {
        List<String> wanted = database.inTransaction(tx -> tx.createQuery("""
                        select (select coalesce(string_agg(w.lexeme || ':' || array_to_string(w.positions, ','), ' '
                                                           order by w.lexeme collate "C"), '')
                                  from unnest(to_tsvector('english', t.text)) w)
                          from unnest(:texts) with ordinality as t(text, n)
                         order by t.n
                        """)
                .registerArrayType(String.class, "text")
                .bindArray("texts", String.class, texts)
                .mapTo(String.class)
                .list());
        var differences = new TreeMap<String, String>();
        for (int i = 0; i < texts.size(); i++) {
            String own = print(new TextVector().add(texts.get(i), Weight.D));
            if (!own.equals(wanted.get(i))) {
                differences.put(start(texts.get(i)), "wanted " + start(wanted.get(i)) + ", got " + start(own));
            }
        }
        return differences;
    }

    private static String start(String text) {
        return PlainText.firstCharacters(text, 300);
    }

    private static String print(TextVector vector) {
        return vector.places().entrySet().stream()
                .sorted(Map.Entry.comparingByKey((a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b))))
                .map(word -> word.getKey() + ":"
                        + word.getValue().stream()
                                .map(place -> Integer.toString(place.position()))
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining(" "));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
