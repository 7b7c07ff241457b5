package org.quiltappliance.server.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.quiltappliance.server.home.OwnerFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much was stored on each of the last days, in a file of the home folder: what is shown while nothing runs, and how fast
 * it grows ({@code control-panel.md} 13.5). For all threads.
 */
public final class StorageHistory {

    private static final Logger log = LoggerFactory.getLogger(StorageHistory.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DAYS = 30;

    private final Path file;
    private final TreeMap<LocalDate, Sample> samples = new TreeMap<>();

    /**
     * What there was at a time.
     *
     * @param databaseBytes negative when not known
     */
    public record Sample(Instant at, long databaseBytes, long objects, long bytes) {}

    /** @param file need not exist; what cannot be understood is forgotten */
    public StorageHistory(Path file) {
        this.file = file;
        read();
    }

    private void read() {
        try {
            if (Files.exists(file)) {
                JSON.readTree(Files.readAllBytes(file)).forEach(json -> keep(sample(json)));
            }
        } catch (JsonProcessingException | DateTimeException cut) {
            log.info("How much was stored is not known any more: {} is damaged.", file);
        } catch (IOException unreadable) {
            log.warn("How much was stored cannot be read from {}.", file, unreadable);
        }
    }

    private static Sample sample(JsonNode json) {
        return new Sample(
                Instant.parse(json.path("at").asText()),
                json.path("database_bytes").asLong(-1),
                json.path("objects").asLong(),
                json.path("bytes").asLong());
    }

    private void keep(Sample sample) {
        samples.put(LocalDate.ofInstant(sample.at(), ZoneOffset.UTC), sample);
        while (samples.size() > DAYS) {
            samples.pollFirstEntry();
        }
    }

    /** Keeps a sample in the place of an earlier one of that day. */
    public synchronized void add(Sample sample) {
        keep(sample);
        var all = JSON.createArrayNode();
        for (Sample one : samples.values()) {
            all.addObject()
                    .put("at", one.at().toString())
                    .put("database_bytes", one.databaseBytes())
                    .put("objects", one.objects())
                    .put("bytes", one.bytes());
        }
        try {
            OwnerFiles.replace(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
        } catch (IOException failed) {
            log.warn("How much is stored could not be written to {}.", file, failed);
        }
    }

    /** The newest one. */
    public synchronized Optional<Sample> last() {
        return samples.isEmpty()
                ? Optional.empty()
                : Optional.of(samples.lastEntry().getValue());
    }

    /** By how many bytes a day it grew in the last weeks; negative when it became less; empty before a day has passed. */
    public synchronized OptionalLong bytesPerDay() {
        List<Sample> all = new ArrayList<>(samples.values());
        if (all.size() < 2) {
            return OptionalLong.empty();
        }
        Sample first = all.get(0);
        Sample last = all.get(all.size() - 1);
        Duration span = Duration.between(first.at(), last.at());
        if (span.compareTo(Duration.ofDays(1)) < 0) {
            return OptionalLong.empty();
        }
        double grown = (double) last.bytes() - first.bytes();
        return OptionalLong.of(
                Math.round(grown / span.toSeconds() * Duration.ofDays(1).toSeconds()));
    }
}
