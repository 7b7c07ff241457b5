package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.Tree;

/** Tags: {@code registry-api.md} 2.8 and 6.2. */
abstract class TagsContract extends RegistryContract {

    private static final String OWNER_ONLY = "Only the package owner can modify tags";
    private static final String PRIVATE = "Private package: only the package owner can modify tags";
    private static final String NO_HASH = "Package hash does not exist";

    private Answer set(Person caller, Pushed pushed, String tag) {
        return as(caller).put(pushed.pkg().one("tag", tag), hash(pushed.hash()));
    }

    private Answer look(Pushed pushed, String tag) {
        return as(pushed.owner()).get(pushed.pkg().one("tag", tag));
    }

    @Test
    void tagIsSetAndFound() {
        var pushed = pushed(Tree.empty());

        done(set(pushed.owner(), pushed, "stable"));

        var found = ok(look(pushed, "stable"));
        assertThat(members(found))
                .containsExactlyInAnyOrder(
                        "hash",
                        "created_by",
                        "created_at",
                        "updated_by",
                        "updated_at",
                        "is_public",
                        "is_team",
                        "status");
        assertThat(found.get("hash").textValue()).isEqualTo(pushed.hash());
        assertThat(found.get("created_by").textValue()).isEqualTo(pushed.owner().name());
    }

    @Test
    void tagMoves() {
        var pushed = pushed(Tree.empty());
        var second = quilt(pushed.owner()).push(pushed.pkg(), Samples.oneFile());
        ok(set(pushed.owner(), pushed, "stable"));

        done(as(pushed.owner()).put(pushed.pkg().one("tag", "stable"), hash(second.hash())));

        assertThat(ok(look(pushed, "stable")).get("hash").textValue()).isEqualTo(second.hash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a+b",
                "1!1.0+abc",
                "a b",
                "d\u00e9j\u00e0",
                "\ud83d\ude00",
                "it's",
                "x@y",
                "%41",
                "a:b",
                "-",
                "Latest",
                "~"
            })
    @DisplayName("item 12: any text is a tag, and + stays +")
    void item12_anyTextIsATag(String tag) {
        var pushed = pushed(Tree.empty());

        done(set(pushed.owner(), pushed, tag));

        assertThat(ok(look(pushed, tag)).get("hash").textValue()).isEqualTo(pushed.hash());
        assertThat(texts(ok(as(pushed.owner()).get(pushed.pkg().all("tag"))).get("tags"), "tag"))
                .contains(tag);
    }

    @Test
    void tagsAreSorted() {
        var pushed = pushed(Tree.empty());
        for (var tag : List.of("zeta", "alpha", "mid")) {
            ok(set(pushed.owner(), pushed, tag));
        }

        var tags = ok(as(pushed.owner()).get(pushed.pkg().all("tag"))).get("tags");

        assertThat(texts(tags, "tag")).containsExactly("alpha", "latest", "mid", "zeta");
        assertThat(texts(tags, "hash")).containsOnly(pushed.hash());
    }

    @Test
    void tagsThatDifferInCaseAreTwo() {
        var pushed = pushed(Tree.empty());

        ok(set(pushed.owner(), pushed, "x"));
        ok(set(pushed.owner(), pushed, "X"));

        assertThat(ok(as(pushed.owner()).get(pushed.pkg().all("tag"))).get("tags"))
                .hasSize(3);
    }

    @Test
    @DisplayName("D6: a tag of 65 characters is refused")
    void tooLongTagIsRefused() {
        var pushed = pushed(Tree.empty());

        done(set(pushed.owner(), pushed, "x".repeat(64)));
        refused(set(pushed.owner(), pushed, "x".repeat(65)), 400);
    }

    @Test
    void longestTagMayHaveAnyCharacters() {
        var pushed = pushed(Tree.empty());
        var tag = "\ud83d\ude00".repeat(64);

        done(set(pushed.owner(), pushed, tag));

        assertThat(ok(look(pushed, tag)).get("hash").textValue()).isEqualTo(pushed.hash());
        refused(set(pushed.owner(), pushed, tag + "x"), 400);
    }

    @Test
    void tooLongTagDoesNotExist() {
        assertThat(look(pushed(Tree.empty()), "x".repeat(65)).status()).isIn(400, 404);
    }

    @Test
    void unknownTagIsNotFound() {
        refused(look(pushed(Tree.empty()), "nope"), 404, "Tag 'nope' does not exist");
        refused(look(pushed(Tree.empty()), "it's"), 404, "Tag \"it's\" does not exist");
    }

    @Test
    void flagsOfATagTellTheRowsThemselves() {
        var pushed = pushedPublic(Tree.empty());
        share(pushed, "team");
        var off =
                appliance(Switches.ALL_ON.anonymous(false).team(false)).client().as(pushed.owner());

        var tag = ok(off.get(pushed.pkg().one("tag", "latest")));
        var nobodys = ok(nobody().get(pushed.pkg().one("tag", "latest")));

        assertThat(tag.get("is_public").booleanValue()).isTrue();
        assertThat(tag.get("is_team").booleanValue()).isTrue();
        assertThat(nobodys.get("is_team").booleanValue()).isTrue();
    }

    @Test
    void flagsOfATagOfAPrivatePackageAreFalse() {
        var tag = ok(look(pushed(Tree.empty()), "latest"));

        assertThat(tag.get("is_public").booleanValue()).isFalse();
        assertThat(tag.get("is_team").booleanValue()).isFalse();
    }

