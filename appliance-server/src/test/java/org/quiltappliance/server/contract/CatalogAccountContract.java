package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.RegistryClient;

/** What people do with their own account in the catalog: sessions, and another password. */
abstract class CatalogAccountContract extends CatalogContract {

    private static final String LIST = "GET /api/ui/sessions";
    private static final String END_OTHERS = "DELETE /api/ui/sessions";
    private static final String END = "DELETE /api/ui/sessions/{id}";
    private static final String PASSWORD = "POST /api/ui/password";
    private static final String NEW = "a new password";

    /** A browser with a session of its own, on a page of the catalog. */
    private RegistryClient signedIn(Person person, String password) {
        var header = signIn(person, password).header("Set-Cookie").orElseThrow();
        return browser()
                .with("Cookie", header.substring(0, header.indexOf(';')))
                .with("Sec-Fetch-Site", "same-origin");
    }

    private RegistryClient signedIn(Person person) {
        return signedIn(person, person.password());
    }

    private Answer signIn(Person person, String password) {
        return browser().post("/api/ui/session", Map.of("username", person.name(), "password", password));
    }

    private static JsonNode sessions(RegistryClient client) {
        return good(LIST, client.get("/api/ui/sessions")).get("sessions");
    }

    private static JsonNode current(RegistryClient client) {
        for (var session : sessions(client)) {
            if (session.get("current").booleanValue()) {
                return session;
            }
        }
        throw new AssertionError("None of the sessions is the one that asks");
    }

    private static Answer changePassword(RegistryClient client, String present, String chosen) {
        return client.post("/api/ui/password", Map.of("present", present, "chosen", chosen));
    }

    @Test
    void sessionsTellWhatTheyAreAndWhichOneAsks() {
        var person = person();
        var before = Instant.now().getEpochSecond();

        var own = signedIn(person);
        var listed = sessions(own);

        assertThat(listed).hasSize(2);
        assertThat(texts(listed, "kind")).containsExactlyInAnyOrder("browser", "program");
        var current = current(own);
        assertThat(current.get("kind").textValue()).isEqualTo("browser");
        assertThat(current.get("agent").textValue()).contains("Firefox");
        assertThat(current.get("made_at").longValue())
                .isBetween(before - 1, Instant.now().getEpochSecond());
        assertThat(current.get("expires_at").longValue()
                        - current.get("made_at").longValue())
                .isEqualTo(Duration.ofDays(90).toSeconds());
    }

    @Test
    void whatTheCommandLineGotForACodeIsCalledAsItCallsItself() {
        var person = person();
        var code = ok(as(person).get("/api/code")).get("code").textValue();
        var traded = ok(nobody().postForm("/api/token", Map.of("refresh_token", code)));

        var current = current(browser().as(traded.get("access_token").textValue()));

        assertThat(current.get("kind").textValue()).isEqualTo("program");
        assertThat(current.get("agent").textValue()).isEqualTo(RegistryClient.CLI);
    }

    @Test
    void theLastUseIsKnownToFiveMinutes() {
        var person = person();
        var other = signedIn(person);
        var own = signedIn(person);
        var id = current(other).get("id").textValue();
        var first = used(own, id);

        appliance().clock().shifted(Duration.ofMinutes(4), () -> ok(other.get("/api/me")));
        assertThat(used(own, id)).isEqualTo(first);

        appliance().clock().shifted(Duration.ofMinutes(6), () -> ok(other.get("/api/me")));
        assertThat(used(own, id) - first).isBetween(300L, 500L);
    }

    private static long used(RegistryClient client, String id) {
        for (var session : sessions(client)) {
            if (session.get("id").textValue().equals(id)) {
                return session.get("used_at").longValue();
            }
        }
        throw new AssertionError("There is no session " + id);
    }

    @Test
    void nobodySeesOrEndsTheSessionsOfOthers() {
        var one = signedIn(person());
        var other = signedIn(person());
        var id = current(one).get("id").textValue();

        bad(END, other.delete("/api/ui/sessions/" + id), 404, "You have no such session. It may have ended already.");
        assertThat(texts(sessions(other), "id")).doesNotContain(id);
        good(END_OTHERS, other.delete("/api/ui/sessions"));

        ok(one.get("/api/me"));
        assertThat(texts(sessions(one), "id")).contains(id);
    }

