package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.Tree;
import org.quiltappliance.server.testing.TreeHash;
import org.quiltappliance.server.testing.Vectors;

/** Installing: {@code registry-api.md} 2.5.3, 2.5.4 and 2.4, and how trees come back (4.3). */
abstract class InstallContract extends RegistryContract {

    private static final String NO_HASH = "Package hash does not exist";

    private Answer get(Person caller, Pushed pushed, String query) {
        return as(caller).get(pushed.pkg().one("package", pushed.hash()) + query);
    }

    private Answer get(Pushed pushed, String query) {
        return get(pushed.owner(), pushed, query);
    }

    @Test
    @DisplayName("item 38: a tree with every kind of node comes back as it was sent, and so do its objects")
    void item38_everyKindOfNodeComesBack() {
        var pushed = pushed(Samples.everyKind());

        var installed = quilt(pushed.owner()).install(pushed.pkg());

        assertThat(installed.contents()).isEqualTo(pushed.tree().json());
        assertThat(installed.objects()).containsOnlyKeys(pushed.tree().objectHashes());
    }

    static List<JsonNode> vectors() {
        var cases = new ArrayList<JsonNode>();
        Vectors.read("contents-hash").get("cases").forEach(cases::add);
        return cases;
    }

    @Test
    @DisplayName(
            "item 38: every tree of the original's vectors is accepted with its hash and comes back with equal hash")
    void item38_treesOfTheOriginalComeBack() {
        var own = appliance(Switches.ALL_ON.verifyOnPush(false));
        var owner = own.person();
        var client = own.client().as(owner);

        assertThat(vectors()).allSatisfy(given -> {
            var pkg = newPackage(owner);
            var hash = given.get("hash").textValue();
            var tree = Tree.empty();
            tree.json().setAll((ObjectNode) given.get("contents"));
            var body = tree.finalPush();
            var answer = client.gzipping().put(pkg.one("package", hash), body);
            if (answer.status() == 403) {
                assertThat(answer.message()).as("%s", given.get("name")).startsWith("Failed to download the README");
                return;
            }
            ok(answer);

            var contents = ok(client.get(pkg.one("package", hash))).get("contents");

            assertThat(TreeHash.of(contents)).as("%s", given.get("name")).isEqualTo(hash);
            if (given.has("normalized_contents")) {
                assertThat(contents).as("%s", given.get("name")).isEqualTo(given.get("normalized_contents"));
            }
        });
    }

    @Test
    @DisplayName("item 38: metadata of all JSON kinds comes back equal")
    void item38_metadataOfAllKindsComesBack() throws Exception {
        var metadata = Answer.JSON.readTree("""
                {"text": "d\u00e9j\u00e0 \u30c7\u30fc\u30bf \ud83d\ude00 \\" \\\\ \\n \\u007f", "empty": "", "": "no name",
                 "number": 1234567890123456789012345678901234567890, "decimal": 3.14159265358979323846264338327950288,
                 "small": 1e-30, "zero": 0, "minus": -17, "yes": true, "no": false, "nothing": null,
                 "list": [1, [2, [3, []]], {}], "object": {"a": {"b": {"c": null}}}}
                """);
        var content = "x".getBytes(StandardCharsets.UTF_8);
        var pushed = pushed(Tree.empty().fileWith("a", content, metadata));

        var back = ok(get(pushed, "")).at("/contents/children/a/metadata");

        assertThat(numbersAsValues(back)).isEqualTo(numbersAsValues(metadata));
    }

    /** Equal numbers are equal, however they are written. */
    private static JsonNode numbersAsValues(JsonNode node) {
        if (node.isNumber()) {
            return Answer.JSON
                    .getNodeFactory()
                    .textNode(node.decimalValue().stripTrailingZeros().toString());
        }
        if (node.isObject()) {
            var changed = Answer.JSON.createObjectNode();
            node.properties().forEach(entry -> changed.set(entry.getKey(), numbersAsValues(entry.getValue())));
            return changed;
        }
        if (node.isArray()) {
            var changed = Answer.JSON.createArrayNode();
            node.forEach(element -> changed.add(numbersAsValues(element)));
            return changed;
        }
        return node;
    }

    @Test
    @DisplayName("D8: metadata may have a member called type")
    void metadataIsOpaque() {
        var metadata = Answer.JSON.createObjectNode().put("type", "csv");
        metadata.putObject("nested").put("type", "ROOT").put("hashes", 5);
        var pushed = pushed(Tree.empty().fileWith("a", "x".getBytes(StandardCharsets.UTF_8), metadata));

        assertThat(ok(get(pushed, "")).at("/contents/children/a/metadata")).isEqualTo(metadata);
    }

