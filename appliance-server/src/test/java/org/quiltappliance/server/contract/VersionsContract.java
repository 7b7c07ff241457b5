package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Tree;
import org.quiltappliance.server.testing.Vectors;

/** Versions: {@code registry-api.md} 2.7 and 6.1. */
abstract class VersionsContract extends RegistryContract {

    private Answer add(Pushed pushed, String version) {
        return as(pushed.owner()).put(pushed.pkg().one("version", version), hash(pushed.hash()));
    }

    private Answer look(Pushed pushed, String version) {
        return as(pushed.owner()).get(pushed.pkg().one("version", version));
    }

    private List<String> listed(Pushed pushed) {
        return texts(ok(as(pushed.owner()).get(pushed.pkg().all("version"))).get("versions"), "version");
    }

    @Test
    void versionIsAddedAndFound() {
        var pushed = pushed(Tree.empty());

        done(add(pushed, "1.0"));

        var found = ok(look(pushed, "1.0"));
        assertThat(members(found))
                .containsExactlyInAnyOrder("hash", "created_by", "created_at", "updated_by", "updated_at", "status");
        assertThat(found.get("hash").textValue()).isEqualTo(pushed.hash());
        assertThat(found.get("created_by").textValue()).isEqualTo(pushed.owner().name());
        assertThat(found.get("created_at").isNumber()).isTrue();
    }

    @Test
    @DisplayName("item 54: adding a version twice is a conflict, whatever it points to")
    void item54_versionExists() {
        var pushed = pushed(Tree.empty());
        var other = quilt(pushed.owner()).push(pushed.pkg(), Samples.oneFile());
        ok(add(pushed, "1.0"));

        refused(add(pushed, "1.0"), 409, "Version already exists");
        refused(
                as(pushed.owner()).put(pushed.pkg().one("version", "1.0"), hash(other.hash())),
                409,
                "Version already exists");
        assertThat(ok(look(pushed, "1.0")).get("hash").textValue()).isEqualTo(pushed.hash());
    }

    @ParameterizedTest
    @CsvSource({"1.0, v1.0", "1.0, 0!1.0", "2018.07.30, 2018.7.30", "1.0a, 1.0-alpha.0", "1.0-1, 1.0.post1"})
    void otherSpellingsAreTheSameVersion(String first, String second) {
        var pushed = pushed(Tree.empty());
        ok(add(pushed, first));

        refused(add(pushed, second), 409, "Version already exists");
        assertThat(ok(look(pushed, second)).get("hash").textValue()).isEqualTo(pushed.hash());
        assertThat(listed(pushed)).containsExactly(first);
    }

    @Test
    void trailingZerosMakeOtherVersions() {
        var pushed = pushed(Tree.empty());

        done(add(pushed, "1"));
        done(add(pushed, "1.0"));
        done(add(pushed, "1.0.0"));

        assertThat(listed(pushed)).containsExactlyInAnyOrder("1", "1.0", "1.0.0");
        refused(look(pushed, "1.0.0.0"), 404, "Version 1.0.0.0 does not exist");
    }

    @Test
    @DisplayName("item 55: a version with epoch and local part")
    void item55_versionWithEpochAndLocalPart() {
        var pushed = pushed(Tree.empty());

        done(add(pushed, "1!1.0+abc"));

        assertThat(ok(look(pushed, "1!1.0+abc")).get("hash").textValue()).isEqualTo(pushed.hash());
    }

    @Test
    void versionsOfTheOriginalAreNormalizedAlike() {
        var owner = person();
        var pkg = newPackage(owner);
        quilt(owner).push(pkg, Tree.empty());

        assertThat(Vectors.read("versions").get("accepted"))
                .filteredOn(given -> given.get("input").textValue().length() <= 64
                        && given.get("normalized").textValue().length() <= 64)
                .hasSizeGreaterThan(50)
                .allSatisfy(given -> refused(
                        as(owner).get(pkg.one("version", given.get("input").textValue())),
                        404,
                        "Version " + given.get("normalized").textValue() + " does not exist"));
    }

