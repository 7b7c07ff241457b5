package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.Tree;

/** The search route: {@code registry-api.md} 2.5.12 and 5.3. What matches what is tested beside the index. */
abstract class SearchRouteContract extends RegistryContract {

    private static JsonNode found(RegistryClient client, String query) {
        return ok(client.get("/api/search/?q=" + RegistryClient.segment(query))).get("packages");
    }

    private static List<String> names(RegistryClient client, String query) {
        return texts(found(client, query), "name");
    }

    /** A word that only one test uses; digits and letters in one run. */
    private static String word() {
        return "zq" + Samples.fresh("w").replace("_", "x") + "q";
    }

    private Pushed named(String name, Tree tree) {
        var owner = person();
        var pkg = new Pkg(owner.name(), name);
        quilt(owner).pushPublic(pkg, tree);
        return new Pushed(owner, pkg, tree, tree.hash());
    }

    @Test
    void packageIsFoundByItsName() {
        var word = word();
        var pushed = named(word, Samples.demo());

        var packages = found(nobody(), word);

        assertThat(packages).hasSize(1);
        var hit = packages.get(0);
        assertThat(members(hit))
                .containsExactlyInAnyOrder("owner", "name", "is_public", "is_team", "readme_preview", "rank");
        assertThat(hit.get("owner").textValue()).isEqualTo(pushed.owner().name());
        assertThat(hit.get("name").textValue()).isEqualTo(word);
        assertThat(hit.get("is_public").booleanValue()).isTrue();
        assertThat(hit.get("is_team").booleanValue()).isFalse();
        assertThat(hit.get("readme_preview").textValue()).startsWith("# Demo");
        assertThat(hit.get("rank").doubleValue()).isBetween(0.0, 1.0).isGreaterThan(0.0);
    }

    @Test
    void packageIsFoundByReadmeAndNodeNames() {
        var inReadme = word();
        var inTree = word();
        var pushed = pushed(Tree.of("README", "About " + inReadme + ".", "data/" + inTree, "x"));

        assertThat(names(as(pushed.owner()), inReadme))
                .containsExactly(pushed.pkg().name());
        assertThat(names(as(pushed.owner()), inTree))
                .containsExactly(pushed.pkg().name());
    }

    @Test
    @DisplayName("item 58: nothing found, blanks, other scripts")
    void item58_blanksOtherScriptsAndNothingFound() {
        var first = word();
        var second = word();
        var pushed = pushed(Tree.of("README", first + " and " + second + " d\u00e9j\u00e0vu" + first));

        assertThat(names(as(pushed.owner()), first + " " + second))
                .containsExactly(pushed.pkg().name());
        assertThat(names(as(pushed.owner()), "d\u00e9j\u00e0vu" + first))
                .containsExactly(pushed.pkg().name());
        assertThat(names(as(pushed.owner()), first + " " + word())).isEmpty();
        assertThat(names(as(pushed.owner()), "\u30c7\u30fc\u30bf" + word())).isEmpty();
    }

    @Test
    void blankInAQueryMayBeAPlus() {
        var first = word();
        var second = word();
        var pushed = pushed(Tree.of("README", first + " " + second));

        var packages = ok(as(pushed.owner()).get("/api/search/?q=" + first + "+" + second))
                .get("packages");

        assertThat(texts(packages, "name")).containsExactly(pushed.pkg().name());
    }

    @Test
    void onlyVisiblePackagesAreFound() {
        var word = word();
        var readme = Tree.of("README", word);
        var open = pushedPublic(readme);
        var team = pushedToTeam(readme);
        var closed = pushed(readme);
        var shared = pushed(readme);
        var reader = person();
        share(shared, reader.name());

        assertThat(names(nobody(), word)).containsExactly(open.pkg().name());
        assertThat(names(as(person()), word))
                .containsExactlyInAnyOrder(open.pkg().name(), team.pkg().name());
        assertThat(names(as(reader), word))
                .containsExactlyInAnyOrder(
                        open.pkg().name(), team.pkg().name(), shared.pkg().name());
        assertThat(names(as(closed.owner()), word))
                .containsExactlyInAnyOrder(
                        open.pkg().name(), team.pkg().name(), closed.pkg().name());
        assertThat(names(asAdmin(), word))
                .containsExactlyInAnyOrder(open.pkg().name(), team.pkg().name());
    }

    @Test
    void searchNeedsASignInWhileAnonymousAccessIsOff() {
        notLoggedIn(appliance(Switches.ALL_ON.anonymous(false)).client().get("/api/search/?q=x"));
    }

    @Test
    void onlyTheRevisionTaggedLatestIsSearched() {
        var old = word();
        var current = word();
        var pushed = pushed(Tree.of("README", old));
        quilt(pushed.owner()).push(pushed.pkg(), Tree.of("README", current));

        assertThat(names(as(pushed.owner()), old)).isEmpty();
        assertThat(names(as(pushed.owner()), current))
                .containsExactly(pushed.pkg().name());
    }

    @Test
    void movingLatestBackMovesTheSearch() {
        var old = word();
        var current = word();
        var pushed = pushed(Tree.of("README", old));
        quilt(pushed.owner()).push(pushed.pkg(), Tree.of("README", current));

        ok(as(pushed.owner()).put(pushed.pkg().one("tag", "latest"), hash(pushed.hash())));

        assertThat(names(as(pushed.owner()), old)).containsExactly(pushed.pkg().name());
        assertThat(names(as(pushed.owner()), current)).isEmpty();
    }

