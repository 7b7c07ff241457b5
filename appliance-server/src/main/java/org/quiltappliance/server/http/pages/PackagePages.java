package org.quiltappliance.server.http.pages;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.catalog.Browsing;
import org.quiltappliance.server.catalog.Entry;
import org.quiltappliance.server.catalog.FolderSort;
import org.quiltappliance.server.catalog.History;
import org.quiltappliance.server.catalog.Look;
import org.quiltappliance.server.comments.Comment;
import org.quiltappliance.server.contents.TreeIndex;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.Unauthenticated;
import org.quiltappliance.server.html.Html;
import org.quiltappliance.server.html.Markdown;
import org.quiltappliance.server.http.CommentIds;
import org.quiltappliance.server.http.Percent;
import org.quiltappliance.server.packages.PackageName;

/** A package for browsers without scripts: README, files, pushes and comments ({@code catalog.md} 12.8). */
final class PackagePages {

    private static final int MOST_ENTRIES = 500;
    private static final int MOST_PUSHES = 50;
    private static final int README_CHARACTERS = 64 * 1024;
    private static final String LATEST = "latest";
    private static final int WRONG = 422;

    private final Site site;
    private final Frame frame;
    private final Shown shown;
    private final TableRows rows;

    PackagePages(Site site, Frame frame, Shown shown) {
        this.site = site;
        this.frame = frame;
        this.shown = shown;
        this.rows = new TableRows(shown);
    }

    /** Where in a package somebody is. @param revision empty for the latest */
    private record Place(String owner, String name, String revision) {

        String address(String... more) {
            return Places.ofPackage(owner, name, revision, more);
        }

        PackageName packageName() {
            return new PackageName(owner, name);
        }

        String path() {
            return owner + "/" + name;
        }

        /** Of the bytes of a file. */
        String raw(String path) {
            return Places.path("raw", owner, name, revision.isEmpty() ? LATEST : revision) + "/" + Places.below(path);
        }

        String files(String path) {
            return address("files") + (path.isEmpty() ? "" : "/" + Places.below(path));
        }
    }

    /**
     * {@code /package/OWNER/NAME} and what is below.
     *
     * @return nothing for parts of the page that need scripts
     * @throws NotFound the same for what is missing and what is hidden
     * @throws Unauthenticated where nobody may look without signing in
     */
    Optional<Answer> answer(List<String> path, Visit visit) {
        boolean pinned = path.size() >= 5 && path.get(3).equals("at");
        var place = new Place(path.get(1), path.get(2), pinned ? path.get(4) : "");
        var rest = path.subList(pinned ? 5 : 3, path.size());
        var caller = shown.visitor(visit, site.catalogUrl());
        return switch (rest.isEmpty() ? "" : rest.get(0)) {
            case "" -> Optional.of(front(place, look(caller, place)));
            case "files" -> Optional.of(files(place, look(caller, place), rest.subList(1, rest.size()), visit));
            case "revisions" -> Optional.of(revisions(place, caller, visit));
            case "comments" -> Optional.of(comments(place, caller, visit));
            default -> Optional.empty();
        };
    }

    private Look look(Caller caller, Place place) {
        return shown.browsing()
                .look(caller, place.packageName(), place.revision().isEmpty() ? LATEST : place.revision());
    }

    private Html around(Place place, Html content) {
        return Html.of(
                """
                <nav aria-label="Package"><ul class="links">
                <li><a href="{}">README</a></li>
                <li><a href="{}">Files</a></li>
                <li><a href="{}">Revisions</a></li>
                <li><a href="{}">Comments</a></li>
                <li><a href="{}">All of {}</a></li>
                </ul></nav>
                {}""",
                place.address(),
                place.address("files"),
                place.address("revisions"),
                place.address("comments"),
                Places.path("user", place.owner()),
                place.owner(),
                content);
    }

    private Answer page(int status, Place place, String title, Html content) {
        return Answer.page(status, frame.wide(title, around(place, content)));
    }