    @Test
    void missingMetadataComesBackEmpty() {
        var file = Answer.JSON.createObjectNode().put("type", "FILE");
        file.putArray("hashes");
        var pushed = pushed(Tree.empty().put("a", file));

        var back = ok(get(pushed, "")).at("/contents/children/a");

        assertThat(back.get("metadata")).isEqualTo(Answer.JSON.createObjectNode());
        assertThat(back.has("metadata_hash")).isFalse();
    }

    @Test
    @DisplayName("item 39: no member type outside nodes, and nodes have no members besides their own")
    void item39_onlyNodesHaveATypeAndNothingElse() {
        var pushed = pushed(Samples.everyKind());

        var answer = ok(get(pushed, ""));

        assertThat(members(answer))
                .containsExactlyInAnyOrder(
                        "contents", "urls", "sizes", "created_by", "created_at", "updated_by", "updated_at", "status");
        onlyNodeMembers(answer.get("contents"));
    }

    private static void onlyNodeMembers(JsonNode node) {
        var allowed = Map.of(
                "ROOT", Set.of("type", "children", "metadata_hash"),
                "GROUP", Set.of("type", "children", "metadata_hash"),
                "FILE", Set.of("type", "hashes", "metadata", "metadata_hash"),
                "TABLE", Set.of("type", "hashes", "format", "metadata", "metadata_hash"));
        assertThat(allowed.get(node.get("type").textValue())).containsAll(members(node));
        node.path("children").forEach(InstallContract::onlyNodeMembers);
    }

    @Test
    @DisplayName("item 40: urls and sizes have the same keys, sizes are whole numbers and 0 exactly for empty objects")
    void item40_sizesAreTrue() {
        var pushed = pushed(Samples.demo());

        var answer = ok(get(pushed, ""));

        assertThat(members(answer.get("urls"))).containsExactlyInAnyOrderElementsOf(members(answer.get("sizes")));
        assertThat(answer.get("sizes")).isEqualTo(pushed.tree().sizes());
    }

    @Test
    @DisplayName("item 37: empty parameters mean none")
    void item37_emptyParametersMeanNone() {
        var pushed = pushed(Samples.demo());

        var answer = ok(get(pushed, "?subpath=&meta_only="));

        assertThat(members(answer.get("urls")))
                .containsExactlyInAnyOrderElementsOf(pushed.tree().objectHashes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "yes", "false", "0"})
    @DisplayName("item 37: with meta_only only metadata objects are given, contents are whole")
    void item37_metaOnlyGivesMetadataObjectsOnly(String text) {
        var pushed = pushed(Samples.everyKind());

        var answer = ok(get(pushed, "?subpath=&meta_only=" + text));

        assertThat(members(answer.get("urls")))
                .containsExactlyInAnyOrderElementsOf(pushed.tree().metadataHashes());
        assertThat(members(answer.get("sizes")))
                .containsExactlyInAnyOrderElementsOf(pushed.tree().metadataHashes());
        assertThat(answer.get("contents")).isEqualTo(pushed.tree().json());
    }

    @Test
    void subpathGivesObjectsBelowItButTheWholeTree() {
        var pushed = pushed(Samples.everyKind());

        var answer = ok(get(pushed, "?subpath=tables&meta_only="));

        assertThat(members(answer.get("urls")))
                .containsExactlyInAnyOrderElementsOf(pushed.tree().at("tables").objectHashes());
        assertThat(answer.get("contents")).isEqualTo(pushed.tree().json());
    }

    @Test
    void subpathOfSeveralComponentsIsPartedBySlashes() {
        var pushed = pushed(Samples.everyKind());

        var answer = ok(get(pushed, "?subpath=tables%2Fthree&meta_only="));

        assertThat(members(answer.get("urls")))
                .containsExactlyInAnyOrderElementsOf(
                        pushed.tree().at("tables/three").objectHashes());
    }

    @Test
    void subpathMayLeadToAFile() {
        var pushed = pushed(Samples.demo());

        var answer = ok(get(pushed, "?subpath=data%2Fsmall&meta_only="));

        assertThat(members(answer.get("urls")))
                .containsExactlyInAnyOrderElementsOf(
                        pushed.tree().at("data/small").objectHashes());
    }

