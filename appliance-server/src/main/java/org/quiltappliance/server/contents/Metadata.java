package org.quiltappliance.server.contents;

import java.io.OutputStream;

/**
 * The {@code metadata} member of a leaf: any JSON object, kept as compact text and never looked into, but for {@code
 * q_path}. Numbers keep their spelling, members their order; of members with the same name the last wins.
 */
public final class Metadata {

    /** <code>{}</code>, which is also what a missing member means. */
    public static Metadata empty() {
        throw new UnsupportedOperationException();
    }

    /**
     * @param json one JSON object
     * @throws org.quiltappliance.server.errors.ApplianceException.Invalid if it is no JSON object or holds what a tree may not
     */
    public static Metadata parse(String json) {
        throw new UnsupportedOperationException(json);
    }

    /** The compact JSON text. */
    public String json() {
        throw new UnsupportedOperationException();
    }

    /**
     * The lower-case extension of {@code q_path} with its dot, or the empty text ({@code registry-api.md} 2.5.9, "Extension
     * rule").
     */
    public String extension() {
        throw new UnsupportedOperationException();
    }

    /** Writes the compact JSON text as UTF-8. */
    public void writeTo(OutputStream out) {
        throw new UnsupportedOperationException(out.toString());
    }
}
