package org.quiltappliance.server.tables.worker;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.tables.worker.Found.Column;
import org.quiltappliance.server.tables.worker.Found.Kind;
import org.quiltappliance.server.tables.worker.Reply.Reason;
import org.quiltappliance.server.tables.worker.Work.Comparison;
import org.quiltappliance.server.tables.worker.Work.Condition;

/** Rows of one table, some of them. */
final class Windows {

    private final Relations relations;

    Windows(Relations relations) {
        this.relations = relations;
    }

    Found.Outline outline(Session session, Work.Outline wanted) throws SQLException, Refusal {
        String relation = relations.of(session, wanted.source()).sql();
        return new Found.Outline(
                session.columns(relation), session.number("SELECT count(*) FROM " + relation, List.of()));
    }

    Found.Window window(Session session, Work.Window wanted) throws SQLException, Refusal {
        var relation = relations.of(session, wanted.source());
        var schema = session.columns(relation.sql());
        var places = places(wanted.columns(), wanted.mostColumns(), schema.size());
        var values = new ArrayList<String>();
        String where = where(schema, wanted.conditions(), values);
        String from = from(relation.sql(), schema.size(), wanted.orders());
        Long known = wanted.total();
        long total = known == null ? session.number("SELECT count(*) FROM " + from + where, values) : known;
        var rows = new Rows(places.stream().map(schema::get).toList(), wanted.bounds());
        if (wanted.offset() < total) {
            String cells = IntStream.range(0, places.size())
                    .mapToObj(i -> rows.expression(i, "c" + places.get(i)))
                    .collect(Collectors.joining(", "));
            session.query(
                    "SELECT " + (cells.isEmpty() ? "1" : cells) + " FROM " + from + where
                            + order(schema.size(), wanted.orders()) + " LIMIT "
                            + wanted.bounds().rows() + " OFFSET " + wanted.offset(),
                    values,
                    result -> {
                        rows.addAll(result, 1);
                        return rows;
                    });
        }
        return new Found.Window(schema, places, total, relation.dialect().orElse(null), rows.rows(), rows.cut());
    }

    private static List<Integer> places(@Nullable List<Integer> wanted, int most, int columns) throws Refusal {
        if (wanted == null) {
            return IntStream.range(0, Math.min(most, columns)).boxed().toList();
        }
        for (int place : wanted) {
            requireColumn(place, columns);
        }
        return wanted;
    }

    private static void requireColumn(int place, int columns) throws Refusal {
        if (place >= columns) {
            throw new Refusal(
                    Reason.WRONG, "There is no column " + place + ": the table has " + columns + ", counted from 0.");
        }
    }

    /** Where rows are sorted, equal ones stay in the order of the table, so that windows fit together. */
    private static String from(String relation, int columns, List<Work.Order> orders) {
        return orders.isEmpty()
                ? Session.numbered(relation, columns)
                : Session.numbered("(SELECT *, row_number() OVER () FROM " + relation + ")", columns + 1);
    }

    private static String order(int columns, List<Work.Order> orders) throws Refusal {
        if (orders.isEmpty()) {
            return "";
        }
        var order = new StringBuilder(" ORDER BY ");
        for (var by : orders) {
            requireColumn(by.column(), columns);
            order.append('c')
                    .append(by.column())
                    .append(by.descending() ? " DESC" : " ASC")
                    .append(" NULLS LAST, ");
        }
        return order.append('c').append(columns).toString();
    }

    private static String where(List<Column> schema, List<Condition> conditions, List<String> values) throws Refusal {
        var where = new StringBuilder();
        for (var condition : conditions) {
            requireColumn(condition.column(), schema.size());
            where.append(where.isEmpty() ? " WHERE " : " AND ")
                    .append(condition(
                            schema.get(condition.column()), "c" + condition.column(), condition.comparison()));
            if (condition.comparison().takesValue()) {
                values.add(condition.value());
            }
        }
        return where.toString();
    }

    private static String condition(Column column, String reference, Comparison comparison) throws Refusal {
        if (!comparison.takesValue()) {
            return reference + " " + comparison.sql();
        }
        if (comparison == Comparison.CONTAINS) {
            return "contains(lower(CAST(" + reference + " AS VARCHAR)), lower(CAST(? AS VARCHAR)))";
        }
        if (column.kind() == Kind.NESTED || column.kind() == Kind.BINARY) {
            throw new Refusal(
                    Reason.WRONG,
                    "Values of column " + column.name() + " cannot be compared; contains, null and notnull work.");
        }
        // The types of texts may be lists of words, which a file may have written.
        return column.kind() == Kind.TEXT
                ? "CAST(" + reference + " AS VARCHAR) " + comparison.sql() + " CAST(? AS VARCHAR)"
                : reference + " " + comparison.sql() + " CAST(? AS " + column.type() + ")";
    }
}
