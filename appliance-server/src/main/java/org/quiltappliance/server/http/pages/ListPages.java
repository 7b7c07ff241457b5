package org.quiltappliance.server.http.pages;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.catalog.PackageLists;
import org.quiltappliance.server.catalog.PackageLists.Card;
import org.quiltappliance.server.catalog.PackageLists.Hit;
import org.quiltappliance.server.catalog.PackageLists.Order;
import org.quiltappliance.server.catalog.PackageLists.Wanted;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.html.Html;
import org.quiltappliance.server.http.Percent;

/** Lists of packages for browsers without scripts: home, search, owners, and one's own ({@code catalog.md} 12.8). */
final class ListPages {

    private static final int MOST = 20;
    private static final int LAST_PAGE = 100_000;

    private final Site site;
    private final Frame frame;
    private final Shown shown;

    ListPages(Site site, Frame frame, Shown shown) {
        this.site = site;
        this.frame = frame;
        this.shown = shown;
    }

    private Caller visitor(Visit visit) {
        return shown.visitor(visit, site.catalogUrl());
    }

    /** {@code /}. @param setUp how clients are set up, at the end of the page */
    Answer home(Visit visit, Html setUp) {
        var caller = visitor(visit);
        var home = shown.lists().home(caller, MOST, List.of());
        var body = Html.join(List.of(
                searchForm(""),
                links(caller),
                cards("Your packages", home.own()),
                cards("Shared with you", home.shared()),
                home.recentTotal() == 0
                        ? Html.of("<p>There are no packages that you can see yet.</p>\n")
                        : cards("Updated last", home.recent()),
                Html.of("<h2>Set up quilt</h2>\n{}", setUp)));
        return Answer.page(200, frame.wide("Packages", body));
    }

    /** {@code /profile}, for whoever is signed in. */
    Answer profile(Visit visit) {
        if (!(visitor(visit) instanceof Caller.Account account)) {
            return Answer.redirect(303, URI.create(site.catalogUrl() + "/signin?next=/profile"));
        }
        var home = shown.lists().home(account, Integer.MAX_VALUE, List.of());
        var body = Html.join(List.of(
                links(account),
                cards("Your packages", home.own()),
                cards("Shared with you", home.shared()),
                home.own().isEmpty() && home.shared().isEmpty()
                        ? Html.of("<p>You have no packages yet. Push one with the <code>quilt</code> command.</p>\n")
                        : Html.NOTHING));
        return Answer.page(200, frame.wide(account.accountName(), body));
    }

    /** {@code /search?q=WORDS&page=N}. @throws Invalid when the page is no number */
    Answer search(Visit visit) {
        String query = visit.query("q").strip();
        var found = find(visit, query, "", Order.RELEVANCE);
        var body = Html.join(List.of(
                searchForm(query),
                Html.of("<p>{}</p>\n", Figures.counted(found.total(), "package", "packages")),
                hits(found.hits()),
                pages("/search?q=" + Percent.segment(query) + "&", found)));
        return Answer.page(200, frame.wide(query.isEmpty() ? "All packages" : "Search: " + query, body));
    }

    /** {@code /user/OWNER} and {@code /package/OWNER}. */
    Answer owner(Visit visit, String owner) {
        var found = find(visit, "", owner, Order.NAME);
        var body = found.total() == 0
                ? Html.of("<p>{} has no packages that you can see.</p>\n", owner)
                : Html.join(List.of(hits(found.hits()), pages(Places.path("user", owner) + "?", found)));
        return Answer.page(200, frame.wide("Packages of " + owner, body));
    }

    private PackageLists.Results find(Visit visit, String query, String owner, Order order) {
        return shown.lists()
                .search(visitor(visit), new Wanted(query, owner, "", "", "", Optional.empty(), order, page(visit)));
    }

    private static int page(Visit visit) {
        String text = visit.query("page");
        if (text.isEmpty()) {
            return 1;
        }
        if (!text.matches("[1-9][0-9]{0,5}") || Integer.parseInt(text) > LAST_PAGE) {
            throw new Invalid("The page is a number from 1 to " + LAST_PAGE + ".");
        }
        return Integer.parseInt(text);
    }

    static Html searchForm(String query) {
        return Html.of("""
                <form method="get" action="/search" role="search" class="line">
                <label for="q">Search packages</label>
                <input id="q" name="q" type="search" value="{}">
                <button type="submit">Search</button>
                </form>
                """, query);
    }

    private Html links(Caller caller) {
        return caller instanceof Caller.Account account
                ? Html.of("""
                        <p>Signed in as {}. <a href="/profile">Your packages</a>, <a href="/code">one-time code</a>,
                        <a href="/signout">sign out</a></p>
                        """, account.accountName())
                : Html.of("<p><a href=\"/signin?next=/\">Sign in</a> to see what is shared with you.</p>\n");
    }

    private static Html cards(String title, List<Card> cards) {
        return cards.isEmpty()
                ? Html.NOTHING
                : Html.of(
                        "<h2>{}</h2>\n<ul class=\"packages\">\n{}</ul>\n",
                        title,
                        Html.join(cards.stream().map(ListPages::card).toList()));
    }

    private static Html card(Card card) {
        return item(
                card.owner(),
                card.name(),
                card.visibility().word(),
                card.updatedAt().map(Figures::day),
                card.bytes(),
                card.description());
    }

    private static Html hits(List<Hit> hits) {
        return hits.isEmpty()
                ? Html.NOTHING
                : Html.of(
                        "<ul class=\"packages\">\n{}</ul>\n",
                        Html.join(hits.stream()
                                .map(hit -> item(
                                        hit.owner(),
                                        hit.name(),
                                        hit.visibility().word(),
                                        Optional.of(Figures.day(hit.updatedAt())),
                                        Optional.of(hit.bytes()),
                                        hit.snippet().map(PackageLists.Snippet::text)))
                                .toList()));
    }

    private static Html item(
            String owner,
            String name,
            String visibility,
            Optional<Html> updated,
            Optional<Long> bytes,
            Optional<String> text) {
        return Html.of(
                "<li><a href=\"{}\">{}/{}</a> ({}{}{}){}</li>\n",
                Places.ofPackage(owner, name, ""),
                owner,
                name,
                visibility,
                bytes.map(size -> Html.of(", {}", Figures.bytes(size))).orElse(Html.NOTHING),
                updated.map(day -> Html.of(", {}", day)).orElse(Html.NOTHING),
                text.map(line -> Html.of("<br>{}", line)).orElse(Html.NOTHING));
    }

    private static Html pages(String address, PackageLists.Results found) {
        return Pager.links(
                found.page() > 1 ? Optional.of(address + "page=" + (found.page() - 1)) : Optional.empty(),
                found.page() < found.pages() ? Optional.of(address + "page=" + (found.page() + 1)) : Optional.empty());
    }
}
