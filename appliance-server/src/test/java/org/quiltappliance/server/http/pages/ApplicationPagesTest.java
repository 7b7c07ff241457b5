package org.quiltappliance.server.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.accounts.Device;
import org.quiltappliance.server.http.pages.PagesServer.Browser;

/** The application around the pages that work without scripts, and its files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApplicationPagesTest {

    private static final Device DEVICE = Device.program(null);

    private static final Pattern NONCE = Pattern.compile("<script nonce=\"([^\"]+)\">");

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Browser browser = PagesServer.browser();
    private PagesServer server;

    @BeforeAll
    void start() throws Exception {
        server = PagesServer.withApplication();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return browser.get(URI.create(server.catalog + path), headers);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/signin",
                "/signup",
                "/signout",
                "/code",
                "/search?q=a",
                "/profile",
                "/profile/admin",
                "/account",
                "/admin/users",
                "/user/ada",
                "/package/ada",
                "/package/ada/ice",
                "/package/ada/ice/at/tag:x/files/a/b",
                "/package/ada/ice/compare/a...b",
                "/reset_password",
                "/activation_error"
            })
    void everyAddressOfTheApplicationIsItsPageWithOursInside(String path) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("src=\"/assets/app-1.js\"")
                .contains("<div id=\"root\"><div class=\"without-script\">")
                .contains("<h1>");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void anUnknownAddressIsNotFoundAndTheApplicationSaysSo() throws Exception {
        var answer = get("/no/such/page");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("src=\"/assets/app-1.js\"").contains("<h1>Nothing here</h1>");
    }

    @Test
    void onlyScriptsWithTheNonceOfThisAnswerRun() throws Exception {
        var one = get("/");
        var other = get("/");

        var nonce = NONCE.matcher(one.body());
        assertThat(nonce.find()).isTrue();
        assertThat(header(one, "Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("script-src 'self' 'nonce-" + nonce.group(1) + "';")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(one.body()).doesNotContain("__CSP_NONCE__");
        assertThat(header(other, "Content-Security-Policy")).isNotEqualTo(header(one, "Content-Security-Policy"));
        assertThat(header(one, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(one, "Referrer-Policy")).isEqualTo("same-origin");
    }

    @Test
    void whatWasTypedIsNeitherMarkupNorNonce() throws Exception {
        var answer = browser.post(
                URI.create(server.catalog + "/signup"),
                PagesServer.form(
                        "username",
                        "</head><div id=\"root\"></div>__CSP_NONCE__$1<script>",
                        "email",
                        "x",
                        "password",
                        "12345678",
                        "verify",
                        "12345678"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("__CSP_NONCE__$1&lt;script&gt;").doesNotContain("$1<script>");
    }

    @Test
    void theOldAddressOfSigningInKeepsItsQuery() throws Exception {
        var answer = get("/login?next=/profile");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(PagesServer.location(answer)).isEqualTo(server.catalog + "/signin?next=/profile");
    }

    @Test
    void filesNamedByTheirContentNeverChange() throws Exception {
        var answer = get("/assets/app-1.js");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("console.log(\"application\");\n");
        assertThat(header(answer, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(answer, "Content-Encoding")).isEmpty();
        assertThat(header(get("/icon.svg"), "Cache-Control")).isEqualTo("public, max-age=3600");
    }

    @ParameterizedTest
    @CsvSource({
        "'gzip, deflate, br', br",
        "gzip, gzip",
        "'br;q=0, gzip', gzip",
        "'br;q=1.0', br",
        "identity, ''",
        "'gzip;q=0', ''",
        "';', ''",
        "';;, gzip;', gzip"
    })
    void filesComePackedToThoseWhoCanUnpackThem(String accepted, String packing) throws Exception {
        var answer = get("/assets/app-1.js", "Accept-Encoding", accepted);

        assertThat(header(answer, "Content-Encoding")).isEqualTo(packing);
        assertThat(header(answer, "Vary")).isEqualTo("Accept-Encoding");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/none.js",
                "/assets/app-1.js.br",
                "/assets/../index.html",
                "/assets/%2e%2e/index.html",
                "/index.html",
                "/../logback.xml",
                "/assets//app-1.js",
                "/.hidden.js",
                "/assets/"
            })
    void nothingElseIsAFile(String path) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).isIn(400, 404);
    }

    private HttpResponse<String> post(String path, String... form) throws Exception {
        return browser.post(
                URI.create(server.catalog + path), PagesServer.form(form), "Origin", server.catalog.toString());
    }

    @Test
    void somebodyWithoutScriptsSignsInReadsACodeAndSignsOut() throws Exception {
        server.setup.user("alice", "password of alice");

        var signedIn =
                post("/signin", "username", "alice", "password", "password of alice", "next", "/package/a/b?x=1");
        var code = PagesServer.code(post("/code", "a", "b"));
        var page = get("/code");
        var signedOut = post("/signout", "a", "b");

        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(PagesServer.location(signedIn)).isEqualTo(server.catalog + "/package/a/b?x=1");
        assertThat(header(signedIn, "Set-Cookie")).contains("HttpOnly", "SameSite=Lax");
        assertThat(server.setup.signIns.trade(code, DEVICE).token()).isNotEmpty();
        assertThat(page.body()).contains("signed in as <strong>alice</strong>").doesNotContain(code);
        assertThat(signedOut.statusCode()).isEqualTo(303);
        assertThat(get("/code").body()).contains("name=\"password\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//elsewhere.example/",
                "https://elsewhere.example/",
                "/\\elsewhere.example",
                "/ a",
                "",
                "x",
                "/a\r\nX: y"
            })
    void nobodyIsSentToAnotherSite(String next) throws Exception {
        String name = "bob" + NAMES.incrementAndGet();
        server.setup.user(name, "password of bob");

        var answer = post("/signin", "username", name, "password", "password of bob", "next", next);

        assertThat(PagesServer.location(answer)).isEqualTo(server.catalog + "/code");
    }

    @Test
    void aWrongPasswordIsSaidInTheForm() throws Exception {
        var answer = post("/signin", "username", "nobody", "password", "wrong", "next", "/x");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Invalid credentials", "value=\"nobody\"", "value=\"/x\"");
    }

    @Test
    void formsOfOtherSitesAreRefused() throws Exception {
        var answer = browser.post(
                URI.create(server.catalog + "/signin"),
                PagesServer.form("username", "a", "password", "b"),
                "Origin",
                "https://elsewhere.example");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(header(answer, "Set-Cookie")).isEmpty();
    }
}
