package org.quiltappliance.server.http.pages;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.catalog.Look;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.html.Html;
import org.quiltappliance.server.tables.Tables;
import org.quiltappliance.server.tables.Tables.Wish;
import org.quiltappliance.server.tables.worker.Found;

/** The rows of a table on the page of its file ({@code catalog.md} 12.8). They are read when somebody asks for them. */
final class TableRows {

    private static final String FROM = "rows";
    private static final int ROWS = 50;
    private static final int LONGEST_CELL = 200;

    private final Shown shown;

    TableRows(Shown shown) {
        this.shown = shown;
    }

    /** @param address of the page; nothing is shown for what is no table */
    Html html(Look look, List<String> path, String address, Visit visit) {
        if (!Tables.isTable(shown.browsing().file(look, path))) {
            return Html.NOTHING;
        }
        String here = address + "?" + FROM + "=";
        if (!visit.asks(FROM)) {
            return Html.of("<p><a href=\"{}\">Show the rows</a></p>\n", here + 0);
        }
        long first = PackagePages.number(visit, FROM, 15);
        try {
            var window = shown.tables()
                    .rows(look, path, new Wish(first, ROWS, null, List.of(), List.of(), null, null, LONGEST_CELL));
            return table(window.found(), first, here);
        } catch (ApplianceException unreadable) {
            return Html.of("<p class=\"alert\" role=\"alert\">{}</p>\n", unreadable.text());
        }
    }

    private static Html table(Found.Window found, long first, String here) {
        var columns = found.columns().stream().map(found.schema()::get).toList();
        long end = first + found.rows().size();
        return Html.of(
                """
                <div class="sideways" role="region" aria-label="Rows" tabindex="0">
                <table>
                <caption>{}{}</caption>
                <thead><tr>{}</tr></thead>
                <tbody>
                {}</tbody>
                </table>
                </div>
                {}""",
                found.rows().isEmpty() ? "No rows here, " : "Rows " + (first + 1) + " to " + end + " of ",
                Figures.counted(found.total(), "row", "rows"),
                Html.join(columns.stream()
                        .map(column -> Html.of("<th scope=\"col\">{}<br>{}</th>", column.name(), column.type()))
                        .toList()),
                Html.join(found.rows().stream().map(TableRows::row).toList()),
                Pager.links(
                        first > 0 ? Optional.of(here + Math.max(0, first - ROWS)) : Optional.empty(),
                        end < found.total() && !found.rows().isEmpty() ? Optional.of(here + end) : Optional.empty()));
    }

    private static Html row(List<@Nullable Object> cells) {
        return Html.of(
                "<tr>{}</tr>\n",
                Html.join(cells.stream()
                        .map(cell -> Html.of("<td>{}</td>", text(cell)))
                        .toList()));
    }

    private static String text(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        return cell instanceof Found.Binary binary ? Figures.bytes(binary.bytes()) : String.valueOf(cell);
    }
}
