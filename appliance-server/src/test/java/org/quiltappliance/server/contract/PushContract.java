package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.Tree;
import org.quiltappliance.server.testing.Vectors;

/** Pushing a whole package: {@code registry-api.md} 2.5.1, the checks in their order and what a push leaves behind. */
abstract class PushContract extends RegistryContract {

    private static final String NOT_OWNER_NEW = "Only the package owner can create packages.";
    private static final String NOT_OWNER = "Only the package owner can push private packages.";

    private Answer dryRun(Person caller, Pkg pkg, Tree tree) {
        return put(as(caller), pkg, tree.hash(), tree.dryRun());
    }

    private Answer finalPush(Person caller, Pkg pkg, Tree tree) {
        return put(as(caller), pkg, tree.hash(), tree.finalPush());
    }

    private static Answer put(RegistryClient client, Pkg pkg, String hash, Object body) {
        return client.put(pkg.one("package", hash), body);
    }

    private Answer push(Person caller, Pkg pkg, Tree tree) {
        quilt(caller).upload(tree, ok(dryRun(caller, pkg, tree)).get("upload_urls"));
        return finalPush(caller, pkg, tree);
    }

    private List<String> hashes(Person caller, Pkg pkg) {
        return texts(ok(as(caller).get(pkg.all("package"))).get("hashes"));
    }

    private List<String> accessRows(Pushed pushed) {
        return texts(ok(as(pushed.owner()).get(pushed.pkg().all("access"))).get("users"));
    }

    @Test
    void answerNamesThePackagePageAndTheHash() {
        var owner = person();
        var pkg = newPackage(owner);
        var tree = Samples.demo();

        var answer = ok(push(owner, pkg, tree));

        assertThat(answer)
                .isEqualTo(Answer.JSON
                        .createObjectNode()
                        .put("package_url", appliance().catalog() + "/package/" + pkg)
                        .put("package_hash", tree.hash())
                        .put("status", 200));
    }

    @Test
    @DisplayName("item 19: a dry run stores nothing")
    void item19_dryRunStoresNothing() {
        var owner = person();
        var pkg = newPackage(owner);

        ok(dryRun(owner, pkg, Samples.demo()));

        missing(as(owner).get(pkg.all("package")), pkg);
        missing(as(owner).get(pkg.all("log")), pkg);
        missing(as(owner).get(pkg.all("tag")), pkg);
        assertThat(events(pkg)).isEmpty();
    }

    @Test
    void dryRunOfAnExistingPackageStoresNothing() {
        var pushed = pushed(Samples.oneFile());
        var next = Tree.of("b", "another");

        ok(dryRun(pushed.owner(), pushed.pkg(), next));

        assertThat(hashes(pushed.owner(), pushed.pkg())).containsExactly(pushed.hash());
        assertThat(ok(as(pushed.owner()).get(pushed.pkg().all("log"))).get("logs"))
                .hasSize(1);
        assertThat(events(pushed.pkg()))
                .containsExactly("PUSH " + pushed.owner().name());
    }

    @Test
    @DisplayName("item 20: a dry run gives URLs for exactly the object hashes, each once, metadata objects included")
    void item20_dryRunGivesUrlsForExactlyTheObjects() {
        var owner = person();
        var tree = Samples.everyKind().file("again", "Every kind of node.\n");

        var urls = ok(dryRun(owner, newPackage(owner), tree)).get("upload_urls");

        assertThat(members(urls)).containsExactlyInAnyOrderElementsOf(tree.objectHashes());
        assertThat(urls).allSatisfy(url -> {
            assertThat(members(url)).containsExactlyInAnyOrder("head", "put");
            assertThat(url.get("head").textValue()).startsWith("http");
            assertThat(url.get("put").textValue()).startsWith("http");
        });
    }

    @Test
    @DisplayName("item 20: an empty package has no upload URLs")
    void item20_dryRunOfAnEmptyPackageGivesNoUrls() {
        var owner = person();

        var answer = ok(dryRun(owner, newPackage(owner), Tree.empty()));

        assertThat(answer.get("upload_urls")).isEqualTo(Answer.JSON.createObjectNode());
    }

    @Test
    @DisplayName("item 21: a dry run of a package that exists gives URLs for known objects too")
    void item21_dryRunGivesUrlsForKnownObjects() {
        var pushed = pushed(Samples.demo());

        var urls = ok(dryRun(pushed.owner(), pushed.pkg(), pushed.tree())).get("upload_urls");

        assertThat(members(urls))
                .containsExactlyInAnyOrderElementsOf(pushed.tree().objectHashes());
    }

    @Test
    void dryRunDoesNotLookAtSizes() {
        var owner = person();
        var tree = Samples.oneFile();
        var body = tree.dryRun().set("sizes", Answer.JSON.createObjectNode().put(Samples.NO_SUCH_HASH, 5));

        ok(put(as(owner), newPackage(owner), tree.hash(), body));
    }

    @Test
    void emptyPackageCanBePushed() {
        var owner = person();
        var pkg = newPackage(owner);

        var pushed = quilt(owner).push(pkg, Tree.empty());

        assertThat(pushed.uploaded()).isZero();
        assertThat(quilt(owner).install(pkg).objects()).isEmpty();
    }