    @Test
    void subpathMayBeOfAnotherScript() {
        var pushed = pushed(Samples.everyKind());
        var path = "d\u00e9j\u00e0/\u30c7\u30fc\u30bf";

        var answer = ok(get(pushed, "?meta_only=&subpath=" + RegistryClient.segment(path)));

        assertThat(members(answer.get("urls")))
                .containsExactlyInAnyOrderElementsOf(pushed.tree().at(path).objectHashes());
    }

    @Test
    void subpathMayLeadToAnEmptyGroup() {
        var pushed = pushed(Samples.everyKind());

        var answer = ok(get(pushed, "?subpath=nothing&meta_only="));

        assertThat(answer.get("urls")).isEmpty();
        assertThat(answer.get("sizes")).isEmpty();
    }

    @Test
    void subpathAndMetaOnlyCombine() {
        var pushed = pushed(Samples.everyKind());

        var answer = ok(get(pushed, "?subpath=tables&meta_only=true"));

        assertThat(members(answer.get("urls")))
                .containsExactlyInAnyOrderElementsOf(pushed.tree().at("tables").metadataHashes());
    }

    @Test
    void unknownSubpathNamesTheFirstMissingComponent() {
        var pushed = pushed(Samples.demo());

        refused(get(pushed, "?subpath=nothing"), 404, "Invalid subpath: 'nothing'");
        refused(get(pushed, "?subpath=data%2Fnothing%2Fmore"), 404, "Invalid subpath: 'nothing'");
    }

    @Test
    void subpathBelowAFileNamesTheComponentBelow() {
        var pushed = pushed(Samples.demo());

        refused(get(pushed, "?subpath=data%2Fsmall%2Fmore"), 404, "Invalid subpath: 'more'");
    }

    @Test
    void subpathIsQuotedAsTheOriginalDid() {
        var pushed = pushed(Samples.demo());

        refused(get(pushed, "?subpath=it%27s"), 404, "Invalid subpath: \"it's\"");
        refused(get(pushed, "?subpath=a%0Ab"), 404, "Invalid subpath: 'a\\nb'");
    }

    @Test
    void emptyComponentOfASubpathIsUnknown() {
        var pushed = pushed(Samples.demo());

        refused(get(pushed, "?subpath=data%2F%2Fsmall"), 404, "Invalid subpath: ''");
    }

    @Test
    @DisplayName("item 36: unknown hashes and invisible packages are answered alike")
    void item36_unknownAndInvisibleAreAlike() {
        var pushed = pushed(Samples.oneFile());
        var stranger = person();

        refused(as(stranger).get(pushed.pkg().one("package", pushed.hash())), 404, NO_HASH);
        refused(as(stranger).get(newPackage(stranger).one("package", pushed.hash())), 404, NO_HASH);
        refused(as(pushed.owner()).get(pushed.pkg().one("package", Samples.NO_SUCH_HASH)), 404, NO_HASH);
        refused(nobody().get(pushed.pkg().one("package", pushed.hash())), 404, NO_HASH);
    }

    @Test
    @DisplayName("D9: a hash that is none does not exist")
    void brokenHashDoesNotExist() {
        var pushed = pushed(Samples.oneFile());

        assertThat(as(pushed.owner()).get(pushed.pkg().one("package", "latest")).status())
                .isIn(400, 404);
        assertThat(as(pushed.owner())
                        .get(pushed.pkg().one("package", pushed.hash() + "0"))
                        .status())
                .isIn(400, 404);
        assertThat(as(pushed.owner())
                        .get(pushed.pkg().one("package", pushed.hash().substring(0, 10)))
                        .status())
                .isIn(400, 404);
    }

    @Test
    void revisionTellsWhoMadeItAndWhen() {
        var before = Instant.now().getEpochSecond() - 1;
        var pushed = pushed(Samples.oneFile());

        var answer = ok(get(pushed, ""));

        assertThat(answer.get("created_by").textValue())
                .isEqualTo(pushed.owner().name());
        assertThat(answer.get("updated_by").textValue())
                .isEqualTo(pushed.owner().name());
        assertThat(answer.get("created_at").isNumber()).isTrue();
        assertThat(answer.get("created_at").doubleValue())
                .isBetween((double) before, (double) Instant.now().getEpochSecond() + 1);
        assertThat(answer.get("updated_at")).isEqualTo(answer.get("created_at"));
    }

