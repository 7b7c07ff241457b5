package org.quiltappliance.server.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Who this appliance is, as {@code instance.json} tells ({@code control-panel.md} section 3).
 *
 * @param id 8 hexadecimal digits, in the names of everything that the appliance makes outside of its folder
 * @param dataFormat of what the folder holds; a larger one than {@link #FORMAT} comes from a newer program
 */
public record Instance(String id, Instant created, int dataFormat, String firstVersion, String lastVersion) {

    /** The newest format that this program knows. */
    public static final int FORMAT = 1;

    private static final int ID_BYTES = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A new one that is not stored yet. */
    public static Instance fresh(Instant now, String version) {
        var id = new byte[ID_BYTES];
        new SecureRandom().nextBytes(id);
        return new Instance(HexFormat.of().formatHex(id), now, FORMAT, version, version);
    }

    /**
     * What the folder says; empty when nobody used it yet.
     *
     * @throws IOException also when the file cannot be understood
     */
    public static Optional<Instance> read(Home home) throws IOException {
        if (!Files.exists(home.instance())) {
            return Optional.empty();
        }
        try {
            JsonNode text = JSON.readTree(Files.readAllBytes(home.instance()));
            return Optional.of(new Instance(
                    text.path("id").asText(),
                    Instant.parse(text.path("created").asText()),
                    text.path("data_format").asInt(FORMAT),
                    text.path("first_version").asText(),
                    text.path("last_version").asText()));
        } catch (JsonProcessingException | DateTimeException broken) {
            throw new IOException("the file instance.json is damaged", broken);
        }
    }

    public boolean isFromNewerProgram() {
        return dataFormat > FORMAT;
    }

    public Instance usedBy(String version) {
        return new Instance(id, created, dataFormat, firstVersion, version);
    }

    public void write(Home home) throws IOException {
        var text = JSON.createObjectNode()
                .put("id", id)
                .put("created", created.toString())
                .put("data_format", dataFormat)
                .put("first_version", firstVersion)
                .put("last_version", lastVersion);
        OwnerFiles.replace(
                home.instance(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(text));
    }
}