    @Test
    @DisplayName("item 34: a second identical push succeeds, adds a log row and uploads nothing")
    void item34_secondPushUploadsNothing() {
        var pushed = pushed(Samples.demo());

        var again = quilt(pushed.owner()).push(pushed.pkg(), pushed.tree());

        assertThat(again.uploaded()).isZero();
        assertThat(texts(ok(as(pushed.owner()).get(pushed.pkg().all("log"))).get("logs"), "hash"))
                .containsExactly(pushed.hash(), pushed.hash());
        assertThat(hashes(pushed.owner(), pushed.pkg())).containsExactly(pushed.hash());
    }

    @Test
    @DisplayName("item 33: pushing an older revision again moves latest back")
    void item33_olderRevisionMovesLatestBack() {
        var first = Samples.oneFile();
        var pushed = pushed(first);
        quilt(pushed.owner()).push(pushed.pkg(), Samples.demo());

        quilt(pushed.owner()).push(pushed.pkg(), first);

        assertThat(ok(as(pushed.owner()).get(pushed.pkg().one("tag", "latest")))
                        .get("hash")
                        .textValue())
                .isEqualTo(first.hash());
    }

    @Test
    void wholePushSetsNoTag() {
        var owner = person();
        var pkg = newPackage(owner);

        ok(push(owner, pkg, Samples.oneFile()));

        assertThat(ok(as(owner).get(pkg.all("tag"))).get("tags")).isEmpty();
    }

    @Test
    void hashesAreListedOldestFirst() {
        var pushed = pushed(Tree.of("a", "1"));
        var second = quilt(pushed.owner()).push(pushed.pkg(), Tree.of("a", "2"));
        var third = quilt(pushed.owner()).push(pushed.pkg(), Tree.of("a", "3"));

        assertThat(hashes(pushed.owner(), pushed.pkg())).containsExactly(pushed.hash(), second.hash(), third.hash());
    }

