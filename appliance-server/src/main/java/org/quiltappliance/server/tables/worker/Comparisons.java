package org.quiltappliance.server.tables.worker;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.quiltappliance.server.tables.worker.Found.Column;
import org.quiltappliance.server.tables.worker.Found.ColumnChange;
import org.quiltappliance.server.tables.worker.Found.ComparedColumn;
import org.quiltappliance.server.tables.worker.Found.RowChange;
import org.quiltappliance.server.tables.worker.Reply.Reason;

/** What differs between two tables: columns by name, rows by key or by place. */
final class Comparisons {

    private final Relations relations;

    Comparisons(Relations relations) {
        this.relations = relations;
    }

    /** A column of either table, and its place in each; negative where it is not. */
    private record Pair(ComparedColumn column, int before, int after) {

        boolean isInBoth() {
            return before >= 0 && after >= 0;
        }

        /** Whether the cells of a row that is in both differ. */
        String differs() {
            String comparedBefore = "b.c" + before;
            String comparedAfter = "a.c" + after;
            return column.change() == ColumnChange.RETYPED
                    ? "CAST(" + comparedBefore + " AS VARCHAR) IS DISTINCT FROM CAST(" + comparedAfter + " AS VARCHAR)"
                    : comparedBefore + " IS DISTINCT FROM " + comparedAfter;
        }
    }

    Found.Differences differences(Session session, Work.Differences wanted) throws SQLException, Refusal {
        String before = relations.of(session, wanted.before()).sql();
        String after = relations.of(session, wanted.after()).sql();
        var schemaBefore = session.columns(before);
        var schemaAfter = session.columns(after);
        var pairs = pairs(schemaBefore, schemaAfter);
        var key = key(pairs, wanted.key());
        String rowsBefore = numbered(before, schemaBefore.size());
        String rowsAfter = numbered(after, schemaAfter.size());
        requireUnique(session, rowsBefore, key.stream().map(Pair::before).toList());
        requireUnique(session, rowsAfter, key.stream().map(Pair::after).toList());
        String from = rowsBefore + " AS b FULL OUTER JOIN " + rowsAfter + " AS a ON "
                + (key.isEmpty()
                        ? "b.place = a.place"
                        : key.stream()
                                .map(pair -> "b.c" + pair.before() + " IS NOT DISTINCT FROM a.c" + pair.after())
                                .collect(Collectors.joining(" AND ")));
        var counts = counts(session, from, pairs);
        var lines = new Lines(pairs, schemaBefore, schemaAfter, wanted.bounds());
        session.query(lines.sql(from, wanted.offset()), List.of(), result -> {
            lines.addAll(result);
            return lines;
        });
        long added = counts.getOrDefault("ADDED", 0L);
        long removed = counts.getOrDefault("REMOVED", 0L);
        long changed = counts.getOrDefault("CHANGED", 0L);
        long same = counts.getOrDefault("SAME", 0L);
        return new Found.Differences(
                pairs.stream().map(Pair::column).toList(),
                removed + changed + same,
                added + changed + same,
                added,
                removed,
                changed,
                same,
                lines.lines(),
                wanted.offset() + lines.lines().size() < added + removed + changed);
    }

    private static List<Pair> pairs(List<Column> before, List<Column> after) {
        Map<String, Integer> placesBefore = new LinkedHashMap<>();
        for (int i = 0; i < before.size(); i++) {
            placesBefore.putIfAbsent(before.get(i).name(), i);
        }
        var pairs = new ArrayList<Pair>();
        var taken = new HashSet<String>();
        for (int i = 0; i < after.size(); i++) {
            var column = after.get(i);
            Integer old = taken.add(column.name()) ? placesBefore.get(column.name()) : null;
            if (old == null) {
                pairs.add(new Pair(new ComparedColumn(column.name(), ColumnChange.ADDED, null, column.type()), -1, i));
            } else {
                String type = before.get(old).type();
                var change = type.equals(column.type()) ? ColumnChange.SAME : ColumnChange.RETYPED;
                pairs.add(new Pair(new ComparedColumn(column.name(), change, type, column.type()), old, i));
            }
        }
        for (int i = 0; i < before.size(); i++) {
            var column = before.get(i);
            if (!taken.contains(column.name()) || !Integer.valueOf(i).equals(placesBefore.get(column.name()))) {
                pairs.add(
                        new Pair(new ComparedColumn(column.name(), ColumnChange.REMOVED, column.type(), null), i, -1));
            }
        }
        return pairs;
    }

    private static List<Pair> key(List<Pair> pairs, List<String> names) throws Refusal {
        var key = new ArrayList<Pair>();
        for (String name : names) {
            key.add(pairs.stream()
                    .filter(pair -> pair.isInBoth() && pair.column().name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(Reason.WRONG, "There is no column " + name + " in both tables.")));
        }
        return key;
    }

