package org.quiltappliance.server.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quiltappliance.server.contents.Trees.child;
import static org.quiltappliance.server.contents.Trees.file;
import static org.quiltappliance.server.contents.Trees.hash;
import static org.quiltappliance.server.contents.Trees.read;
import static org.quiltappliance.server.contents.Trees.root;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.contents.Node.FileNode;
import org.quiltappliance.server.contents.Node.GroupNode;
import org.quiltappliance.server.contents.Node.RootNode;
import org.quiltappliance.server.contents.Node.TableNode;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

class NodeReaderTest {

    private static final String H = Trees.text('1');

    private static RootNode rootOf(String child) {
        return (RootNode) read("{'type': 'ROOT', 'children': {'a': " + child + "}}");
    }

    @Test
    void everyKindOfNodeIsRead() {
        var tree = read("{'type': 'ROOT', 'metadata_hash': '" + Trees.text('a') + "', 'children': {"
                + "'g': {'type': 'GROUP', 'children': {}, 'metadata_hash': '" + Trees.text('b') + "'},"
                + "'t': {'type': 'TABLE', 'hashes': ['" + H + "', '" + Trees.text('2') + "'], 'format': 'PARQUET',"
                + "      'metadata': {'q_target': 'pandas'}},"
                + "'f': {'type': 'FILE', 'hashes': ['" + H + "'], 'metadata': {'q_path': 'a.csv'},"
                + "      'metadata_hash': '" + Trees.text('c') + "'}}}");

        assertThat(tree)
                .isEqualTo(new RootNode(
                        Children.of(List.of(
                                child("g", new GroupNode(Children.none(), Optional.of(hash('b')))),
                                child(
                                        "t",
                                        new TableNode(
                                                List.of(hash('1'), hash('2')),
                                                Metadata.parse("{\"q_target\":\"pandas\"}"),
                                                Optional.empty())),
                                child(
                                        "f",
                                        new FileNode(
                                                List.of(hash('1')),
                                                Metadata.parse("{\"q_path\":\"a.csv\"}"),
                                                Optional.of(hash('c')))))),
                        Optional.of(hash('a'))));
    }

    @Test
    void membersMayStandInAnyOrder() {
        var tree = read("{'children': {'t': {'format': 'PARQUET', 'metadata': {}, 'hashes': ['" + H
                + "'], 'type': 'TABLE'}, 'g': {'children': {}, 'type': 'GROUP'}}, 'type': 'ROOT'}");

        assertThat(tree).isEqualTo(root(child("t", Trees.table('1')), child("g", Trees.group())));
    }

    @Test
    void orderOfThePushIsKept() {
        var tree = (RootNode) read("{'type': 'ROOT', 'children': {'b': {'type': 'FILE', 'hashes': []},"
                + " 'a': {'type': 'FILE', 'hashes': []}}}");

        assertThat(tree.children().pushed()).containsExactly(child("b", file()), child("a", file()));
    }

