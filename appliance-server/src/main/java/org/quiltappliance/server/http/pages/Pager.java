package org.quiltappliance.server.http.pages;

import java.util.Optional;
import org.quiltappliance.server.html.Html;

/** The way through a list that does not fit on one page. */
final class Pager {

    private Pager() {}

    /** @param previous an address, where there is something before */
    static Html links(Optional<String> previous, Optional<String> next) {
        if (previous.isEmpty() && next.isEmpty()) {
            return Html.NOTHING;
        }
        return Html.of(
                "<nav aria-label=\"Pages\"><ul class=\"links\">\n{}{}</ul></nav>\n",
                link(previous, "prev", "Previous page"),
                link(next, "next", "Next page"));
    }

    private static Html link(Optional<String> address, String way, String text) {
        return address.map(to -> Html.of("<li><a rel=\"{}\" href=\"{}\">{}</a></li>\n", way, to, text))
                .orElse(Html.NOTHING);
    }
}
