package org.quiltappliance.server.http.pages;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.accounts.Accounts;
import org.quiltappliance.server.accounts.NewAccountRules;
import org.quiltappliance.server.accounts.Passwords;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.TooMany;
import org.quiltappliance.server.html.Html;

/** {@code /signup}: the form to make an account, with the messages of {@code catalog.md} 5.2. */
final class SignUpPages {

    private static final String DONE = "sent";
    private static final int WRONG = 422;

    private final Site site;
    private final Frame frame;
    private final Accounts accounts;

    SignUpPages(Site site, Frame frame, Accounts accounts) {
        this.site = site;
        this.frame = frame;
        this.accounts = accounts;
    }

    /** Nothing for methods other than reading and posting. */
    Optional<Answer> answer(Visit visit) {
        if (Pages.posts(visit)) {
            return Optional.of(register(visit));
        }
        return Pages.reads(visit) ? Optional.of(visit.asks(DONE) ? done() : form()) : Optional.empty();
    }

    private Answer form() {
        return site.isOpen()
                ? form(200, "", "", Wrong.NOTHING)
                : Answer.page(
                        200,
                        frame.message(
                                "Sign up",
                                "Sign-up is switched off here. Ask the administrator of this registry for an account.",
                                "Sign in",
                                site.signIn()));
    }

    private Answer register(Visit visit) {
        Map<String, String> form = visit.form(site);
        String username = form.getOrDefault("username", "").strip();
        String email = form.getOrDefault("email", "").strip();
        String password = form.getOrDefault("password", "");
        try {
            if (!password.equals(form.getOrDefault("verify", ""))) {
                return form(WRONG, username, email, Wrong.at("verify", Html.text("Passwords must match")));
            }
            accounts.register(username, email, password, visit.client());
            return Answer.redirect(303, URI.create(site.signUp() + "?" + DONE));
        } catch (Invalid | Conflict refused) {
            return form(WRONG, username, email, wrong(refused));
        } catch (TooMany refused) {
            return form(Pages.status(refused), username, email, Wrong.at("", Html.text(refused.text())));
        }
    }

    /** Which field is wrong and how to say it ({@code catalog.md} 5.2). */
    private Wrong wrong(ApplianceException refused) {
        Html reset = Html.of(" <a href=\"{}\">Forgot your password?</a>", site.resetPassword());
        return switch (refused.text()) {
            case NewAccountRules.INVALID_USERNAME ->
                Wrong.at(
                        "username",
                        Html.text("Username invalid: lower-case letters, digits and _, beginning with a letter"));
            case NewAccountRules.USERNAME_TAKEN -> Wrong.at("username", Html.of("Username taken.{}", reset));
            case NewAccountRules.INVALID_EMAIL -> Wrong.at("email", Html.text("Enter a valid email address"));
            case NewAccountRules.EMAIL_TAKEN -> Wrong.at("email", Html.of("Email taken.{}", reset));
            case Passwords.TOO_SHORT -> Wrong.at("password", Html.text("Password must be at least 8 characters long"));
            default -> Wrong.at("password", Html.text(refused.text()));
        };
    }

    private Answer form(int status, String username, String email, Wrong wrong) {
        Html body = Html.of(
                """
                {}<form method="post" action="/signup">
                {}{}{}{}<p class="actions"><button type="submit">Sign up</button></p>
                </form>
                <ul class="links">
                <li>Have an account? <a href="{}">Sign in</a></li>
                </ul>
                """,
                wrong.alert(),
                wrong.mark(Field.of("username", "Username", "text", "username")
                                .holding(username)
                                .explained("Lower-case letters, digits and _; it cannot be changed later."))
                        .html(wrong.isFirst("username")),
                wrong.mark(Field.of("email", "Email", "email", "email").holding(email))
                        .html(wrong.isFirst("email")),
                wrong.mark(Field.password("password", "Password", "new-password")
                                .explained("At least 8 characters."))
                        .html(wrong.isFirst("password")),
                wrong.mark(Field.password("verify", "Verify password", "new-password"))
                        .html(wrong.isFirst("verify")),
                site.signIn());
        return Answer.page(status, frame.page("Sign up", body));
    }

    private Answer done() {
        Html body = site.mailed() ? Html.of("""
                        <p class="done" role="status">You are signed up.</p>
                        <p>Check your email: it holds a link that opens the account. It works once, within 24 hours.</p>
                        """) : Html.of("""
                        <p class="done" role="status">You are signed up.</p>
                        <p>This registry sends no mail. Ask its administrator to open your account, or for the activation
                        link.</p>
                        """);
        return Answer.page(200, frame.page("Sign up", body));
    }

    /**
     * What is wrong with a form.
     *
     * @param field the name of the wrong field; empty for the form as a whole
     */
    private record Wrong(String field, Html message) {

        static final Wrong NOTHING = new Wrong("", Html.NOTHING);

        static Wrong at(String field, Html message) {
            return new Wrong(field, message);
        }

        Html alert() {
            return field.isEmpty() && message != Html.NOTHING ? Pages.alert(message) : Html.NOTHING;
        }

        Field mark(Field other) {
            return other.name().equals(field) ? other.wrong(message) : other;
        }

        boolean isFirst(String name) {
            return name.equals(field.isEmpty() ? "username" : field);
        }
    }
}
