package org.quiltappliance.server.tables;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.quiltappliance.server.contents.Hash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many rows tables have that somebody has looked at, so that lists can say so without opening them. Kept in a file, a
 * line each: content never changes, so what is known of it stays true.
 */
final class RowCounts {

    private static final Logger log = LoggerFactory.getLogger(RowCounts.class);

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) (\\d{1,18})");

    private final Path file;
    private final int most;
    private final Map<String, Long> known;
    private boolean loaded;

    /** Of this run of the registry alone, as lines that were not written are forgotten by the next one. */
    private final String run = UUID.randomUUID().toString();

    private long changes;

    /** @param most of how many tables it is remembered */
    RowCounts(Path file, int most) {
        this.file = file;
        this.most = most;
        known = new LinkedHashMap<>();
    }

    /** @param key says which content it is, and how it is read */
    synchronized OptionalLong of(String key) {
        load();
        var rows = known.get(name(key));
        return rows == null ? OptionalLong.empty() : OptionalLong.of(rows);
    }

    /** Another text once any count is new. */
    synchronized String edition() {
        return run + changes;
    }

    synchronized void remember(String key, long rows) {
        load();
        String name = name(key);
        if (known.containsKey(name)) {
            return;
        }
        add(name, rows);
        changes++;
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, name + " " + rows + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            log.warn("Lists forget how many rows a table has at the next start: {}", file, unwritable);
        }
    }

    private void add(String name, long rows) {
        known.put(name, rows);
        if (known.size() > most) {
            known.remove(known.keySet().iterator().next());
        }
    }

    private static String name(String key) {
        return Hash.ofContent(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void load() {
        if (loaded) {
            return;
        }
        loaded = true;
        if (!Files.exists(file)) {
            return;
        }
        // A line that was cut off at the end of the appliance is no line, and those of long ago go.
        try {
            var lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            for (String line : lines) {
                var parts = LINE.matcher(line);
                if (parts.matches()) {
                    add(parts.group(1), Long.parseLong(parts.group(2)));
                }
            }
            if (lines.size() != known.size()) {
                rewrite();
            }
        } catch (IOException unreadable) {
            log.warn("Lists do not know how many rows tables have until somebody looks: {}", file, unreadable);
        }
    }

    private void rewrite() throws IOException {
        var text = new StringBuilder();
        known.forEach((name, rows) -> text.append(name).append(' ').append(rows).append('\n'));
        Path fresh = Files.createTempFile(file.getParent(), "row-counts", ".tmp");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