    @Test
    void textsThatAreNoVersionsAreRefused() {
        var pushed = pushed(Tree.empty());

        assertThat(texts(Vectors.read("versions").get("rejected")))
                .filteredOn(text -> !text.isEmpty()
                        && !text.contains("/")
                        // No address may hold it; that is told before anybody takes it for a version.
                        && !text.contains("\0")
                        && text.length() < 1000)
                .hasSizeGreaterThan(30)
                .allSatisfy(text -> {
                    refused(add(pushed, text), 400, "Malformed version");
                    refused(look(pushed, text), 400, "Malformed version");
                });
    }

    @Test
    void versionsAreSortedByPrecedence() {
        var pushed = pushed(Tree.empty());
        var ranks = new ArrayList<List<String>>();
        Vectors.read("versions").get("sorted").forEach(rank -> ranks.add(texts(rank.get("versions"), "input")));
        var shuffled = new ArrayList<String>();
        ranks.forEach(rank -> rank.stream().filter(text -> text.length() <= 64).forEach(shuffled::add));
        Collections.shuffle(shuffled, new Random(11));
        shuffled.forEach(version -> assertThat(add(pushed, version).status()).isIn(200, 409));

        var order =
                listed(pushed).stream().map(version -> rankOf(version, ranks)).toList();

        assertThat(order).hasSizeGreaterThan(20).isSorted();
    }

    private static int rankOf(String version, List<List<String>> ranks) {
        for (int i = 0; i < ranks.size(); i++) {
            if (ranks.get(i).contains(version)) {
                return i;
            }
        }
        throw new AssertionError(version + " was never added");
    }

    @Test
    void exampleOfTheOriginalIsListedAsWritten() {
        var pushed = pushed(Tree.empty());
        for (var version : List.of("2.0.1+foo123", "  2.0  ", "1.0", "2.0pre1")) {
            done(add(pushed, version));
        }

        assertThat(listed(pushed)).containsExactly("1.0", "2.0pre1", "  2.0  ", "2.0.1+foo123");
    }

    @Test
    void listNamesHashes() {
        var pushed = pushed(Tree.empty());
        var other = quilt(pushed.owner()).push(pushed.pkg(), Samples.oneFile());
        ok(add(pushed, "1.0"));
        ok(as(pushed.owner()).put(pushed.pkg().one("version", "0.1"), hash(other.hash())));

        var versions = ok(as(pushed.owner()).get(pushed.pkg().all("version"))).get("versions");

        assertThat(texts(versions, "version")).containsExactly("0.1", "1.0");
        assertThat(texts(versions, "hash")).containsExactly(other.hash(), pushed.hash());
    }

    @Test
    void packageWithoutVersionsHasAnEmptyList() {
        assertThat(listed(pushed(Tree.empty()))).isEmpty();
    }

    @Test
    @DisplayName("D6: a version of 65 characters is refused")
    void tooLongVersionIsRefused() {
        var pushed = pushed(Tree.empty());

        done(add(pushed, "1." + "2".repeat(62)));
        refused(add(pushed, "1." + "2".repeat(63)), 400);
    }

    @Test
    @DisplayName("D6: a version whose normal form is longer than 64 characters is refused")
    void tooLongNormalFormIsRefused() {
        var pushed = pushed(Tree.empty());

        refused(add(pushed, "1." + "2".repeat(61) + "a"), 400);
    }

    @Test
    void onlyTheOwnerAddsVersions() {
        var pushed = pushedToTeam(Tree.empty());
        var message = "Only the package owner can create versions";

        refused(as(person()).put(pushed.pkg().one("version", "1.0"), hash(pushed.hash())), 403, message);
        refused(asAdmin().put(pushed.pkg().one("version", "1.0"), hash(pushed.hash())), 403, message);
        notLoggedIn(nobody().put(pushed.pkg().one("version", "1.0"), hash(pushed.hash())));
    }

