package org.quiltappliance.server.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What came back.
 *
 * @param asked method and path, for failure messages
 * @param bytes the body as it came over the wire
 */
public record Answer(String asked, int status, HttpHeaders headers, byte[] bytes) {

    /** Reads and writes JSON without losing digits. */
    public static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** The first header of that name. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The body as text, unpacked if it came gzipped. */
    public String text() {
        return new String(unpacked(), StandardCharsets.UTF_8);
    }

    /** The body as JSON; fails when it is none. */
    public JsonNode json() {
        try {
            return JSON.readTree(unpacked());
        } catch (IOException broken) {
            throw new AssertionError(this + " is not JSON: " + text(), broken);
        }
    }

    /** The text member {@code message} of an error; fails when there is none, as the real client does. */
    public String message() {
        var message = json().path("message");
        if (!message.isTextual()) {
            throw new AssertionError(this + " has no text member message");
        }
        return message.textValue();
    }

    /** The body, unpacked if it came gzipped. */
    public byte[] unpacked() {
        if (!header("Content-Encoding").filter("gzip"::equals).isPresent()) {
            return bytes;
        }
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return gzip.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static byte[] write(Object json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public String toString() {
        var text = new String(bytes, StandardCharsets.UTF_8);
        return asked + " -> " + status + " " + (text.length() > 500 ? text.substring(0, 500) + "..." : text);
    }
}
