package org.quiltappliance.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NameTokensTest {

    private final NameTokens tokens = new NameTokens(WordList::english);

    static Stream<JsonNode> tokenizer() {
        return Vectors.list("tokenizer");
    }

    @ParameterizedTest
    @MethodSource("tokenizer")
    void namesBecomeTheTokensOfTheOriginal(JsonNode vector) {
        assertThat(tokens.of(vector.required("input").textValue())).isEqualTo(Vectors.texts(vector.required("tokens")));
    }

    static Stream<JsonNode> documents() {
        return Vectors.list("documents");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void ownersAndNamesOfTheDocumentsBecomeTheirTokens(JsonNode document) {
        assertThat(tokens.of(document.required("owner").textValue()))
                .isEqualTo(Vectors.texts(document.required("tokens_owner_B")));
        assertThat(tokens.of(document.required("name").textValue()))
                .isEqualTo(Vectors.texts(document.required("tokens_name_B")));
    }

    @Test
    void charactersThatAreNeitherLettersNorDigitsOnlyPartTheRuns() {
        assertThat(tokens.of("wine-Data")).containsExactly("wine-data", "wine", "data");
        assertThat(tokens.of("___")).isEmpty();
        assertThat(tokens.of("")).isEmpty();
        assertThat(tokens.of("naïve")).containsExactly("naïve", "na", "ve");
        assertThat(tokens.of("é")).isEmpty();
    }

    @Test
    void digitsStayWholeUpToTwentyFour() {
        String digits = "123456789012345678901234";

        assertThat(tokens.of(digits)).containsExactly(digits);
        assertThat(tokens.of(digits + "5")).containsExactly(digits + "5", digits, "5");
    }

    @Test
    void aNameOfAnyLengthIsCut() {
        String name = "landuse".repeat(10_000);

        assertThat(tokens.of(name))
                .hasSize(20_001)
                .startsWith(name, "land", "use")
                .containsOnly(name, "land", "use");
    }

    @Test
    void commonNamesOfDataPackagesFallIntoTheirWords() {
        assertThat(tokens.of("nyctaxi")).isEqualTo(List.of("nyctaxi", "nyc", "taxi"));
        assertThat(tokens.of("timeseries")).isEqualTo(List.of("timeseries", "time", "series"));
        assertThat(tokens.of("machinelearning")).isEqualTo(List.of("machinelearning", "machine", "learning"));
        assertThat(tokens.of("metadata")).isEqualTo(List.of("metadata"));
    }
}
