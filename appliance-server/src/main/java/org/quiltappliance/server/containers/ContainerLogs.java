package org.quiltappliance.server.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.monitoring.LineFile;
import org.quiltappliance.server.monitoring.Redaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what containers write beyond their life, in the folder of logs ({@code control-panel.md} DG-2). */
final class ContainerLogs implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ContainerLogs.class);

    private final ContainerRuntime runtime;
    private final Path folder;
    private final Map<Role, LineFile> files = new EnumMap<>(Role.class);
    private final Map<Role, Following> followed = new EnumMap<>(Role.class);

    ContainerLogs(ContainerRuntime runtime, Path folder, Redaction redaction) {
        this.runtime = runtime;
        this.folder = folder;
        for (Role role : Role.values()) {
            files.put(role, new LineFile(folder.resolve(role.logFile()), redaction));
        }
    }

    /**
     * Writes down what that container writes, until it ends. Does nothing when that is done already.
     *
     * @param started whether this run started it: then its lines of this time begin there, else where the file ends
     */
    synchronized void follow(Role role, Container container, boolean started) {
        Following present = followed.get(role);
        if (present != null && !present.ended().isDone()) {
            return;
        }
        try {
            Instant since = started ? start(container) : lastWritten(role).orElse(start(container));
            followed.put(role, runtime.follow(container.id(), since, line -> write(role, line)));
        } catch (EngineException failed) {
            log.warn("The log of {} cannot be followed: {}", container.name(), failed.text());
        }
    }

    /** Whether that was followed once and is not any more. */
    synchronized boolean hasEnded(Role role) {
        Following present = followed.get(role);
        return present != null && present.ended().isDone();
    }

    private static Instant start(Container container) {
        return container.startedAt().orElse(Instant.EPOCH);
    }

    private Optional<Instant> lastWritten(Role role) {
        Path file = folder.resolve(role.logFile());
        try {
            return Files.exists(file)
                    ? Optional.of(Files.getLastModifiedTime(file).toInstant())
                    : Optional.empty();
        } catch (IOException unreadable) {
            log.warn("The log {} cannot be looked at.", file, unreadable);
            return Optional.empty();
        }
    }

    private void write(Role role, String line) {
        files.get(role).add(line);
    }

    @Override
    public synchronized void close() {
        followed.values().forEach(Following::close);
        followed.clear();
        files.values().forEach(LineFile::close);
    }
}
