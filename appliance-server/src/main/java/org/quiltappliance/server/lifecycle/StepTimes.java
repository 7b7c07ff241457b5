package org.quiltappliance.server.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.quiltappliance.server.home.OwnerFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long the steps of a start took on this computer the last times, in a file of the home folder ({@code
 * control-panel.md} LC-5). For all threads.
 */
public final class StepTimes {

    private static final Logger log = LoggerFactory.getLogger(StepTimes.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REMEMBERED = 5;
    private static final int LATE = 3;

    /** Nobody minds less. */
    private static final Duration LEAST = Duration.ofSeconds(2);

    private final Optional<Path> file;
    private final Duration least;
    private final Map<String, List<Long>> millis = new TreeMap<>();

    /** @param file need not exist; what cannot be understood is forgotten */
    public StepTimes(Path file) {
        this(Optional.of(file), LEAST);
    }

    /** @param least no step counts as late before that */
    StepTimes(Optional<Path> file, Duration least) {
        this.file = file;
        this.least = least;
        file.ifPresent(this::read);
    }

    /** Remembers nothing beyond this process. */
    static StepTimes forgetful() {
        return new StepTimes(Optional.empty(), LEAST);
    }

    private void read(Path path) {
        try {
            if (Files.exists(path)) {
                JsonNode all = JSON.readTree(Files.readAllBytes(path));
                all.properties().forEach(step -> {
                    var times = new ArrayList<Long>();
                    step.getValue().forEach(time -> times.add(time.asLong()));
                    millis.put(step.getKey(), times);
                });
            }
        } catch (JsonProcessingException cut) {
            log.info("How long steps took is not known any more: {} is damaged.", path);
        } catch (IOException unreadable) {
            log.warn("How long steps took cannot be read from {}.", path, unreadable);
        }
    }

    /** The middle of the last times; empty before the first. */
    synchronized Optional<Duration> usual(Step step) {
        var times = millis.getOrDefault(key(step), List.of()).stream().sorted().toList();
        return times.isEmpty() ? Optional.empty() : Optional.of(Duration.ofMillis(times.get(times.size() / 2)));
    }

    /** From when on a step that usually takes that long takes longer than usual. */
    Duration late(Duration usual) {
        Duration limit = usual.multipliedBy(LATE);
        return limit.compareTo(least) < 0 ? least : limit;
    }

    /** The same step is another one in another mode: memory opens faster than a server starts. */
    private static String key(Step step) {
        return step.id() + ": " + step.label();
    }

    /** Keeps how long each step of a start took that came to its end. */
    synchronized void keep(Map<Step, Duration> took) {
        took.forEach((step, time) -> {
            var times = new ArrayList<>(millis.getOrDefault(key(step), List.of()));
            times.add(time.toMillis());
            millis.put(key(step), List.copyOf(times.subList(Math.max(0, times.size() - REMEMBERED), times.size())));
        });
        file.ifPresent(this::write);
    }

    private void write(Path path) {
        try {
            OwnerFiles.replace(path, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(millis));
        } catch (IOException failed) {
            log.warn("How long steps took could not be written to {}.", path, failed);
        }
    }
}
