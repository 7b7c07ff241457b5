package org.quiltappliance.server.http.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quiltappliance.server.http.pages.PagesServer.code;
import static org.quiltappliance.server.http.pages.PagesServer.location;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.accounts.Account;
import org.quiltappliance.server.accounts.Device;
import org.quiltappliance.server.http.pages.PagesServer.Browser;

class GitHubSignInTest {

    private static final Device DEVICE = Device.program(null);

    private GitHubStandIn gitHub;
    private PagesServer server;
    private final Browser browser = PagesServer.browser();

    @BeforeEach
    void start() throws Exception {
        gitHub = new GitHubStandIn();
        server = PagesServer.with(gitHub.config(), true);
    }

    @AfterEach
    void stop() {
        server.close();
        gitHub.close();
    }

    @Test
    void signInPageOffersGitHubAndPasswords() throws Exception {
        assertThat(browser.get(at("/login")).body())
                .contains("href=\"" + server.registry + "/login/github\"", "Sign in with GitHub", "name=\"password\"");
    }

    @Test
    void personWhomGitHubKnowsGetsACodeForAnAccountOfItsOwn() throws Exception {
        HttpResponse<String> page = throughGitHub(browser);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("signed in as <strong>octo_cat</strong>", "Valid 10 minutes, one use");
        String token = server.setup.signIns.trade(code(page), DEVICE).token();
        assertThat(token).doesNotContain("gho_");
        assertThat(server.setup.signIns.authenticate(token).email()).isEqualTo("octo@github.example");
        assertThat(server.setup.administration.list())
                .extracting(Account::name, Account::active, Account::admin)
                .containsExactly(Assertions.tuple("octo_cat", true, false));
    }

    @Test
    void secondSignInFindsTheSameAccount() throws Exception {
        throughGitHub(browser);
        gitHub.user("{\"id\": 583231, \"login\": \"renamed\"}");

        assertThat(throughGitHub(PagesServer.browser()).body()).contains("<strong>octo_cat</strong>");
    }

    @Test
    void cookieIsHiddenAndShortLived() throws Exception {
        String cookie = browser.get(at("/login/github"))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();

        assertThat(cookie)
                .matches("(?i)quilt_signin=[0-9a-f]{48};.*")
                .contains("HttpOnly", "SameSite=Lax", "Max-Age=600");
    }

    @Test
    void answerInAnotherBrowserIsRefused() throws Exception {
        String back = back(browser);

        assertRefused(PagesServer.browser().get(URI.create(back)), 400, "not begun in this browser");
        Browser other = PagesServer.browser();
        other.get(at("/login/github"));
        assertRefused(other.get(URI.create(back(browser))), 400, "not begun in this browser");
        assertThat(server.setup.rows("account")).isZero();
    }

    @Test
    void answerIsGoodOnceAndForTenMinutes() throws Exception {
        String first = back(browser);
        assertThat(browser.get(URI.create(first)).statusCode()).isEqualTo(200);
        assertRefused(browser.get(URI.create(first)), 400, "Begin again");

        String second = back(browser);
        server.setup.clock.advance(Duration.ofMinutes(10));
        assertRefused(browser.get(URI.create(second)), 400, "longer than ten minutes");
    }

    @Test
    void twoWindowsOfOneBrowserBothEndWell() throws Exception {
        String first = back(browser);
        String second = back(browser);

        assertThat(browser.get(URI.create(first)).statusCode()).isEqualTo(200);
        assertThat(browser.get(URI.create(second)).statusCode()).isEqualTo(200);
    }

    @Test
    void inventedAnswersAreRefused() throws Exception {
        browser.get(at("/login/github"));

        for (String query : new String[] {"", "?code=x", "?code=x&state=", "?code=x&state=invented", "?state=%22"}) {
            assertRefused(browser.get(at("/oauth_callback" + query)), 400, "Begin again");
        }
    }

    @Test
    void inventedCodeIsRefusedByGitHub() throws Exception {
        String back = back(browser).replaceAll("code=[^&]+", "code=invented");

        assertRefused(browser.get(URI.create(back)), 401, "GitHub does not know this sign-in any more");
    }

    @Test
    void refusalAtGitHubIsToldCalmlyAndWithoutItsMarkup() throws Exception {
        gitHub.deny("access_denied");
        assertRefused(throughGitHub(browser), 403, "You did not allow GitHub");

        gitHub.deny("application_suspended");
        assertRefused(throughGitHub(browser), 403, "GitHub did not sign you in");
    }

    @Test
    void unverifiedAddressIsNotBelieved() throws Exception {
        gitHub.emails("[{\"email\": \"octo@github.example\", \"primary\": true, \"verified\": false},"
                + " {\"email\": \"second@github.example\", \"primary\": false, \"verified\": true}]");

        assertRefused(throughGitHub(browser), 403, "no verified primary e-mail address");
    }

    @Test
    void clashWithAnotherAccountIsLeftToTheAdministrator() throws Exception {
        server.setup.user("octo_cat", "correct horse");

        assertRefused(throughGitHub(browser), 409, "the number of your GitHub account: 583231");
    }

    @Test
    void signupThatIsOffStopsNewPeople() throws Exception {
        try (var closed = PagesServer.with(gitHub.config(), false)) {
            assertRefused(throughGitHub(browser, closed), 403, "sign-up is switched off");

            closed.setup.user("mine", "correct horse");
            closed.setup.administration.bindToGitHub("mine", 583231);
            assertThat(throughGitHub(browser, closed).body()).contains("<strong>mine</strong>");
        }
    }

    @Test
    void wrongSecretIsTheAdministratorsBusiness() throws Exception {
        try (var misset = PagesServer.with(gitHub.config("wrong secret"), true)) {
            HttpResponse<String> page = throughGitHub(browser, misset);

            assertRefused(page, 503, "incorrect_client_credentials");
            assertThat(page.body()).contains("administrator").doesNotContain("wrong secret");
        }
    }

    @Test
    void strangeAnswersAndNoAnswerEndInAPage() throws Exception {
        gitHub.apiStatus(502);
        assertRefused(throughGitHub(browser), 503, "GitHub gave an answer that makes no sense");
        gitHub.apiStatus(200);
        for (String nonsense : new String[] {"[]", "{}", "{\"id\": \"x\", \"login\": \"y\"}", "null", ""}) {
            gitHub.user(nonsense);
            assertRefused(throughGitHub(browser), 503, "GitHub");
        }
        gitHub.user("<html>");
        assertRefused(throughGitHub(browser), 503, "GitHub");

        String back = back(browser);
        gitHub.close();
        assertRefused(browser.get(URI.create(back)), 503, "GitHub does not answer");
    }

    /** The whole way, as a browser goes it. */
    private HttpResponse<String> throughGitHub(Browser visitor) throws Exception {
        return throughGitHub(visitor, server);
    }

    private static HttpResponse<String> throughGitHub(Browser visitor, PagesServer to) throws Exception {
        HttpResponse<String> toGitHub = visitor.get(to.registry.resolve("/login/github"));
        return visitor.get(URI.create(location(visitor.get(URI.create(location(toGitHub))))));
    }

    /** Where GitHub sends the browser back to. */
    private String back(Browser visitor) throws Exception {
        return location(visitor.get(URI.create(location(visitor.get(at("/login/github"))))));
    }

    private static void assertRefused(HttpResponse<String> page, int status, String reason) {
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body()).contains(reason, "class=\"home\"", "/login\"").doesNotContain("class=\"code\"", "<b>");
    }

    private URI at(String path) {
        return URI.create(server.registry + path);
    }
}
