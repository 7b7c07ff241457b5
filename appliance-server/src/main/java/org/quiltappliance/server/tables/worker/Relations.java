package org.quiltappliance.server.tables.worker;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quiltappliance.server.tables.worker.Found.Dialect;

/**
 * How the engine is told to read a source. What a CSV file is like is found out once, from all of it, and kept while the worker
 * lives: files are named by their content.
 */
final class Relations {

    private static final int KEPT = 200;

    /** @param sql something to select from */
    record Relation(String sql, Optional<Dialect> dialect) {}

    private final Map<String, Relation> sniffed = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Relation> eldest) {
            return size() > KEPT;
        }
    };

    Relation of(Session session, Source source) throws SQLException, Refusal {
        return switch (source.format()) {
            case PARQUET ->
                new Relation(
                        "read_parquet(" + files(source) + ", hive_partitioning = false"
                                + (source.files().size() > 1 ? ", union_by_name = true)" : ")"),
                        Optional.empty());
            case JSONL ->
                new Relation(
                        "read_json(" + files(source)
                                + ", format = 'newline_delimited', compression = 'none', sample_size = -1,"
                                + " maximum_depth = 8, hive_partitioning = false)",
                        Optional.empty());
            case CSV -> csv(session, source);
            case XLSX -> throw new IllegalArgumentException("A sheet is made a table first: " + source.name());
        };
    }

    private Relation csv(Session session, Source source) throws SQLException, Refusal {
        String key = source.files() + " " + source.header();
        var known = sniffed.get(key);
        if (known != null) {
            return known;
        }
        Relation found;
        try {
            found = sniff(session, source, "");
        } catch (SQLException notUnicode) {
            if (!String.valueOf(notUnicode.getMessage())
                    .toLowerCase(Locale.ROOT)
                    .contains("utf-8")) {
                throw notUnicode;
            }
            found = sniff(session, source, ", encoding = 'latin-1'");
        }
        sniffed.put(key, found);
        return found;
    }

    private static Relation sniff(Session session, Source source, String encoding) throws SQLException, Refusal {
        String file = Cells.quoted(source.files().get(0));
        String header = source.header() == null ? "" : ", header = " + source.header();
        return session.query(
                "SELECT Delimiter, HasHeader, Prompt FROM sniff_csv(" + file
                        + ", sample_size = -1, compression = 'none'" + header + encoding + ")",
                List.of(),
                rows -> {
                    rows.next();
                    var dialect = new Dialect(rows.getString(1), rows.getBoolean(2));
                    String prompt = rows.getString(3);
                    String read = prompt.substring(prompt.indexOf("read_csv("), prompt.lastIndexOf(')'));
                    return new Relation(
                            read + (read.contains("compression") ? "" : ", compression = 'none'")
                                    + (encoding.isEmpty() || read.contains("encoding") ? "" : encoding)
                                    + ", allow_quoted_nulls = false, hive_partitioning = false)",
                            Optional.of(dialect));
                });
    }

    private static String files(Source source) {
        return source.files().stream().map(Cells::quoted).collect(Collectors.joining(", ", "[", "]"));
    }
}
