package org.quiltappliance.server.http.pages;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.CookieCompliance;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.HttpCookieUtils;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.accounts.GitHub;
import org.quiltappliance.server.accounts.GitHubAccounts;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** The way to GitHub and back ({@code registry-api.md} 11.3). A cookie ties the answer to the browser that asked. */
public final class GitHubSignIn {

    static final String COOKIE = "quilt_signin";
    static final String CALLBACK = "/oauth_callback";

    private static final Pattern COOKIE_VALUE = Pattern.compile("[0-9a-f]{48}");

    private final GitHub gitHub;
    private final GitHubAccounts accounts;
    private final SignInStates states;

    public GitHubSignIn(GitHub gitHub, GitHubAccounts accounts, Secret secretKey, Clock clock) {
        this.gitHub = gitHub;
        this.accounts = accounts;
        this.states = new SignInStates(secretKey, clock);
    }

    /** Where GitHub is told to send people back to. */
    public static URI callback(URI registryUrl) {
        return URI.create(registryUrl + CALLBACK);
    }

    /** Sends the browser to GitHub. */
    Answer begin(Visit visit, boolean secure) {
        // A second window keeps the first one's cookie, so that both sign-ins can end.
        String browser = browser(visit).orElseGet(states::unguessable);
        HttpCookie cookie = HttpCookie.build(COOKIE, browser)
                .path("/")
                .httpOnly(true)
                .sameSite(HttpCookie.SameSite.LAX)
                .secure(secure)
                .maxAge(SignInStates.LIFETIME.toSeconds())
                .build();
        return Answer.redirect(302, gitHub.authorizeUri(states.begin(browser)))
                .with("Set-Cookie", HttpCookieUtils.getSetCookie(cookie, CookieCompliance.RFC6265));
    }

    /**
     * Who comes back from GitHub.
     *
     * @throws Invalid when this browser did not begin the sign-in, or too long ago
     * @throws Forbidden when GitHub or its user said no
     */
    Caller.Account end(Visit visit) {
        boolean begunHere = browser(visit)
                .filter(browser -> states.end(visit.query("state"), browser))
                .isPresent();
        if (!begunHere) {
            throw new Invalid("This sign-in was not begun in this browser, took longer than ten minutes, or was used"
                    + " before. Begin again.");
        }
        if (visit.query("code").isEmpty()) {
            throw new Forbidden(
                    visit.query("error").equals("access_denied")
                            ? "You did not allow GitHub to say who you are, so you are not signed in."
                            : "GitHub did not sign you in. Begin again; if that does not help, tell the administrator.");
        }
        return accounts.signIn(gitHub.userFor(visit.query("code")));
    }

    private static Optional<String> browser(Visit visit) {
        return visit.cookie(COOKIE).filter(value -> COOKIE_VALUE.matcher(value).matches());
    }
}
