package org.quiltappliance.server.http.pages;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.accounts.Accounts;
import org.quiltappliance.server.accounts.Passwords;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.TooMany;
import org.quiltappliance.server.errors.ApplianceException.Unauthenticated;
import org.quiltappliance.server.html.Html;

/**
 * {@code /reset_password}, which asks for a reset mail, and {@code /reset_password/LINK}, which chooses a new password
 * ({@code catalog.md} 5.4).
 */
final class PasswordPages {

    private static final String SENT = "sent";
    private static final String CHANGED = "changed";
    private static final int WRONG = 422;

    private final Site site;
    private final Frame frame;
    private final Accounts accounts;

    PasswordPages(Site site, Frame frame, Accounts accounts) {
        this.site = site;
        this.frame = frame;
        this.accounts = accounts;
    }

    /** Nothing for methods other than reading and posting. */
    Optional<Answer> request(Visit visit) {
        if (Pages.posts(visit)) {
            return Optional.of(send(visit));
        }
        if (!Pages.reads(visit)) {
            return Optional.empty();
        }
        return Optional.of(
                visit.asks(CHANGED) ? changed() : visit.asks(SENT) ? sent() : requestForm(200, "", Html.NOTHING));
    }

    /** Nothing for methods other than reading and posting. @param link the last part of the address, any text */
    Optional<Answer> change(String link, Visit visit) {
        if (Pages.posts(visit)) {
            return Optional.of(change(link, visit.form(site)));
        }
        if (!Pages.reads(visit)) {
            return Optional.empty();
        }
        return Optional.of(accounts.canReset(link) ? changeForm(200, link, Html.NOTHING, Html.NOTHING) : badLink());
    }

    private Answer send(Visit visit) {
        String email = visit.form(site).getOrDefault("email", "").strip();
        try {
            accounts.requestReset(email, visit.client());
            return Answer.redirect(303, URI.create(site.resetPassword() + "?" + SENT));
        } catch (TooMany refused) {
            return requestForm(Pages.status(refused), email, Pages.alert(refused.text()));
        }
    }

    private Answer change(String link, Map<String, String> form) {
        String password = form.getOrDefault("password", "");
        if (!password.equals(form.getOrDefault("verify", ""))) {
            return changeForm(WRONG, link, Html.NOTHING, Html.text("Passwords must match"));
        }
        try {
            accounts.changePassword(link, password);
            return Answer.redirect(303, URI.create(site.resetPassword() + "?" + CHANGED));
        } catch (Invalid refused) {
            return changeForm(WRONG, link, tooShort(refused), Html.NOTHING);
        } catch (Unauthenticated refused) {
            return badLink();
        }
    }

    private static Html tooShort(ApplianceException refused) {
        return Html.text(
                refused.text().equals(Passwords.TOO_SHORT)
                        ? "Password must be at least 8 characters long"
                        : refused.text());
    }

    private Answer requestForm(int status, String email, Html alert) {
        Html body = Html.of(
                """
                <p>{}</p>
                {}<form method="post" action="/reset_password">
                {}<p class="actions"><button type="submit">Reset</button></p>
                </form>
                <ul class="links">
                <li><a href="{}">Sign in</a></li>
                {}</ul>
                """,
                site.mailed()
                        ? "A link to choose a new password is sent to your email address."
                        : "This registry sends no mail: its administrator gets the link to choose a new password and hands"
                                + " it to you.",
                alert,
                Field.of("email", "Email", "email", "email").holding(email).html(true),
                site.signIn(),
                site.isOpen()
                        ? Html.of("<li><a href=\"{}\">Create an account</a></li>\n", site.signUp())
                        : Html.NOTHING);
        return Answer.page(status, frame.page("Reset password", body));
    }

    private Answer sent() {
        Html body = Html.of(
                """
                <p class="done" role="status">A new password was requested.</p>
                <p>{}</p>
                """,
                site.mailed()
                        ? "Check your email. If the address belongs to an account, a link is on its way; it works once, within 24"
                                + " hours."
                        : "If the address belongs to an account, its administrator now has a link for you; ask for it. It works"
                                + " once, within 24 hours.");
        return Answer.page(200, frame.page("Reset password", body));
    }

    private Answer changeForm(int status, String link, Html wrongPassword, Html wrongVerify) {
        Html body = Html.of(
                """
                <form method="post" action="/reset_password/{}">
                {}{}<p class="actions"><button type="submit">Change Password</button></p>
                </form>
                """,
                link,
                Field.password("password", "New password", "new-password")
                        .explained("At least 8 characters. All your sign-ins end.")
                        .wrong(wrongPassword)
                        .html(wrongVerify == Html.NOTHING),
                Field.password("verify", "Re-enter your new password", "new-password")
                        .wrong(wrongVerify)
                        .html(wrongVerify != Html.NOTHING));
        return Answer.page(status, frame.page("Choose a new password", body));
    }

    private Answer changed() {
        Html body = Html.of("""
                <p class="done" role="status">Your password has been changed.</p>
                <p>All earlier sign-ins have ended; sign in again with <code>quilt login</code> too.</p>
                <p class="actions"><a class="button" href="{}">Sign in</a></p>
                """, site.signIn());
        return Answer.page(200, frame.page("Password changed", body));
    }

    private Answer badLink() {
        return Answer.page(
                401,
                frame.message(
                        "This link is not good",
                        "It was used before, replaced by a newer one, is older than 24 hours, or was copied only in part.",
                        "Request a new link",
                        site.resetPassword()));
    }
}
