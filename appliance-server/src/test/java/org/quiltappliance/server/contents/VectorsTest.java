package org.quiltappliance.server.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.server.contents.Node.RootNode;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** Every tree of {@code vectors/contents-hash.json}, which was computed with the original. */
class VectorsTest {

    /** Stands for half a surrogate pair, which no JSON reader lets pass. */
    private static final String HALF_A_PAIR = "half a pair";

    private static JsonNode vectors(String file) throws IOException {
        try (var json = Objects.requireNonNull(VectorsTest.class.getResourceAsStream("/vectors/" + file + ".json"))) {
            var text = new String(json.readAllBytes(), StandardCharsets.UTF_8);
            return Trees.JSON.readTree(text.replace("\"\\ud800\"", '"' + HALF_A_PAIR + '"'));
        }
    }

    private static Stream<Arguments> listed(String member) throws IOException {
        return StreamSupport.stream(vectors("contents-hash").get(member).spliterator(), false)
                .map(vector -> Arguments.of(vector.get("name").textValue(), vector));
    }

    static Stream<Arguments> cases() throws IOException {
        return listed("cases");
    }

    static Stream<Arguments> rejected() throws IOException {
        return listed("rejected_by_the_original");
    }

    private static Node contents(JsonNode vector) {
        return Trees.readExactly(vector.get("contents").toString().replace(HALF_A_PAIR, "\\ud800"));
    }

    private static RootNode root(JsonNode vector) {
        return (RootNode) contents(vector);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void hashIsThatOfTheOriginal(String name, JsonNode vector) {
        var root = root(vector);

        assertThat(TreeHash.of(root)).hasToString(vector.get("hash").textValue());
        assertThat(Contents.of(root).hash()).hasToString(vector.get("hash").textValue());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void objectsAreThoseOfTheOriginal(String name, JsonNode vector) {
        var objects = ObjectList.of(root(vector));
        var all = new ArrayList<String>();
        var metadataOnly = new ArrayList<String>();

        objects.forEachDistinct(objects.all(), (hash, size) -> all.add(hash.toString()));
        objects.forEachDistinctMetadata(objects.all(), (hash, size) -> metadataOnly.add(hash.toString()));

        if (vector.has("object_hashes")) {
            assertThat(all).containsExactlyInAnyOrderElementsOf(texts(vector.get("object_hashes")));
            assertThat(metadataOnly).containsExactlyInAnyOrderElementsOf(texts(vector.get("object_hashes_meta_only")));
        } else {
            assertThat(all)
                    .doesNotHaveDuplicates()
                    .hasSize(vector.get("object_hash_count").intValue());
            assertThat(metadataOnly)
                    .doesNotHaveDuplicates()
                    .hasSize(vector.get("object_hash_meta_only_count").intValue());
        }
        assertThat(objects.distinctCount()).isEqualTo(all.size());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void treeComesBackAsTheOriginalGivesIt(String name, JsonNode vector) throws IOException {
        var root = root(vector);
        var expected = vector.has("normalized_contents") ? vector.get("normalized_contents") : vector.get("contents");

        assertThat(Trees.JSON.readTree(Trees.stored(root))).isEqualTo(expected);
        assertThat(new StoredTree(Contents.of(root).tree()).read()).isEqualTo(root);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rejected")
    void whatTheOriginalFailedAtIsRefused(String name, JsonNode vector) throws IOException {
        if (name.equals("metadata object that has a key named type")) {
            assertThat(Trees.JSON.readTree(Trees.stored(root(vector)))).isEqualTo(vector.get("contents"));
        } else if (name.equals("FILE at the top")) {
            assertThat(contents(vector).type()).isEqualTo(Node.Type.FILE);
        } else {
            assertThatThrownBy(() -> contents(vector)).isInstanceOf(Invalid.class);
        }
    }

    @Test
    void objectHashesFollowTheirRule() throws IOException {
        var hashes = vectors("names").get("object_hashes");
        var good = texts(hashes.get("should_pass"));
        var bad = new ArrayList<>(texts(hashes.get("passes_the_original")));
        bad.addAll(texts(hashes.get("fails_the_original")));
        bad.removeAll(good);

        assertThat(good)
                .isNotEmpty()
                .allSatisfy(text -> assertThat(Hash.parse(text)).hasToString(text));
        assertThat(good).allSatisfy(text -> assertThat(Hash.isHash(text)).isTrue());
        assertThat(bad).hasSizeGreaterThan(5).allSatisfy(text -> {
            assertThat(Hash.isHash(text)).isFalse();
            assertThatThrownBy(() -> Hash.parse(text)).isInstanceOf(Invalid.class);
        });
    }
}
