package org.quiltappliance.server.http.pages;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.html.Html;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The common part of the pages of both ports: whatever goes wrong ends in a page that says what to do. */
abstract class Pages extends Handler.Abstract {

    private static final Logger log = LoggerFactory.getLogger(Pages.class);

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final int INCIDENT_BYTES = 4;

    private final SecureRandom random = new SecureRandom();
    final Site site;
    final Frame frame;

    /** @param shell the application around the pages, if there is one */
    Pages(Site site, Optional<Shell> shell) {
        this.site = site;
        this.frame = new Frame(site, shell);
    }

    /** What to answer; nothing when the address is none of ours. */
    abstract Optional<Answer> answer(Visit visit);

    @Override
    public final boolean handle(Request request, Response response, Callback callback) {
        var visit = new Visit(request);
        Optional<Answer> answer = answerOrExplain(visit).map(found -> readable(found, visit));
        answer.ifPresent(found -> found.send(response, callback));
        return answer.isPresent();
    }

    /** lynx throws the page of a 401 away when no password prompt of the browser's own can help. */
    private static Answer readable(Answer answer, Visit visit) {
        return answer.status() == 401 && visit.isLynx() ? answer.as(403) : answer;
    }

    private Optional<Answer> answerOrExplain(Visit visit) {
        try {
            return answer(visit);
        } catch (ApplianceException refused) {
            return Optional.of(failure(refused));
        } catch (RuntimeException unexpected) { // the last place where a person can be told
            var bytes = new byte[INCIDENT_BYTES];
            random.nextBytes(bytes);
            String incident = HexFormat.of().formatHex(bytes);
            log.error("Incident {}: a page failed", incident, unexpected);
            return Optional.of(Answer.page(
                    500,
                    frame.message(
                            "Something went wrong",
                            "Try again in a moment. If it stays like this, tell the administrator the number of this incident: "
                                    + incident,
                            "Sign in",
                            site.signIn())));
        }
    }

    /** The reason as a page of its own. */
    final Answer failure(ApplianceException refused) {
        String title = switch (refused.kind()) {
            case TOO_MANY -> "Too many attempts";
            case UNAVAILABLE, NO_SPACE -> "Not possible now";
            case SWITCHED_OFF -> "Switched off";
            default -> "This did not work";
        };
        return Answer.page(status(refused), frame.message(title, refused.text(), "Sign in", site.signIn()));
    }

    static int status(ApplianceException refused) {
        return switch (refused.kind()) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case UNPROCESSABLE -> 422;
            case TOO_MANY -> 429;
            case SWITCHED_OFF -> 501;
            case UNAVAILABLE -> 503;
            case NO_SPACE -> 507;
        };
    }

    static boolean reads(Visit visit) {
        return READING.contains(visit.method());
    }

    static boolean posts(Visit visit) {
        return visit.method().equals("POST");
    }

    /** @param allowed the methods that the address knows */
    final Answer wrongMethod(String allowed) {
        return Answer.page(
                        405,
                        frame.message(
                                "Nothing to do here",
                                "This address cannot be used that way.",
                                "Sign in",
                                site.signIn()))
                .with("Allow", allowed);
    }

    /** What went wrong with a form as a whole, above it. @param text {@link Html} or plain text */
    static Html alert(Object text) {
        return Html.of("<p class=\"alert\" role=\"alert\">{}</p>\n", text);
    }
}