    private Answer front(Place place, Look look) {
        var all = shown.browsing().overview(look);
        var facts = all.facts();
        String handle = site.teamId().map(team -> team + ":").orElse("") + place.path();
        var content = Html.join(List.of(
                Html.of(
                        "<p>{}, {}, {}, {}. Revision <code>{}</code>{}.</p>\n<pre>quilt install {}</pre>\n",
                        all.visibility().word(),
                        Figures.counted(facts.files(), "file", "files"),
                        Figures.bytes(facts.totalBytes()),
                        Figures.day(facts.revision().createdAt()),
                        facts.revision().hash().toString().substring(0, 8),
                        names(facts.tags(), facts.versions()),
                        place.revision().isEmpty()
                                ? handle
                                : handle + " -x " + facts.revision().hash()),
                all.readme().map(readme -> readme(place, readme)).orElse(Html.of("<p>It has no README.</p>\n")),
                Html.of("<h2>Files</h2>\n"),
                listing(place, look, List.of(), 0)));
        return page(200, place, place.path(), content);
    }

    private static Html names(List<String> tags, List<String> versions) {
        var all = new ArrayList<String>();
        tags.forEach(tag -> all.add("tag " + tag));
        versions.forEach(version -> all.add("version " + version));
        return all.isEmpty() ? Html.NOTHING : Html.of(" ({})", String.join(", ", all));
    }

    private static Html readme(Place place, Browsing.Readme readme) {
        String text = readme.text();
        boolean cut = text.length() > README_CHARACTERS;
        Html html = Markdown.html(cut ? text.substring(0, README_CHARACTERS) : text, place::files, place::raw);
        return Html.of(
                "<section aria-label=\"README\" class=\"readme\">\n{}</section>\n{}",
                html,
                cut || readme.truncated()
                        ? Html.of(
                                "<p>This is the first part of the README. <a href=\"{}\">Files</a> has all of it.</p>\n",
                                place.address("files"))
                        : Html.NOTHING);
    }

    private Answer files(Place place, Look look, List<String> path, Visit visit) {
        var detail = shown.browsing().detail(look, path);
        String title = path.isEmpty() ? "Files" : String.join("/", path);
        boolean folder = detail.entry().kind() == TreeIndex.Kind.GROUP;
        var content = Html.join(List.of(
                crumbs(place, path),
                folder ? listing(place, look, path, (int) number(visit, "from", 9)) : file(place, detail),
                folder
                        ? Html.NOTHING
                        : rows.html(look, path, place.files(detail.entry().path()), visit)));
        return page(200, place, title + " in " + place.path(), content);
    }

