package org.quiltappliance.server.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The cases of {@code vectors/keywords.json}, computed with PostgreSQL and the original's rules. */
final class Vectors {

    private static final JsonNode ALL = read();

    private Vectors() {}

    private static JsonNode read() {
        try (var in = Vectors.class.getResourceAsStream("/vectors/keywords.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Stream<JsonNode> list(String section) {
        return items(ALL.required(section));
    }

    static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static List<String> texts(JsonNode array) {
        return items(array).map(JsonNode::textValue).toList();
    }
}
