package org.quiltappliance.server.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * What a snapshot says of itself in {@code manifest.json}.
 *
 * @param format of everything in the snapshot
 * @param note why it was made, for people; may be empty
 * @param problems of objects, the first thousand; {@link Objects#problems()} counts all
 */
public record Manifest(
        int format,
        Kind kind,
        Origin origin,
        Instant created,
        Instant finished,
        String note,
        List<Table> tables,
        Objects objects,
        List<ObjectProblem> problems,
        List<Part> parts) {

    /** The newest format that this program knows, and the one it writes. */
    public static final int FORMAT = 1;

    static final int MOST_PROBLEMS = 1_000;

    /** What a snapshot holds. */
    public enum Kind {
        /** Rows and objects. */
        FULL,
        /** Rows, and only the names of objects, which stay where they are ({@code control-panel.md} BK-6). */
        SAFETY
    }

    /** Where a snapshot comes from. */
    public record Origin(String instanceId, String instanceName, String mode, String program) {}

    /**
     * A table.
     *
     * @param part the path of the file that has its rows
     * @param sum of its rows, as {@link RowSum} reckons
     * @param nextId from where the database goes on numbering; 0 where it does not number
     */
    record Table(String name, String part, long rows, Hash sum, long nextId, List<ArchiveTable.Column> columns) {
        Table {
            columns = List.copyOf(columns);
        }
    }

    /**
     * The objects that the rows name.
     *
     * @param count each owner's counted
     * @param bytes of their contents, as far as known
     * @param added how many contents were new to the repository
     * @param addedBytes how many bytes those have
     * @param problems how many are missing or damaged
     */
    public record Objects(long count, long bytes, long added, long addedBytes, long problems) {}

    /** A file of the snapshot. */
    record Part(String path, long bytes, Hash sha256) {}

    public Manifest {
        tables = List.copyOf(tables);
        problems = List.copyOf(problems);
        parts = List.copyOf(parts);
    }

    Manifest with(List<ObjectProblem> named) {
        return new Manifest(format, kind, origin, created, finished, note, tables, objects, named, parts);
    }

    /** Whether everything is in it that should be. */
    public boolean isWithoutErrors() {
        return objects.problems() == 0;
    }

    /** How many accounts there were. */
    public long users() {
        return rows("account");
    }

    /** How many packages there were. */
    public long packages() {
        return rows("package");
    }

    /** How many revisions there were. */
    public long revisions() {
        return rows("revision");
    }

    private long rows(String table) {
        return tables.stream()
                .filter(it -> it.name().equals(table))
                .mapToLong(Table::rows)
                .sum();
    }

    byte[] json() {
        var json = Row.JSON
                .createObjectNode()
                .put("format", format)
                .put("kind", word(kind))
                .put("program", origin.program())
                .put("mode", origin.mode())
                .put("created", created.toString())
                .put("finished", finished.toString())
                .put("note", note)
                .put("outcome", isWithoutErrors() ? "complete" : "complete with errors");
        json.putObject("instance").put("id", origin.instanceId()).put("name", origin.instanceName());
        json.putObject("objects")
                .put("count", objects.count())
                .put("bytes", objects.bytes())
                .put("added", objects.added())
                .put("added_bytes", objects.addedBytes())
                .put("problems", objects.problems());
        var listed = json.putArray("problems");
        problems.forEach(problem -> listed.add(problem.json()));
        var all = json.putArray("tables");
        tables.forEach(table -> all.add(json(table)));
        var files = json.putArray("parts");
        parts.forEach(part -> files.addObject()
                .put("path", part.path())
                .put("bytes", part.bytes())
                .put("sha256", part.sha256().toString()));
        try {
            return Row.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static ObjectNode json(Table table) {
        var json = Row.JSON
                .createObjectNode()
                .put("name", table.name())
                .put("part", table.part())
                .put("rows", table.rows())
                .put("sum", table.sum().toString());
        if (table.nextId() > 0) {
            json.put("next_id", table.nextId());
        }
        var columns = json.putArray("columns");
        table.columns()
                .forEach(column -> columns.addObject()
                        .put("name", column.name())
                        .put("type", column.type().word()));
        return json;
    }

    /**
     * Reads a manifest.
     *
     * @throws Invalid when it comes from a newer program, or cannot be understood
     */
    static Manifest parse(byte[] bytes) {
        try {
            JsonNode json = Row.JSON.readTree(bytes);
            int format = json.path("format").asInt();
            if (format > FORMAT) {
                throw new Invalid("This backup was made by a newer version of the program (" + version(json)
                        + ", format " + format + "; this one knows " + FORMAT
                        + "). Use that version, or a newer one, to restore it. Nothing was changed.");
            }
            if (format < 1) {
                throw damaged(null);
            }
            return parse(json, format);
        } catch (IOException | DateTimeException | IllegalArgumentException broken) {
            throw damaged(broken);
        }
    }

    private static String version(JsonNode json) {
        String text = json.path("program").asText();
        return text.matches("[0-9A-Za-z.+-]{1,40}") ? text : "unknown";
    }

    private static ApplianceException damaged(@org.jspecify.annotations.Nullable Exception cause) {
        String text = "The manifest of the backup is damaged. Use another backup.";
        return cause == null ? new Invalid(text) : new Invalid(text, cause);
    }

    private static Manifest parse(JsonNode json, int format) {
        JsonNode instance = json.path("instance");
        JsonNode objects = json.path("objects");
        return new Manifest(
                format,
                Kind.valueOf(json.path("kind").asText().toUpperCase(Locale.ROOT)),
                new Origin(
                        instance.path("id").asText(),
                        instance.path("name").asText(),
                        json.path("mode").asText(),
                        json.path("program").asText()),
                Instant.parse(json.path("created").asText()),
                Instant.parse(json.path("finished").asText()),
                json.path("note").asText(),
                list(json.path("tables"), Manifest::table),
                new Objects(
                        objects.path("count").asLong(),
                        objects.path("bytes").asLong(),
                        objects.path("added").asLong(),
                        objects.path("added_bytes").asLong(),
                        objects.path("problems").asLong()),
                list(json.path("problems"), ObjectProblem::parse),
                list(
                        json.path("parts"),
                        part -> new Part(
                                part.path("path").asText(),
                                part.path("bytes").asLong(),
                                Hash.parse(part.path("sha256").asText()))));
    }

    private static Table table(JsonNode json) {
        return new Table(
                json.path("name").asText(),
                json.path("part").asText(),
                json.path("rows").asLong(),
                Hash.parse(json.path("sum").asText()),
                json.path("next_id").asLong(0),
                list(
                        json.path("columns"),
                        column -> new ArchiveTable.Column(
                                column.path("name").asText(),
                                ColumnType.ofWord(column.path("type").asText()))));
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> item) {
        var items = new ArrayList<T>();
        array.forEach(element -> items.add(item.apply(element)));
        return items;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