    @Test
    @DisplayName("item 36: tags of a missing or hidden package are not found")
    void item36_tagsOfWhatIsMissingOrHidden() {
        var pushed = pushed(Tree.empty());
        var absent = newPackage(pushed.owner());

        missing(as(person()).get(pushed.pkg().one("tag", "latest")), pushed.pkg());
        missing(as(person()).get(pushed.pkg().all("tag")), pushed.pkg());
        missingForNobody(nobody().get(pushed.pkg().one("tag", "latest")), pushed.pkg());
        missingForNobody(nobody().get(pushed.pkg().all("tag")), pushed.pkg());
        missing(as(pushed.owner()).get(absent.one("tag", "latest")), absent);
        missing(as(pushed.owner()).get(absent.all("tag")), absent);
    }

    @Test
    void tagNeedsASignIn() {
        notLoggedIn(set(nobody(), pushedPublic(Tree.empty())));
    }

    private static Answer set(RegistryClient client, Pushed pushed) {
        return client.put(pushed.pkg().one("tag", "x"), hash(pushed.hash()));
    }

    @Test
    void readerOfAPublicPackageCannotTag() {
        var pushed = pushedPublic(Tree.empty());

        refused(set(as(person()), pushed), 403, PRIVATE);
        refused(set(asAdmin(), pushed), 403, PRIVATE);
    }

    @Test
    void namedReaderCannotTag() {
        var pushed = pushed(Tree.empty());
        var reader = person();
        share(pushed, reader.name());

        refused(set(as(reader), pushed), 403, PRIVATE);
    }

    @Test
    void anybodyWithAnAccountTagsATeamPackage() {
        var pushed = pushedToTeam(Tree.empty());

        done(set(as(person()), pushed));
    }

    @Test
    void whileTeamAccessIsOffOnlyTheOwnerTags() {
        var pushed = pushedToTeam(Tree.empty());
        share(pushed, "public");
        var off = appliance(Switches.ALL_ON.team(false)).client();

        refused(set(off.as(person()), pushed), 403, OWNER_ONLY);
        done(set(off.as(pushed.owner()), pushed));
    }

    @Test
    @DisplayName("D32: a stranger cannot probe hashes of a private package")
    void strangerCannotProbeHashes() {
        var pushed = pushed(Tree.empty());
        var stranger = as(person());

        refused(stranger.put(pushed.pkg().one("tag", "x"), hash(pushed.hash())), 404, NO_HASH);
        refused(stranger.put(pushed.pkg().one("tag", "x"), hash(Samples.NO_SUCH_HASH)), 404, NO_HASH);
        refused(stranger.put(newPackage(person()).one("tag", "x"), hash(pushed.hash())), 404, NO_HASH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", Samples.NO_SUCH_HASH, "\u0000", "\ud83d\ude00"})
    void tagOfAnUnknownHashIsNotFound(String hash) {
        var pushed = pushed(Tree.empty());

        refused(as(pushed.owner()).put(pushed.pkg().one("tag", "x"), hash(hash)), 404, NO_HASH);
    }

    @Test
    void tagOfAMissingPackageIsNotFound() {
        var owner = person();

        refused(
                as(owner)
                        .put(
                                newPackage(owner).one("tag", "x"),
                                hash(Tree.empty().hash())),
                404,
                NO_HASH);
    }

    @Test
    void bodyNeedsAHash() {
        var pushed = pushed(Tree.empty());
        var path = pushed.pkg().one("tag", "x");

        refused(as(pushed.owner()).put(path, Map.of()), 400);
        refused(as(pushed.owner()).put(path, Map.of("hash", List.of())), 400);
        refused(as(pushed.owner()).put(path), 400);
        refused(nobody().put(path, Map.of("tag", "x")), 400);
        done(as(pushed.owner()).put(path, Map.of("hash", pushed.hash(), "more", 1)));
    }

    @Test
    void tagIsDeleted() {
        var pushed = pushed(Tree.empty());
        ok(set(pushed.owner(), pushed, "x"));

        done(as(pushed.owner()).delete(pushed.pkg().one("tag", "x")));

        refused(look(pushed, "x"), 404, "Tag 'x' does not exist");
        assertThat(ok(look(pushed, "latest")).get("hash").textValue()).isEqualTo(pushed.hash());
    }

    @Test
    void deletionOfAnUnknownTagIsNotFound() {
        var pushed = pushed(Tree.empty());

        refused(
                as(pushed.owner()).delete(pushed.pkg().one("tag", "x")),
                404,
                "Package " + pushed.pkg() + " tag 'x' does not exist");
    }

    @Test
    void deletionOfATagOfAMissingPackageIsNotFound() {
        var owner = person();
        var pkg = newPackage(owner);

        refused(as(owner).delete(pkg.one("tag", "latest")), 404, "Package " + pkg + " tag 'latest' does not exist");
    }

    @Test
    void onlyTheOwnerDeletesTagsEvenOfTeamPackages() {
        var pushed = pushedToTeam(Tree.empty());
        var message = "Only the package owner can delete tags";

        refused(as(person()).delete(pushed.pkg().one("tag", "latest")), 403, message);
        refused(asAdmin().delete(pushed.pkg().one("tag", "latest")), 403, message);
        refused(as(person()).delete(newPackage(person()).one("tag", "latest")), 403, message);
        notLoggedIn(nobody().delete(pushed.pkg().one("tag", "latest")));
    }
}
