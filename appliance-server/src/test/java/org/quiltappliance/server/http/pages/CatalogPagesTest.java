package org.quiltappliance.server.http.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quiltappliance.server.http.pages.PagesServer.form;
import static org.quiltappliance.server.http.pages.PagesServer.location;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.quiltappliance.server.http.pages.PagesServer.Browser;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogPagesTest {

    private static final String PASSWORD = "correct horse";

    private final Browser browser = PagesServer.browser();
    private PagesServer server;

    @BeforeAll
    void start() throws Exception {
        server = PagesServer.plain();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        server.setup.empty();
        server.setup.clock.advance(Duration.ofDays(1));
    }

    @Test
    void homeTellsHowToSetUpTheClient() throws Exception {
        HttpResponse<String> page = browser.get(at("/"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<code>" + server.registry + "</code>", "<pre>quilt config</pre>", "<pre>quilt login</pre>");
        try (var team = PagesServer.ofTeam("acme")) {
            assertThat(browser.get(team.catalog.resolve("/")).body())
                    .contains("<pre>quilt config acme</pre>", "<pre>quilt login acme</pre>");
        }
    }

    @Test
    void signInAndCodeLeadToTheRegistry() throws Exception {
        for (String path :
                List.of("/signin", "/signin/", "/signin?next=/profile", "/code", "/login", "/login?next=x")) {
            HttpResponse<String> answer = browser.get(at(path));
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(location(answer)).isEqualTo(server.registry + "/login");
        }
    }

    @Test
    void signUpMakesAnAccountToActivate() throws Exception {
        HttpResponse<String> answer = signUp("alice", "alice@example.com", PASSWORD, PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo(server.catalog + "/signup?sent");
        assertThat(browser.get(URI.create(location(answer))).body()).contains("You are signed up.", "Check your email");
        assertThat(server.setup.accounts.activate(server.setup.lastLink())).isTrue();
    }

    @Test
    void signUpSaysAtWhichFieldWhatIsWrong() throws Exception {
        server.setup.user("taken", PASSWORD);

        assertWrong(signUp("Bad", "a@b", PASSWORD, PASSWORD), "username", "Username invalid");
        assertWrong(signUp("taken", "a@b", PASSWORD, PASSWORD), "username", "Username taken. <a href=");
        assertWrong(signUp("alice", "nothing", PASSWORD, PASSWORD), "email", "Enter a valid email address");
        assertWrong(signUp("alice", "taken@example.com", PASSWORD, PASSWORD), "email", "Email taken. <a href=");
        assertWrong(
                signUp("alice", "a@b", "short", "short"), "password", "Password must be at least 8 characters long");
        assertWrong(signUp("alice", "a@b", PASSWORD, "other"), "verify", "Passwords must match");
        assertThat(server.setup.accounts.exists("alice")).isFalse();
    }

    @Test
    void signUpKeepsWhatWasTypedButNoPassword() throws Exception {
        HttpResponse<String> page = signUp("alice", "no<b>", PASSWORD, PASSWORD);

        assertThat(page.body())
                .contains("value=\"alice\"", "value=\"no&lt;b&gt;\"")
                .doesNotContain(PASSWORD, "no<b>");
    }

    @Test
    void closedRegistrySaysWhomToAsk() throws Exception {
        try (var closed = PagesServer.closedWithoutMail()) {
            HttpResponse<String> page = browser.get(closed.catalog.resolve("/signup"));
            assertThat(page.body())
                    .contains("Sign-up is switched off", "administrator")
                    .doesNotContain("<form");

            HttpResponse<String> posted = browser.post(
                    closed.catalog.resolve("/signup"),
                    form("username", "alice", "email", "a@b", "password", PASSWORD, "verify", PASSWORD));
            assertThat(posted.statusCode()).isEqualTo(501);
            assertThat(posted.body()).contains("Signup is disabled.");
        }
    }

    @Test
    void withoutMailTheAdministratorHandsOutTheLinks() throws Exception {
        try (var quiet = PagesServer.openWithoutMail()) {
            assertThat(browser.get(quiet.catalog.resolve("/signup?sent")).body())
                    .contains("sends no mail");
            assertThat(browser.get(quiet.catalog.resolve("/reset_password")).body())
                    .contains("sends no mail");
            assertThat(browser.get(quiet.catalog.resolve("/reset_password?sent"))
                            .body())
                    .contains("ask for it");
        }
    }

    @Test
    void resetIsAskedForAndThePasswordChanged() throws Exception {
        server.setup.user("alice", PASSWORD);

        HttpResponse<String> asked = browser.post(at("/reset_password"), form("email", " alice@example.com "));
        assertThat(asked.statusCode()).isEqualTo(303);
        assertThat(browser.get(URI.create(location(asked))).body()).contains("Check your email");

        URI link = at("/reset_password/" + server.setup.lastLink());
        assertThat(browser.get(link).body()).contains("name=\"password\"", "name=\"verify\"");
        HttpResponse<String> changed = browser.post(link, form("password", "another horse", "verify", "another horse"));
        assertThat(changed.statusCode()).isEqualTo(303);
        assertThat(browser.get(URI.create(location(changed))).body())
                .contains("Your password has been changed.", "href=\"" + server.registry + "/login\"");
        assertThat(server.setup
                        .signIns
                        .prove("alice", "another horse", "192.0.2.1")
                        .accountName())
                .isEqualTo("alice");
    }

    @Test
    void resetForAnUnknownAddressLooksTheSame() throws Exception {
        server.setup.user("alice", PASSWORD);

        HttpResponse<String> known = browser.post(at("/reset_password"), form("email", "alice@example.com"));
        HttpResponse<String> unknown = browser.post(at("/reset_password"), form("email", "nobody@example.com"));
        HttpResponse<String> nonsense = browser.post(at("/reset_password"), form("email", "nonsense"));

        assertThat(unknown.statusCode()).isEqualTo(known.statusCode()).isEqualTo(nonsense.statusCode());
        assertThat(location(unknown)).isEqualTo(location(known)).isEqualTo(location(nonsense));
    }

    @Test
    void passwordsThatDifferOrAreTooShortDoNotUseUpTheLink() throws Exception {
        server.setup.user("alice", PASSWORD);
        server.setup.accounts.requestReset("alice@example.com", "192.0.2.1");
        URI link = at("/reset_password/" + server.setup.lastLink());

        assertWrong(browser.post(link, form("password", PASSWORD, "verify", "x")), "verify", "Passwords must match");
        assertWrong(
                browser.post(link, form("password", "short", "verify", "short")),
                "password",
                "Password must be at least 8 characters long");

        assertThat(browser.get(link).statusCode()).isEqualTo(200);
    }

    @Test
    void badResetLinkOffersANewOne() throws Exception {
        URI link = at("/reset_password/" + "0".repeat(96));

        for (HttpResponse<String> page : List.of(
                browser.get(link),
                browser.post(link, form("password", PASSWORD, "verify", PASSWORD)),
                browser.get(at("/reset_password/%22%3E%20")))) {
            assertThat(page.statusCode()).isEqualTo(401);
            assertThat(page.body()).contains("This link is not good", "href=\"" + server.catalog + "/reset_password\"");
        }
    }

    @Test
    void formsSentByOtherSitesAreRefused() throws Exception {
        for (String path : List.of("/signup", "/reset_password", "/reset_password/x")) {
            HttpResponse<String> page =
                    browser.post(at(path), form("email", "alice@example.com"), "Origin", "https://evil.example");
            assertThat(page.statusCode()).isEqualTo(403);
        }
        assertThat(server.setup.outbox.newest(1)).isEmpty();
    }

    @Test
    void activationErrorSaysWhatToDo() throws Exception {
        HttpResponse<String> page = browser.get(at("/activation_error"));

        assertThat(page.body()).contains("Activation Error", "administrator", server.registry + "/login");
    }

    @Test
    void packagePageTellsHowToInstallItWhetherOrNotItExists() throws Exception {
        HttpResponse<String> page = browser.get(at("/package/alice/wine"));
        HttpResponse<String> other = browser.get(at("/package/nobody/none/comments"));

        assertThat(page.statusCode()).isEqualTo(200).isEqualTo(other.statusCode());
        assertThat(page.body()).contains("<pre>quilt install alice/wine</pre>", "from quilt.data.alice import wine");
        assertThat(other.body().replace("nobody", "alice").replace("none", "wine"))
                .isEqualTo(page.body());
        try (var team = PagesServer.ofTeam("acme")) {
            assertThat(browser.get(team.catalog.resolve("/package/alice/wine")).body())
                    .contains("<pre>quilt install acme:alice/wine</pre>", "from quilt.team.acme.alice import wine");
        }
    }

    @Test
    void namesThatCannotBePackagesAreNotPutIntoCommands() throws Exception {
        for (String path : List.of(
                "/package/alice/x%3Brm%20-rf",
                "/package/%3Cscript%3E/wine",
                "/package/alice/" + "x".repeat(65),
                "/package/alice/%22",
                "/package/alice",
                "/package/alice/1wine")) {
            assertThat(browser.get(at(path)).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(browser.get(at("/package/alice/wine%C3%BC")).body()).contains("quilt install alice/wineü");
    }

    @Test
    void unknownAddressesHaveAPageOfTheirOwn() throws Exception {
        for (String path : List.of("/nothing", "/signup/x", "/reset_password/a/b", "/user/alice")) {
            HttpResponse<String> page = browser.get(at(path));
            assertThat(page.statusCode()).as(path).isEqualTo(404);
            assertThat(page.body()).as(path).contains("Nothing here");
        }
        assertThat(browser.get(at("/api/me")).body()).doesNotContain("Nothing here");
        assertThat(browser.method("DELETE", at("/signup")).statusCode()).isEqualTo(405);
        assertThat(browser.method("POST", at("/")).statusCode()).isEqualTo(405);
    }

    private HttpResponse<String> signUp(String username, String email, String password, String verify)
            throws Exception {
        return browser.post(
                at("/signup"), form("username", username, "email", email, "password", password, "verify", verify));
    }

    private static void assertWrong(HttpResponse<String> page, String field, String message) {
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains("id=\"" + field + "-note\">" + message)
                .containsPattern("<input id=\"" + field + "\"[^>]*aria-invalid=\"true\"");
    }

    private URI at(String path) {
        return URI.create(server.catalog + path);
    }
}
