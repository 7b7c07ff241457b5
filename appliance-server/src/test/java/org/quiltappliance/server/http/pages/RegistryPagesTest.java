package org.quiltappliance.server.http.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quiltappliance.server.http.pages.PagesServer.code;
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
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.accounts.Device;
import org.quiltappliance.server.http.pages.PagesServer.Browser;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryPagesTest {

    private static final Device DEVICE = Device.program(null);

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
    void signInPageHasAFormAndTheWaysOut() throws Exception {
        HttpResponse<String> page = browser.get(at("/login"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.body())
                .contains("<form method=\"post\" action=\"/login\">", "name=\"username\"", "name=\"password\"")
                .contains("href=\"" + server.catalog + "/signup\"", "href=\"" + server.catalog + "/reset_password\"")
                .doesNotContain("GitHub");
    }

    @Test
    void rightPasswordShowsACodeThatQuiltLoginTakes() throws Exception {
        Caller.Account alice = server.setup.user("alice", PASSWORD);

        HttpResponse<String> page = browser.post(at("/login"), form("username", " alice ", "password", PASSWORD));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("alice", "Valid 10 minutes, one use", "quilt login");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        String token = server.setup.signIns.trade(code(page), DEVICE).token();
        assertThat(server.setup.signIns.authenticate(token)).isEqualTo(alice);
        assertThat(server.setup.rows("token")).isEqualTo(1);
    }

    @Test
    void wrongPasswordSaysSoAndKeepsTheName() throws Exception {
        server.setup.user("alice", PASSWORD);

        HttpResponse<String> page = browser.post(at("/login"), form("username", "alice", "password", "wrong horse"));

        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(page.body())
                .contains("role=\"alert\">Login attempt failed</p>", "value=\"alice\"", "name=\"password\"")
                .doesNotContain("wrong horse");
    }

    @Test
    void scriptThatAsksForPlainTextGetsTheCodeAlone() throws Exception {
        Caller.Account alice = server.setup.user("alice", PASSWORD);

        HttpResponse<String> code =
                browser.post(at("/login"), form("username", "alice", "password", PASSWORD), "Accept", "text/plain");
        HttpResponse<String> wrong =
                browser.post(at("/login"), form("username", "alice", "password", "wrong"), "Accept", "text/plain");

        assertThat(code.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(server.setup.signIns.authenticate(
                        server.setup.signIns.trade(code.body(), DEVICE).token()))
                .isEqualTo(alice);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo("Login attempt failed\n");
    }

    @Test
    void manyFailuresAreToldHowLongToWait() throws Exception {
        for (int i = 0; i < 20; i++) {
            browser.post(at("/login"), form("username", "alice", "password", "wrong horse"));
        }

        HttpResponse<String> page = browser.post(at("/login"), form("username", "alice", "password", "wrong horse"));

        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(page.body()).contains("Too many attempts. Wait 15 seconds and try again.", "name=\"password\"");
    }

    @Test
    void nothingThatIsTypedBecomesMarkup() throws Exception {
        String evil = "\"><script>alert(1)</script>";

        HttpResponse<String> page = browser.post(at("/login"), form("username", evil, "password", "x"));

        assertThat(page.body()).doesNotContain("<script").contains("&quot;&gt;&lt;script&gt;");
        assertThat(page.body()).contains("Field &lt;data&gt;").doesNotContain("Field <data>");
    }

    @Test
    void pagesAllowNoScriptsNoFramesAndNoSniffing() throws Exception {
        for (HttpResponse<String> page : List.of(
                browser.get(at("/login")),
                browser.post(at("/login"), form("username", "a", "password", "b")),
                browser.method("DELETE", at("/login")))) {
            String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
            assertThat(policy)
                    .contains("default-src 'none'", "style-src 'self'", "frame-ancestors 'none'", "form-action 'self'")
                    .doesNotContain("script", "unsafe");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
            assertThat(page.body()).doesNotContain("<script", "style=\"", "onclick");
        }
    }

    @Test
    void formsSentByOtherSitesAreRefused() throws Exception {
        server.setup.user("alice", PASSWORD);
        String form = form("username", "alice", "password", PASSWORD);

        for (String[] headers : new String[][] {
            {"Origin", "https://evil.example"},
            {"Origin", "null"},
            {"Origin", "http://localhost:1"},
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"},
            {"Sec-Fetch-Site", "cross-site", "Origin", server.registry.toString()}
        }) {
            HttpResponse<String> page = browser.post(at("/login"), form, headers);
            assertThat(page.statusCode()).as(String.join(" ", headers)).isEqualTo(403);
            assertThat(page.body()).contains("sent from another site").doesNotContain("class=\"code\"");
        }
        for (String[] headers : new String[][] {
            {"Origin", server.registry.toString()},
            {"Origin", server.registry.toString(), "Sec-Fetch-Site", "same-origin"}
        }) {
            assertThat(browser.post(at("/login"), form, headers).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatIsNoFormIsRefusedCalmly() throws Exception {
        assertThat(browser.post(at("/login"), "").statusCode()).isEqualTo(401);
        assertThat(browser.post(at("/login"), "username=%zz&password=%").statusCode())
                .isEqualTo(400);
        assertThat(browser.post(at("/login"), "username=" + "x".repeat(200_000)).statusCode())
                .isEqualTo(413);
        assertThat(browser.post(at("/login"), form("username", "alice", "password", "x".repeat(5000)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.post(at("/login"), "username=%ff%00&password=%ed%a0%80")
                        .statusCode())
                .isEqualTo(401);
        assertThat(browser.method("POST", at("/login")).statusCode()).isEqualTo(400);
        HttpResponse<String> wrong = browser.method("PUT", at("/login"));
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).contains("GET, HEAD, POST");
    }

    @Test
    void headIsAnsweredLikeGetWithoutBody() throws Exception {
        HttpResponse<String> head = browser.method("HEAD", at("/login"));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).isPresent();
    }

    @Test
    void styleAndPictureAreServedFromHere() throws Exception {
        HttpResponse<String> style = browser.get(at("/login/style.css"));
        assertThat(style.headers().firstValue("Content-Type")).contains("text/css; charset=utf-8");
        assertThat(style.body()).contains("prefers-color-scheme: dark").doesNotContain("url(", "@import");

        assertThat(browser.get(at("/login/mark.svg")).headers().firstValue("Content-Type"))
                .contains("image/svg+xml");
    }

    @Test
    void activationLinkLeadsToTheSignIn() throws Exception {
        server.setup.accounts.register("alice", "alice@example.com", PASSWORD, "192.0.2.1");
        URI link = at("/activate/" + server.setup.lastLink());

        assertThat(browser.method("HEAD", link).statusCode()).isEqualTo(302);
        assertThat(server.setup.accounts.find("alice").orElseThrow().active()).isFalse();
        HttpResponse<String> first = browser.get(link);
        assertThat(first.statusCode()).isEqualTo(302);
        assertThat(location(first)).isEqualTo(server.catalog + "/signin");
        assertThat(server.setup.accounts.find("alice").orElseThrow().active()).isTrue();

        HttpResponse<String> second = browser.get(link);
        assertThat(second.statusCode()).isEqualTo(302);
        assertThat(location(second)).isEqualTo(server.catalog + "/activation_error");
        assertThat(location(browser.get(at("/activate/%22%3E")))).isEqualTo(server.catalog + "/activation_error");
    }

    @Test
    void otherAddressesAreLeftToOtherHandlers() throws Exception {
        for (String path :
                List.of("/", "/api/me", "/loginx", "/login/x", "/login/github", "/oauth_callback", "/activate")) {
            HttpResponse<String> answer = browser.get(at(path));
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).as(path).doesNotContain("class=\"home\"");
        }
    }

    @Test
    void closedRegistryOffersNoSignUp() throws Exception {
        try (var closed = PagesServer.closedWithoutMail()) {
            assertThat(browser.get(closed.registry.resolve("/login")).body()).doesNotContain("/signup");
        }
    }

    @Test
    void teamIsPartOfTheCommand() throws Exception {
        try (var team = PagesServer.ofTeam("acme")) {
            team.setup.user("alice", PASSWORD);

            assertThat(browser.post(team.registry.resolve("/login"), form("username", "alice", "password", PASSWORD))
                            .body())
                    .contains("<code>quilt login acme</code>");
        }
    }

    @Test
    void deadDatabaseEndsInAPageWithANumber() throws Exception {
        var broken = PagesServer.plain();
        broken.setup.close();
        try {
            HttpResponse<String> page =
                    browser.post(broken.registry.resolve("/login"), form("username", "alice", "password", PASSWORD));

            assertThat(page.statusCode()).isIn(500, 503);
            assertThat(page.body()).contains("class=\"home\"").doesNotContain("Exception", "hikari");
        } finally {
            broken.close();
        }
    }

    private URI at(String path) {
        return URI.create(server.registry + path);
    }
}