    @Test
    void packageWithoutLatestIsNotFound() {
        var word = word();
        var pushed = named(word, Tree.empty());

        ok(as(pushed.owner()).delete(pushed.pkg().one("tag", "latest")));

        assertThat(names(as(pushed.owner()), word)).isEmpty();
        assertThat(names(as(pushed.owner()), "")).doesNotContain(word);
    }

    @Test
    void deletedPackageIsNotFound() {
        var word = word();
        var pushed = named(word, Tree.empty());

        ok(as(pushed.owner()).delete(pushed.pkg().all("package")));

        assertThat(names(as(pushed.owner()), word)).isEmpty();
    }

    @Test
    void newlySharedPackageIsFound() {
        var word = word();
        var pushed = pushed(Tree.of("README", word));
        var reader = person();
        assertThat(names(as(reader), word)).isEmpty();

        share(pushed, reader.name());

        assertThat(names(as(reader), word)).containsExactly(pushed.pkg().name());
    }

    @Test
    void emptyQueryGivesEverythingVisibleWithRankZero() {
        var pushed = pushed(Samples.oneFile());

        var packages = found(as(pushed.owner()), "");

        assertThat(texts(packages, "name")).contains(pushed.pkg().name());
        assertThat(packages)
                .allSatisfy(hit -> assertThat(hit.get("rank").doubleValue()).isZero());
        assertThat(texts(ok(as(pushed.owner()).get("/api/search/")).get("packages"), "name"))
                .contains(pushed.pkg().name());
    }

    @Test
    void stopWordsMatchNothing() {
        pushedPublic(Tree.of("README", "the and of"));

        assertThat(found(nobody(), "the")).isEmpty();
    }

    @Test
    void nameWeighsMoreThanNodesAndThoseMoreThanTheReadme() {
        var word = word();
        named("readme_only", Tree.of("README", word));
        named("node_only", Tree.of(word, "x"));
        named(word, Tree.empty());

        assertThat(names(nobody(), word)).containsExactly(word, "node_only", "readme_only");
    }

    @Test
    void equalRanksAreSortedByOwnerAndName() {
        var word = word();
        var owner = person();
        for (var name : new String[] {"beta", "alpha", "gamma"}) {
            quilt(owner).pushPublic(new Pkg(owner.name(), name), Tree.of("README", word));
        }

        assertThat(names(nobody(), word)).containsExactly("alpha", "beta", "gamma");
    }

    @Test
    void readmeIsCutAt1024Characters() {
        var word = word();
        pushedPublic(Tree.of("README", word + " " + "x".repeat(3000)));

        assertThat(found(nobody(), word).get(0).get("readme_preview").textValue())
                .hasSize(1024)
                .startsWith(word);
    }

    @Test
    void packageWithoutReadmeHasNullAsPreview() {
        var word = word();
        named(word, Samples.oneFile());

        assertThat(found(nobody(), word).get(0).get("readme_preview").isNull()).isTrue();
    }

    @Test
    void flagsFollowTheCaller() {
        var word = word();
        var pushed = pushedPublic(Tree.of("README", word));
        share(pushed, "team");

        var members = found(as(person()), word).get(0);
        var nobodys = found(nobody(), word).get(0);

        assertThat(members.get("is_team").booleanValue()).isTrue();
        assertThat(nobodys.get("is_team").booleanValue()).isFalse();
        assertThat(nobodys.get("is_public").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a & b",
                "a | b",
                "!a",
                "(a",
                "a:*",
                "'",
                "\"",
                "\\",
                "a <-> b",
                "*",
                "?",
                "~",
                "^2",
                "a AND b",
                "NOT x",
                "%",
                "_",
                "../..",
                "user1/data",
                "2018-07-30",
                "a@b.c",
                "\u0000",
                "\ud83d\ude00",
                "--",
                "a/b/c",
                "&&&"
            })
    void operatorsHaveNoMeaning(String query) {
        var answer = nobody().get("/api/search/?q=" + RegistryClient.segment(query));

        assertThat(ok(answer).get("packages").isArray()).isTrue();
    }

    @Test
    void veryLongQueryIsAnswered() {
        var answer = nobody().get("/api/search/?q=" + "word+".repeat(500));

        assertThat(answer.status()).isIn(200, 400, 414);
        assertThat(answer.status() == 200 || !answer.message().isBlank()).isTrue();
    }

    @Test
    void searchIsCaseBlind() {
        var word = word();
        var pushed = pushed(Tree.of("README", word));

        assertThat(names(as(pushed.owner()), word.toUpperCase(Locale.ROOT)))
                .containsExactly(pushed.pkg().name());
    }

    @Test
    void rankOfAHitIsBelowOne() {
        var word = word();
        named(word, Tree.of("README", (word + " ").repeat(50)));

        JsonNode hit = found(nobody(), word).get(0);

        assertThat(hit.get("rank").doubleValue()).isLessThan(1.0);
        assertThat(hit).isNotEqualTo(Answer.JSON.nullNode());
    }
}
