package org.quiltappliance.server.http.pages;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.accounts.Accounts;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.accounts.SignInTrials;
import org.quiltappliance.server.accounts.SignIns;
import org.quiltappliance.server.errors.ApplianceException.TooMany;
import org.quiltappliance.server.errors.ApplianceException.Unauthenticated;
import org.quiltappliance.server.html.Html;

/**
 * The pages of the registry's port ({@code registry-api.md} 2.1): {@code /login}, which shows a one-time code to
 * whoever signs in (and nothing but the code to scripts that ask for plain text), {@code /login/github} and {@code /oauth_callback}, and {@code /activate/LINK}. Leaves all other
 * addresses to other handlers.
 */
public final class RegistryPages extends Pages {

    private static final String READ = "GET, HEAD";
    private static final String READ_OR_POST = "GET, HEAD, POST";

    private final SignIns signIns;
    private final Accounts accounts;
    private final Optional<GitHubSignIn> gitHub;
    private final SignInTrials trials;

    /** @param trials of sign-ins at GitHub, which end here, too, whether or not people sign in there */
    public RegistryPages(
            Site site, SignIns signIns, Accounts accounts, Optional<GitHubSignIn> gitHub, SignInTrials trials) {
        super(site, Optional.empty());
        this.trials = trials;
        this.signIns = signIns;
        this.accounts = accounts;
        this.gitHub = gitHub;
    }

    @Override
    Optional<Answer> answer(Visit visit) {
        List<String> path = visit.path();
        return switch (path.isEmpty() ? "" : path.get(0)) {
            case "login" -> login(path, visit);
            case "oauth_callback" -> path.size() == 1 ? callback(visit) : Optional.empty();
            case "activate" -> path.size() == 2 ? Optional.of(activate(path.get(1), visit)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Answer> login(List<String> path, Visit visit) {
        if (path.size() == 1) {
            return Optional.of(
                    posts(visit) ? signIn(visit) : reads(visit) ? signInPage(200, "", "") : wrongMethod(READ_OR_POST));
        }
        if (path.size() > 2) {
            return Optional.empty();
        }
        return switch (path.get(1)) {
            case "style.css" -> Optional.of(reads(visit) ? frame.styleSheet() : wrongMethod(READ));
            case "mark.svg" -> Optional.of(reads(visit) ? frame.mark() : wrongMethod(READ));
            case "github" ->
                gitHub.map(way -> reads(visit) ? way.begin(visit, visit.isSecure() || isSecure()) : wrongMethod(READ));
            default -> Optional.empty();
        };
    }

    private Answer signIn(Visit visit) {
        Map<String, String> form = visit.form(site);
        String name = form.getOrDefault("username", "").strip();
        try {
            Caller.Account caller = signIns.prove(name, form.getOrDefault("password", ""), visit.client());
            return visit.wantsPlainText() ? Answer.text(200, signIns.issueCode(caller)) : codePage(caller);
        } catch (Unauthenticated | TooMany refused) {
            return visit.wantsPlainText()
                    ? Answer.text(status(refused), refused.text())
                    : signInPage(status(refused), name, refused.text());
        }
    }

    private Optional<Answer> callback(Visit visit) {
        if (visit.method().equals("GET")) {
            var back = new SignInTrials.Return(visit.query("code"), visit.query("error"));
            return trials.end(visit.query("state"), back)
                    ? Optional.of(triedPage())
                    : gitHub.map(way -> codePage(way.end(visit)));
        }
        return gitHub.map(way -> wrongMethod("GET"));
    }

    private Answer triedPage() {
        Html body = Html.of("<p role=\"status\">The test goes on in the control panel. You can close this page.</p>\n");
        return Answer.page(200, frame.page("Back from GitHub", body));
    }

    /** A HEAD request, as mail scanners send, uses up nothing. */
    private Answer activate(String link, Visit visit) {
        if (!reads(visit)) {
            return wrongMethod(READ);
        }
        boolean fine = visit.isHead() || accounts.activate(link);
        return Answer.redirect(302, URI.create(site.catalogUrl() + (fine ? "/signin" : "/activation_error")));
    }

    /** @param problem why the last attempt failed, or an empty text */
    private Answer signInPage(int status, String name, String problem) {
        Html body = Html.of(
                """
                <p>Get a one-time code for the command line.</p>
                {}<form method="post" action="/login">
                {}{}<p class="actions"><button type="submit">Sign in</button></p>
                </form>
                {}<ul class="links">
                {}<li><a href="{}">Forgot your password?</a></li>
                </ul>
                """,
                problem.isEmpty() ? Html.NOTHING : alert(problem),
                Field.of("username", "Username", "text", "username")
                        .holding(name)
                        .html(name.isEmpty()),
                Field.password("password", "Password", "current-password").html(!name.isEmpty()),
                gitHub.isPresent() ? gitHubButton() : Html.NOTHING,
                site.isOpen()
                        ? Html.of("<li><a href=\"{}\">Create an account</a></li>\n", site.signUp())
                        : Html.NOTHING,
                site.resetPassword());
        return Answer.page(status, frame.page("Sign in", body));
    }

    /** Under the public address, because the cookie must be set where GitHub sends people back to. */
    private Html gitHubButton() {
        return Html.of("""
                <p class="or"><span>or</span></p>
                <p class="actions"><a class="button quiet" href="{}/login/github">Sign in with GitHub</a></p>
                """, site.registryUrl());
    }

    private Answer codePage(Caller.Account caller) {
        String command = "quilt login" + site.teamId().map(team -> " " + team).orElse("");
        Html body = Html.of("""
                <p>You are signed in as <strong>{}</strong>. Paste this code at the prompt of <code>{}</code>:</p>
                <pre class="code" tabindex="0" role="region" aria-label="One-time code">{}</pre>
                <ul class="notes">
                <li>One line without blanks; one click selects it.</li>
                <li>Valid 10 minutes, one use.</li>
                <li>Whoever has it can sign in as you: give it to nobody.</li>
                <li>Too late? <a href="{}">Sign in again</a> for a new one.</li>
                </ul>
                """, caller.accountName(), command, signIns.issueCode(caller), site.signIn());
        return Answer.page(200, frame.page("Your one-time code", body));
    }

    private boolean isSecure() {
        return "https".equalsIgnoreCase(site.registryUrl().getScheme());
    }
}
