package org.quiltappliance.server.tables.worker;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.tables.worker.Found.Bar;
import org.quiltappliance.server.tables.worker.Found.Column;
import org.quiltappliance.server.tables.worker.Found.Kind;
import org.quiltappliance.server.tables.worker.Found.Value;
import org.quiltappliance.server.tables.worker.Reply.Reason;

/** What the cells of a column are like. */
final class Summaries {

    private static final int BARS = 16;
    private static final int TOP = 10;

    /** Above this, counting every value takes more memory than knowing the most frequent of so many is worth. */
    private static final long MOST_VALUES = 100_000;

    private static final int CELL = 200;

    private final Relations relations;

    Summaries(Relations relations) {
        this.relations = relations;
    }

    private record Basics(
            long nulls,
            long distinct,
            @Nullable Object min,
            @Nullable Object max) {}

    Found.Summary summary(Session session, Work.Summary wanted) throws SQLException, Refusal {
        String relation = relations.of(session, wanted.source()).sql();
        var schema = session.columns(relation);
        if (wanted.column() >= schema.size()) {
            throw new Refusal(Reason.WRONG, "There is no column " + wanted.column() + ".");
        }
        var column = schema.get(wanted.column());
        String from = Session.numbered(relation, schema.size());
        String cell = "c" + wanted.column();
        if (column.kind() == Kind.NESTED || column.kind() == Kind.BINARY) {
            return new Found.Summary(
                    session.number("SELECT count(*) - count(" + cell + ") FROM " + from, List.of()),
                    null,
                    null,
                    null,
                    null,
                    null);
        }
        var basics = basics(session, column, cell, from);
        var bars = basics.distinct() > TOP ? bars(session, column, cell, from) : null;
        var top = bars == null && basics.distinct() <= MOST_VALUES ? top(session, column, cell, from) : null;
        return new Found.Summary(basics.nulls(), basics.distinct(), basics.min(), basics.max(), bars, top);
    }

    private static Basics basics(Session session, Column column, String cell, String from)
            throws SQLException, Refusal {
        return session.query(
                "SELECT count(*) - count(" + cell + "), approx_count_distinct(" + cell + "), "
                        + Cells.expression(column, "min(" + cell + ")", CELL) + ", "
                        + Cells.expression(column, "max(" + cell + ")", CELL) + " FROM " + from,
                List.of(),
                rows -> {
                    rows.next();
                    return new Basics(
                            rows.getLong(1),
                            rows.getLong(2),
                            Cells.cell(column, rows.getObject(3)),
                            Cells.cell(column, rows.getObject(4)));
                });
    }

    /** Counts in ranges of equal width; nothing where cells cannot be laid on a line. */
    private static @Nullable List<Bar> bars(Session session, Column column, String cell, String from)
            throws SQLException, Refusal {
        boolean times = column.type().startsWith("TIMESTAMP") || column.type().equals("DATE");
        if (column.kind() != Kind.NUMBER && !times) {
            return null;
        }
        String place = times ? "CAST(epoch_us(" + finite(cell) + ") AS DOUBLE)" : "CAST(" + cell + " AS DOUBLE)";
        String places =
                "(SELECT " + place + " AS v FROM " + from + " WHERE " + cell + " IS NOT NULL) WHERE isfinite(v)";
        double[] ends = session.query("SELECT min(v), max(v) FROM " + places, List.of(), rows -> {
            rows.next();
            double min = rows.getDouble(1);
            return rows.wasNull() ? new double[0] : new double[] {min, rows.getDouble(2)};
        });
        if (ends.length == 0 || !(ends[0] < ends[1]) || Double.isInfinite(ends[1] - ends[0])) {
            return null;
        }
        double width = (ends[1] - ends[0]) / BARS;
        var counts = new long[BARS];
        session.query(
                "SELECT CAST(greatest(0, least(" + (BARS - 1) + ", floor((v - ?) / ?))) AS INTEGER), count(*) FROM "
                        + places + " GROUP BY 1",
                List.of(ends[0], width),
                rows -> {
                    while (rows.next()) {
                        counts[rows.getInt(1)] = rows.getLong(2);
                    }
                    return counts;
                });
        var bars = new ArrayList<Bar>();
        for (int i = 0; i < BARS; i++) {
            double low = ends[0] + i * width;
            double high = i == BARS - 1 ? ends[1] : ends[0] + (i + 1) * width;
            bars.add(new Bar(end(low, times, column), end(high, times, column), counts[i]));
        }
        return bars;
    }

    private static String finite(String cell) {
        return "CASE WHEN isfinite(" + cell + ") THEN " + cell + " END";
    }

    private static Object end(double place, boolean times, Column column) {
        if (!times) {
            return place;
        }
        var moment = Instant.EPOCH.plus((long) place, ChronoUnit.MICROS);
        String text = moment.toString();
        return column.type().contains("TIME ZONE") ? text : text.substring(0, text.length() - 1);
    }

    private static List<Value> top(Session session, Column column, String cell, String from)
            throws SQLException, Refusal {
        return session.query(
                "SELECT " + Cells.expression(column, "v", CELL) + ", n FROM (SELECT " + cell
                        + " AS v, count(*) AS n FROM "
                        + from + " WHERE " + cell + " IS NOT NULL GROUP BY 1 ORDER BY n DESC, v LIMIT " + TOP + ")"
                        + " ORDER BY n DESC, v",
                List.of(),
                rows -> {
                    var top = new ArrayList<Value>();
                    while (rows.next()) {
                        top.add(new Value(Cells.cell(column, rows.getObject(1)), rows.getLong(2)));
                    }
                    return top;
                });
    }
}
