package org.quiltappliance.server.contents;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * The {@code metadata} member of a leaf: any JSON object, kept as compact text and never looked into, but for {@code
 * q_path}. Numbers keep their spelling, members their order; of members with the same name the last wins. Immutable;
 * equal when the texts are.
 */
public final class Metadata {

    private static final Metadata EMPTY = new Metadata("{}".getBytes(StandardCharsets.US_ASCII), "");

    private final byte[] json;
    private final String extension;

    /** @param json UTF-8, compact; given away */
    Metadata(byte[] json, String extension) {
        this.json = json;
        this.extension = extension;
    }

    /** <code>{}</code>, which is also what a missing member means. */
    public static Metadata empty() {
        return EMPTY;
    }

    /**
     * @param json one JSON object
     * @throws Invalid if it is no JSON object or holds what a tree may not
     */
    public static Metadata parse(String json) {
        try (var parser = NodeReader.parser(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))) {
            parser.nextToken();
            var metadata = new MetadataReader(parser).read();
            if (parser.nextToken() != null) {
                throw Refusal.notOfType("metadata", "object");
            }
            return metadata;
        } catch (JsonProcessingException malformed) {
            throw Refusal.malformed(malformed);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The compact JSON text. */
    public String json() {
        return new String(json, StandardCharsets.UTF_8);
    }

    /**
     * The lower-case extension of {@code q_path} with its dot, or the empty text ({@code registry-api.md} 2.5.9,
     * "Extension rule").
     */
    public String extension() {
        return extension;
    }

    /** The JSON text as UTF-8; not to be changed. */
    byte[] bytes() {
        return json;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Metadata that && Arrays.equals(json, that.json);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(json);
    }

    @Override
    public String toString() {
        return json();
    }
}
