package org.quiltappliance.server.tables.worker;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.tables.worker.Found.Column;

/** Rows as they come from the engine, up to a bound of count and bytes. */
final class Rows {

    private final List<Column> columns;
    private final Work.Bounds bounds;
    private final int cellChars;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private final List<List<Integer>> cut = new ArrayList<>();
    private long bytes;
    private boolean more;

    /** @param columns of each row */
    Rows(List<Column> columns, Work.Bounds bounds) {
        this.columns = columns;
        this.bounds = bounds;
        // The first row comes in any case, and must not be longer than all.
        this.cellChars = Math.max(1, Math.min(bounds.cellChars(), bounds.bytes() / Math.max(1, columns.size())));
    }

    /** The expression for a cell of that place, so that no longer text leaves the engine than is shown. */
    String expression(int place, String reference) {
        return Cells.expression(columns.get(place), reference, cellChars);
    }

    /** @param first where the cells begin in the result, from 1 */
    void addAll(ResultSet result, int first) throws SQLException {
        while (!more && result.next()) {
            if (isFull()) {
                more = true;
            } else {
                rows.add(row(result, first));
            }
        }
    }

    boolean isFull() {
        return rows.size() >= bounds.rows() || bytes >= bounds.bytes();
    }

    List<@Nullable Object> row(ResultSet result, int first) throws SQLException {
        var row = new ArrayList<@Nullable Object>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Object cell = Cells.cell(columns.get(i), result.getObject(first + i));
            if (Cells.isText(columns.get(i)) && cell instanceof String text) {
                cell = cut(text, i);
            }
            bytes += cell instanceof String text ? text.length() + 4 : 8;
            row.add(cell);
        }
        return row;
    }

    private String cut(String text, int place) {
        if (text.length() <= cellChars || text.codePointCount(0, text.length()) <= cellChars) {
            return text;
        }
        cut.add(List.of(rows.size(), place));
        return text.substring(0, text.offsetByCodePoints(0, cellChars));
    }

    List<List<@Nullable Object>> rows() {
        return rows;
    }

    List<List<Integer>> cut() {
        return cut;
    }

    /** Whether the result had more rows. */
    boolean more() {
        return more;
    }
}
