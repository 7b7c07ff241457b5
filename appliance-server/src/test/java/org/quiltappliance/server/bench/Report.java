package org.quiltappliance.server.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A page of Markdown, made from top to bottom. */
final class Report {

    private final StringBuilder text = new StringBuilder();

    Report title(String title) {
        text.append("# ").append(title).append("\n\n");
        return this;
    }

    Report section(String title) {
        text.append("## ").append(title).append("\n\n");
        return this;
    }

    Report paragraph(String paragraph) {
        text.append(paragraph.strip()).append("\n\n");
        return this;
    }

    Report table(Table table) {
        text.append(table.markdown()).append('\n');
        return this;
    }

    String markdown() {
        return text.toString().stripTrailing() + "\n";
    }

    /** Rows under named columns. */
    static final class Table {
        private final List<String> columns;
        private final List<List<String>> rows = new ArrayList<>();

        Table(String... columns) {
            this.columns = List.of(columns);
        }

        Table row(String... cells) {
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException(cells.length + " cells under " + columns.size() + " columns");
            }
            rows.add(List.of(cells));
            return this;
        }

        String markdown() {
            var lines = new StringBuilder();
            line(lines, columns);
            line(lines, Collections.nCopies(columns.size(), "---"));
            rows.forEach(row -> line(lines, row));
            return lines.toString();
        }

        private static void line(StringBuilder lines, List<String> cells) {
            lines.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
    }
}
