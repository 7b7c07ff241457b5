package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.Tree;

/** Pushing a part of a package: {@code registry-api.md} 2.5.2 and the merging at the end of that section. */
abstract class SubpackagePushContract extends RegistryContract {

    private Answer post(Person caller, Pkg pkg, String path, Object body) {
        return as(caller).post(pkg.all("package_update") + path, body);
    }

    private JsonNode latest(Pushed pushed) {
        return quilt(pushed.owner()).install(pushed.pkg()).contents();
    }

    private static Tree someGroup() {
        return Tree.of("g/x", "new x").at("g");
    }

    private static Tree someFile() {
        return Tree.of("f", "new file").at("f");
    }

    @Test
    @DisplayName("item 32: a part replaces the node at its path, latest moves by itself, other nodes stay")
    void item32_partReplacesTheNodeAtItsPath() {
        var pushed = pushed(Tree.of("data/a", "old a", "data/b", "old b", "other", "stays"));
        var part = Tree.of("data/a", "new a").at("data");

        var update = quilt(pushed.owner()).pushPath(pushed.pkg(), "data", part);

        var expected = Tree.of("data/a", "new a", "other", "stays");
        assertThat(latest(pushed)).isEqualTo(expected.json());
        assertThat(update.hash()).isEqualTo(expected.hash());
    }

    @Test
    void olderRevisionIsNotChanged() {
        var pushed = pushed(Samples.demo());

        quilt(pushed.owner()).pushPath(pushed.pkg(), "data", someGroup());

        assertThat(quilt(pushed.owner())
                        .install(pushed.pkg(), pushed.hash(), "", false)
                        .contents())
                .isEqualTo(pushed.tree().json());
    }

    @Test
    void groupsAreReplacedNotMerged() {
        var pushed = pushed(Tree.of("g/a", "1", "g/b", "2"));

        quilt(pushed.owner()).pushPath(pushed.pkg(), "g", someGroup());

        assertThat(latest(pushed)).isEqualTo(Tree.of("g/x", "new x").json());
    }

    @Test
    void fileReplacesAGroup() {
        var pushed = pushed(Tree.of("g/a", "1"));

        quilt(pushed.owner()).pushPath(pushed.pkg(), "g", someFile());

        assertThat(latest(pushed).at("/children/g/type").textValue()).isEqualTo("FILE");
    }

    @Test
    void groupReplacesAFile() {
        var pushed = pushed(Tree.of("g", "a file"));

        quilt(pushed.owner()).pushPath(pushed.pkg(), "g", someGroup());

        assertThat(latest(pushed)).isEqualTo(Tree.of("g/x", "new x").json());
    }

    @Test
    void tableMayBePushed() {
        var pushed = pushed(Samples.oneFile());
        var table = Tree.empty().table("t", "part one", "part two").at("t");

        quilt(pushed.owner()).pushPath(pushed.pkg(), "t", table);

        assertThat(latest(pushed).at("/children/t")).isEqualTo(table.json());
    }

    @Test
    void missingGroupsOnTheWayAreMade() {
        var pushed = pushed(Samples.oneFile());

        quilt(pushed.owner()).pushPath(pushed.pkg(), "x/y/z", someFile());

        assertThat(latest(pushed))
                .isEqualTo(Samples.oneFile()
                        .file("x/y/z", "new file".getBytes(StandardCharsets.UTF_8), "f")
                        .json());
    }

    @Test
    void partOfAPackageThatDoesNotExistMakesIt() {
        var owner = person();
        var pkg = newPackage(owner);

        var update = quilt(owner).pushPath(pkg, "a/b", someFile());

        var expected = Tree.empty().file("a/b", "new file".getBytes(StandardCharsets.UTF_8), "f");
        assertThat(update.hash()).isEqualTo(expected.hash());
        assertThat(quilt(owner).install(pkg).contents()).isEqualTo(expected.json());
        assertThat(texts(ok(as(owner).get(pkg.all("access"))).get("users"))).containsExactly(owner.name());
    }

    @Test
    void partMayMakeAPublicPackage() {
        var owner = person();
        var pkg = newPackage(owner);

        ok(post(owner, pkg, "g", Tree.of("g/x", "1").at("g").dryRun().put("is_public", true)));
        ok(post(owner, pkg, "g", Tree.empty().group("g").at("g").finalPush().put("is_public", true)));

        assertThat(texts(ok(as(owner).get(pkg.all("access"))).get("users"))).contains("public");
    }

    @Test
    void withoutLatestTheBaseIsEmpty() {
        var pushed = pushed(Samples.demo());
        ok(as(pushed.owner()).delete(pushed.pkg().one("tag", "latest")));

        quilt(pushed.owner()).pushPath(pushed.pkg(), "f", someFile());

        assertThat(latest(pushed)).isEqualTo(Tree.of("f", "new file").json());
    }

