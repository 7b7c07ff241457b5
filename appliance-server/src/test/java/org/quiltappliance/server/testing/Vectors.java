package org.quiltappliance.server.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The test vectors computed with the original registry, below {@code vectors/} in the test resources. */
public final class Vectors {

    private static final ObjectMapper DEEP = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(2_000).build())
            .build());

    private Vectors() {}

    /** @param file for example {@code versions} */
    public static JsonNode read(String file) {
        var name = "/vectors/" + file + ".json";
        try (var in = Objects.requireNonNull(Vectors.class.getResourceAsStream(name), name)) {
            // One tree is named by half of a surrogate pair, which no reader takes.
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\"\\ud800\"", "\"half a pair\"");
            return DEEP.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
