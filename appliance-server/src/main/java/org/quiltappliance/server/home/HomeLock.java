package org.quiltappliance.server.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The operating system's lock that lets one process at a time use a home folder ({@code control-panel.md} SI-1). A crash
 * releases it. The text in the file only tells people who holds it.
 */
public final class HomeLock implements AutoCloseable {

    /** Far behind the text, so that others can read that on systems where a lock keeps readers out. */
    private static final long PLACE = Long.MAX_VALUE - 1;

    private static final int ATTEMPTS = 10;
    private static final long PAUSE_NANOS = 20_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What this process holds. The lock belongs to the process, and on most systems closing any other channel to the same
     * file releases it: whatever is held here must not be opened a second time.
     */
    private static final Map<Path, Holder> OURS = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;

    /** Who holds the folder. */
    public record Holder(long pid, Instant since, String version, String user) {}

    private HomeLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the lock, and writes down who did; empty when another process, or another part of this one, has it. */
    public static Optional<HomeLock> take(Home home, Holder holder) throws IOException {
        Path file = home.folder().toRealPath().resolve(home.lock().getFileName());
        if (OURS.putIfAbsent(file, holder) != null) {
            return Optional.empty();
        }
        boolean taken = false;
        try {
            Optional<HomeLock> lock = takeFromOthers(file, holder);
            taken = lock.isPresent();
            return lock;
        } finally {
            if (!taken) {
                OURS.remove(file);
            }
        }
    }

    private static Optional<HomeLock> takeFromOthers(Path file, Holder holder) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!lock(channel)) {
                channel.close();
                return Optional.empty();
            }
            write(channel, holder);
            return Optional.of(new HomeLock(file, channel));
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    /** Tries for a moment, because somebody who only asks for the holder has the lock for an instant. */
    private static boolean lock(FileChannel channel) throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (channel.tryLock(PLACE, 1, false) != null) {
                return true;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return false;
    }

    /** Who has the folder now, as far as it can be told; empty when nobody has. */
    public static Optional<Holder> holder(Home home) throws IOException {
        if (!Files.isRegularFile(home.lock())) {
            return Optional.empty();
        }
        Path file = home.lock().toRealPath();
        Holder ours = OURS.get(file);
        if (ours != null) {
            return Optional.of(ours);
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (channel.tryLock(PLACE, 1, false) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(read(file));
    }

    private static Holder read(Path file) {
        try {
            JsonNode text = JSON.readTree(Files.readAllBytes(file));
            return new Holder(
                    text.path("pid").asLong(),
                    Instant.parse(text.path("since").asText()),
                    text.path("version").asText(),
                    text.path("user").asText());
        } catch (IOException | DateTimeException unreadable) {
            return new Holder(0, Instant.EPOCH, "", "");
        }
    }

    private static void write(FileChannel channel, Holder holder) throws IOException {
        var text = JSON.createObjectNode()
                .put("pid", holder.pid())
                .put("since", holder.since().toString())
                .put("version", holder.version())
                .put("user", holder.user());
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(JSON.writeValueAsBytes(text)), 0);
    }

    /** Lets the next one in; does nothing the second time. The file stays: removing it could take it from under somebody who has just locked it. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return; // Somebody else of this process may have it by now.
        }
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            OURS.remove(file);
        }
    }
}