    @Test
    void installIsAnEventWithItsSubpath() {
        var pushed = pushed(Samples.demo());
        ok(get(pushed, "?subpath=&meta_only="));
        ok(get(pushed, "?subpath=data%2Fsmall&meta_only="));

        var events = ok(asAdmin().get(pushed.pkg().all("audit"))).get("events");

        assertThat(texts(events, "type")).containsExactly("PUSH", "INSTALL", "INSTALL");
        assertThat(events.get(1).get("user").textValue())
                .isEqualTo(pushed.owner().name());
        assertThat(events.get(1).get("package_hash").textValue()).isEqualTo(pushed.hash());
        assertThat(events.get(1).at("/extra/subpath").asText("")).isIn("", "null");
        assertThat(events.get(2).at("/extra/subpath").textValue()).isEqualTo("data/small");
    }

    @Test
    @DisplayName("D36: HEAD is no install")
    void headIsNoEvent() {
        var pushed = pushed(Samples.oneFile());

        var answer = as(pushed.owner()).head(pushed.pkg().one("package", pushed.hash()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bytes()).isEmpty();
        assertThat(events(pushed.pkg()))
                .containsExactly("PUSH " + pushed.owner().name());
    }

    @Test
    void refusedInstallIsNoEvent() {
        var pushed = pushed(Samples.oneFile());

        get(person(), pushed, "");
        get(pushed, "?subpath=nothing");

        assertThat(events(pushed.pkg()))
                .containsExactly("PUSH " + pushed.owner().name());
    }

    @Test
    @DisplayName("item 50: an anonymous install of a public package needs nothing but URLs")
    void item50_anonymousInstallOfAPublicPackage() {
        var pushed = pushedPublic(Samples.demo());

        var installed = new QuiltClient(nobody()).install(pushed.pkg());

        assertThat(installed.contents()).isEqualTo(pushed.tree().json());
        assertThat(installed.objects()).hasSize(5);
    }

    @Test
    @DisplayName("item 51: by tag, by version and by hash")
    void item51_installByTagVersionAndHash() {
        var pushed = pushed(Tree.of("a", "1"));
        var second = quilt(pushed.owner()).push(pushed.pkg(), Tree.of("a", "2"));
        ok(as(pushed.owner()).put(pushed.pkg().one("tag", "stable"), hash(pushed.hash())));
        ok(as(pushed.owner()).put(pushed.pkg().one("version", "1.0"), hash(pushed.hash())));

        var byTag =
                ok(as(pushed.owner()).get(pushed.pkg().one("tag", "stable"))).get("hash");
        var byVersion =
                ok(as(pushed.owner()).get(pushed.pkg().one("version", "1.0"))).get("hash");
        var log = texts(ok(as(pushed.owner()).get(pushed.pkg().all("log"))).get("logs"), "hash");

        assertThat(byTag.textValue()).isEqualTo(pushed.hash());
        assertThat(byVersion.textValue()).isEqualTo(pushed.hash());
        assertThat(log).containsExactly(pushed.hash(), second.hash());
        assertThat(quilt(pushed.owner())
                        .install(pushed.pkg(), pushed.hash(), "", false)
                        .objects())
                .hasSize(1);
    }

    @Test
    void exportForTheSuccessorListsEveryFile() {
        var pushed = pushed(Samples.demo());

        var answer = ok(as(pushed.owner()).get(pushed.pkg().one("packaget4", pushed.hash())));

        assertThat(answer.get("manifest")).isNotEmpty();
        assertThat(members(answer)).contains("urls", "sizes", "created_by", "created_at", "updated_by", "updated_at");
        assertThat(answer.get("manifest").toString())
                .contains("/data/small", pushed.tree().objectAt("data/small"), "SHA256");
    }

    @Test
    void exportForTheSuccessorHidesWhatInstallHides() {
        var pushed = pushed(Samples.oneFile());

        refused(as(person()).get(pushed.pkg().one("packaget4", pushed.hash())), 404, NO_HASH);
        refused(nobody().get(pushed.pkg().one("packaget4", pushed.hash())), 404, NO_HASH);
    }

    @Test
    void exportForTheSuccessorIsAnInstall() {
        var pushed = pushed(Samples.oneFile());

        ok(as(pushed.owner()).get(pushed.pkg().one("packaget4", pushed.hash())));

        assertThat(events(pushed.pkg()))
                .containsExactly(
                        "PUSH " + pushed.owner().name(),
                        "INSTALL " + pushed.owner().name());
    }

    @Test
    void objectsAreGivenByHash() {
        var pushed = pushed(Samples.demo());

        var answer =
                ok(as(pushed.owner()).post("/api/get_objects", pushed.tree().objectHashes()));

        assertThat(quilt(pushed.owner()).download(answer.get("urls"), answer.get("sizes")))
                .containsOnlyKeys(pushed.tree().objectHashes());
        assertThat(answer.get("sizes")).isEqualTo(pushed.tree().sizes());
    }

    @Test
    void unknownObjectsAreLeftOut() {
        var pushed = pushed(Samples.oneFile());
        var known = pushed.tree().objectAt("a");

        var answer = ok(as(pushed.owner()).post("/api/get_objects", List.of(known, Samples.NO_SUCH_HASH, known)));

        assertThat(members(answer.get("urls"))).containsExactly(known);
        assertThat(members(answer.get("sizes"))).containsExactly(known);
    }

    @Test
    void invisibleObjectsAreLeftOut() {
        var pushed = pushed(Tree.of("a", Samples.fresh("secret")));

        var answer = ok(as(person()).post("/api/get_objects", pushed.tree().objectHashes()));

        assertThat(answer.get("urls")).isEmpty();
        assertThat(answer.get("sizes")).isEmpty();
    }

    @Test
    void objectsOfASharedPackageAreGivenWhoeverOwnsIt() {
        var pushed = pushed(Tree.of("a", Samples.fresh("shared")));
        var reader = person();
        share(pushed, reader.name());

        var answer = ok(as(reader).post("/api/get_objects", pushed.tree().objectHashes()));

        assertThat(quilt(reader).download(answer.get("urls"), answer.get("sizes")))
                .hasSize(1);
    }

    @Test
    void objectsOfOlderRevisionsAreGiven() {
        var pushed = pushed(Tree.of("a", Samples.fresh("old")));
        quilt(pushed.owner()).push(pushed.pkg(), Tree.of("a", "new"));

        var answer =
                ok(as(pushed.owner()).post("/api/get_objects", pushed.tree().objectHashes()));

        assertThat(members(answer.get("urls")))
                .containsExactlyElementsOf(pushed.tree().objectHashes());
    }

    @Test
    void objectsOfADeletedPackageAreNotGiven() {
        var pushed = pushed(Tree.of("a", Samples.fresh("gone")));
        ok(as(pushed.owner()).delete(pushed.pkg().all("package")));

        var answer =
                ok(as(pushed.owner()).post("/api/get_objects", pushed.tree().objectHashes()));

        assertThat(answer.get("urls")).isEmpty();
    }

    @Test
    void nobodyGetsObjectsOfPublicPackagesOnly() {
        var open = pushedPublic(Tree.of("a", Samples.fresh("open")));
        var closed = pushed(Tree.of("a", Samples.fresh("closed")));
        var both = List.of(open.tree().objectAt("a"), closed.tree().objectAt("a"));

        var answer = ok(nobody().post("/api/get_objects", both));

        assertThat(members(answer.get("urls"))).containsExactly(open.tree().objectAt("a"));
    }

    @Test
    @DisplayName("item 49: 10,000 hashes in one request")
    void item49_tenThousandHashesInOneRequest() {
        var pushed = pushed(Samples.demo());
        var hashes = new HashSet<>(pushed.tree().objectHashes());
        for (int i = 0; hashes.size() < 10_000; i++) {
            hashes.add(TreeHash.ofBytes(("unknown " + i).getBytes(StandardCharsets.UTF_8)));
        }

        var answer = ok(as(pushed.owner()).post("/api/get_objects", hashes));

        assertThat(members(answer.get("urls")))
                .containsExactlyInAnyOrderElementsOf(pushed.tree().objectHashes());
    }

    @Test
    void noObjectsAskedNoneGiven() {
        var answer = ok(as(person()).post("/api/get_objects", List.of()));

        assertThat(answer.get("urls")).isEmpty();
        assertThat(answer.get("sizes")).isEmpty();
    }

    @Test
    void listOfObjectsIsChecked() {
        var client = as(person());

        refused(client.post("/api/get_objects", Map.of()), 400);
        refused(client.post("/api/get_objects", List.of("abc")), 400);
        refused(client.post("/api/get_objects", List.of(Samples.NO_SUCH_HASH + "0")), 400);
        refused(client.post("/api/get_objects", List.of(Samples.NO_SUCH_HASH.toUpperCase(Locale.ROOT))), 400);
        refused(client.post("/api/get_objects", List.of(5)), 400);
        refused(client.post("/api/get_objects"), 400);
    }

    @Test
    void askingForObjectsIsNoEvent() {
        var pushed = pushed(Samples.oneFile());

        ok(as(pushed.owner()).post("/api/get_objects", pushed.tree().objectHashes()));

        assertThat(events(pushed.pkg()))
                .containsExactly("PUSH " + pushed.owner().name());
    }
}