    /** The number in a query; 0 when there is none. @param digits how many it has at most */
    static long number(Visit visit, String name, int digits) {
        String text = visit.query(name);
        if (!text.matches("[0-9]{0," + digits + "}")) {
            throw new Invalid("\"" + name + "\" is a number.");
        }
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private static Html crumbs(Place place, List<String> path) {
        var items = new ArrayList<Html>();
        items.add(Html.of("<a href=\"{}\">{}</a>", place.address("files"), place.path()));
        for (int i = 0; i < path.size(); i++) {
            String below = String.join("/", path.subList(0, i + 1));
            items.add(Html.of(" / <a href=\"{}\">{}</a>", place.files(below), path.get(i)));
        }
        return Html.of("<p>{}</p>\n", Html.join(items));
    }

    private Html listing(Place place, Look look, List<String> path, int from) {
        var folder =
                shown.browsing().folder(look, path, new FolderSort.Order(FolderSort.NAME, false), from, MOST_ENTRIES);
        var entries = folder.entries();
        String address = place.files(String.join("/", path)) + "?from=";
        return Html.of(
                """
                <table>
                <caption>{}, {}</caption>
                <thead><tr><th scope="col">Name</th><th scope="col">Size</th><th scope="col">Files</th></tr></thead>
                <tbody>
                {}</tbody>
                </table>
                {}""",
                Figures.counted(folder.leaves(), "file", "files"),
                Figures.bytes(folder.bytes()),
                Html.join(
                        entries.lines().stream().map(entry -> row(place, entry)).toList()),
                Pager.links(
                        from > 0 ? Optional.of(address + Math.max(0, from - MOST_ENTRIES)) : Optional.empty(),
                        entries.next().map(next -> address + next)));
    }

    private static Html row(Place place, Entry entry) {
        boolean folder = entry.kind() == TreeIndex.Kind.GROUP;
        return Html.of(
                "<tr><td><a href=\"{}\">{}{}</a></td><td>{}</td><td>{}</td></tr>\n",
                place.files(entry.path()),
                entry.name(),
                folder ? "/" : "",
                Figures.bytes(entry.bytes()),
                folder ? entry.leaves() : "");
    }

    private static Html file(Place place, Browsing.Detail detail) {
        var entry = detail.entry();
        String raw = place.raw(entry.path());
        return Html.of(
                """
                <p>{}{}{}</p>
                <ul class="links">
                <li><a href="{}?download=1">Download</a></li>
                {}</ul>
                {}""",
                Figures.bytes(entry.bytes()),
                entry.type().isEmpty() ? "" : ", " + entry.type(),
                entry.originalName().map(name -> ", was " + name).orElse(""),
                raw,
                detail.parts().size() == 1
                        ? Html.of("<li><a href=\"{}\">Open in the browser</a></li>\n", raw)
                        : Html.NOTHING,
                detail.userMetadata()
                        .map(json -> Html.of("<h2>Metadata</h2>\n<pre>{}</pre>\n", json))
                        .orElse(Html.NOTHING));
    }

    private Answer revisions(Place place, Caller caller, Visit visit) {
        var log = shown.history().log(caller, place.packageName(), number(visit, "after", 18), MOST_PUSHES);
        var content = Html.of(
                "<p>{}</p>\n<ul class=\"packages\">\n{}</ul>\n{}",
                Figures.counted(log.total(), "push", "pushes"),
                Html.join(log.lines().stream().map(line -> push(place, line)).toList()),
                Pager.links(Optional.empty(), log.next().map(next -> place.address("revisions") + "?after=" + next)));
        return page(200, place, "Revisions of " + place.path(), content);
    }

    private static Html push(Place place, History.Line line) {
        String hash = line.hash().toString();
        return Html.of(
                "<li><a href=\"{}\"><code>{}</code></a> by {}, {}, {}, {}{}{}</li>\n",
                Places.ofPackage(place.owner(), place.name(), hash),
                hash.substring(0, 8),
                line.author(),
                Figures.day(line.created()),
                Figures.counted(line.files(), "file", "files"),
                Figures.bytes(line.totalBytes()),
                names(line.tags(), line.versions()),
                line.changes()
                        .map(counts -> Html.of(
                                "<br>{} added, {} removed, {} changed, {} moved",
                                counts.added(),
                                counts.removed(),
                                counts.changed(),
                                counts.moved()))
                        .orElse(Html.NOTHING));
    }

    private Answer comments(Place place, Caller caller, Visit visit) {
        String text = "";
        Html problem = Html.NOTHING;
        if (Pages.posts(visit)) {
            var form = visit.form(site);
            if (!(caller instanceof Caller.Account account)) {
                return Answer.redirect(303, signIn(place));
            }
            text = form.getOrDefault("contents", "");
            try {
                shown.comments().add(account, place.packageName(), text);
                return Answer.redirect(303, URI.create(site.catalogUrl() + place.address("comments")));
            } catch (Invalid wrong) {
                problem = Pages.alert(wrong.text());
            }
        }
        var all = shown.comments().shown(caller, place.packageName());
        var content = Html.join(List.of(
                all.isEmpty()
                        ? Html.of("<p>Nobody has commented yet.</p>\n")
                        : Html.join(all.stream().map(PackagePages::comment).toList()),
                problem,
                caller instanceof Caller.Account
                        ? Html.of("""
                                <form method="post" action="{}">
                                <div class="field"><label for="contents">Comment</label>
                                <textarea id="contents" name="contents" rows="5" required maxlength="10240">{}</textarea></div>
                                <p class="actions"><button type="submit">Add the comment</button></p>
                                </form>
                                """, place.address("comments"), text)
                        : Html.of("<p><a href=\"{}\">Sign in</a> to comment.</p>\n", signIn(place))));
        return page(problem == Html.NOTHING ? 200 : WRONG, place, "Comments on " + place.path(), content);
    }

    private URI signIn(Place place) {
        return URI.create(site.catalogUrl() + "/signin?next=" + Percent.segment(place.address("comments")));
    }

    private static Html comment(Comment comment) {
        return Html.of(
                "<article id=\"{}\"><h2>{}, {}{}</h2>\n{}{}</article>\n",
                CommentIds.anchor(comment),
                comment.author(),
                Figures.day(comment.created()),
                comment.edited().isPresent() ? " (edited)" : "",
                comment.hidden()
                        ? Html.of(
                                "<p><strong>Hidden: only its author and the owner of the package see it.</strong></p>\n")
                        : Html.NOTHING,
                Markdown.html(comment.contents(), address -> "", address -> ""));
    }
}
