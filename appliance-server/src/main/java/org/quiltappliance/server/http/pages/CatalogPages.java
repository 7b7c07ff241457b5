package org.quiltappliance.server.http.pages;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.quiltappliance.server.accounts.Accounts;
import org.quiltappliance.server.accounts.SignIns;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.Unauthenticated;
import org.quiltappliance.server.html.Html;
import org.quiltappliance.server.http.Percent;

/**
 * The pages of the catalog's port ({@code catalog.md} sections 2 and 5): home, sign-up, passwords, and one that tells
 * how to install a package, whether or not it exists. Answers every address outside {@code /api/}; unknown ones with
 * 404.
 */
public final class CatalogPages extends Pages {

    private static final String READ = "GET, HEAD";
    private static final int LONGEST_NAME = 64;

    /** What can be an owner or a package ({@code registry-api.md} 4.6); safe to show in a command. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][\\p{L}\\p{N}_]*");

    private final SessionPages session;
    private final SignUpPages signUp;
    private final PasswordPages passwords;
    private final Optional<ListPages> lists;
    private final Optional<PackagePages> packagePages;

    /**
     * All pages.
     *
     * @param folder of the class path where the application is, if this build has one, with its final slash
     * @param shown what its pages show where no scripts run; without it they say that they need scripts
     */
    public CatalogPages(Site site, SignIns signIns, Accounts accounts, String folder, Optional<Shown> shown) {
        super(site, Shell.load(folder + "index.html"));
        this.session = new SessionPages(site, frame, signIns);
        this.signUp = new SignUpPages(site, frame, accounts);
        this.passwords = new PasswordPages(site, frame, accounts);
        this.lists = shown.map(all -> new ListPages(site, frame, all));
        this.packagePages = shown.map(all -> new PackagePages(site, frame, all));
    }

    @Override
    Optional<Answer> answer(Visit visit) {
        List<String> path = visit.path();
        String first = path.isEmpty() ? "" : path.get(0);
        if (first.equals("api")) {
            return Optional.empty();
        }
        boolean alone = path.size() <= 1;
        return Optional.of(
                switch (first) {
                    case "" -> alone ? reading(visit, () -> home(visit)) : notFound();
                    case "login" -> login(path, visit);
                    case "signin" -> alone ? withApplication(visit, session.signIn(visit)) : notFound();
                    case "code" -> alone ? withApplication(visit, session.code(visit)) : notFound();
                    case "signout" ->
                        alone && frame.hasApplication()
                                ? session.signOut(visit).orElseGet(this::wrongForm)
                                : notFound();
                    case "search" ->
                        frame.hasApplication() && alone
                                ? reading(visit, () -> list(visit, pages -> pages.search(visit)))
                                : notFound();
                    case "profile" ->
                        frame.hasApplication() && isProfile(path)
                                ? reading(
                                        visit,
                                        () -> alone ? list(visit, pages -> pages.profile(visit)) : needsScripts())
                                : notFound();
                    case "user" ->
                        frame.hasApplication() && path.size() == 2
                                ? reading(visit, () -> list(visit, pages -> pages.owner(visit, path.get(1))))
                                : notFound();
                    case "account" -> frame.hasApplication() && alone ? reading(visit, this::needsScripts) : notFound();
                    case "admin" ->
                        frame.hasApplication() && path.size() <= 2 ? reading(visit, this::needsScripts) : notFound();
                    case "signup" -> alone ? signUp.answer(visit).orElseGet(this::wrongForm) : notFound();
                    case "reset_password" -> passwords(path, visit);
                    case "activation_error" -> alone ? reading(visit, this::activationError) : notFound();
                    case "package" -> packages(path, visit);
                    default -> notFound();
                });
    }

    private Answer login(List<String> path, Visit visit) {
        if (path.size() == 1) {
            return reading(
                    visit, () -> Answer.redirect(302, frame.hasApplication() ? signInPage(visit) : site.signIn()));
        }
        return switch (path.size() == 2 ? path.get(1) : "") {
            case "style.css" -> reading(visit, frame::styleSheet);
            case "mark.svg" -> reading(visit, frame::mark);
            default -> notFound();
        };
    }

    /** The query stays: it tells where to go afterwards. */
    private URI signInPage(Visit visit) {
        return URI.create(site.catalogUrl() + "/signin" + visit.query());
    }

    /** Without an application, the registry's port has the one page for signing in. */
    private Answer withApplication(Visit visit, Optional<Answer> answer) {
        return frame.hasApplication()
                ? answer.orElseGet(this::wrongForm)
                : reading(visit, () -> Answer.redirect(302, site.signIn()));
    }

    private static boolean isProfile(List<String> path) {
        return path.size() == 1 || path.size() == 2 && path.get(1).equals("admin");
    }

    /** Some of what the application shows has no counterpart without scripts. */
    private Answer needsScripts() {
        return Answer.page(
                200,
                frame.message(
                        "This page needs JavaScript",
                        "Without it you can look for packages, read them, download their files, comment, and use the quilt command.",
                        "Sign in",
                        URI.create(site.catalogUrl() + "/signin")));
    }

