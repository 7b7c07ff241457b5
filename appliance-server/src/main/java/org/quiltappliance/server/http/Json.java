package org.quiltappliance.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How JSON is read and written at the edge ({@code registry-api.md} 1.2): sorted members, ASCII only. */
public final class Json {

    /** Far deeper than any tree that is accepted, so that our own limit speaks first; nothing recurses on it. */
    private static final int MOST_NESTING = 5_000;

    private static final int LONGEST_TEXT = 20_000_000;

    static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_NESTING)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNameLength(LONGEST_TEXT)
                            .build())
                    .build())
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private Json() {}

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An answer cannot be written as JSON", impossible);
        }
    }

    /** The body of every error: one member. */
    public static byte[] message(String text) {
        return bytes(Map.of("message", text));
    }

    /** The body of an error of a route of the catalog. @param request the number of the request */
    public static byte[] message(String text, String request) {
        return bytes(Map.of("message", text, "request_id", request));
    }

    static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
