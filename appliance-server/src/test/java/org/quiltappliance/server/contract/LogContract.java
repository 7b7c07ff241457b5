package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.Tree;

/** The log of pushes, and the telemetry of the client: {@code registry-api.md} 2.6. */
abstract class LogContract extends RegistryContract {

    private JsonNode logs(Pushed pushed) {
        return ok(as(pushed.owner()).get(pushed.pkg().all("log"))).get("logs");
    }

    @Test
    @DisplayName("item 52: the log lists all pushes, oldest first, with authors as text")
    void item52_logListsAllPushesOldestFirst() {
        var pushed = pushed(Tree.of("a", "1"));
        var second = quilt(pushed.owner()).push(pushed.pkg(), Tree.of("a", "2"));
        quilt(pushed.owner()).push(pushed.pkg(), Tree.of("a", "1"));

        var logs = logs(pushed);

        assertThat(texts(logs, "hash")).containsExactly(pushed.hash(), second.hash(), pushed.hash());
        assertThat(logs).allSatisfy(row -> {
            assertThat(members(row)).containsExactlyInAnyOrder("hash", "created", "author", "tags", "versions");
            assertThat(row.get("author").textValue()).isEqualTo(pushed.owner().name());
            assertThat(row.get("created").isNumber()).isTrue();
        });
        assertThat(logs.get(0).get("created").doubleValue())
                .isLessThanOrEqualTo(logs.get(1).get("created").doubleValue());
    }

    @Test
    @DisplayName("item 52: the log is not paged")
    void item52_logIsNotPaged() {
        var pushed = pushed(Tree.of("a", "0"));
        for (int i = 1; i < 60; i++) {
            var tree = Tree.empty().group("g" + i);
            ok(as(pushed.owner()).put(pushed.pkg().one("package", tree.hash()), tree.finalPush()));
        }

        assertThat(logs(pushed)).hasSize(60);
        assertThat(texts(logs(pushed), "hash")).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("item 53: tags and versions are null when there are none, else lists")
    void item53_tagsAndVersionsAreNullOrLists() {
        var pushed = pushed(Tree.of("a", "1"));
        ok(as(pushed.owner()).delete(pushed.pkg().one("tag", "latest")));
        var bare = logs(pushed).get(0);
        ok(as(pushed.owner()).put(pushed.pkg().one("tag", "x"), hash(pushed.hash())));
        ok(as(pushed.owner()).put(pushed.pkg().one("tag", "y"), hash(pushed.hash())));
        ok(as(pushed.owner()).put(pushed.pkg().one("version", "v1.0a"), hash(pushed.hash())));
        var full = logs(pushed).get(0);

        assertThat(bare.get("tags").isNull()).isTrue();
        assertThat(bare.get("versions").isNull()).isTrue();
        assertThat(texts(full.get("tags"))).containsExactlyInAnyOrder("x", "y");
        assertThat(texts(full.get("versions"))).containsExactly("1.0a0");
    }

    @Test
    void tagsStandOnEveryRowOfTheirRevision() {
        var pushed = pushed(Tree.of("a", "1"));
        quilt(pushed.owner()).push(pushed.pkg(), Tree.of("a", "2"));
        quilt(pushed.owner()).push(pushed.pkg(), Tree.of("a", "1"));

        var logs = logs(pushed);

        assertThat(texts(logs.get(0).get("tags"))).containsExactly("latest");
        assertThat(logs.get(1).get("tags").isNull()).isTrue();
        assertThat(texts(logs.get(2).get("tags"))).containsExactly("latest");
    }

    @Test
    @DisplayName("item 36: the log of a missing or hidden package is not found")
    void item36_logOfWhatIsMissingOrHidden() {
        var pushed = pushed(Tree.empty());
        var absent = newPackage(pushed.owner());

        missing(as(pushed.owner()).get(absent.all("log")), absent);
        missing(as(person()).get(pushed.pkg().all("log")), pushed.pkg());
        missingForNobody(nobody().get(pushed.pkg().all("log")), pushed.pkg());
        missingForNobody(nobody().get(absent.all("log")), absent);
    }

    @Test
    void publicLogIsReadByAnybody() {
        var pushed = pushedPublic(Tree.empty());

        assertThat(ok(nobody().get(pushed.pkg().all("log"))).get("logs")).hasSize(1);
    }

    @Test
    void logNeedsASignInWhileAnonymousAccessIsOff() {
        var pushed = pushedPublic(Tree.empty());

        notLoggedIn(appliance(Switches.ALL_ON.anonymous(false))
                .client()
                .get(pushed.pkg().all("log")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"type\": \"build\", \"package\": \"404564e2343030c71584e8f0885f92f6\", \"dry_run\": false, \"env\": \"default\"}]",
                "[{\"type\": \"build\", \"package\": \"404564e2343030c71584e8f0885f92f6\", \"dry_run\": true, \"env\": null}]",
                "[{\"type\": \"build\", \"package\": \"x\", \"dry_run\": false, \"env\": \"default\", \"error\": \"Broken: \\u00e9\"}]",
                "[]",
                "[{\"type\": \"build\"}, {\"type\": \"build\", \"nested\": {\"a\": [1]}}]"
            })
    @DisplayName("item 17: telemetry of the client is accepted, also from nobody, and ignored")
    void item17_telemetryIsAccepted(String body) {
        done(as(person()).send("POST", "/api/log", body));
        done(nobody().send("POST", "/api/log", body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "[1]", "[{}]", "[{\"type\": \"push\"}]", "[{\"type\": 1}]", "\"build\"", ""})
    void otherTelemetryIsRefused(String body) {
        refused(nobody().send("POST", "/api/log", body), 400);
    }

    @Test
    void telemetryNeedsASignInWhileAnonymousAccessIsOff() {
        var off = appliance(Switches.ALL_ON.anonymous(false)).client();
        var body = List.of(Map.of("type", "build"));

        notLoggedIn(off.post("/api/log", body));
        done(off.as(person()).post("/api/log", body));
    }

    @Test
    void telemetryIsNoPackageRoute() {
        refused(nobody().post("/api/log/", List.of()), 404);
    }

    @Test
    @DisplayName("item 52: a short hash is found among all pushes")
    void item52_shortHashIsFoundInTheLog() {
        var pushed = pushed(Tree.of("a", "1"));
        quilt(pushed.owner()).push(pushed.pkg(), Samples.demo());

        var found = texts(logs(pushed), "hash").stream()
                .filter(hash -> hash.startsWith(pushed.hash().substring(0, 6)))
                .distinct();

        assertThat(found).containsExactly(pushed.hash());
    }
}
