package org.quiltappliance.server.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;

/** A source of values that nobody sends on purpose. Everything follows from the seed. */
final class OddValues {

    /** Texts that have broken something somewhere. */
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\n",
            "\r\n",
            "\t",
            "\\",
            "'",
            "\"",
            "''; drop table package; --",
            "%",
            "_",
            "%00",
            "../..",
            ".",
            "..",
            "/",
            "//",
            "~",
            "*",
            "?",
            "#",
            "&",
            ";",
            "<b>",
            "${x}",
            "{{x}}",
            "null",
            "true",
            "NaN",
            "-1",
            "0",
            "1e999",
            "99999999999999999999999",
            "\u00e9",
            "e\u0301",
            "\u30c7\u30fc\u30bf",
            "\ud83d\ude00",
            "\ud800",
            "\udfff",
            "\ufeff",
            "\u202e",
            "\u2028",
            "\uffff",
            "public",
            "team",
            "anonymous",
            "quilt",
            "admin",
            "latest",
            "README",
            "type",
            "__proto__",
            "constructor",
            Samples.NO_SUCH_HASH,
            Samples.NO_SUCH_HASH + "0",
            "A".repeat(64),
            "x".repeat(65),
            "1.0",
            "v1!2.0-rc.1+a_b",
            "a@b",
            "x@" + "y".repeat(400),
            "1.".repeat(200) + "1");

    /** JSON that no mapper writes, or that is at the edge of what readers take. */
    private static final List<String> RAW_JSON = List.of(
            "",
            " ",
            "nul",
            "tru",
            "NaN",
            "Infinity",
            "-Infinity",
            "-",
            "01",
            "1.",
            ".5",
            "+1",
            "1e",
            "1e999999999",
            "-0",
            "1E-999999999",
            "0x10",
            "'a'",
            "{",
            "}",
            "[",
            "]",
            "{]",
            "[}",
            "{\"a\"}",
            "{\"a\":}",
            "{,}",
            "[,]",
            "[1,]",
            "{\"a\":1,}",
            "\"",
            "\"\\\"",
            "\"\\u12\"",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"\\x41\"",
            "\"\u0001\"",
            "\"\t\"",
            "// comment",
            "/* c */ {}",
            "{} {}",
            "[] x",
            "\ufeff{}",
            "{\"a\":1,\"a\":2}",
            "[[[[[[[[[[]]]]]]]]]]",
            "true false",
            "\"a\" \"b\"");

    private final Random random;

    OddValues(Random random) {
        this.random = random;
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String text() {
        return switch (random.nextInt(8)) {
            case 0 -> "x".repeat(1 + random.nextInt(5_000));
            case 1 -> anyCharacters(1 + random.nextInt(40));
            case 2 -> oneOf(TEXTS) + oneOf(TEXTS);
            case 3 -> "\ud83d\ude00".repeat(1 + random.nextInt(100));
            default -> oneOf(TEXTS);
        };
    }

    private String anyCharacters(int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000));
        }
        return text.toString();
    }

    /** A JSON value of any kind. */
    JsonNode json() {
        var make = Answer.JSON.getNodeFactory();
        return switch (random.nextInt(12)) {
            case 0 -> make.nullNode();
            case 1 -> make.booleanNode(random.nextBoolean());
            case 2 -> make.numberNode(random.nextLong());
            case 3 -> make.numberNode(new BigInteger(1 + random.nextInt(2_000), random));
            case 4 -> make.numberNode(new BigDecimal(new BigInteger(200, random), random.nextInt(2_000) - 1_000));
            case 5 -> make.numberNode(random.nextInt(5) - 2);
            case 6 -> make.arrayNode().add(text());
            case 7 -> make.objectNode().put(text(), text());
            case 8 -> nested(1 + random.nextInt(60));
            case 9 -> many(random.nextInt(500));
            default -> make.textNode(text());
        };
    }

    private JsonNode nested(int depth) {
        JsonNode inner = Answer.JSON.getNodeFactory().textNode("deep");
        for (int i = 0; i < depth; i++) {
            if (random.nextBoolean()) {
                inner = Answer.JSON.createArrayNode().add(inner);
            } else {
                var outer = Answer.JSON.createObjectNode();
                outer.set(random.nextBoolean() ? "children" : "a", inner);
                inner = outer.put("type", "GROUP");
            }
        }
        return inner;
    }

    private JsonNode many(int size) {
        var many = Answer.JSON.createArrayNode();
        for (int i = 0; i < size; i++) {
            many.add(random.nextInt());
        }
        return many;
    }

    /** A copy of the value with one thing in it changed. */
    JsonNode changed(JsonNode value) {
        var copy = value.deepCopy();
        var places = new ArrayList<JsonNode>();
        collect(copy, places);
        if (places.isEmpty()) {
            return json();
        }
        var place = oneOf(places);
        if (place instanceof ObjectNode object) {
            change(object);
        } else if (place instanceof ArrayNode array) {
            change(array);
        }
        return copy;
    }

    private void change(ObjectNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty() || oneIn(6)) {
            object.set(text(), json());
            return;
        }
        var name = oneOf(names);
        switch (random.nextInt(5)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(text(), object.remove(name));
            case 2 -> object.set(name, changed(object.get(name)));
            default -> object.set(name, json());
        }
    }

    private void change(ArrayNode array) {
        if (array.isEmpty() || random.nextBoolean()) {
            array.add(json());
        } else {
            array.set(random.nextInt(array.size()), json());
        }
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isContainerNode()) {
            places.add(node);
            node.forEach(child -> collect(child, places));
        }
    }

    /** A body made from a good one: changed as JSON, as text, or as bytes. */
    byte[] body(JsonNode good) {
        var text = oneIn(3) ? good.toString() : changed(good).toString();
        if (oneIn(12)) {
            text = changed(changed(good)).toString();
        }
        return switch (random.nextInt(14)) {
            case 0 -> utf8(oneOf(RAW_JSON));
            case 1 -> utf8(text.substring(0, random.nextInt(text.length() + 1)));
            case 2 -> utf8(inserted(text, oneOf(RAW_JSON)));
            case 3 -> flipped(utf8(text));
            case 4 -> utf8("[".repeat(1 + random.nextInt(20_000)));
            case 5 -> utf8("{\"a\":".repeat(1 + random.nextInt(5_000)));
            case 6 -> text.getBytes(random.nextBoolean() ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1);
            case 7 -> utf8(text.replaceFirst(":", ":" + oneOf(RAW_JSON).replace("\\", "\\\\")));
            case 8 -> utf8(text.replaceFirst("\\{", "{\"dry_run\":true,\"username\":\"twice\",\"hash\":\"twice\","));
            default -> utf8(text);
        };
    }

    private String inserted(String text, String piece) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + piece + text.substring(at);
    }

    private byte[] flipped(byte[] bytes) {
        for (int i = 0; i < 1 + random.nextInt(4) && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** Anything. */
    byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A gzip stream of the bytes, whole or spoiled. */
    byte[] gzip(byte[] bytes) {
        var packed = RegistryClient.gzipped(bytes);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(packed, random.nextInt(packed.length));
            case 1 -> flipped(packed);
            case 2 -> Arrays.copyOf(packed, packed.length + 10);
            case 3 -> RegistryClient.gzipped(packed);
            default -> packed;
        };
    }

    /** A path segment, percent-encoded in one of many ways; never with a blank or control character as it is. */
    String segment() {
        return switch (random.nextInt(6)) {
            case 0 ->
                oneOf(List.of(
                        "%00",
                        "%2F",
                        "%2f..%2f",
                        "%",
                        "%zz",
                        "%C3",
                        "%FF",
                        "%ED%A0%80",
                        "%F4%90%80%80",
                        "%25",
                        "%2525",
                        "%0A",
                        "%0D%0A",
                        "..",
                        ".",
                        "%2e%2e",
                        "%2E",
                        "",
                        ";",
                        ";a=b",
                        "a;b",
                        "a,b",
                        "*",
                        "@",
                        "a@b",
                        "+",
                        "!",
                        "~",
                        "$",
                        "'",
                        "()",
                        "&",
                        "=",
                        "%3F",
                        "%23",
                        "%5C",
                        "%7F",
                        "[",
                        "]",
                        "{",
                        "}",
                        "|",
                        "^",
                        "`",
                        "<",
                        ">",
                        "\"",
                        "\\"));
            case 1 -> "x".repeat(1 + random.nextInt(3_000));
            case 2 -> percent(bytes(1 + random.nextInt(20)));
            default -> RegistryClient.segment(paired(text()));
        };
    }

    /** Without halves of surrogate pairs, which no encoder takes; those are sent as raw escapes. */
    private static String paired(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String percent(byte[] bytes) {
        var text = new StringBuilder();
        for (byte b : bytes) {
            text.append(String.format("%%%02X", b));
        }
        return text.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
