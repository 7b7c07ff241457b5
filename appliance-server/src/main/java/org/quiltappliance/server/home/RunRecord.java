package org.quiltappliance.server.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the present or last process wrote down of itself in {@code run/state.json}, so that the next one knows whether it
 * ended well ({@code control-panel.md} LC-1 and LC-8).
 *
 * @param state the last one, as its name
 * @param processSince when the process began
 * @param written when this state began
 * @param clean whether nothing ran any more
 * @param desiredRunning whether people wanted it to run
 * @param crashes when ends without a stop were noticed, those of the last ten minutes
 */
public record RunRecord(
        String state,
        long pid,
        Instant processSince,
        Instant written,
        boolean clean,
        boolean desiredRunning,
        List<Instant> crashes) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration MEMORY = Duration.ofMinutes(10);

    public RunRecord {
        crashes = List.copyOf(crashes);
    }

    /**
     * When the process that wrote the record was last known to live: while it runs, it touches the file
     * ({@link #touch}).
     */
    public static Instant lastSign(Home home, RunRecord record) throws IOException {
        Instant touched = Files.getLastModifiedTime(home.state()).toInstant();
        return touched.isAfter(record.written()) ? touched : record.written();
    }

    /** Notes that the process lives. */
    public static void touch(Home home, Instant now) throws IOException {
        Files.setLastModifiedTime(home.state(), FileTime.from(now));
    }

    /** What the last process wrote; empty when there was none, or its file was cut. */
    public static Optional<RunRecord> read(Home home) throws IOException {
        if (!Files.exists(home.state())) {
            return Optional.empty();
        }
        try {
            JsonNode text = JSON.readTree(Files.readAllBytes(home.state()));
            var crashes = new ArrayList<Instant>();
            text.path("crashes").forEach(time -> crashes.add(Instant.parse(time.asText())));
            return Optional.of(new RunRecord(
                    text.path("state").asText(),
                    text.path("pid").asLong(),
                    Instant.parse(text.path("process_since").asText()),
                    Instant.parse(text.path("written").asText()),
                    text.path("clean").asBoolean(),
                    text.path("desired_running").asBoolean(),
                    crashes));
        } catch (JsonProcessingException | DateTimeException cut) {
            return Optional.empty();
        }
    }

    /** The crashes that still count, with this run's end if that was one. */
    public List<Instant> crashesUntil(Instant now) {
        var all = new ArrayList<>(crashes);
        if (!clean) {
            all.add(now);
        }
        all.removeIf(time -> time.isBefore(now.minus(MEMORY)));
        return all;
    }

    public void write(Home home) throws IOException {
        var text = JSON.createObjectNode()
                .put("state", state)
                .put("pid", pid)
                .put("process_since", processSince.toString())
                .put("written", written.toString())
                .put("clean", clean)
                .put("desired_running", desiredRunning);
        var times = text.putArray("crashes");
        crashes.forEach(time -> times.add(time.toString()));
        OwnerFiles.replace(home.state(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(text));
    }
}