    @Test
    void strangerIsRefusedBeforeAnythingIsLookedAt() {
        refused(
                as(person()).put(newPackage(person()).one("version", "no version"), hash("nonsense")),
                403,
                "Only the package owner can create versions");
    }

    @Test
    void versionIsCheckedBeforeTheHash() {
        var owner = person();

        refused(as(owner).put(newPackage(owner).one("version", "x"), hash("y")), 400, "Malformed version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", Samples.NO_SUCH_HASH, "\u0000", "\ud83d\ude00"})
    void versionOfAnUnknownHashIsNotFound(String hash) {
        var pushed = pushed(Tree.empty());

        refused(
                as(pushed.owner()).put(pushed.pkg().one("version", "1.0"), hash(hash)),
                404,
                "Package hash does not exist");
    }

    @Test
    void versionOfAMissingPackageIsNotFound() {
        var owner = person();

        refused(
                as(owner)
                        .put(
                                newPackage(owner).one("version", "1.0"),
                                hash(Tree.empty().hash())),
                404,
                "Package hash does not exist");
    }

    @Test
    void hashOfAnotherPackageDoesNotExistHere() {
        var pushed = pushed(Tree.empty());
        var other = pushed(Samples.oneFile());

        refused(
                as(pushed.owner()).put(pushed.pkg().one("version", "1.0"), hash(other.hash())),
                404,
                "Package hash does not exist");
    }

    @Test
    void bodyNeedsAHash() {
        var pushed = pushed(Tree.empty());
        var path = pushed.pkg().one("version", "1.0");

        refused(as(pushed.owner()).put(path, Map.of()), 400);
        refused(as(pushed.owner()).put(path, Map.of("hash", 1)), 400);
        refused(as(pushed.owner()).put(path, List.of()), 400);
        refused(as(pushed.owner()).put(path), 400);
        refused(nobody().put(path, Map.of()), 400);
    }

    @Test
    void bodyMayHaveMore() {
        var pushed = pushed(Tree.empty());

        done(as(pushed.owner())
                .put(pushed.pkg().one("version", "1.0"), Map.of("hash", pushed.hash(), "more", List.of(1))));
    }

    @Test
    void unknownVersionIsNamedInNormalForm() {
        refused(look(pushed(Tree.empty()), "v3.00-ALPHA"), 404, "Version 3.0a0 does not exist");
    }

    @Test
    @DisplayName("item 36: versions of a missing or hidden package are not found")
    void item36_versionsOfWhatIsMissingOrHidden() {
        var pushed = pushed(Tree.empty());
        ok(add(pushed, "1.0"));
        var absent = newPackage(pushed.owner());

        missing(as(person()).get(pushed.pkg().one("version", "1.0")), pushed.pkg());
        missing(as(person()).get(pushed.pkg().all("version")), pushed.pkg());
        missingForNobody(nobody().get(pushed.pkg().one("version", "1.0")), pushed.pkg());
        missingForNobody(nobody().get(pushed.pkg().all("version")), pushed.pkg());
        missing(as(pushed.owner()).get(absent.one("version", "1.0")), absent);
        missing(as(pushed.owner()).get(absent.all("version")), absent);
    }

    @Test
    void malformedVersionIsToldBeforeThePackageIsLookedAt() {
        refused(as(person()).get(newPackage(person()).one("version", "x")), 400, "Malformed version");
    }

    @Test
    void versionsCannotBeDeleted() {
        var pushed = pushed(Tree.empty());
        ok(add(pushed, "1.0"));

        refused(as(pushed.owner()).delete(pushed.pkg().one("version", "1.0")), 405);
        assertThat(listed(pushed)).containsExactly("1.0");
    }
}
