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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who this appliance is, as {@code instance.json} tells ({@code control-panel.md} section 3).
 *
 * @param id 8 hexadecimal digits, in the names of everything that the appliance makes outside of its folder
 * @param dataFormat of what the folder holds; a larger one than {@link #FORMAT} comes from a newer program
 * @param volumes of containers that hold data of this appliance, by what they are for: once data is in one, it is never
 *     replaced by an empty one
 * @param images that containers of this appliance were made from, by their number in the engine, with the name of each
 * @param superseded volumes that held the data in force before, each with the one that took its place
 * @param suffix of the names of everything that is made from now on, because somebody else has the usual ones; mostly
 *     empty
 */
public record Instance(
        String id,
        Instant created,
        int dataFormat,
        String firstVersion,
        String lastVersion,
        Map<String, String> volumes,
        Map<String, String> images,
        Map<String, String> superseded,
        String suffix) {

    public Instance {
        volumes = Map.copyOf(volumes);
        images = Map.copyOf(images);
        superseded = Map.copyOf(superseded);
    }

    /** One that never had a container, and no volume of which was ever superseded. */
    public Instance(
            String id,
            Instant created,
            int dataFormat,
            String firstVersion,
            String lastVersion,
            Map<String, String> volumes) {
        this(id, created, dataFormat, firstVersion, lastVersion, volumes, Map.of(), Map.of(), "");
    }

    /** The newest format that this program knows. */
    public static final int FORMAT = 1;

    private static final int ID_BYTES = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A new one that is not stored yet. */
    public static Instance fresh(Instant now, String version) {
        var id = new byte[ID_BYTES];
        new SecureRandom().nextBytes(id);
        return new Instance(HexFormat.of().formatHex(id), now, FORMAT, version, version, Map.of());
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
                    text.path("last_version").asText(),
                    texts(text.path("volumes")),
                    texts(text.path("images")),
                    texts(text.path("superseded")),
                    text.path("suffix").asText()));
        } catch (JsonProcessingException | DateTimeException broken) {
            throw new IOException("the file instance.json is damaged", broken);
        }
    }

    private static Map<String, String> texts(JsonNode object) {
        var texts = new TreeMap<String, String>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    /** Whether nothing of it ever was in a container. */
    public boolean hadNoContainer() {
        return volumes.isEmpty() && images.isEmpty();
    }

    public boolean isFromNewerProgram() {
        return dataFormat > FORMAT;
    }

    public Instance usedBy(String version) {
        return new Instance(id, created, dataFormat, firstVersion, version, volumes, images, superseded, suffix);
    }

    /** The same with data in that volume. */
    public Instance keepingIn(String purpose, String volume) {
        var all = new TreeMap<>(volumes);
        all.put(purpose, volume);
        var former = new TreeMap<>(superseded);
        former.remove(volume);
        return new Instance(id, created, dataFormat, firstVersion, lastVersion, all, images, former, suffix);
    }

    /** The same with that volume in force, in the place of the one that was. */
    public Instance turningTo(String purpose, String volume) {
        var former = new TreeMap<>(keepingIn(purpose, volume).superseded());
        String before = volumes.getOrDefault(purpose, volume);
        if (!before.equals(volume)) {
            former.put(before, volume);
        }
        return new Instance(
                id,
                created,
                dataFormat,
                firstVersion,
                lastVersion,
                keepingIn(purpose, volume).volumes(),
                images,
                former,
                suffix);
    }

    /** The same without that volume, which is gone. */
    public Instance forgetting(String volume) {
        var all = new TreeMap<>(volumes);
        all.values().removeIf(volume::equals);
        var former = new TreeMap<>(superseded);
        former.remove(volume);
        return new Instance(id, created, dataFormat, firstVersion, lastVersion, all, images, former, suffix);
    }

    /** The same with other names for what is made from now on. */
    public Instance named(String otherSuffix) {
        return new Instance(
                id, created, dataFormat, firstVersion, lastVersion, volumes, images, superseded, otherSuffix);
    }

    /** The same with a container made from that image. */
    public Instance using(String image, String name) {
        var all = new TreeMap<>(images);
        all.put(image, name);
        return new Instance(id, created, dataFormat, firstVersion, lastVersion, volumes, all, superseded, suffix);
    }

    /** The same without that image, which is gone. */
    public Instance withoutImage(String image) {
        var all = new TreeMap<>(images);
        all.remove(image);
        return new Instance(id, created, dataFormat, firstVersion, lastVersion, volumes, all, superseded, suffix);
    }

    public void write(Home home) throws IOException {
        var text = JSON.createObjectNode()
                .put("id", id)
                .put("created", created.toString())
                .put("data_format", dataFormat)
                .put("first_version", firstVersion)
                .put("last_version", lastVersion);
        var kept = text.putObject("volumes");
        new TreeMap<>(volumes).forEach(kept::put);
        if (!images.isEmpty()) {
            var used = text.putObject("images");
            new TreeMap<>(images).forEach(used::put);
        }
        if (!suffix.isEmpty()) {
            text.put("suffix", suffix);
        }
        var former = text.putObject("superseded");
        new TreeMap<>(superseded).forEach(former::put);
        OwnerFiles.replace(
                home.instance(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(text));
    }
}
