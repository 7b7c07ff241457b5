package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Tree;

/** The catalog's session cookie: what it opens, where it counts, and who may use it. */
abstract class CatalogSessionContract extends CatalogContract {

    private static final String SHOW = "GET /api/ui/session";
    private static final String SIGN_IN = "POST /api/ui/session";
    private static final String SIGN_OUT = "DELETE /api/ui/session";

    private Answer signIn(Person person) {
        return browser().post("/api/ui/session", Map.of("username", person.name(), "password", person.password()));
    }

    private RegistryClient withCookie(Person person) {
        return browser().with("Cookie", cookie(signIn(person)));
    }

    private static String cookie(Answer answer) {
        var header = answer.header("Set-Cookie").orElseThrow();
        return header.substring(0, header.indexOf(';'));
    }

    /** As a browser sends it from a page of the catalog. */
    private static RegistryClient fromOurPage(RegistryClient client) {
        return client.with("Sec-Fetch-Site", "same-origin");
    }

    @Test
    void signingInSetsACookieThatNoScriptCanRead() {
        var person = person();

        var answer = signIn(person);

        var session = good(SIGN_IN, answer);
        assertThat(session.get("user").textValue()).isEqualTo(person.name());
        assertThat(session.get("is_admin").booleanValue()).isFalse();
        assertThat(answer.header("Set-Cookie").orElseThrow())
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure", "Domain");
        assertThat(answer.text()).doesNotContain(cookie(answer).split("=", 2)[1]);
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void theCookieOpensWhatItsOwnerMaySee() {
        var pushed = pushed(Tree.of("a", "1"));

        var client = withCookie(pushed.owner());

        assertThat(good(SHOW, client.get("/api/ui/session")).get("user").textValue())
                .isEqualTo(pushed.owner().name());
        ok(client.get("/api/me"));
        ok(client.get(pushed.pkg().all("log")));
        missingForNobody(browser().get(pushed.pkg().all("log")), pushed.pkg());
    }

    @Test
    void theRegistryPortIgnoresTheCookie() {
        var pushed = pushed(Tree.of("a", "1"));
        var client = withCookie(pushed.owner()).at(appliance().registry());

        notLoggedIn(client.get("/api/me"));
        missingForNobody(client.get(pushed.pkg().all("log")), pushed.pkg());
    }

    @Test
    void theRegistryPortHasNoRoutesOfTheCatalog() {
        // What is described of that address is described of the other port.
        var client = nobody().watchedBy(answer -> {});

        refused(client.get("/api/ui/session"), 404);
        refused(client.get("/api/%75i/session"), 404);
    }

    @Test
    void aHeaderCountsMoreThanTheCookie() {
        var one = person();
        var other = person();

        var me = ok(withCookie(one).as(other).get("/api/me"));

        assertThat(me.get("current_user").textValue()).isEqualTo(other.name());
    }

    @Test
    void changesWithTheCookieMustComeFromOurOwnPage() {
        var pushed = pushed(Tree.of("a", "1"));
        var client = withCookie(pushed.owner());
        var tag = pushed.pkg().one("tag", "new");

        refused(client.put(tag, hash(pushed.hash())), 403);
        refused(client.with("Sec-Fetch-Site", "cross-site").put(tag, hash(pushed.hash())), 403);
        refused(client.with("Sec-Fetch-Site", "same-site").put(tag, hash(pushed.hash())), 403);
        refused(client.with("Origin", "https://elsewhere.example").put(tag, hash(pushed.hash())), 403);
        refused(client.with("Origin", appliance().registry().toString()).put(tag, hash(pushed.hash())), 403);

        ok(fromOurPage(client).put(tag, hash(pushed.hash())));
        ok(client.with("Origin", appliance().catalog().toString()).put(tag, hash(pushed.hash())));
    }

    @Test
    void programsWithAHeaderNeedNoPage() {
        var pushed = pushed(Tree.of("a", "1"));

        ok(browser(pushed.owner()).put(pushed.pkg().one("tag", "new"), hash(pushed.hash())));
    }

    @Test
    void anotherSiteCannotSignAnybodyIn() {
        var person = person();

        var answer = browser()
                .with("Sec-Fetch-Site", "cross-site")
                .post("/api/ui/session", Map.of("username", person.name(), "password", person.password()));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void noOtherOriginIsInvitedToTheCatalog() {
        var answer = browser().with("Origin", "https://elsewhere.example").get("/api/ui/session");

        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void signingOutEndsTheSession() {
        var person = person();
        var client = fromOurPage(withCookie(person));

        var answer = client.delete("/api/ui/session");

        assertThat(good(SIGN_OUT, answer).get("user").isNull()).isTrue();
        assertThat(answer.header("Set-Cookie").orElseThrow()).contains("=;", "Expires=Thu, 01 Jan 1970");
        refused(client.get("/api/me"), 401, "Token invalid.");
        ok(as(person).get("/api/me"));
    }

    @Test
    void anotherSiteCannotSignAnybodyOut() {
        var client = withCookie(person());

        refused(client.with("Sec-Fetch-Site", "cross-site").delete("/api/ui/session"), 403);

        ok(client.get("/api/me"));
    }

    @Test
    void aSessionThatIsOverIsForgotten() {
        var client = fromOurPage(withCookie(person()));
        client.delete("/api/ui/session");

        var shown = client.get("/api/ui/session");
        var used = client.get("/api/me");

        assertThat(good(SHOW, shown).get("user").isNull()).isTrue();
        assertThat(shown.header("Set-Cookie").orElseThrow()).contains("=;", "Expires=Thu, 01 Jan 1970");
        assertThat(used.header("Set-Cookie").orElseThrow()).contains("=;", "Expires=Thu, 01 Jan 1970");
    }

    @Test
    void aWrongPasswordIsToldAsByLogin() {
        var person = person();

        var answer = browser().post("/api/ui/session", Map.of("username", person.name(), "password", "wrong"));

        bad(SIGN_IN, answer, 401, "Login attempt failed");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void attemptsAreLimitedTogetherWithThoseOfLogin() {
        var person = person();
        for (int i = 0; i < 10; i++) {
            nobody().post("/api/login", Map.of("username", person.name(), "password", "wrong"));
            browser().post("/api/ui/session", Map.of("username", person.name(), "password", "wrong"));
        }

        var answer = signIn(person);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.message()).matches("Too many attempts. Wait \\d+ seconds? and try again.");
    }

    @Test
    void scriptsGetNoTokenForACookie() {
        var client = fromOurPage(withCookie(person()));

        notLoggedIn(client.post("/api/refresh"));
        notLoggedIn(client.post("/api/logout"));

        ok(client.get("/api/me"));
    }

    @Test
    void theCookieGetsAOneTimeCode() {
        var code = ok(withCookie(person()).get("/api/code")).get("code").textValue();

        ok(nobody().postForm("/api/token", Map.of("refresh_token", code)));
    }

    @Test
    void nobodyIsSignedInWithoutACookie() {
        assertThat(good(SHOW, browser().get("/api/ui/session")).get("user").isNull())
                .isTrue();
    }

    @Test
    void theSettingsOfThePageAreThere() {
        var config = good("GET /api/ui/config", browser().get("/api/ui/config"));
        var file = browser().get("/config.json");
        var script = browser().get("/config.js");

        assertThat(config.get("api").textValue())
                .isEqualTo(appliance().registry().toString());
        assertThat(config.get("alwaysRequiresAuth").booleanValue()).isFalse();
        assertThat(file.json()).isEqualTo(config);
        assertThat(script.text()).startsWith("window.__CONFIG = {").endsWith("};\n");
        assertThat(script.header("Content-Type")).contains("text/javascript; charset=utf-8");
    }
}