    @Test
    void parserEndsAtTheEndOfTheNode() throws IOException {
        var json = "{\"contents\":{\"type\":\"ROOT\",\"children\":{}},\"next\":1}";
        try (var parser = NodeReader.parser(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))) {
            parser.nextToken();
            parser.nextToken();
            parser.nextToken();

            assertThat(NodeReader.read(parser)).isEqualTo(root());
            assertThat(parser.currentToken()).isEqualTo(JsonToken.END_OBJECT);
            assertThat(parser.nextFieldName()).isEqualTo("next");
        }
    }

    @Test
    void parserOfAnotherFactoryServesToo() throws IOException {
        var json = "{\"type\":\"ROOT\",\"children\":{\"a\":{\"type\":\"FILE\",\"hashes\":[\"" + H + "\"]}}}";
        try (var parser = new JsonFactory().createParser(json.getBytes(StandardCharsets.UTF_8))) {
            parser.nextToken();

            assertThat(NodeReader.read(parser)).isEqualTo(root(child("a", file('1'))));
        }
    }

    @Test
    void nullMetadataHashCountsAsMissing() {
        assertThat(rootOf("{'type': 'FILE', 'hashes': ['" + H + "'], 'metadata_hash': null}"))
                .isEqualTo(root(child("a", file('1'))));
    }

    @Test
    void lastOfSameMembersWins() {
        assertThat(rootOf("{'type': 'TABLE', 'type': 'FILE', 'hashes': [], 'hashes': ['" + H + "']}"))
                .isEqualTo(root(child("a", file('1'))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "'ROOT'",
                "[]",
                "{}",
                "{'type': 'LINK'}",
                "{'type': 'root', 'children': {}}",
                "{'type': 7, 'children': {}}",
                "{'type': null, 'children': {}}",
                "{'type': 'ROOT', 'children': {}}",
                "{'children': {}}",
                "{'type': 'GROUP'}",
                "{'type': 'GROUP', 'children': null}",
                "{'type': 'GROUP', 'children': []}",
                "{'type': 'GROUP', 'children': {}, 'hashes': []}",
                "{'type': 'GROUP', 'children': {}, 'metadata': {}}",
                "{'type': 'GROUP', 'children': {}, 'format': 'PARQUET'}",
                "{'type': 'GROUP', 'children': {}, 'more': 1}",
                "{'type': 'GROUP', 'children': {'b': 5}}",
                "{'type': 'FILE'}",
                "{'type': 'FILE', 'hashes': null}",
                "{'type': 'FILE', 'hashes': {}}",
                "{'type': 'FILE', 'hashes': [null]}",
                "{'type': 'FILE', 'hashes': [1]}",
                "{'type': 'FILE', 'hashes': [[]]}",
                "{'type': 'FILE', 'hashes': ['abc']}",
                "{'type': 'FILE', 'hashes': [], 'format': 'PARQUET'}",
                "{'type': 'FILE', 'hashes': [], 'children': {}}",
                "{'type': 'FILE', 'hashes': [], 'metadata': null}",
                "{'type': 'FILE', 'hashes': [], 'metadata': 'x'}",
                "{'type': 'FILE', 'hashes': [], 'metadata': {'a': '\\u0000'}}",
                "{'type': 'FILE', 'hashes': [], 'metadata': {'a': NaN}}",
                "{'type': 'FILE', 'hashes': [], 'metadata_hash': 'x'}",
                "{'type': 'FILE', 'hashes': [], 'metadata_hash': 5}",
                "{'type': 'FILE', 'hashes': [], 'more': 1}",
                "{'type': 'TABLE', 'hashes': []}",
                "{'type': 'TABLE', 'hashes': [], 'format': null}",
                "{'type': 'TABLE', 'format': 'PARQUET'}",
                "{'type': 'TABLE', 'hashes': [], 'format': 'CSV'}"
            })
    void brokenNodeIsRefused(String node) {
        assertThatThrownBy(() -> rootOf(node)).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "true", "[]", "'x'", "{'type': 'ROOT'}", "{'type': 'ROOT', 'children': {}, 'x': 1}"})
    void brokenTopIsRefused(String contents) {
        assertThatThrownBy(() -> read(contents)).isInstanceOf(Invalid.class);
    }

    @Test
    void hashOfTheWrongLengthOrWithMoreBehindItIsRefused() {
        for (var hash : List.of(H.substring(1), H + "0", H + "\\n", "A" + H.substring(1), "")) {
            assertThatThrownBy(() -> rootOf("{'type': 'FILE', 'hashes': ['" + hash + "']}"))
                    .isInstanceOf(Invalid.class);
        }
    }

    @Test
    void retiredTableFormatIsRefusedInTheWordsOfTheOriginal() {
        assertThatThrownBy(() -> rootOf("{'type': 'TABLE', 'hashes': ['" + H + "'], 'format': 'HDF5'}"))
                .isInstanceOf(Invalid.class)
                .hasMessage("Bad package format 'HDF5', this package may be outdated.");
    }

    @Test
    void nameThatCannotBeStoredIsRefused() {
        for (var name : List.of("\\u0000", "a\\u0000", "\\ud800", "\\udc00\\ud800")) {
            assertThatThrownBy(() ->
                            read("{'type': 'ROOT', 'children': {'" + name + "': {'type': 'GROUP', 'children': {}}}}"))
                    .isInstanceOf(Invalid.class);
        }
    }

    @Test
    void treeOfAsManyLevelsAsAllowedComesThrough() {
        var deepest = root(child("top", Trees.nested(NodeReader.MAX_LEVELS - 2)));

        var contents = Contents.of(deepest);

        assertThat(Trees.readExactly(Trees.stored(deepest))).isEqualTo(deepest);
        assertThat(contents.objects().size()).isEqualTo(1);
        assertThatThrownBy(() ->
                        Trees.readExactly(Trees.stored(root(child("top", Trees.nested(NodeReader.MAX_LEVELS - 1))))))
                .isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"GROUP\",\"children\":{\"a\":",
                "{\"children\":{\"a\":",
                "{\"type\":\"FILE\",\"metadata\":{\"a\":",
                "{\"type\":\"FILE\",\"metadata\":{\"a\":[",
                "{\"type\":\"FILE\",\"hashes\":[",
                "{\"a\":",
                "["
            })
    void endlessNestingIsRefusedEarly(String opening) {
        assertThatThrownBy(() -> Trees.readExactly(opening.repeat(100_000))).isInstanceOf(Invalid.class);
    }

    @Test
    void endlessNestingInsideOfMetadataIsRefused() {
        var json = "{\"type\":\"FILE\",\"metadata\":{\"a\":" + "[".repeat(100_000);

        assertThatThrownBy(() -> Trees.readExactly(json)).isInstanceOf(Invalid.class);
    }

    @Test
    void numberThatIsTooLongIsRefused() {
        var json = "{\"type\":\"FILE\",\"hashes\":[],\"metadata\":{\"a\":" + "9".repeat(100_000) + "}}";

        assertThatThrownBy(() -> Trees.readExactly(json)).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{\"type\"", "{\"type\":\"ROOT\",\"children\":{}", "{\"type\":ROOT}", "{'type':'ROOT'}"
            })
    void whatIsNoJsonIsRefused(String json) {
        assertThatThrownBy(() -> Trees.readExactly(json)).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00e9", "\u00e9\u00a0", "\u00ed\u00a0\u0080", "\u00c0\u0080"})
    void bytesThatAreNotUtf8AreRefused(String name) throws IOException {
        var json = "{\"type\":\"ROOT\",\"children\":{\"" + name + "\":{\"type\":\"GROUP\",\"children\":{}}}}";
        try (var parser = NodeReader.parser(new ByteArrayInputStream(json.getBytes(StandardCharsets.ISO_8859_1)))) {
            assertThatThrownBy(() -> {
                        parser.nextToken();
                        NodeReader.read(parser);
                    })
                    .isInstanceOfAny(Invalid.class, JsonProcessingException.class);
        }
    }

    @Test
    void failingInputIsNotTakenForBadInput() throws IOException {
        var failure = new IOException("connection lost");
        var failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }
        };
        var begun = new ByteArrayInputStream("{\"type\": ".getBytes(StandardCharsets.UTF_8));
        try (var parser = NodeReader.parser(new SequenceInputStream(begun, failing))) {
            parser.nextToken();

            assertThatThrownBy(() -> NodeReader.read(parser)).isSameAs(failure);
        }
    }

    @Test
    void equalMetadataAreKeptOnce() {
        var node = "{'type': 'FILE', 'hashes': [], 'metadata': {'a': 1}}";
        var tree = (RootNode) read("{'type': 'ROOT', 'children': {'a': " + node + ", 'b': " + node + "}}");

        var children = tree.children().pushed();
        assertThat(((FileNode) children.get(0).node()).metadata())
                .isSameAs(((FileNode) children.get(1).node()).metadata());
    }
}
