package org.quiltappliance.server.tables.worker;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.tables.worker.Found.Column;
import org.quiltappliance.server.tables.worker.Found.Kind;

/** How cells of each type of the engine become cells of answers: an expression that the engine computes, and the rest here. */
final class Cells {

    private static final int FIRST_BYTES = 16;
    private static final Pattern TIMESTAMP =
            Pattern.compile("(-?\\d+-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)(\\+00)?");

    private Cells() {}

    static Column column(String name, String type) {
        return new Column(name, type, kind(type));
    }

    static Kind kind(String type) {
        String word = type.toUpperCase(Locale.ROOT);
        if (word.endsWith("]")
                || word.startsWith("STRUCT")
                || word.startsWith("MAP")
                || word.startsWith("UNION")
                || word.equals("JSON")
                || word.equals("VARIANT")) {
            return Kind.NESTED;
        }
        if (word.startsWith("TIMESTAMP")
                || word.startsWith("DATE")
                || word.startsWith("TIME")
                || word.equals("INTERVAL")) {
            return Kind.TIME;
        }
        return switch (word.replaceAll("\\(.*", "")) {
            case "BOOLEAN" -> Kind.BOOLEAN;
            case "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "UHUGEINT",
                    "FLOAT",
                    "DOUBLE",
                    "DECIMAL",
                    "BIGNUM" -> Kind.NUMBER;
            case "BLOB" -> Kind.BINARY;
            default -> Kind.TEXT;
        };
    }

    /** Whether its values are JSON numbers as they are. */
    private static boolean isPlainNumber(String type) {
        return switch (type) {
            case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER", "FLOAT", "DOUBLE" -> true;
            default -> false;
        };
    }

    /** Whether cells of the column may be cut. */
    static boolean isText(Column column) {
        return column.kind() == Kind.TEXT || column.kind() == Kind.NESTED;
    }

    /**
     * What the engine is to compute for a cell.
     *
     * @param reference to the column, as SQL
     * @param most characters; one more comes when there are more
     */
    static String expression(Column column, String reference, int most) {
        return switch (column.kind()) {
            case BOOLEAN -> reference;
            case NUMBER -> isPlainNumber(column.type()) ? reference : "CAST(" + reference + " AS VARCHAR)";
            case TIME -> "CAST(" + reference + " AS VARCHAR)";
            case BINARY ->
                "octet_length(" + reference + ") || ':' || lower(hex(" + reference + "[1:" + FIRST_BYTES + "]))";
            case TEXT -> "left(CAST(" + reference + " AS VARCHAR), " + (most + 1) + ")";
            case NESTED -> "left(CAST(to_json(" + reference + ") AS VARCHAR), " + (most + 1) + ")";
        };
    }

    /** The cell of what the engine computed. */
    static @Nullable Object cell(Column column, @Nullable Object computed) {
        if (computed == null) {
            return null;
        }
        return switch (column.kind()) {
            case BOOLEAN -> computed;
            case NUMBER -> number(computed);
            case TIME -> iso(computed.toString());
            case BINARY -> binary(computed.toString());
            case TEXT, NESTED -> computed.toString();
        };
    }

    private static Object number(Object computed) {
        if (computed instanceof Number number && !Double.isFinite(number.doubleValue())) {
            return computed.toString();
        }
        return computed;
    }

    private static String iso(String text) {
        var parts = TIMESTAMP.matcher(text);
        return parts.matches() ? parts.group(1) + "T" + parts.group(2) + (parts.group(3) == null ? "" : "Z") : text;
    }

    private static Found.Binary binary(String text) {
        int colon = text.indexOf(':');
        return new Found.Binary(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
    }

    /** A text in SQL. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A name in SQL. */
    static String name(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
