package org.quiltappliance.server.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

class MetadataTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"csv\",\"a\":{\"type\":\"FILE\"}}",
                "{\"n\":[0,-0,-0.0,1.10,1e400,1E+2,123456789012345678901234567890.123456789012345678901234567890]}",
                "{\"s\":\"\u00e9\u30c7\ud83d\ude00\",\"\u00e9\":\"/\"}",
                "{\"a\":[[],{},[null,true,false,\"\"]],\"\":0}",
                "{\"s\":\"\\\"\\\\\\u0001\\u001f\"}"
            })
    void valuesComeBackAsSent(String json) {
        assertThat(Metadata.parse(json).json()).isEqualTo(json);
    }

    @Test
    void layoutAndNeedlessEscapesAreDropped() {
        var json = " { \"a\" : [ 1 , 2 ] ,\n\"b\" : \"\\u00e9\\/\\ud83d\\ude00\\n\" } ";

        assertThat(Metadata.parse(json).json()).isEqualTo("{\"a\":[1,2],\"b\":\"\u00e9/\ud83d\ude00\\u000a\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1,\"a\":2}|{\"a\":2}",
                "{\"a\":1,\"b\":2,\"a\":3}|{\"b\":2,\"a\":3}",
                "{\"a\":1,\"a\":2,\"a\":3,\"b\":4,\"b\":5}|{\"a\":3,\"b\":5}",
                "{\"x\":{\"a\":{\"c\":1,\"c\":2},\"a\":7},\"y\":[{\"a\":1,\"a\":2}]}|{\"x\":{\"a\":7},\"y\":[{\"a\":2}]}",
                "{\"a\":1,\"\\u0061\":2,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"b\":2}"
                        + "|{\"a\":2,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"b\":2}"
            })
    void lastOfSameNamesWins(String sent, String kept) {
        assertThat(Metadata.parse(sent).json()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "\"x\"",
                "{",
                "{} {}",
                "{\"a\":NaN}",
                "{\"a\":[Infinity]}",
                "{\"a\":-Infinity}",
                "{\"a\":1e1000000}",
                "{\"a\":[-7263443.1E-99999999954]}",
                "{\"a\":\"\\u0000\"}",
                "{\"\\u0000\":1}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"\\udc00\":1}",
                "{\"a\":\"x\\ud800\"}",
                "{\"a\":+1}",
                "{\"a\":01}"
            })
    void whatNoTreeMayHoldIsRefused(String json) {
        assertThatThrownBy(() -> Metadata.parse(json)).isInstanceOf(Invalid.class);
    }

    @Test
    void depthIsLimited() {
        int inner = NodeReader.MAX_METADATA_LEVELS - 1;
        var deepest = "{\"a\":" + "[".repeat(inner) + "]".repeat(inner) + "}";

        assertThat(Metadata.parse(deepest).json()).isEqualTo(deepest);
        assertThatThrownBy(() -> Metadata.parse("{\"a\":" + deepest + "}")).isInstanceOf(Invalid.class);
    }

    @Test
    void manyMembersOfTheSameNameTakeNoLonger() {
        var json = "{" + "\"a\":[1,2,3],\"b\":{\"c\":1},".repeat(100_000) + "\"z\":0}";

        assertThat(Metadata.parse(json).json()).isEqualTo("{\"a\":[1,2,3],\"b\":{\"c\":1},\"z\":0}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/b.c/d.jpg|.jpg",
                "C:\\foo.bar\\BLAH.JPG|.jpg",
                ".bashrc|''",
                "a.|''",
                "..|''",
                "x/|''",
                "README|''",
                "a.tar.gz|.gz",
                "dir.d/|.d",
                "dir.d\\/\\|.d",
                "C:x.TXT|.txt",
                "\\\\srv\\share.x|''",
                "\\\\srv\\share.x\\a.b|.b",
                "//srv.x/share/a.Csv|.csv",
                "\\\\srv.x|.x",
                "\\\\\\srv\\a.x|.x",
                "''|''",
                "/|''",
                "C:|''",
                "C:.x|''",
                "a.\u00c4\u00d6|.\u00e4\u00f6",
                "a. b|. b"
            })
    void extensionFollowsTheRuleForAllSystems(String path, String extension) {
        assertThat(Trees.fileAt(path).metadata().extension()).isEqualTo(extension);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"q_path\":7}",
                "{\"q_path\":null}",
                "{\"q_path\":[\"a.csv\"]}",
                "{\"x\":{\"q_path\":\"a.csv\"}}",
                "{\"q_path\":\"a.csv\",\"q_path\":null}"
            })
    void withoutAPathThereIsNoExtension(String json) {
        assertThat(Metadata.parse(json).extension()).isEmpty();
    }
}