    static List<String> badPackageNames() {
        return texts(Vectors.read("names").get("package_names").get("invalid")).stream()
                .filter(name -> !name.isEmpty() && !name.contains("/"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("badPackageNames")
    void badPackageNameIsRefused(String name) {
        var owner = person();

        refused(dryRun(owner, new Pkg(owner.name(), name), Tree.empty()), 400, "Invalid package name");
    }

    @Test
    @DisplayName("D7: a package name must not end with a line break")
    void packageNameWithALineBreakIsRefused() {
        var owner = person();

        refused(dryRun(owner, new Pkg(owner.name(), "foo\n"), Tree.empty()), 400, "Invalid package name");
    }

    @Test
    @DisplayName("D6: a package name of 65 characters is refused")
    void tooLongPackageNameIsRefused() {
        var owner = person();

        refused(dryRun(owner, new Pkg(owner.name(), "x".repeat(65)), Tree.empty()), 400);
    }

    @Test
    void goodPackageNamesAreAccepted() {
        var owner = person();
        var names = texts(Vectors.read("names").get("package_names").get("valid")).stream()
                .filter(name -> name.length() <= 64 && !name.endsWith("\n"))
                .toList();

        assertThat(names)
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> ok(dryRun(owner, new Pkg(owner.name(), name), Tree.empty())));
    }

    @Test
    void packageNameOfAnotherScriptWorksThroughout() {
        var owner = person();
        var pkg = new Pkg(owner.name(), "a\u30c7\u30fc\u30bf");

        quilt(owner).push(pkg, Samples.oneFile());

        assertThat(quilt(owner).install(pkg).hash()).isEqualTo(Samples.oneFile().hash());
        assertThat(texts(ok(as(owner).get("/api/package/" + owner.name() + "/")).get("packages"), "name"))
                .containsExactly("a\u30c7\u30fc\u30bf");
    }

    /** Two units of UTF-16 for a character, and two characters in lower case for one. */
    @ParameterizedTest
    @ValueSource(strings = {"\ud83a\udd00", "\u0130"})
    void longestPackageNameMayHaveAnyLetters(String letter) {
        var owner = person();
        var pkg = new Pkg(owner.name(), "a" + letter.repeat(63));

        quilt(owner).push(pkg, Samples.oneFile());

        assertThat(quilt(owner).install(pkg).hash()).isEqualTo(Samples.oneFile().hash());
        refused(dryRun(owner, new Pkg(owner.name(), pkg.name() + letter), Samples.oneFile()), 400);
    }

    static List<String> topNodesThatAreNoRoot() {
        var hash = Samples.NO_SUCH_HASH;
        return List.of(
                "{'type': 'GROUP', 'children': {}}".replace('\'', '"'),
                "{'type': 'FILE', 'hashes': ['%s'], 'metadata': {}}"
                        .formatted(hash)
                        .replace('\'', '"'),
                "{'type': 'TABLE', 'hashes': ['%s'], 'format': 'PARQUET', 'metadata': {}}"
                        .formatted(hash)
                        .replace('\'', '"'));
    }

    @ParameterizedTest
    @MethodSource("topNodesThatAreNoRoot")
    void wholePushNeedsARoot(String top) throws Exception {
        var owner = person();
        var body = Tree.empty().dryRun().set("contents", Answer.JSON.readTree(top));

        refused(put(as(owner), newPackage(owner), Samples.NO_SUCH_HASH, body), 400, "Unexpected node type");
    }

    @Test
    void wrongHashIsRefused() {
        var owner = person();
        var tree = Samples.oneFile();

        refused(put(as(owner), newPackage(owner), Samples.NO_SUCH_HASH, tree.dryRun()), 400, "Wrong contents hash");
        refused(put(as(owner), newPackage(owner), Samples.NO_SUCH_HASH, tree.finalPush()), 400, "Wrong contents hash");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "x", "ABCDEF", "latest"})
    @DisplayName("D9: a hash in the path that is none is refused")
    void brokenHashInThePathIsRefused(String hash) {
        var owner = person();

        refused(put(as(owner), newPackage(owner), hash, Tree.empty().dryRun()), 400);
    }

    @Test
    @DisplayName("D9: a hash with something after it is refused")
    void longerHashInThePathIsRefused() {
        var owner = person();

        refused(
                put(
                        as(owner),
                        newPackage(owner),
                        Tree.empty().hash() + "0",
                        Tree.empty().dryRun()),
                400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0123456789abcdef", "+0", "\n"})
    @DisplayName("D9: an object hash in the tree must be 64 lower-case hexadecimal digits, no more")
    void brokenObjectHashIsRefused(String end) {
        var owner = person();
        var file = Answer.JSON.createObjectNode().put("type", "FILE");
        file.putArray("hashes").add(Samples.NO_SUCH_HASH + end);
        var tree = Tree.empty().put("a", file);

        refused(put(as(owner), newPackage(owner), tree.hash(), tree.dryRun()), 400);
    }

    @Test
    void missingSizeIsRefused() {
        var owner = person();
        var tree = Samples.demo();
        var body = tree.finalPush();
        ((ObjectNode) body.get("sizes")).remove(tree.objectHashes().first());

        refused(put(as(owner), newPackage(owner), tree.hash(), body), 400, "Sizes don't match the hashes");
    }

    @Test
    void sizeOfAForeignObjectIsRefused() {
        var owner = person();
        var tree = Samples.oneFile();
        var body = tree.finalPush();
        ((ObjectNode) body.get("sizes")).put(Samples.NO_SUCH_HASH, 5);

        refused(put(as(owner), newPackage(owner), tree.hash(), body), 400, "Sizes don't match the hashes");
    }

    @Test
    void missingMetadataSizeIsRefused() {
        var owner = person();
        var tree = Samples.oneFile().userMetadata("a", "{}");
        var body = tree.finalPush();
        ((ObjectNode) body.get("sizes")).remove(tree.metadataHashes().first());

        refused(put(as(owner), newPackage(owner), tree.hash(), body), 400, "Sizes don't match the hashes");
    }

    static List<Object> badSizes() {
        return List.of("7", 1.5, true, List.of(), Map.of(), -1, BigInteger.TEN.pow(30), BigInteger.TWO.pow(63));
    }

    @ParameterizedTest
    @MethodSource("badSizes")
    @DisplayName("D11: sizes are whole numbers from 0 up")
    void badSizeIsRefused(Object size) {
        var owner = person();
        var tree = Samples.oneFile();
        var body = tree.finalPush();
        ((ObjectNode) body.get("sizes")).set(tree.objectAt("a"), Answer.JSON.valueToTree(size));

        refused(put(as(owner), newPackage(owner), tree.hash(), body), 400);
    }

    @Test
    @DisplayName("D19, D45: a size that is not true is refused or replaced by the true one")
    void wrongSizeNeverReachesAClient() {
        var owner = person();
        var pkg = newPackage(owner);
        var tree = Samples.oneFile();
        quilt(owner).upload(tree, ok(dryRun(owner, pkg, tree)).get("upload_urls"));
        var body = tree.finalPush();
        ((ObjectNode) body.get("sizes")).put(tree.objectAt("a"), 0);

        var answer = put(as(owner), pkg, tree.hash(), body);

        if (answer.status() == 200) {
            var sizes = ok(as(owner).get(pkg.one("package", tree.hash()))).get("sizes");
            assertThat(sizes.get(tree.objectAt("a")).intValue()).isEqualTo("one file\n".length());
        } else {
            refused(answer, 400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"contents", "description", "sizes"})
    void neededMemberThatIsMissingIsRefused(String member) {
        var owner = person();
        var tree = Tree.empty();
        var body = tree.finalPush();
        body.remove(member);

        refused(put(as(owner), newPackage(owner), tree.hash(), body), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dry_run", "is_public", "is_team"})
    void memberThatIsNotNeededMayBeMissing(String member) {
        var owner = person();
        var tree = Tree.empty();
        var body = tree.finalPush();
        body.remove(member);

        ok(put(as(owner), newPackage(owner), tree.hash(), body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'dry_run': 'yes'}", "{'dry_run': 1}", "{'dry_run': null}", "{'is_public': 'true'}", "{'is_team': []}",
                "{'public': 0}", "{'description': 5}", "{'description': null}", "{'sizes': []}", "{'sizes': null}",
                "{'contents': []}", "{'contents': null}", "{'contents': 'ROOT'}", "{'contents': {}}", "{'unknown': 1}"
            })
    void memberOfTheWrongKindIsRefused(String member) throws Exception {
        var owner = person();
        var body = Tree.empty().dryRun();
        body.setAll((ObjectNode) Answer.JSON.readTree(member.replace('\'', '"')));

        refused(put(as(owner), newPackage(owner), Tree.empty().hash(), body), 400);
    }

    @Test
    void bodyMustBeAnObject() {
        var owner = person();

        refused(put(as(owner), newPackage(owner), Tree.empty().hash(), List.of()), 400);
        refused(put(as(owner), newPackage(owner), Tree.empty().hash(), "text"), 400);
        refused(as(owner).put(newPackage(owner).one("package", Tree.empty().hash())), 400);
    }

    static List<String> brokenTrees() {
        var hash = "'" + Samples.NO_SUCH_HASH + "'";
        return List.of(
                "{'type': 'ROOT'}",
                "{'type': 'ROOT', 'children': []}",
                "{'type': 'ROOT', 'children': null}",
                "{'type': 'ROOT', 'children': {}, 'more': 1}",
                "{'type': 'root', 'children': {}}",
                "{'children': {}}",
                "{'type': 'ROOT', 'children': {'a': null}}",
                "{'type': 'ROOT', 'children': {'a': {'type': 'ROOT', 'children': {}}}}",
                "{'type': 'ROOT', 'children': {'a': {'type': 'FILE'}}}",
                "{'type': 'ROOT', 'children': {'a': {'type': 'FILE', 'hashes': " + hash + "}}}",
                "{'type': 'ROOT', 'children': {'a': {'type': 'FILE', 'hashes': [1]}}}",
                "{'type': 'ROOT', 'children': {'a': {'type': 'FILE', 'hashes': [null]}}}",
                "{'type': 'ROOT', 'children': {'a': {'type': 'FILE', 'hashes': [], 'metadata': []}}}",
                "{'type': 'ROOT', 'children': {'a': {'type': 'FILE', 'hashes': [], 'metadata': 'x'}}}",
                "{'type': 'ROOT', 'children': {'a': {'type': 'FILE', 'hashes': [], 'more': 1}}}",
                "{'type': 'ROOT', 'children': {'a': {'type': 'FILE', 'hashes': [], 'format': 'PARQUET'}}}",
                "{'type': 'ROOT', 'children': {'a': {'type': 'FILE', 'hashes': [], 'metadata_hash': 'x'}}}",
                "{'type': 'ROOT', 'children': {'a': {'type': 'FILE', 'hashes': [], 'metadata_hash': 5}}}",
                "{'type': 'ROOT', 'children': {'a': {'type': 'TABLE', 'format': 'PARQUET'}}}",
                "{'type': 'ROOT', 'children': {'a': {'type': 'TABLE', 'hashes': [], 'format': 'CSV'}}}",
                "{'type': 'ROOT', 'children': {'a': {'type': 'TABLE', 'hashes': [], 'format': 1}}}",
                "{'type': 'ROOT', 'children': {'a': {'type': 'LINK'}}}",
                "{'type': 'ROOT', 'children': {'a': {'type': 7}}}",
                "{'type': 'ROOT', 'children': {'a': {}}}",
                "{'type': 'ROOT', 'children': {'a': {'type': 'GROUP'}}}",
                "{'type': 'ROOT', 'children': {'a': {'type': 'GROUP', 'children': 5}}}",
                "{'type': 'ROOT', 'children': {'a': {'children': {}}}}");
    }

    @ParameterizedTest
    @MethodSource("brokenTrees")
    @DisplayName("D8: a tree that cannot be read is refused")
    void brokenTreeIsRefused(String contents) {
        var owner = person();
        var body =
                ("{'dry_run': true, 'contents': " + contents + ", 'description': '', 'sizes': {}}").replace('\'', '"');

        refused(as(owner).send("PUT", newPackage(owner).one("package", Samples.NO_SUCH_HASH), body), 400);
    }

    @Test
    @DisplayName("D8: the retired table format is refused in the original's words")
    void hdf5IsRefused() {
        var owner = person();
        var table = Answer.JSON.createObjectNode().put("type", "TABLE").put("format", "HDF5");
        table.putArray("hashes").add(Samples.NO_SUCH_HASH);
        var tree = Tree.empty().put("df", table);

        refused(
                dryRun(owner, newPackage(owner), tree),
                400,
                "Bad package format 'HDF5', this package may be outdated.");
    }

    static List<String> badMetadata() {
        return List.of(
                "{\"a\": NaN}",
                "{\"a\": Infinity}",
                "{\"a\": -Infinity}",
                "{\"a\": 1e99999999999}",
                "{\"a\": \"\\u0000\"}",
                "{\"\\u0000\": 1}",
                "{\"a\": \"\\ud800\"}");
    }

    @ParameterizedTest
    @MethodSource("badMetadata")
    @DisplayName("D4: metadata that no store keeps is refused")
    void badMetadataIsRefused(String metadata) {
        var owner = person();
        var tree = Samples.oneFile();
        var body = tree.dryRun()
                .toString()
                .replaceFirst("\"metadata\":\\{[^}]*}", "\"metadata\":" + metadata.replace("\\", "\\\\"));

        refused(as(owner).send("PUT", newPackage(owner).one("package", tree.hash()), body), 400);
    }

    @Test
    void nameWithHalfAPairIsRefused() {
        var owner = person();
        var body = "{\"dry_run\": true, \"contents\": {\"type\": \"ROOT\", \"children\": {\"\\ud800\":"
                + " {\"type\": \"GROUP\", \"children\": {}}}}, \"description\": \"\", \"sizes\": {}}";

        refused(as(owner).send("PUT", newPackage(owner).one("package", Samples.NO_SUCH_HASH), body), 400);
    }

    @Test
    @DisplayName("D11: a tree of 20,000 levels is refused")
    void tooDeepTreeIsRefused() {
        var owner = person();
        var levels = 20_000;
        var deep = "{\"type\":\"GROUP\",\"children\":{\"a\":".repeat(levels) + "{\"type\":\"GROUP\",\"children\":{}}"
                + "}}".repeat(levels);
        var body = "{\"dry_run\": true, \"contents\": {\"type\": \"ROOT\", \"children\": {\"a\":" + deep
                + "}}, \"description\": \"\", \"sizes\": {}}";

        refused(as(owner).send("PUT", newPackage(owner).one("package", Samples.NO_SUCH_HASH), body), 400);
    }

    @Test
    @DisplayName("D11: metadata of 20,000 levels is refused")
    void tooDeepMetadataIsRefused() {
        var owner = person();
        var body = Samples.oneFile()
                .dryRun()
                .toString()
                .replaceFirst(
                        "\"metadata\":\\{[^}]*}",
                        "\"metadata\":{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}");

        refused(as(owner).send("PUT", newPackage(owner).one("package", Samples.NO_SUCH_HASH), body), 400);
    }

    @Test
    void groupsHundredDeepAreAccepted() {
        var owner = person();
        var pkg = newPackage(owner);
        var tree = Tree.of("g/".repeat(100) + "leaf", "deep down");

        quilt(owner).push(pkg, tree);

        assertThat(quilt(owner).install(pkg).hash()).isEqualTo(tree.hash());
    }

    @Test
    @DisplayName("D47: a package whose node names exceed what an index entry holds is pushed all the same")
    void indexNeverStopsAPush() {
        var own = appliance(Switches.ALL_ON.verifyOnPush(false));
        var owner = own.person();
        var pkg = newPackage(owner);
        var tree = Tree.empty();
        for (int i = 0; i < 20_000; i++) {
            tree.group("name%06d%s".formatted(i, Integer.toString(i * 7919, 36).repeat(10)));
        }

        ok(put(own.client().as(owner).gzipping(), pkg, tree.hash(), tree.finalPush()));

        assertThat(texts(ok(own.client().as(owner).get(pkg.all("package"))).get("hashes")))
                .containsExactly(tree.hash());
    }

    @Test
    void objectsThatAreNotThereAreNamed() {
        var owner = person();
        var pkg = newPackage(owner);
        var tree = Tree.of("a", Samples.fresh("never sent"));

        var answer = finalPush(owner, pkg, tree);

        refused(answer, 400);
        assertThat(answer.message()).contains(tree.objectAt("a"));
        missing(as(owner).get(pkg.all("package")), pkg);
    }

    @Test
    @DisplayName("D19: objects of another owner do not count")
    void objectsOfAnotherOwnerDoNotCount() {
        var there = pushed(Tree.of("a", Samples.fresh("mine")));
        var other = person();

        refused(finalPush(other, newPackage(other), there.tree()), 400);
    }

    @Test
    void objectsAreNotLookedForWhenThatIsSwitchedOff() {
        var own = appliance(Switches.ALL_ON.verifyOnPush(false));
        var owner = own.person();
        var tree = Tree.of("a", Samples.fresh("never sent"));

        ok(put(own.client().as(owner), newPackage(owner), tree.hash(), tree.finalPush()));
    }

    @Test
    void missingReadmeIsToldApart() {
        var own = appliance(Switches.ALL_ON.verifyOnPush(false));
        var owner = own.person();
        var pkg = newPackage(owner);
        var tree = Tree.of("README", Samples.fresh("never sent"));

        refused(
                put(own.client().as(owner), pkg, tree.hash(), tree.finalPush()),
                403,
                "Failed to download the README: File does not exist");
        missing(own.client().as(owner).get(pkg.all("package")), pkg);
    }

    @Test
    void pushNeedsASignIn() {
        var owner = person();

        notLoggedIn(put(
                nobody(), newPackage(owner), Tree.empty().hash(), Tree.empty().dryRun()));
    }

    @Test
    void bodyIsCheckedBeforeTheSignIn() {
        refused(put(nobody(), newPackage(person()), Tree.empty().hash(), Map.of("contents", 1)), 400);
    }

    @Test
    @DisplayName("item 18: a dry run refuses somebody who is not the owner")
    void item18_strangerCannotCreate() {
        var pkg = newPackage(person());

        refused(dryRun(person(), pkg, Tree.empty()), 403, NOT_OWNER_NEW);
        refused(finalPush(person(), pkg, Tree.empty()), 403, NOT_OWNER_NEW);
    }

    @Test
    void adminCannotCreateForOthers() {
        refused(dryRun(appliance().admin(), newPackage(person()), Tree.empty()), 403, NOT_OWNER_NEW);
    }

    @Test
    void ownerThatDoesNotExistIsJustAnotherOwner() {
        refused(dryRun(person(), new Pkg("Nobody-Here", "foo"), Tree.empty()), 403, NOT_OWNER_NEW);
    }

    @Test
    @DisplayName("D32: a push to a private package of another answers as if there were none")
    void strangerLearnsNothingOfAPrivatePackage() {
        var pushed = pushed(Samples.oneFile());

        refused(dryRun(person(), pushed.pkg(), Tree.empty()), 403, NOT_OWNER_NEW);
    }

    @Test
    @DisplayName("item 18: a dry run refuses the reader of a public package")
    void item18_readerOfAPublicPackageCannotPush() {
        var pushed = pushedPublic(Samples.oneFile());

        refused(dryRun(person(), pushed.pkg(), Tree.empty()), 403, NOT_OWNER);
    }

    @Test
    void namedReaderCannotPush() {
        var pushed = pushed(Samples.oneFile());
        var reader = person();
        share(pushed, reader.name());

        refused(dryRun(reader, pushed.pkg(), Tree.empty()), 403, NOT_OWNER);
        refused(finalPush(reader, pushed.pkg(), Tree.empty()), 403, NOT_OWNER);
    }

    @Test
    void anybodyWithAnAccountPushesToATeamPackage() {
        var pushed = pushedToTeam(Samples.oneFile());
        var member = person();

        quilt(member).push(pushed.pkg(), Samples.demo());

        assertThat(ok(as(pushed.owner()).get(pushed.pkg().one("tag", "latest")))
                        .get("hash")
                        .textValue())
                .isEqualTo(Samples.demo().hash());
    }

    @Test
    @DisplayName("D17: a team row gives no right to push while team access is off")
    void teamRowCountsOnlyWhileTeamAccessIsOn() {
        var pushed = pushedToTeam(Samples.oneFile());
        share(pushed, "public");
        var off = appliance(Switches.ALL_ON.team(false)).client().as(person());

        refused(put(off, pushed.pkg(), Tree.empty().hash(), Tree.empty().dryRun()), 403, NOT_OWNER);
    }

    @Test
    @DisplayName("D17, D32: a package shared with the team alone is invisible to a pusher while team access is off")
    void teamPackageIsInvisibleToPushersWhileTeamAccessIsOff() {
        var pushed = pushedToTeam(Samples.oneFile());
        var off = appliance(Switches.ALL_ON.team(false)).client().as(person());

        refused(put(off, pushed.pkg(), Tree.empty().hash(), Tree.empty().dryRun()), 403, NOT_OWNER_NEW);
    }

    @Test
    @DisplayName("D18: the log and the event name who pushed")
    void logNamesWhoPushed() {
        var pushed = pushedToTeam(Samples.oneFile());
        var member = person();
        quilt(member).push(pushed.pkg(), Samples.demo());

        var logs = ok(as(pushed.owner()).get(pushed.pkg().all("log"))).get("logs");

        assertThat(texts(logs, "author")).containsExactly(pushed.owner().name(), member.name());
        assertThat(events(pushed.pkg()))
                .containsExactly("PUSH " + pushed.owner().name(), "PUSH " + member.name());
    }

    @Test
    void teamPusherWritesIntoTheOwnersNamespace() {
        var pushed = pushedToTeam(Samples.oneFile());
        var member = person();
        var tree = Tree.of("b", Samples.fresh("from a member"));
        quilt(member).push(pushed.pkg(), tree);

        assertThat(quilt(pushed.owner()).push(pushed.pkg(), tree).uploaded()).isZero();
        assertThat(quilt(member).push(newPackage(member), tree).uploaded()).isEqualTo(1);
    }

    @Test
    void nameThatDiffersInCaseOnlyIsTaken() {
        var owner = person();
        quilt(owner).push(new Pkg(owner.name(), "Wine"), Tree.empty());

        refused(
                dryRun(owner, new Pkg(owner.name(), "wINE"), Tree.empty()),
                403,
                "Package already exists: " + owner.name() + "/Wine");
    }

    @Test
    void sameNameOfAnotherOwnerIsFree() {
        var first = person();
        var second = person();
        quilt(first).push(new Pkg(first.name(), "wine"), Tree.empty());

        quilt(second).push(new Pkg(second.name(), "wine"), Tree.empty());

        assertThat(hashes(second, new Pkg(second.name(), "wine"))).hasSize(1);
    }

    @Test
    void privatePackageHasItsOwnersRowOnly() {
        var pushed = pushed(Tree.empty());

        assertThat(accessRows(pushed)).containsExactly(pushed.owner().name());
    }

    @Test
    void publicPackageHasAPublicRow() {
        var pushed = pushedPublic(Tree.empty());

        assertThat(accessRows(pushed)).containsExactlyInAnyOrder(pushed.owner().name(), "public");
    }

    @Test
    void teamPackageHasATeamRow() {
        var pushed = pushedToTeam(Tree.empty());

        assertThat(accessRows(pushed)).containsExactlyInAnyOrder(pushed.owner().name(), "team");
    }

    @Test
    void packageMayBePublicAndForTheTeam() {
        var owner = person();
        var pkg = newPackage(owner);

        quilt(owner)
                .push(
                        pkg,
                        Tree.empty(),
                        Answer.JSON.createObjectNode().put("is_public", true).put("is_team", true));

        assertThat(texts(ok(as(owner).get(pkg.all("access"))).get("users")))
                .containsExactlyInAnyOrder(owner.name(), "public", "team");
    }

    @Test
    void oldSpellingOfPublicIsUnderstood() {
        var owner = person();
        var pkg = newPackage(owner);
        var body = Tree.empty().finalPush().put("public", true);
        body.remove("is_public");

        ok(put(as(owner), pkg, Tree.empty().hash(), body));

        assertThat(texts(ok(as(owner).get(pkg.all("access"))).get("users"))).contains("public");
    }

    @Test
    void newSpellingOfPublicWins() {
        var owner = person();
        var pkg = newPackage(owner);

        ok(put(as(owner), pkg, Tree.empty().hash(), Tree.empty().finalPush().put("public", true)));

        assertThat(texts(ok(as(owner).get(pkg.all("access"))).get("users"))).containsExactly(owner.name());
    }

    @Test
    void privatePackageDoesNotBecomePublicByAPush() {
        var pushed = pushed(Tree.empty());
        var pkg = pushed.pkg();

        refused(
                put(
                        as(pushed.owner()),
                        pkg,
                        Tree.empty().hash(),
                        Tree.empty().dryRun().put("is_public", true)),
                403,
                pkg + " is private. To make it public, run `quilt access add " + pkg + " public`.");
    }

    @Test
    void privatePackageIsNotSharedWithTheTeamByAPush() {
        var acme = appliance(Switches.ALL_ON.teamId("acme"));
        var owner = acme.person();
        var pkg = newPackage(owner);
        new QuiltClient(acme.client().as(owner)).push(pkg, Tree.empty());

        refused(
                put(
                        acme.client().as(owner),
                        pkg,
                        Tree.empty().hash(),
                        Tree.empty().dryRun().put("is_team", true)),
                403,
                "acme:" + pkg + " is private. To share it with the team, run `quilt access add acme:" + pkg
                        + " team`.");
    }

    @Test
    void teamWithoutIdIsCalledNone() {
        var pushed = pushed(Tree.empty());
        var pkg = pushed.pkg();

        refused(
                put(
                        as(pushed.owner()),
                        pkg,
                        Tree.empty().hash(),
                        Tree.empty().dryRun().put("is_team", true)),
                403,
                "None:" + pkg + " is private. To share it with the team, run `quilt access add None:" + pkg
                        + " team`.");
    }

    @Test
    void pushWithoutPublicKeepsThePackagePublic() {
        var pushed = pushedPublic(Samples.oneFile());

        quilt(pushed.owner()).push(pushed.pkg(), Samples.demo());

        assertThat(accessRows(pushed)).contains("public");
    }

    @Test
    void publicPushIsRefusedWhileAnonymousAccessIsOff() {
        var off = appliance(Switches.ALL_ON.anonymous(false));
        var owner = off.person();

        refused(
                put(
                        off.client().as(owner),
                        newPackage(owner),
                        Tree.empty().hash(),
                        Tree.empty().dryRun().put("is_public", true)),
                403,
                "Public access not allowed");
    }

    @Test
    void teamPushIsRefusedWhileTeamAccessIsOff() {
        var off = appliance(Switches.ALL_ON.team(false));
        var owner = off.person();

        refused(
                put(
                        off.client().as(owner),
                        newPackage(owner),
                        Tree.empty().hash(),
                        Tree.empty().dryRun().put("is_team", true)),
                403,
                "Team access not allowed");
    }

    @Test
    void packageNameIsCheckedBeforeTheHash() {
        var owner = person();

        refused(
                put(
                        as(owner),
                        new Pkg(owner.name(), "1x"),
                        Samples.NO_SUCH_HASH,
                        Tree.empty().dryRun()),
                400,
                "Invalid package name");
    }

    @Test
    void nodeTypeIsCheckedBeforeTheSwitches() {
        var off = appliance(Switches.ALL_ON.anonymous(false));
        var owner = off.person();
        var body = Tree.empty().dryRun().put("is_public", true);
        ((ObjectNode) body.get("contents")).put("type", "GROUP");

        refused(
                put(off.client().as(owner), newPackage(owner), Samples.NO_SUCH_HASH, body),
                400,
                "Unexpected node type");
    }

    @Test
    void switchesAreCheckedBeforeTheHash() {
        var off = appliance(Switches.ALL_ON.anonymous(false));
        var owner = off.person();

        refused(
                put(
                        off.client().as(owner),
                        newPackage(owner),
                        Samples.NO_SUCH_HASH,
                        Tree.empty().dryRun().put("is_public", true)),
                403,
                "Public access not allowed");
    }

    @Test
    void hashIsCheckedBeforeTheSizes() {
        var owner = person();
        var body = Samples.oneFile().finalPush();
        body.putObject("sizes");

        refused(put(as(owner), newPackage(owner), Samples.NO_SUCH_HASH, body), 400, "Wrong contents hash");
    }

    @Test
    void sizesAreCheckedBeforeTheOwner() {
        var tree = Samples.oneFile();
        var body = tree.finalPush();
        body.putObject("sizes");

        refused(put(as(person()), newPackage(person()), tree.hash(), body), 400, "Sizes don't match the hashes");
    }

    @Test
    @DisplayName("item 18: a dry run refuses a wrong hash, a taken name and a forbidden visibility")
    void item18_dryRunRefusesWhatTheFinalPushWould() {
        var owner = person();
        quilt(owner).push(new Pkg(owner.name(), "Taken"), Tree.empty());

        refused(
                put(
                        as(owner),
                        newPackage(owner),
                        Samples.NO_SUCH_HASH,
                        Tree.empty().dryRun()),
                400,
                "Wrong contents hash");
        refused(
                dryRun(owner, new Pkg(owner.name(), "taken"), Tree.empty()),
                403,
                "Package already exists: " + owner.name() + "/Taken");
        var pushed = pushed(Tree.empty());
        refused(
                put(
                        as(pushed.owner()),
                        pushed.pkg(),
                        Tree.empty().hash(),
                        Tree.empty().dryRun().put("is_public", true)),
                403);
    }

    @Test
    void pushIsAnEventThatTellsWhetherItWasPublic() {
        var open = pushedPublic(Samples.oneFile());
        var closed = pushed(Samples.oneFile());

        var openEvent = ok(asAdmin().get(open.pkg().all("audit"))).get("events").get(0);
        var closedEvent =
                ok(asAdmin().get(closed.pkg().all("audit"))).get("events").get(0);

        assertThat(openEvent.get("type").textValue()).isEqualTo("PUSH");
        assertThat(openEvent.get("extra").get("public").booleanValue()).isTrue();
        assertThat(openEvent.get("package_hash").textValue()).isEqualTo(open.hash());
        assertThat(closedEvent.get("extra").get("public").booleanValue()).isFalse();
    }

    @Test
    @DisplayName("D12: pushing the same tree again replaces its metadata and the time of change")
    void repeatedPushReplacesMetadata() {
        var first = Samples.oneFile();
        var pushed = pushed(first);
        var before = ok(as(pushed.owner()).get(pushed.pkg().one("package", pushed.hash())));
        var changed = Tree.empty()
                .fileWith(
                        "a",
                        "one file\n".getBytes(StandardCharsets.UTF_8),
                        Answer.JSON.createObjectNode().put("note", "new"));

        appliance()
                .clock()
                .shifted(Duration.ofMinutes(5), () -> quilt(pushed.owner()).push(pushed.pkg(), changed));

        var after = ok(as(pushed.owner()).get(pushed.pkg().one("package", pushed.hash())));
        assertThat(after.at("/contents/children/a/metadata"))
                .isEqualTo(Answer.JSON.createObjectNode().put("note", "new"));
        assertThat(after.get("created_at")).isEqualTo(before.get("created_at"));
        assertThat(after.get("updated_at").doubleValue())
                .isGreaterThan(before.get("updated_at").doubleValue() + 200);
    }

    @Test
    void repeatedPushByAMemberTellsWhoChangedIt() {
        var pushed = pushedToTeam(Samples.oneFile());
        var member = person();

        quilt(member).push(pushed.pkg(), Samples.oneFile());

        var revision = ok(as(member).get(pushed.pkg().one("package", pushed.hash())));
        assertThat(revision.get("created_by").textValue())
                .isEqualTo(pushed.owner().name());
        assertThat(revision.get("updated_by").textValue()).isEqualTo(member.name());
    }

    @Test
    @DisplayName("item 57: after a deletion the same package is pushed again without sending objects")
    void item57_pushAfterADeletionSendsNothing() {
        var pushed = pushed(Samples.demo());
        ok(as(pushed.owner()).delete(pushed.pkg().all("package")));
        missing(as(pushed.owner()).get(pushed.pkg().all("log")), pushed.pkg());

        var again = quilt(pushed.owner()).push(pushed.pkg(), pushed.tree());

        assertThat(again.uploaded()).isZero();
        assertThat(quilt(pushed.owner()).install(pushed.pkg()).objects()).hasSize(5);
    }

    @Test
    void failedPushLeavesNothing() {
        var owner = person();
        var pkg = newPackage(owner);
        var tree = Tree.of("a", Samples.fresh("never sent"));

        refused(finalPush(owner, pkg, tree), 400);

        missing(as(owner).get(pkg.all("log")), pkg);
        assertThat(events(pkg)).isEmpty();
        assertThat(ok(as(owner).get("/api/package/" + owner.name() + "/")).get("packages"))
                .isEmpty();
    }

    @Test
    void plainBodyWorksAsWellAsAGzippedOne() {
        var owner = person();
        var tree = Tree.empty();

        ok(put(as(owner), newPackage(owner), tree.hash(), tree.finalPush()));
        ok(put(as(owner).gzipping(), newPackage(owner), tree.hash(), tree.finalPush()));
    }

    @Test
    @DisplayName("item 35: the package URL is at the catalog's address")
    void item35_packageUrlIsAtTheCatalog() {
        var pushed = pushedPublic(Tree.empty());

        var url = ok(finalPush(pushed.owner(), pushed.pkg(), pushed.tree()))
                .get("package_url")
                .textValue();

        assertThat(url).isEqualTo(appliance().catalog() + "/package/" + pushed.pkg());
    }
}
