package org.quiltappliance.server.tables.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.tables.worker.Reply.Reason;
import org.quiltappliance.server.tables.worker.Work.FileFormat;

/** Statements of people. The engine's own parser says that there is one, and that it only selects. */
final class Queries {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int COUNT_SECONDS = 1;

    private final Relations relations;

    Queries(Relations relations) {
        this.relations = relations;
    }

    Found.Rows query(Session session, Work.Query wanted) throws SQLException, Refusal {
        String relation = prepared(session, wanted.sources(), wanted.sql());
        var schema = session.columns(relation);
        var rows = new Rows(schema, wanted.bounds());
        String cells = IntStream.range(0, schema.size())
                .mapToObj(i -> rows.expression(i, "c" + i))
                .collect(Collectors.joining(", "));
        session.query(
                "SELECT " + cells + " FROM " + Session.numbered(relation, schema.size()) + " LIMIT "
                        + (wanted.bounds().rows() + 1),
                List.of(),
                result -> {
                    rows.addAll(result, 1);
                    return rows;
                });
        Long total = rows.more()
                ? count(session, relation)
                : Long.valueOf(rows.rows().size());
        return new Found.Rows(schema, rows.rows(), rows.cut(), rows.more(), total);
    }

    /** How many rows there are, where that is soon known; the rows themselves are worth more than their number. */
    private static @Nullable Long count(Session session, String relation) throws Refusal {
        try {
            return session.numberSoon("SELECT count(*) FROM " + relation, COUNT_SECONDS);
        } catch (SQLException slow) {
            return null;
        }
    }

    Found.Exported export(Session session, Work.Export wanted) throws SQLException, Refusal {
        String relation = prepared(session, wanted.sources(), wanted.sql());
        try {
            session.execute("COPY (SELECT * FROM " + relation + ") TO " + Cells.quoted(wanted.file()) + " ("
                    + (wanted.format() == FileFormat.CSV ? "FORMAT csv, HEADER true" : "FORMAT parquet")
                    + ", USE_TMP_FILE false)");
        } catch (SQLException failed) {
            if (String.valueOf(failed.getMessage()).contains(wanted.file())) {
                throw new Refusal(
                        Reason.TOO_MUCH,
                        "The result could not be written. A file may have " + (wanted.mostBytes() >> 20) + " MiB.");
            }
            throw failed;
        }
        return new Found.Exported(new File(wanted.file()).length());
    }

    /** Gives the tables their names. @return the statement as something to select from */
    private String prepared(Session session, List<Source> sources, String sql) throws SQLException, Refusal {
        requireOneSelect(session, sql);
        for (Source source : sources) {
            try {
                session.execute("CREATE VIEW " + Cells.name(source.name()) + " AS SELECT * FROM "
                        + relations.of(session, source).sql());
            } catch (SQLException unreadable) {
                var failure = session.failure(unreadable, Reason.UNREADABLE);
                throw new Refusal(failure.reason(), failure.message());
            }
        }
        // On lines of its own, as it may end with a comment.
        return "(\n" + sql + "\n)";
    }

    private static void requireOneSelect(Session session, String sql) throws SQLException, Refusal {
        String parsed = session.query("SELECT json_serialize_sql(CAST(? AS VARCHAR))", List.of(sql), rows -> {
            rows.next();
            return rows.getString(1);
        });
        try {
            var tree = JSON.readTree(parsed);
            if (tree.path("error").asBoolean()) {
                throw new Refusal(
                        Reason.WRONG,
                        "This is not one SELECT: " + tree.path("error_message").asText());
            }
            if (tree.path("statements").size() != 1) {
                throw new Refusal(Reason.WRONG, "Only one SELECT at a time can be run.");
            }
        } catch (JsonProcessingException tooDeep) {
            throw new Refusal(Reason.WRONG, "The statement is nested too deeply.");
        }
    }
}
