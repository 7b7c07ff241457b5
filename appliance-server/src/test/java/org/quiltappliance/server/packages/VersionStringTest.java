package org.quiltappliance.server.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

class VersionStringTest {

    private static JsonNode vectors(String member) throws IOException {
        try (var json = Objects.requireNonNull(VersionStringTest.class.getResourceAsStream("/vectors/versions.json"))) {
            return new ObjectMapper().readTree(json).get(member);
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static List<JsonNode> accepted() throws IOException {
        return list(vectors("accepted"));
    }

    static List<String> rejected() throws IOException {
        return list(vectors("rejected")).stream().map(JsonNode::textValue).toList();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void versionHasItsNormalForm(JsonNode vector) {
        var version = VersionString.parse(vector.get("input").textValue());

        assertThat(version.normalForm()).isEqualTo(vector.get("normalized").textValue());
        assertThat(version.asWritten()).isEqualTo(vector.get("input").textValue());
        assertThat(VersionString.parse(version.normalForm())).isEqualTo(version);
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void whatIsNoVersionIsRefused(String text) {
        assertThat(VersionString.find(text)).isEmpty();
        assertThatThrownBy(() -> VersionString.parse(text))
                .isInstanceOf(Invalid.class)
                .hasMessage("Malformed version");
    }

    @Test
    void spellingsOfOneVersionAreEqual() throws IOException {
        var groups = list(vectors("same_key"));

        assertThat(groups).isNotEmpty().allSatisfy(group -> {
            var versions = new HashSet<VersionString>();
            group.get("inputs").forEach(input -> versions.add(VersionString.parse(input.textValue())));
            assertThat(versions)
                    .singleElement()
                    .extracting(VersionString::normalForm)
                    .isEqualTo(group.get("normalized").textValue());
        });
    }

    @Test
    void precedenceIsThatOfTheOriginal() throws IOException {
        var ranks = new ArrayList<List<VersionString>>();
        for (var rank : vectors("sorted")) {
            ranks.add(list(rank.get("versions")).stream()
                    .map(version -> VersionString.parse(version.get("input").textValue()))
                    .toList());
        }

        assertThat(ranks).hasSizeGreaterThan(30);
        for (int i = 0; i < ranks.size(); i++) {
            for (int j = 0; j < ranks.size(); j++) {
                for (var one : ranks.get(i)) {
                    for (var other : ranks.get(j)) {
                        assertThat(Integer.signum(one.comparePrecedence(other)))
                                .as("%s compared to %s", one, other)
                                .isEqualTo(Integer.compare(i, j));
                    }
                }
            }
        }
    }

    @Test
    void listIsOrderedAsInTheExample() throws IOException {
        var example = vectors("list_example");
        var listed = list(example.get("pushed_in_this_order")).stream()
                .map(text -> VersionString.parse(text.textValue()))
                .sorted()
                .map(VersionString::asWritten)
                .toList();

        assertThat(listed)
                .isEqualTo(list(example.get("listed_in_this_order")).stream()
                        .map(JsonNode::textValue)
                        .toList());
    }

    @Test
    void documentedChainIsAscending() {
        var chain = List.of(
                "1.0.dev1",
                "1.0a1.dev2",
                "1.0a1",
                "1.0a1.post2",
                "1.0b1",
                "1.0rc1",
                "1.0",
                "1.0+abc",
                "1.0+5",
                "1.0.post1.dev2",
                "1.0.post1",
                "1.1",
                "1!0.1");
        var versions = new ArrayList<>(chain.stream().map(VersionString::parse).toList());

        Collections.shuffle(versions, new Random(1));
        Collections.sort(versions);

        assertThat(versions).extracting(VersionString::normalForm).isEqualTo(chain);
    }

    @Test
    void trailingZerosMakeAnotherVersionOfTheSamePrecedence() {
        var one = VersionString.parse("1.0");
        var other = VersionString.parse("1.0.0");

        assertThat(one).isNotEqualTo(other);
        assertThat(one.comparePrecedence(other)).isZero();
        assertThat(one).isNotEqualByComparingTo(other);
    }

    @Test
    void lengthIsLimitedAsWrittenAndNormalised() {
        assertThat(VersionString.find("1".repeat(64))).isPresent();
        assertThat(VersionString.find("1".repeat(65))).isEmpty();
        assertThat(VersionString.find(" " + "1".repeat(64))).isEmpty();
        assertThat(VersionString.find("1".repeat(59) + "-1")).isEmpty(); // .post1 instead of -1
        assertThat(VersionString.find("1".repeat(58) + "-1")).isPresent();
    }

    @Test
    void whiteSpaceOfAnyScriptMaySurroundIt() {
        assertThat(VersionString.find("\u00a0\u2003\u000b1.0\u3000\u0085\u001c"))
                .map(VersionString::normalForm)
                .contains("1.0");
        assertThat(VersionString.find("1.0\u200b")).isEmpty();
        assertThat(VersionString.find("1.0.po\u017ft1")).isEmpty();
    }
}
