package org.quiltappliance.server.http.pages;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.accounts.Device;
import org.quiltappliance.server.accounts.IssuedToken;
import org.quiltappliance.server.accounts.SignIns;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.TooMany;
import org.quiltappliance.server.errors.ApplianceException.Unauthenticated;
import org.quiltappliance.server.html.Html;
import org.quiltappliance.server.http.catalog.SessionCookie;

/**
 * {@code /signin}, {@code /code} and {@code /signout} for browsers without scripts ({@code catalog.md} 5 and 12.8), with the session
 * cookie of the catalog. Reading a page changes nothing: a code is made, and a session ended, by a button.
 */
final class SessionPages {

    private static final int WRONG = 422;
    private static final String CODE = "/code";

    private final Site site;
    private final Frame frame;
    private final SignIns signIns;
    private final SessionCookie cookie;

    SessionPages(Site site, Frame frame, SignIns signIns) {
        this.site = site;
        this.frame = frame;
        this.signIns = signIns;
        this.cookie = new SessionCookie(site.catalogUrl());
    }

    /** {@code /signin?next=PATH}. Nothing for methods other than reading and posting. */
    Optional<Answer> signIn(Visit visit) {
        if (Pages.posts(visit)) {
            return Optional.of(signedIn(visit));
        }
        return Pages.reads(visit)
                ? Optional.of(signInPage(200, "", visit.query("next"), Html.NOTHING))
                : Optional.empty();
    }

    private Answer signedIn(Visit visit) {
        Map<String, String> form = visit.form(site);
        String name = form.getOrDefault("username", "").strip();
        String next = form.getOrDefault("next", "");
        try {
            IssuedToken issued = signIns.signIn(
                    name, form.getOrDefault("password", ""), visit.client(), Device.browser(visit.agent()));
            return Answer.redirect(303, URI.create(site.catalogUrl() + (isOurPath(next) ? next : CODE)))
                    .with("Set-Cookie", cookie.kept(issued, visit.isSecure()));
        } catch (Unauthenticated wrong) {
            return signInPage(WRONG, name, next, Pages.alert("Invalid credentials"));
        } catch (TooMany refused) {
            return signInPage(Pages.status(refused), name, next, Pages.alert(refused.text()));
        }
    }

    /** A path of this site and nothing that a browser takes for another one. */
    private static boolean isOurPath(String next) {
        return next.matches("/([^/\\\\\\s][\\x21-\\x7e&&[^\\\\]]*)?");
    }

    private Answer signInPage(int status, String name, String next, Html problem) {
        Html body = Html.of(
                """
                {}<form method="post" action="/signin">
                <input type="hidden" name="next" value="{}">
                {}{}<p class="actions"><button type="submit">Sign in</button></p>
                </form>
                <ul class="links">
                {}<li><a href="{}">Forgot your password?</a></li>
                </ul>
                """,
                problem,
                next,
                Field.of("username", "Username", "text", "username")
                        .holding(name)
                        .html(name.isEmpty()),
                Field.password("password", "Password", "current-password").html(!name.isEmpty()),
                site.isOpen()
                        ? Html.of("<li><a href=\"{}\">Create an account</a></li>\n", site.signUp())
                        : Html.NOTHING,
                site.resetPassword());
        return Answer.page(status, frame.page("Sign in", body));
    }

    /** {@code /code}: a button, and behind it the code. */
    Optional<Answer> code(Visit visit) {
        if (!Pages.posts(visit) && !Pages.reads(visit)) {
            return Optional.empty();
        }
        var session = session(visit);
        if (session.isEmpty()) {
            return Optional.of(signInPage(200, "", CODE, Html.NOTHING));
        }
        if (Pages.posts(visit)) {
            visit.form(site);
        }
        String name = session.get().account().accountName();
        Html body = Pages.posts(visit)
                ? Html.of(
                        """
                        <p>Paste this code at the prompt of <code>quilt login{}</code>:</p>
                        <pre class="code" tabindex="0" role="region" aria-label="One-time code">{}</pre>
                        <p>Valid 10 minutes, one use. Whoever has it can sign in as {}: give it to nobody.</p>
                        """,
                        site.teamId().map(team -> " " + team).orElse(""),
                        signIns.issueCode(session.get().account()),
                        name)
                : Html.of("""
                        <p>You are signed in as <strong>{}</strong>.</p>
                        <form method="post" action="/code">
                        <p class="actions"><button type="submit">Show a code</button></p>
                        </form>
                        <ul class="links">
                        <li><a href="/signout">Sign out</a></li>
                        </ul>
                        """, name);
        return Optional.of(Answer.page(200, frame.page("One-time code", body)));
    }

    /** {@code /signout}: a button, and behind it the end of the session. */
    Optional<Answer> signOut(Visit visit) {
        if (Pages.posts(visit)) {
            visit.form(site);
            session(visit)
                    .ifPresent(session ->
                            visit.cookie(cookie.name()).ifPresent(token -> signIns.logout(session.account(), token)));
            return Optional.of(Answer.redirect(303, URI.create(site.catalogUrl() + "/"))
                    .with("Set-Cookie", cookie.dropped(visit.isSecure())));
        }
        return Pages.reads(visit)
                ? Optional.of(Answer.page(200, frame.page("Sign out", Html.of("""
                        <form method="post" action="/signout">
                        <p class="actions"><button type="submit">Sign out</button></p>
                        </form>
                        """))))
                : Optional.empty();
    }

    private Optional<SignIns.Session> session(Visit visit) {
        return visit.cookie(cookie.name()).flatMap(token -> {
            try {
                return Optional.of(signIns.session(token));
            } catch (Unauthenticated | Forbidden over) {
                return Optional.empty();
            }
        });
    }
}
