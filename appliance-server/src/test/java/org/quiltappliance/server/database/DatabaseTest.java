package org.quiltappliance.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;

class DatabaseTest {

    private final DatabaseConfig config =
            new DatabaseConfig.Memory(UUID.randomUUID().toString(), 2);

    private static boolean hasTables(Database database) {
        return database.inTransaction(tx -> tx.queryMetadata(data -> data.getTables(null, null, "account", null))
                .map((row, context) -> row.getString("table_name"))
                .findFirst()
                .isPresent());
    }

    @Test
    void memoryIsEmptyAgainAfterTheEnd() {
        var first = new Database(config);
        first.open();
        first.migrate();
        assertThat(hasTables(first)).isTrue();
        first.close();

        var second = new Database(config);
        second.open();

        assertThat(hasTables(second)).isFalse();
        second.close();
    }

    @Test
    void closedDatabaseIsUnavailable() {
        var database = new Database(config);
        database.open();
        database.close();
        database.close();

        assertThatThrownBy(() -> database.inTransaction(tx -> true)).isInstanceOf(Unavailable.class);
    }

    /** A transaction that is open until the latch is. */
    private static boolean hold(Database database, CountDownLatch end) {
        return database.inTransaction(tx -> {
            try {
                return end.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
    }

    @Test
    void poolTellsWhoWaitsAndForHowLong() throws Exception {
        var database = new Database(config);
        assertThat(database.pool()).isEmpty();
        database.open();
        var end = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(3);
        threads.execute(() -> hold(database, end));
        threads.execute(() -> hold(database, end));
        await().until(() -> database.pool().orElseThrow().active() == 2);
        assertThat(database.pool().orElseThrow().waiting()).isZero();

        var begun = System.nanoTime();
        threads.execute(() -> hold(database, end));
        await().until(() -> database.pool().orElseThrow().waiting() == 1);
        var waited = System.nanoTime();
        var waiting = database.pool().orElseThrow();
        assertThat(waiting.max()).isEqualTo(2);
        assertThat(waiting.idle()).isZero();

        var atLeast = Duration.ofNanos(System.nanoTime() - waited);
        end.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        assertThat(database.pool().orElseThrow().longestWait())
                .isBetween(atLeast, Duration.ofNanos(System.nanoTime() - begun));
        assertThat(database.pool().orElseThrow().longestWait()).isZero();
        database.close();
        assertThat(database.pool()).isEmpty();
    }

    @Test
    void messageOfAFailureHoldsNoBoundValue() {
        var database = new Database(config);
        database.open();

        assertThatThrownBy(() -> database.inTransaction(tx -> tx.createQuery("select * from nowhere where code = :code")
                        .bind("code", "hunter2")
                        .mapToMap()
                        .list()))
                .hasMessageContaining("select * from nowhere where code = :code")
                .satisfies(failed -> assertThat(String.valueOf(failed)).doesNotContain("hunter2"));
        database.close();
    }
}
