package org.quiltappliance.server.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * One line of a snapshot's list of objects.
 *
 * @param bytes of the content, unpacked; 0 when unknown
 * @param encoding how the registry had stored it, {@code raw} or {@code gzip}; a restored object is always raw
 */
record ObjectEntry(String owner, Hash hash, long bytes, String encoding, State state) {

    /** What the snapshot has of an object. */
    enum State {
        /** Its content is in the repository. */
        STORED,
        /** Its content stayed in the store: a safety backup. */
        REFERENCE,
        /** It was not in the store. */
        MISSING,
        /** Its content was not the right one. */
        DAMAGED
    }

    byte[] json() {
        try {
            return Row.JSON.writeValueAsBytes(Row.JSON
                    .createObjectNode()
                    .put("owner", owner)
                    .put("hash", hash.toString())
                    .put("bytes", bytes)
                    .put("encoding", encoding)
                    .put("state", state.name().toLowerCase(Locale.ROOT)));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static ObjectEntry parse(JsonNode json) {
        try {
            return new ObjectEntry(
                    json.path("owner").asText(),
                    Hash.parse(json.path("hash").asText()),
                    json.path("bytes").asLong(),
                    json.path("encoding").asText(),
                    State.valueOf(json.path("state").asText().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException other) {
            throw new Invalid("The list of objects in the backup cannot be read.", other);
        }
    }
}