    @Test
    void oneSessionIsEndedAndTheOthersStay() {
        var person = person();
        var gone = signedIn(person);
        var own = signedIn(person);

        good(END, own.delete("/api/ui/sessions/" + current(gone).get("id").textValue()));

        refused(gone.get("/api/me"), 401, "Token invalid.");
        ok(own.get("/api/me"));
        ok(as(person).get("/api/me"));
    }

    @Test
    void allOthersAreEndedAndCodesThatWaitWithThem() {
        var person = person();
        var other = signedIn(person);
        var code = ok(other.get("/api/code")).get("code").textValue();
        var own = signedIn(person);

        good(END_OTHERS, own.delete("/api/ui/sessions"));

        refused(other.get("/api/me"), 401, "Token invalid.");
        refused(as(person).get("/api/me"), 401, "Token invalid.");
        refused(nobody().postForm("/api/token", Map.of("refresh_token", code)), 401);
        assertThat(sessions(own)).hasSize(1);
    }

    @Test
    void whatIsNoSessionIsNotFound() {
        var own = signedIn(person());

        refused(own.delete("/api/ui/sessions/none"), 404);
        refused(own.delete("/api/ui/sessions/" + UUID.randomUUID()), 404);
    }

    @Test
    void anotherSiteEndsNoSession() {
        var own = signedIn(person()).with("Sec-Fetch-Site", "cross-site");

        refused(own.delete("/api/ui/sessions"), 403);
        refused(changePassword(own, "x", NEW), 403);
    }

    @Test
    void anotherPasswordEndsAllSessionsButThisOne() {
        var person = person();
        var other = signedIn(person);
        var own = signedIn(person);

        good(PASSWORD, changePassword(own, person.password(), NEW));

        ok(own.get("/api/me"));
        refused(other.get("/api/me"), 401, "Token invalid.");
        refused(as(person).get("/api/me"), 401, "Token invalid.");
        assertThat(signIn(person, person.password()).status()).isEqualTo(401);
        ok(signedIn(person, NEW).get("/api/me"));
    }

    @Test
    void thePresentPasswordIsAskedFor() {
        var person = person();
        var own = signedIn(person);

        var answer = changePassword(own, "not the one", NEW);

        bad(
                PASSWORD,
                answer,
                403,
                "This is not your present password. If you have none or forgot it, ask for a link to choose one.");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        ok(own.get("/api/me"));
        ok(signedIn(person).get("/api/me"));
    }

    @Test
    void aPasswordThatNobodyMayChooseIsRefused() {
        var person = person();

        bad(
                PASSWORD,
                changePassword(signedIn(person), person.password(), "short"),
                400,
                "Password must be at least 8 characters long.");
        ok(signedIn(person).get("/api/me"));
    }

    @Test
    void guessingThePresentPasswordIsSlowedDownAsSigningInIs() {
        var person = person();
        var own = signedIn(person);
        for (int i = 0; i < 20; i++) {
            refused(changePassword(own, "wrong", NEW), 403);
        }

        var answer = changePassword(own, person.password(), NEW);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.message()).startsWith("Too many attempts. Wait ");
    }

    @Test
    void anOpenResetLinkIsUselessAfterwards() {
        var person = person();
        ok(nobody().post("/api/reset_password", Map.of("email", person.email())));
        var letter = appliance().mailsTo(person.email()).get(0).text();
        var link = letter.substring(letter.indexOf("/reset_password/") + "/reset_password/".length())
                .split("\\s", 2)[0];

        good(PASSWORD, changePassword(signedIn(person), person.password(), NEW));

        refused(nobody().post("/api/change_password", Map.of("link", link, "password", "yet another one")), 401);
    }

    @Test
    void whoIsNotSignedInHasNoAccount() {
        notLoggedIn(browser().get("/api/ui/sessions"));
        notLoggedIn(browser().delete("/api/ui/sessions"));
        notLoggedIn(changePassword(browser(), "present one", NEW));
    }
}
