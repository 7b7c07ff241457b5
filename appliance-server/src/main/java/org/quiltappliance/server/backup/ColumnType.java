package org.quiltappliance.server.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** What the values of a column are, in a database and in an archive. Its name in small letters stands in manifests. */
enum ColumnType {
    /** Java: {@link UUID}; archive: its usual text. */
    UUID(Types.OTHER) {
        @Override
        @Nullable
        Object get(ResultSet row, int place) throws SQLException {
            return row.getObject(place, UUID.class);
        }

        @Override
        Object parse(JsonNode value) {
            return java.util.UUID.fromString(text(value));
        }
    },
    /** A text. */
    TEXT(Types.VARCHAR) {
        @Override
        @Nullable
        Object get(ResultSet row, int place) throws SQLException {
            return row.getString(place);
        }

        @Override
        Object parse(JsonNode value) {
            return text(value);
        }
    },
    /** Java: {@link Boolean}. */
    BOOLEAN(Types.BOOLEAN) {
        @Override
        @Nullable
        Object get(ResultSet row, int place) throws SQLException {
            return row.getObject(place, Boolean.class);
        }

        @Override
        void write(JsonGenerator json, Object value) throws IOException {
            json.writeBoolean((Boolean) value);
        }

        @Override
        Object parse(JsonNode value) {
            require(value.isBoolean());
            return value.booleanValue();
        }
    },
    /** Java: {@link Long}. */
    INTEGER(Types.BIGINT) {
        @Override
        @Nullable
        Object get(ResultSet row, int place) throws SQLException {
            long value = row.getLong(place);
            return row.wasNull() ? null : (Object) value;
        }

        @Override
        void write(JsonGenerator json, Object value) throws IOException {
            json.writeNumber((Long) value);
        }

        @Override
        Object parse(JsonNode value) {
            require(value.isIntegralNumber() && value.canConvertToLong());
            return value.longValue();
        }
    },
    /** Java: {@link Instant}, to the microsecond; archive: ISO 8601 in UTC. */
    TIME(Types.TIMESTAMP_WITH_TIMEZONE) {
        @Override
        @Nullable
        Object get(ResultSet row, int place) throws SQLException {
            var value = row.getObject(place, OffsetDateTime.class);
            return value == null ? null : value.toInstant();
        }

        @Override
        Object parse(JsonNode value) {
            return Instant.parse(text(value));
        }

        @Override
        Argument argument(Object value) {
            // Not as java.sql.Timestamp, which goes through local time and loses an hour once a year.
            var time = ((Instant) value).atOffset(ZoneOffset.UTC);
            return (place, statement, context) -> statement.setObject(place, time);
        }
    },
    /** Java: a byte array; archive: base64. */
    BYTES(Types.VARBINARY) {
        @Override
        @Nullable
        Object get(ResultSet row, int place) throws SQLException {
            return row.getBytes(place);
        }

        @Override
        void write(JsonGenerator json, Object value) throws IOException {
            json.writeBinary((byte[]) value);
        }

        @Override
        Object parse(JsonNode value) {
            try {
                require(value.isTextual());
                return value.binaryValue();
            } catch (IOException notBase64) {
                throw new IllegalArgumentException(notBase64);
            }
        }

        @Override
        Argument argument(Object value) {
            return (place, statement, context) -> statement.setBytes(place, (byte[]) value);
        }
    };

    private final int sqlType;

    ColumnType(int sqlType) {
        this.sqlType = sqlType;
    }

    /** The value of a column in a row of a result; null for SQL's null. */
    abstract @Nullable Object get(ResultSet row, int place) throws SQLException;

    /** @throws IllegalArgumentException or {@link DateTimeException} when the value is of another type */
    abstract Object parse(JsonNode value);

    void write(JsonGenerator json, Object value) throws IOException {
        json.writeString(value.toString());
    }

    Argument argument(Object value) {
        return (place, statement, context) -> statement.setObject(place, value);
    }

    Argument nothing() {
        return (place, statement, context) -> statement.setNull(place, sqlType);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ColumnType ofWord(String word) {
        return Stream.of(values())
                .filter(type -> type.word().equals(word))
                .findAny()
                .orElseThrow(() -> new Invalid("The backup has a column of the unknown type \"" + word + "\"."));
    }

    private static String text(JsonNode value) {
        require(value.isTextual());
        return value.textValue();
    }

    private static void require(boolean right) {
        if (!right) {
            throw new IllegalArgumentException("another type");
        }
    }
}
