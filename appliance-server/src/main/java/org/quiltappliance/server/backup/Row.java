package org.quiltappliance.server.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** One row of a table, its values in the order of the table's columns; null where the database has none. */
final class Row {

    /** A README or a comment may be longer than what the library takes for sane. */
    private static final int LONGEST_TEXT = 500_000_000;

    static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build());

    private final ArchiveTable table;
    private final @Nullable Object[] values;

    Row(ArchiveTable table, @Nullable Object[] values) {
        this.table = table;
        this.values = values;
    }

    ArchiveTable table() {
        return table;
    }

    @Nullable
    Object value(int place) {
        return values[place];
    }

    long number(String column) {
        return (Long) require(column);
    }

    String text(String column) {
        return (String) require(column);
    }

    byte[] bytes(String column) {
        return (byte[]) require(column);
    }

    private Object require(String column) {
        Object value = values[table.place(column)];
        if (value == null) {
            throw new Invalid("A row of " + table.name() + " has no " + column + ".");
        }
        return value;
    }

    /** The row as one JSON object, in the same bytes wherever it comes from. */
    byte[] json() {
        var bytes = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(bytes)) {
            write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < values.length; i++) {
            var column = table.columns().get(i);
            json.writeFieldName(column.name());
            Object value = values[i];
            if (value == null) {
                json.writeNull();
            } else {
                column.type().write(json, value);
            }
        }
        json.writeEndObject();
    }

    /** @throws Invalid when the object does not have exactly the columns of the table with values of their types */
    static Row parse(ArchiveTable table, JsonNode object) {
        var columns = table.columns();
        if (!object.isObject() || object.size() != columns.size()) {
            throw broken(table, "it has other columns", null);
        }
        var values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            var column = columns.get(i);
            JsonNode value = object.path(column.name());
            try {
                values[i] = value.isNull() ? null : column.type().parse(value);
            } catch (IllegalArgumentException | DateTimeException other) {
                throw broken(
                        table,
                        "its " + column.name() + " is no " + column.type().word(),
                        other);
            }
        }
        return new Row(table, values);
    }

    private static Invalid broken(ArchiveTable table, String reason, @Nullable Exception cause) {
        String text = "A row of the table " + table.name() + " in the backup cannot be read: " + reason + ".";
        return cause == null ? new Invalid(text) : new Invalid(text, cause);
    }
}
