package org.quiltappliance.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.server.packages.LatestListener.IndexedText;
import org.quiltappliance.server.search.TextVector.Weight;

class TextVectorTest {

    private final NameTokens tokens = new NameTokens(WordList::english);

    static Stream<JsonNode> texts() {
        return Vectors.list("text_parser");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textsBecomeTheWordsOfPostgresql(JsonNode vector) {
        assertThat(vectorOf(vector.required("text").textValue()))
                .isEqualTo(vector.required("tsvector").textValue());
    }

    static Stream<JsonNode> documents() {
        return Vectors.list("documents");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void packagesBecomeTheVectorsOfPostgresql(JsonNode document) {
        String nodeNames = String.join(" ", Vectors.texts(document.required("node_names_C")));
        String readme = document.required("readme").asText("");

        var text = SearchText.of(
                tokens,
                document.required("owner").textValue(),
                document.required("name").textValue(),
                new IndexedText(nodeNames, readme));

        assertThat(text.path()).isEqualTo(document.required("text_A").textValue());
        assertThat(TextVector.of(text))
                .hasToString(document.required("search_tsv").textValue());
        var keywords = new SearchText(text.path(), text.ownerTokens(), text.nameTokens(), text.nodeNames(), "");
        assertThat(TextVector.of(keywords))
                .hasToString(document.required("keywords_tsv").textValue());
        assertThat(vectorOf(readme)).isEqualTo(document.required("blobs_tsv").textValue());
    }

    @Test
    void wordsOver2046BytesAreIgnoredAndTakeNoPosition() {
        assertThat(vectorOf("wine " + "x".repeat(2047) + " data")).isEqualTo("'data':2 'wine':1");
    }

    static Stream<String> hostilePieces() {
        return Stream.of(
                "a_", "a-", "./", "~/", "/", "a@", "aa.aa-", "<a '", "<!--", "<a \"\\\"", "http://", "&a", "\u00E9-");
    }

    @ParameterizedTest
    @MethodSource("hostilePieces")
    void aTextOfOnePieceManyTimesIsReadToItsEnd(String piece) {
        String text = PlainText.clean(piece.repeat(50_000) + " \n wine");

        assertThat(new TextVector().add(text, Weight.D).places()).containsKey("wine");
    }

    private static String vectorOf(String text) {
        return new TextVector().add(text, Weight.D).toString();
    }
}
