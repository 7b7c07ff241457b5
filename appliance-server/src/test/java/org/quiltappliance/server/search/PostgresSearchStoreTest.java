package org.quiltappliance.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.testing.PostgresServer;

class PostgresSearchStoreTest {

    private final Database database = new Database(PostgresServer.freshDatabase());
    private final PostgresSearchStore store = new PostgresSearchStore();
    private final SamplePackages packages = new SamplePackages(database, new Search(database));

    @BeforeEach
    void open() {
        database.open();
        database.migrate();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatPostgresqlRefusesIsShortenedAndTheTransactionGoesOn() {
        String tooMany = IntStream.range(0, 150_000)
                .mapToObj(i -> Integer.toString(i, 36) + "x")
                .collect(Collectors.joining(" "));
        assertThatThrownBy(() ->
                        database.useTransaction(tx -> tx.createQuery("select length(to_tsvector('english', :text))")
                                .bind("text", tooMany)
                                .mapTo(Integer.class)
                                .one()))
                .isInstanceOf(JdbiException.class)
                .hasMessageContaining("too long for tsvector");

        int words = database.inTransaction(tx -> {
            long id = packages.insertPackage(tx, "ada", "huge", List.of("ada"));
            store.put(tx, id, new SearchText("ada/huge ada huge", "ada", "huge", tooMany, tooMany));
            return countWords(tx, id);
        });

        assertThat(words).isBetween(10_000, 149_999);
    }

    private static int countWords(Handle tx, long packageId) {
        return tx.createQuery("select length(vector) from search_entry where package_id = :id")
                .bind("id", packageId)
                .mapTo(Integer.class)
                .one();
    }

    @Test
    void theShortestAttemptFitsWhateverTheTextHolds() {
        // Four bytes a character and a word each: the most a text of that length can ask for.
        String dense = IntStream.range(0, 16_384 / 3)
                .mapToObj(i -> Character.toString(0x20000 + i) + " ")
                .collect(Collectors.joining());
        String compounds = IntStream.range(0, 16_384 / 8)
                .mapToObj(i -> "\u023A" + Integer.toString(i + 1296, 36) + "-\u023A ")
                .collect(Collectors.joining());

        int words = database.inTransaction(tx -> {
            long id = packages.insertPackage(tx, "ada", "dense", List.of("ada"));
            store.put(tx, id, new SearchText("ada/dense ada dense", "ada", "dense", dense, compounds));
            return countWords(tx, id);
        });

        assertThat(words).isGreaterThan(9_000);
    }

    @Test
    void findingUsesTheIndexHoweverFewPagesTheTableHas() {
        String plan = database.inTransaction(tx -> {
            long id = packages.insertPackage(tx, "ada", "one", List.of("ada"));
            store.put(tx, id, new SearchText("ada/one ada one", "ada", "one", "", ""));
            store.find(tx, "one", List.of("ada"));
            return String.join(
                    "\n",
                    tx.createQuery("explain select package_id from search_entry"
                                    + " where vector @@ plainto_tsquery('english', 'one')")
                            .mapTo(String.class)
                            .list());
        });

        assertThat(plan).contains("search_entry_vector");
    }
}