    @Test
    void baseIsTheRevisionTaggedLatestNotTheNewest() {
        var pushed = pushed(Tree.of("a", "1"));
        quilt(pushed.owner()).push(pushed.pkg(), Tree.of("b", "2"));
        ok(as(pushed.owner()).put(pushed.pkg().one("tag", "latest"), hash(pushed.hash())));

        quilt(pushed.owner()).pushPath(pushed.pkg(), "f", someFile());

        assertThat(latest(pushed)).isEqualTo(Tree.of("a", "1", "f", "new file").json());
    }

    @Test
    @DisplayName("item 20: a dry run of a part gives URLs for the part's objects only")
    void item20_dryRunGivesUrlsForThePartOnly() {
        var pushed = pushed(Samples.demo());
        var part =
                Tree.of("g/x", "new x", "g/y", "new y").userMetadata("g", "{}").at("g");

        var urls = ok(post(pushed.owner(), pushed.pkg(), "data", part.dryRun())).get("upload_urls");

        assertThat(members(urls)).containsExactlyInAnyOrderElementsOf(part.objectHashes());
    }

    @Test
    @DisplayName("item 19: a dry run of a part stores nothing")
    void item19_dryRunOfAPartStoresNothing() {
        var pushed = pushed(Samples.oneFile());

        ok(post(pushed.owner(), pushed.pkg(), "f", someFile().dryRun()));

        assertThat(latest(pushed)).isEqualTo(Samples.oneFile().json());
        assertThat(ok(as(pushed.owner()).get(pushed.pkg().all("log"))).get("logs"))
                .hasSize(1);
    }

    @Test
    void sizesAreThoseOfThePart() {
        var pushed = pushed(Samples.demo());
        var wrong = someFile().finalPush();
        wrong.set("sizes", Samples.demo().file("f", "new file").sizes());

        refused(post(pushed.owner(), pushed.pkg(), "f", wrong), 400, "Sizes don't match the hashes");
    }

    @Test
    @DisplayName("D2: objects of the untouched rest can be fetched from the new revision")
    void restOfThePackageIsLinkedToo() {
        var pushed = pushed(Samples.demo());

        quilt(pushed.owner()).pushPath(pushed.pkg(), "f", someFile());

        var installed = quilt(pushed.owner()).install(pushed.pkg());
        assertThat(installed.objects().keySet()).containsAll(pushed.tree().objectHashes());
        var asked = ok(as(pushed.owner()).post("/api/get_objects", pushed.tree().objectHashes()));
        assertThat(members(asked.get("urls")))
                .containsExactlyInAnyOrderElementsOf(pushed.tree().objectHashes());
    }

    @Test
    @DisplayName("D2: total size, file types and README come from the merged tree")
    void summariesAreThoseOfTheMergedTree() {
        var pushed = pushed(Tree.of("README", "Read me first", "a", "12345"));

        var update = quilt(pushed.owner()).pushPath(pushed.pkg(), "f", someFile());

        var preview = ok(as(pushed.owner()).get(pushed.pkg().one("package_preview", update.hash())));
        assertThat(preview.get("readme_preview").textValue()).isEqualTo("Read me first");
        assertThat(preview.get("total_size_uncompressed").intValue())
                .isEqualTo("Read me first".length() + "12345".length() + "new file".length());
    }

    @Test
    void readmePushedAsAPartIsShown() {
        var pushed = pushed(Samples.oneFile());

        var update = quilt(pushed.owner())
                .pushPath(pushed.pkg(), "README", Tree.of("R", "Brand new").at("R"));

        var preview = ok(as(pushed.owner()).get(pushed.pkg().one("package_preview", update.hash())));
        assertThat(preview.get("readme_preview").textValue()).isEqualTo("Brand new");
    }

    @Test
    void answerNamesPageAndMergedHash() {
        var pushed = pushed(Samples.oneFile());
        var part = Tree.empty().group("g").at("g");

        var answer = ok(post(pushed.owner(), pushed.pkg(), "g", part.finalPush()));

        assertThat(answer.get("package_url").textValue()).isEqualTo(appliance().catalog() + "/package/" + pushed.pkg());
        assertThat(answer.get("package_hash").textValue())
                .isEqualTo(Samples.oneFile().group("g").hash());
    }

    @Test
    void partIsLoggedAndAnEvent() {
        var pushed = pushed(Samples.oneFile());

        var update = quilt(pushed.owner()).pushPath(pushed.pkg(), "f", someFile());

        var logs = ok(as(pushed.owner()).get(pushed.pkg().all("log"))).get("logs");
        assertThat(texts(logs, "hash")).containsExactly(pushed.hash(), update.hash());
        assertThat(events(pushed.pkg()))
                .filteredOn(event -> event.startsWith("PUSH"))
                .hasSize(2);
    }