    private Answer passwords(List<String> path, Visit visit) {
        return switch (path.size()) {
            case 1 -> passwords.request(visit).orElseGet(this::wrongForm);
            case 2 -> passwords.change(path.get(1), visit).orElseGet(this::wrongForm);
            default -> notFound();
        };
    }

    /** {@code /package/OWNER/NAME} and the addresses below it that mails and the registry link to. */
    private Answer packages(List<String> path, Visit visit) {
        if (path.size() == 2 && frame.hasApplication()) {
            return reading(visit, () -> list(visit, pages -> pages.owner(visit, path.get(1))));
        }
        if (packagePages.isPresent() && path.size() >= 3 && frame.hasApplication()) {
            return reads(visit) || posts(visit) && path.get(path.size() - 1).equals("comments")
                    ? told(visit, () -> packagePages.get().answer(path, visit).orElseGet(this::needsScripts))
                    : wrongForm();
        }
        return path.size() >= 3 && isName(path.get(1)) && isName(path.get(2))
                ? reading(visit, () -> packagePage(path.get(1), path.get(2)))
                : notFound();
    }

    private Answer list(Visit visit, Function<ListPages, Answer> page) {
        return lists.map(pages -> told(visit, () -> page.apply(pages))).orElseGet(this::needsScripts);
    }

    /** People who may see it after signing in are led there; what is hidden is not found. */
    private Answer told(Visit visit, Making making) {
        try {
            return making.make();
        } catch (NotFound hidden) {
            return notFound(hidden.text());
        } catch (Unauthenticated nobody) {
            String here = Places.path(visit.path().toArray(String[]::new)) + visit.query();
            return Answer.page(
                    401,
                    frame.message(
                            "Sign in first",
                            "Only people with an account see packages here.",
                            "Sign in",
                            URI.create(site.catalogUrl() + "/signin?next=" + Percent.segment(here))));
        }
    }

    private Answer home(Visit visit) {
        if (lists.isPresent() && frame.hasApplication()) {
            try {
                return lists.get().home(visit, setUp());
            } catch (Unauthenticated nobody) {
                // How to set up a client is for everybody.
                return Answer.page(200, frame.page("Set up quilt", setUp()));
            }
        }
        return Answer.page(200, frame.page("Set up quilt", setUp()));
    }

    private Html setUp() {
        String team = site.teamId().map(id -> " " + id).orElse("");
        return Html.of(
                """
                <p>{} is a registry for data packages, used with the <code>quilt</code> command.</p>
                <p>Tell quilt once where the registry is. When it asks for the address, enter <code>{}</code>.</p>
                <pre>quilt config{}</pre>
                <p>Sign in. A page opens that shows a code; paste it at the prompt.</p>
                <pre>quilt login{}</pre>
                <p>Look for packages.</p>
                <pre>quilt search WORD</pre>
                <ul class="links">
                <li><a href="{}">Sign in</a></li>
                {}</ul>
                """,
                site.name(),
                site.registryUrl(),
                team,
                team,
                site.signIn(),
                site.isOpen()
                        ? Html.of("<li><a href=\"{}\">Create an account</a></li>\n", site.signUp())
                        : Html.NOTHING);
    }

    /** Says the same of packages that exist, do not exist, or are not for everybody. */
    private Answer packagePage(String owner, String name) {
        String handle = site.teamId().map(team -> team + ":").orElse("") + owner + "/" + name;
        Html body = Html.of(
                """
                <p>If this package is shared with you, install it with the <code>quilt</code> command:</p>
                <pre>quilt install {}</pre>
                <p>Then use it in Python:</p>
                <pre>from quilt.{}.{} import {}</pre>
                <p>Packages that are not public need a sign-in first: <code>quilt login{}</code>.</p>
                <ul class="links">
                <li><a href="{}/">How to set up quilt</a></li>
                <li><a href="{}">Sign in</a></li>
                </ul>
                """,
                handle,
                site.teamId().map(team -> "team." + team).orElse("data"),
                owner,
                name,
                site.teamId().map(team -> " " + team).orElse(""),
                site.catalogUrl(),
                site.signIn());
        return Answer.page(200, frame.page(owner + "/" + name, body));
    }

    private Answer activationError() {
        return Answer.page(
                200,
                frame.message(
                        "Activation Error",
                        "This activation link is not good: it was used before, is older than 24 hours, or was copied only in"
                                + " part. If signing in does not work, ask the administrator of this registry for a new link.",
                        "Sign in",
                        site.signIn()));
    }

    private Answer notFound() {
        return notFound("There is no page at this address.");
    }

    private Answer notFound(String text) {
        return Answer.page(
                404, frame.message("Nothing here", text, "To the start", URI.create(site.catalogUrl() + "/")));
    }

    private Answer wrongForm() {
        return wrongMethod(READ + ", POST");
    }

    private interface Making {
        Answer make();
    }

    private Answer reading(Visit visit, Making making) {
        return reads(visit) ? making.make() : wrongMethod(READ);
    }

    private static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && NAME.matcher(text).matches();
    }
}