    private static String numbered(String relation, int columns) {
        String names = IntStream.range(0, columns).mapToObj(i -> "c" + i + ", ").collect(Collectors.joining());
        return "(SELECT * FROM (SELECT *, row_number() OVER () FROM " + relation + ") AS t(" + names + "place))";
    }

    private static void requireUnique(Session session, String rows, List<Integer> key) throws SQLException, Refusal {
        if (key.isEmpty()) {
            return;
        }
        String columns = key.stream().map(place -> "c" + place).collect(Collectors.joining(", "));
        long repeated = session.number(
                "SELECT count(*) FROM (SELECT 1 FROM " + rows + " GROUP BY " + columns
                        + " HAVING count(*) > 1 LIMIT 1)",
                List.of());
        if (repeated > 0) {
            throw new Refusal(Reason.WRONG, "The key does not tell rows apart: there are rows with equal ones.");
        }
    }

    private static String change(List<Pair> pairs) {
        String differs =
                pairs.stream().filter(Pair::isInBoth).map(Pair::differs).collect(Collectors.joining(" OR "));
        return "CASE WHEN b.place IS NULL THEN 'ADDED' WHEN a.place IS NULL THEN 'REMOVED'"
                + (differs.isEmpty() ? "" : " WHEN " + differs + " THEN 'CHANGED'") + " ELSE 'SAME' END";
    }

    private static Map<String, Long> counts(Session session, String from, List<Pair> pairs)
            throws SQLException, Refusal {
        return session.query("SELECT " + change(pairs) + ", count(*) FROM " + from + " GROUP BY 1", List.of(), rows -> {
            var counts = new HashMap<String, Long>();
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
            return counts;
        });
    }

    /** The rows that are not the same, in the order of the later table, those that it has not at their old place. */
    private static final class Lines {

        private final List<Pair> pairs;
        private final Rows before;
        private final Rows after;
        private final List<Found.Line> lines = new ArrayList<>();
        private final int most;

        Lines(List<Pair> pairs, List<Column> schemaBefore, List<Column> schemaAfter, Work.Bounds bounds) {
            this.pairs = pairs;
            this.most = bounds.rows();
            var half = new Work.Bounds(bounds.rows(), bounds.cellChars(), bounds.bytes() / 2);
            before = new Rows(cells(pairs, schemaBefore, true), half);
            after = new Rows(cells(pairs, schemaAfter, false), half);
        }

        /** A column that one side lacks has empty cells there. */
        private static List<Column> cells(List<Pair> pairs, List<Column> schema, boolean before) {
            return pairs.stream()
                    .map(pair -> before ? pair.before() : pair.after())
                    .map(place -> place < 0 ? Cells.column("", "BOOLEAN") : schema.get(place))
                    .toList();
        }

        String sql(String from, long offset) {
            var cells = new StringBuilder();
            for (int i = 0; i < pairs.size(); i++) {
                var pair = pairs.get(i);
                cells.append(", ")
                        .append(before.expression(i, pair.before() < 0 ? "NULL" : "b.c" + pair.before()))
                        .append(" AS x" + i);
            }
            for (int i = 0; i < pairs.size(); i++) {
                var pair = pairs.get(i);
                cells.append(", ")
                        .append(after.expression(i, pair.after() < 0 ? "NULL" : "a.c" + pair.after()))
                        .append(" AS y" + i);
            }
            for (int i = 0; i < pairs.size(); i++) {
                cells.append(", ")
                        .append(pairs.get(i).isInBoth() ? pairs.get(i).differs() : "false")
                        .append(" AS z" + i);
            }
            return "SELECT * FROM (SELECT " + change(pairs) + " AS change" + cells
                    + ", coalesce(a.place, b.place) AS place, b.place AS old FROM " + from
                    + ") WHERE change <> 'SAME' ORDER BY place, old LIMIT " + most + " OFFSET " + offset;
        }

        void addAll(ResultSet result) throws SQLException {
            while (!before.isFull() && !after.isFull() && result.next()) {
                var change = RowChange.valueOf(result.getString(1));
                var old = change == RowChange.ADDED ? null : before.row(result, 2);
                var fresh = change == RowChange.REMOVED ? null : after.row(result, 2 + pairs.size());
                lines.add(
                        new Found.Line(change, old, fresh, change == RowChange.CHANGED ? changed(result) : List.of()));
            }
        }

        private List<Integer> changed(ResultSet result) throws SQLException {
            var changed = new ArrayList<Integer>();
            for (int i = 0; i < pairs.size(); i++) {
                if (result.getBoolean(2 + 2 * pairs.size() + i)) {
                    changed.add(i);
                }
            }
            return changed;
        }

        List<Found.Line> lines() {
            return lines;
        }
    }
}