    @Test
    void pushingTheSamePartAgainIsLoggedAgain() {
        var pushed = pushed(Samples.oneFile());
        var first = quilt(pushed.owner()).pushPath(pushed.pkg(), "f", someFile());

        var second = quilt(pushed.owner()).pushPath(pushed.pkg(), "f", someFile());

        assertThat(second.hash()).isEqualTo(first.hash());
        assertThat(second.uploaded()).isZero();
        assertThat(ok(as(pushed.owner()).get(pushed.pkg().all("log"))).get("logs"))
                .hasSize(3);
    }

    @Test
    void rootIsNoPart() {
        var pushed = pushed(Samples.oneFile());

        refused(post(pushed.owner(), pushed.pkg(), "g", Tree.empty().dryRun()), 400, "Unexpected node type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a/b/c"})
    void fileOnTheWayIsAnObstacle(String path) {
        var pushed = pushed(Samples.oneFile());

        refused(
                post(pushed.owner(), pushed.pkg(), path, someFile().dryRun()),
                404,
                "Target subpath is not a group node: 'a'");
    }

    @Test
    void tableOnTheWayIsAnObstacle() {
        var pushed = pushed(Tree.empty().table("g/t", "part"));

        refused(
                post(pushed.owner(), pushed.pkg(), "g/t/x", someFile().dryRun()),
                404,
                "Target subpath is not a group node: 't'");
    }

    @Test
    @DisplayName("D10: empty components are refused")
    void emptyComponentIsRefused() {
        var pushed = pushed(Tree.empty());

        refused(post(pushed.owner(), pushed.pkg(), "a//b", someFile().dryRun()), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "a/", "a/b/"})
    @DisplayName("D10: a path that begins or ends with a slash is refused")
    void slashAtTheEndsIsRefused(String path) {
        var pushed = pushed(Tree.empty());

        var answer = post(pushed.owner(), pushed.pkg(), path, someFile().dryRun());

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.message()).isNotBlank();
    }

    @Test
    void emptyPathIsNoRoute() {
        var pushed = pushed(Tree.empty());

        var answer = post(pushed.owner(), pushed.pkg(), "", someFile().dryRun());

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.message()).isNotBlank();
    }

    @Test
    void pathIsDecoded() {
        var pushed = pushed(Tree.empty());

        quilt(pushed.owner()).pushPath(pushed.pkg(), "d%C3%A9j%C3%A0%20vu/a+b", someFile());

        assertThat(latest(pushed)
                        .at("/children/d\u00e9j\u00e0 vu/children/a+b/type")
                        .textValue())
                .isEqualTo("FILE");
    }

    @Test
    void strangerCannotPushAPart() {
        var hidden = pushed(Samples.oneFile());
        var open = pushedPublic(Samples.oneFile());

        refused(
                post(person(), hidden.pkg(), "f", someFile().dryRun()),
                403,
                "Only the package owner can create packages.");
        refused(
                post(person(), open.pkg(), "f", someFile().dryRun()),
                403,
                "Only the package owner can push private packages.");
    }

    @Test
    @DisplayName("D32: a stranger cannot probe which paths of a private package exist")
    void strangerLearnsNothingOfPaths() {
        var hidden = pushed(Samples.oneFile());

        refused(
                post(person(), hidden.pkg(), "a/b", someFile().dryRun()),
                403,
                "Only the package owner can create packages.");
    }

    @Test
    void memberPushesAPartOfATeamPackage() {
        var pushed = pushedToTeam(Samples.oneFile());
        var member = person();

        var update = quilt(member).pushPath(pushed.pkg(), "f", someFile());

        var tag = ok(as(pushed.owner()).get(pushed.pkg().one("tag", "latest")));
        assertThat(tag.get("hash").textValue()).isEqualTo(update.hash());
        assertThat(tag.get("created_by").textValue()).isEqualTo(member.name());
    }

    @Test
    void partNeedsASignInAndAGoodBody() {
        var pkg = newPackage(person());

        notLoggedIn(nobody().post(pkg.all("package_update") + "a", someFile().dryRun()));
        refused(nobody().post(pkg.all("package_update") + "a", Map.of("contents", 1)), 400);
    }

    @Test
    void packageNameIsChecked() {
        var owner = person();

        refused(post(owner, new Pkg(owner.name(), "1x"), "a", someFile().dryRun()), 400, "Invalid package name");
    }

    @Test
    void switchesHoldForPartsToo() {
        var off = appliance(Switches.ALL_ON.anonymous(false).team(false)).client();
        var owner = person();
        var path = newPackage(owner).all("package_update") + "a";

        refused(off.as(owner).post(path, someFile().dryRun().put("is_public", true)), 403, "Public access not allowed");
        refused(off.as(owner).post(path, someFile().dryRun().put("is_team", true)), 403, "Team access not allowed");
    }
}
