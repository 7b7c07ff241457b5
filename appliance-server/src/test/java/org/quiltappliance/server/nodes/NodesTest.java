package org.quiltappliance.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.TestStorage;

class NodesTest {

    private static final Secret KEY = new Secret("the key of the first nodes");
    private static final Secret OTHER = new Secret("another key");

    private Database database;
    private TestStorage storage;

    private void open(TestDatabase kind) {
        storage = TestStorage.of(kind);
        database = new Database(storage.database());
        database.open();
        database.migrate();
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
        if (storage != null) {
            storage.close();
        }
    }

    private Nodes node(String home, Secret key) {
        return new Nodes(database, key, Path.of(home));
    }

    private void passTwoMinutes() {
        database.useTransaction(tx -> tx.execute("update node set last_seen = last_seen - interval '3' minute"));
    }

    private int count() {
        return database.inTransaction(tx ->
                tx.createQuery("select count(*) from node").mapTo(Integer.class).one());
    }

    @ParameterizedTest
    @EnumSource
    void nodesWithOneKeyLiveTogether(TestDatabase kind) {
        open(kind);

        node("/one", KEY).join();
        node("/two", KEY).join();

        assertThat(count()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void nodeWithAnotherKeyIsRefusedAndToldWhereTheOthersAre(TestDatabase kind) {
        open(kind);
        node("/one", KEY).join();

        assertThatThrownBy(() -> node("/two", OTHER).join())
                .isInstanceOfSatisfying(
                        DifferentKey.class,
                        refused -> assertThat(refused.places())
                                .singleElement()
                                .asString()
                                .endsWith(" /one"));
        assertThat(count()).isEqualTo(1);
        assertThatCode(() -> node("/three", KEY).join()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void keyMayChangeWhenTheOthersHaveLeft(TestDatabase kind) {
        open(kind);
        var first = node("/one", KEY);
        first.join();
        first.leave();

        assertThatCode(() -> node("/two", OTHER).join()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void crashedNodeCountsAsGoneAfterTwoMinutesUnlessItSpeaks(TestDatabase kind) {
        open(kind);
        var first = node("/one", KEY);
        first.join();
        passTwoMinutes();
        first.sayAlive();
        assertThatThrownBy(() -> node("/two", OTHER).join()).isInstanceOf(DifferentKey.class);

        passTwoMinutes();

        assertThatCode(() -> node("/two", OTHER).join()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void nodeThatIsRestartedWithAnotherKeyIsNotInItsOwnWay(TestDatabase kind) {
        open(kind);
        node("/one", KEY).join();

        assertThatCode(() -> node("/one", OTHER).join()).doesNotThrowAnyException();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void markOfABootIsMadeByTheKeyAlone() {
        String mark = new KeyMark(KEY).ofBoot("boot");

        assertThat(new KeyMark(KEY).isOfBoot(mark, "boot")).isTrue();
        assertThat(new KeyMark(KEY).isOfBoot(mark, "other boot")).isFalse();
        assertThat(new KeyMark(OTHER).isOfBoot(mark, "boot")).isFalse();
        assertThat(mark).doesNotContain(KEY.reveal());
    }
}
