package org.quiltappliance.server.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.OwnerFiles;

/**
 * What is being done to bring other data into force, written down before it is done, so that the start after a crash
 * knows what to undo ({@code control-panel.md} BK-7). Former data stay in force until one file, the settings, names the
 * new place:
 *
 * <pre>{@code
 * write(PREPARING)   the new place is about to be made
 * write(FILLING)     rows and objects are on their way into it
 * write(SWITCHING)   it is complete and proven; the settings are replaced next
 * finish             all is done
 * }</pre>
 *
 * Where more than one file says which data are in force, the journal itself is the switch: {@link Phase#DECIDED} means
 * that the new ones are, and who reads that brings the other files into line.
 *
 * @param target what it takes to find the new place again, such as volumes, schema, bucket; no secrets
 * @param about what for, for people: the backup, or where the data come from
 */
public record SwitchJournal(Kind kind, Phase phase, Map<String, String> target, String about, Instant began) {

    /** Why data change. */
    public enum Kind {
        RESTORE,
        CARRY_OVER,
        MOVE,
        UPGRADE
    }

    /** How far it is. */
    public enum Phase {
        PREPARING,
        FILLING,
        SWITCHING,
        /** The new data are in force, whatever other files say: these are to be changed. */
        DECIDED
    }

    /** What to do about it after a crash. */
    public enum Recovery {
        /** The former data are in force and stay so; the new place is to be emptied. */
        DISCARD_TARGET,
        /** The new data were in force already; only the journal is left to be finished. */
        FINISH
    }

    public SwitchJournal {
        target = new LinkedHashMap<>(target);
    }

    /** @param targetInForce whether the settings name the new place now */
    public Recovery recovery(boolean targetInForce) {
        return isDecided() || phase == Phase.SWITCHING && targetInForce ? Recovery.FINISH : Recovery.DISCARD_TARGET;
    }

    /** Whether the new data are in force by this alone. */
    public boolean isDecided() {
        return phase == Phase.DECIDED;
    }

    public SwitchJournal reached(Phase next) {
        return new SwitchJournal(kind, next, target, about, began);
    }

    /** What was left unfinished, if anything. @throws Invalid when the file is damaged */
    public static Optional<SwitchJournal> read(Home home) throws IOException {
        Path file = file(home);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = Row.JSON.readTree(Files.readAllBytes(file));
            var target = new LinkedHashMap<String, String>();
            json.path("target")
                    .properties()
                    .forEach(it -> target.put(it.getKey(), it.getValue().asText()));
            return Optional.of(new SwitchJournal(
                    Kind.valueOf(json.path("kind").asText().toUpperCase(Locale.ROOT)),
                    Phase.valueOf(json.path("phase").asText().toUpperCase(Locale.ROOT)),
                    target,
                    json.path("about").asText(),
                    Instant.parse(json.path("began").asText())));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException damaged) {
            throw new Invalid(
                    "The file " + file
                            + " is damaged, so nobody knows what a restore or a move left behind. The data in"
                            + " force are not concerned. Remove the file, and what it left, by hand.",
                    damaged);
        }
    }

    /** Writes it down; it is on the disk on return. */
    public void write(Home home) throws IOException {
        var json = Row.JSON
                .createObjectNode()
                .put("kind", kind.name().toLowerCase(Locale.ROOT))
                .put("phase", phase.name().toLowerCase(Locale.ROOT))
                .put("about", about)
                .put("began", began.toString());
        var place = json.putObject("target");
        target.forEach(place::put);
        OwnerFiles.makeFolder(home.run());
        OwnerFiles.replace(file(home), Row.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    }

    /** Nothing is unfinished any more. */
    public static void finish(Home home) throws IOException {
        Files.deleteIfExists(file(home));
    }

    private static Path file(Home home) {
        return home.run().resolve("switch.json");
    }
}
