package org.quiltappliance.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordListTest {

    private final WordList words = WordList.english();

    static Stream<JsonNode> knownResults() {
        return Vectors.list("segmenter_known_results");
    }

    @ParameterizedTest
    @MethodSource("knownResults")
    void cutsTheDocumentedCases(JsonNode vector) {
        assertThat(words.cut(vector.required("input").textValue())).isEqualTo(Vectors.texts(vector.required("words")));
    }

    @Test
    void noWordOfTheListIsCut() {
        var cut = IntStream.range(0, words.size())
                .mapToObj(words::word)
                .filter(word -> !words.cut(word).equals(List.of(word)))
                .toList();

        assertThat(words.size()).isGreaterThan(100_000);
        assertThat(cut).isEmpty();
    }

    @Test
    void anUnknownShortRunStaysWhole() {
        assertThat(words.cut("tx")).containsExactly("tx");
        assertThat(words.cut("xyz")).containsExactly("xyz");
    }
}
