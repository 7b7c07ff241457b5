package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.RawHttp;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.Tree;

/** Conventions of all routes: {@code registry-api.md} section 1. */
abstract class TransportContract extends RegistryContract {

    private static final String HASH = Samples.NO_SUCH_HASH;

    /** As sent by the web edge of an appliance with narrow limits. */
    private static final Switches NARROW = Switches.ALL_ON.limits(100_000, 1_000_000);

    @Test
    void healthCheckIsPlainAndShort() {
        var answer = nobody().get("/healthcheck");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("ok");
        assertThat(answer.header("Content-Type")).get().asString().startsWith("text/plain");
        assertThat(answer.header("X-Appliance-Boot")).isPresent();
    }

    @Test
    void healthCheckNeedsNoGoodToken() {
        assertThat(nobody().as("stale").get("/healthcheck").status()).isEqualTo(200);
    }

    @Test
    void robotsAreKeptOut() {
        var answer = nobody().get("/robots.txt");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("User-agent: *\nDisallow: /\n");
        assertThat(answer.header("Content-Type")).get().asString().startsWith("text/plain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/nothing",
                "/api/package",
                "/api/package/",
                "/api/users",
                "/api/users/nothing",
                "/api/package/a/b/c/d",
                "/api/tag/a/b/c/d",
                "/api/access/a/",
                "/api/admin/",
                "/api/comments/a/",
                "/api/search/more/",
                "/api/audit/",
                "/api/.",
                "/api/nothing?x=y"
            })
    @DisplayName("item 9: an unknown path is 404 in JSON")
    void item09_unknownPathIsNotFoundInJson(String path) {
        var answer = nobody().get(path);

        refused(answer, 404);
        assertThat(answer.header("Content-Type")).get().asString().startsWith("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/token",
        "GET, /api/login",
        "GET, /api/refresh",
        "GET, /api/logout",
        "POST, /api/me",
        "POST, /api/code",
        "GET, /api/register",
        "PUT, /api/register",
        "GET, /api/get_objects",
        "POST, /api/package/a/b/c",
        "DELETE, /api/package/a/b/c",
        "GET, /api/package_update/a/b/c",
        "PUT, /api/package/a/b/",
        "POST, /api/package/a/",
        "POST, /api/package_preview/a/b/c",
        "POST, /api/search/",
        "DELETE, /api/profile",
        "POST, /api/log/a/b/",
        "GET, /api/log",
        "DELETE, /api/version/a/b/c",
        "POST, /api/version/a/b/c",
        "POST, /api/tag/a/b/c",
        "POST, /api/access/a/b/c",
        "PUT, /api/access/a/b/",
        "POST, /api/users/list",
        "GET, /api/users/create",
        "DELETE, /api/audit/a/",
        "PATCH, /api/comments/a/b/",
        "PUT, /api/payments/update_plan",
        "POST, /api/invite/"
    })
    @DisplayName("item 9: another method is 405 in JSON and tells which there are")
    void item09_otherMethodIsNotAllowedInJson(String method, String path) {
        var answer = nobody().send(method, path);

        refused(answer, 405);
        assertThat(answer.header("Allow")).isPresent();
        assertThat(answer.header("Allow").orElse("")).doesNotContain(method);
    }

    @Test
    void allowNamesTheMethodsThereAre() {
        var allowed = nobody().send("POST", "/api/tag/a/b/c").header("Allow").orElse("");

        assertThat(Arrays.stream(allowed.split(",")).map(String::strip)).contains("GET", "PUT", "DELETE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/package/a/b",
                "/api/package/a",
                "/api/admin/package_list/a",
                "/api/recent_packages",
                "/api/search",
                "/api/invite",
                "/api/invite/a/b",
                "/api/log/a/b",
                "/api/version/a/b",
                "/api/tag/a/b",
                "/api/access/a/b",
                "/api/audit/a",
                "/api/audit/a/b",
                "/api/comments/a/b"
            })
    void finalSlashMayBeLeftOut(String path) {
        var with = asAdmin().get(path + "/");
        var without = asAdmin().get(path);

        if (without.status() == 301 || without.status() == 308) {
            assertThat(without.header("Location")).get().asString().endsWith(path + "/");
        } else {
            assertThat(without.status()).isEqualTo(with.status()).isIn(200, 404);
            assertThat(without.json()).isEqualTo(with.json());
        }
    }

    @Test
    @DisplayName("item 15: a redirect to the final slash keeps the query")
    void item15_queryIsKept() {
        var pushed = pushed(Samples.oneFile());
        var answer = as(pushed.owner()).get("/api/search?q=" + pushed.pkg().name());

        if (answer.status() == 200) {
            assertThat(texts(answer.json().get("packages"), "name"))
                    .contains(pushed.pkg().name());
        } else {
            assertThat(answer.header("Location"))
                    .get()
                    .asString()
                    .endsWith("/api/search/?q=" + pushed.pkg().name());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/me/",
        "POST, /api/login/",
        "POST, /api/token/",
        "GET, /api/profile/",
        "GET, /api/code/",
        "POST, /api/get_objects/",
        "GET, /api/users/list/",
        "GET, /api/admin/package_summary/",
        "GET, /api/tag/a/b/c/",
        "GET, /api/version/a/b/1.0/",
        "GET, /api/package/a/b/c/",
        "GET, /api/access/a/b/c/",
        "POST, /api/register/"
    })
    void addedFinalSlashIsNotFound(String method, String path) {
        refused(nobody().send(method, path), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//..", "//../api/search/", "///%2e%2e/x", "/../x", "//a/../../x"})
    void addressThatLeadsOutOfTheRootIsRefused(String path) {
        for (var port : List.of(appliance().registry(), appliance().catalog())) {
            var raw = RawHttp.exchange(
                    port,
                    "GET " + path + " HTTP/1.1\r\nHost: " + port.getAuthority() + "\r\nConnection: close\r\n\r\n");

            assertThat(raw).startsWith("HTTP/1.1 400");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"//api/search/?q=x", "/api//search/?q=x", "/api/search//?q=x", "///api/search/?q=x"})
    @DisplayName("item 13: doubled slashes give a result or a JSON error")
    void item13_doubledSlashesGiveJson(String path) {
        var raw = RawHttp.exchange(
                appliance().registry(),
                "GET " + path
                        + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close\r\n\r\n");

        assertThat(raw).startsWith("HTTP/1.1 ").contains("application/json").doesNotContainIgnoringCase("<html");
    }

    @Test
    void everyReadAlsoAnswersHead() {
        var pushed = pushedPublic(Samples.oneFile());
        var pkg = pushed.pkg();
        var paths = List.of(
                "/healthcheck",
                "/robots.txt",
                "/api/me",
                "/api/profile",
                "/api/search/?q=x",
                "/api/recent_packages/",
                "/api/users/list",
                "/api/audit/" + pkg.owner() + "/",
                pkg.all("package"),
                pkg.all("log"),
                pkg.all("tag"),
                pkg.all("version"),
                pkg.all("comments"),
                pkg.one("tag", "latest"),
                pkg.one("package", pushed.hash()),
                pkg.one("package_preview", pushed.hash()),
                "/api/package/" + pkg.owner() + "/");

        assertThat(paths).allSatisfy(path -> {
            var answer = asAdmin().head(path);
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            assertThat(answer.bytes()).isEmpty();
        });
    }

    @Test
    void headOfWhatIsMissingIsNotFound() {
        assertThat(nobody().head(new Pkg("a", "b").all("log")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/token",
                "/api/login",
                "/api/me",
                "/api/package/a/b/c",
                "/api/package/a/b/",
                "/api/users/list",
                "/api/payments/update_plan",
                "/api/package_update/a/b/c/d",
                "/api/search/",
                "/api/get_objects"
            })
    void everyRouteAnswersOptionsWithoutSignIn(String path) {
        var answer = nobody().as("stale").options(path);

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void preflightIsAnsweredInFull() {
        var answer = nobody().with("Origin", "http://catalog.example.com")
                .with("Access-Control-Request-Method", "PUT")
                .with("Access-Control-Request-Headers", "x-requested-with, authorization, content-type")
                .options("/api/tag/a/b/c");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("http://catalog.example.com");
        assertThat(list(answer, "Access-Control-Allow-Methods"))
                .containsExactlyInAnyOrder("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
        assertThat(list(answer, "Access-Control-Allow-Headers"))
                .containsExactly("authorization", "content-type", "x-requested-with");
        assertThat(answer.header("Access-Control-Max-Age")).contains("86400");
    }

    private static List<String> list(Answer answer, String header) {
        return Arrays.stream(answer.header(header).orElse("").split(","))
                .map(String::strip)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/search/?q=x", "/api/me", "/api/nothing", "/api/log/a/b/"})
    void originIsEchoedAlsoOnErrors(String path) {
        var answer = nobody().with("Origin", "http://other.example.com").get(path);

        assertThat(answer.header("Access-Control-Allow-Origin")).contains("http://other.example.com");
        assertThat(answer.header("Vary")).get().asString().containsIgnoringCase("Origin");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/search/?q=x", "/api/me", "/api/nothing"})
    void withoutOriginEverybodyIsAllowed(String path) {
        assertThat(nobody().get(path).header("Access-Control-Allow-Origin")).contains("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthcheck", "/login", "/activate/x", "/robots.txt"})
    void webRoutesAllowNoOtherOrigin(String path) {
        var answer = nobody().with("Origin", "http://other.example.com").get(path);

        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void originIsEchoedOnRefusedBodiesToo() {
        var answer = nobody().with("Origin", "http://other.example.com").send("POST", "/api/login", "{broken");

        refused(answer, 400);
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("http://other.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"username\": ", "nonsense", "{'username': 'a'}", "[1,", "{} {}", "\u0000", "{\"a\":1,}"})
    @DisplayName("item 9: malformed JSON is refused in JSON")
    void item09_malformedJsonIsRefused(String body) {
        refused(nobody().send("POST", "/api/login", body), 400);
    }

    @Test
    void malformedUtf8IsRefused() {
        var body = "{\"username\": \"a\u00ff\", \"password\": \"b\"}".getBytes(StandardCharsets.ISO_8859_1);

        refused(nobody().send("POST", "/api/login", body), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "text/json", "application/octet-stream", "*/*"
            })
    void bodyOfAnotherTypeCountsAsAbsent(String type) {
        var body = "{\"username\": \"a\", \"password\": \"b\"}";

        refused(nobody().with("Content-Type", type).send("POST", "/api/login", body), 400);
    }

    @Test
    void bodyWithoutATypeCountsAsAbsent() {
        refused(
                nobody().without("Content-Type")
                        .send("POST", "/api/login", "{\"username\": \"a\", \"password\": \"b\"}"),
                400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/vnd.quilt+json",
                "Application/JSON"
            })
    void everyKindOfJsonTypeIsRead(String type) {
        var answer = nobody().with("Content-Type", type).send("POST", "/api/reset_password", "{\"email\": \"x@y\"}");

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    @Test
    @DisplayName("item 10: a JSON content type without a body is no error where no body is needed")
    void item10_jsonTypeWithoutBodyIsNoError() {
        var pushed = pushed(Tree.empty());
        var reader = person();

        ok(as(reader).get("/api/me"));
        done(as(pushed.owner()).put(pushed.pkg().one("access", reader.name())));
        done(as(pushed.owner()).delete(pushed.pkg().one("access", reader.name())));
        done(as(pushed.owner()).delete(pushed.pkg().all("package")));
    }

    @Test
    void bodyOnARouteWithoutOneIsIgnored() {
        var pushed = pushed(Tree.empty());

        ok(as(pushed.owner()).send("PUT", pushed.pkg().one("access", "public"), "{broken"));
        ok(as(pushed.owner()).send("DELETE", pushed.pkg().one("access", "public"), "[]"));
    }

    @Test
    @DisplayName("item 11: gzipped bodies are understood")
    void item11_gzippedBodiesAreUnderstood() {
        done(nobody().gzipping().post("/api/reset_password", Map.of("email", "x@y")));
        done(nobody().gzipping().post("/api/log", List.of()));
    }

    @Test
    void identityIsNoEncoding() {
        done(nobody().with("Content-Encoding", "identity").post("/api/reset_password", Map.of("email", "x@y")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip", "x", "compress"})
    void otherEncodingsAreRefused(String encoding) {
        refused(
                nobody().with("Content-Encoding", encoding).post("/api/reset_password", Map.of("email", "x@y")),
                400,
                "Unsupported content encoding: '" + encoding + "'");
    }

    @Test
    @DisplayName("D30: a body that claims to be gzipped and is not is refused")
    void brokenGzipIsRefused() {
        refused(nobody().with("Content-Encoding", "gzip").send("POST", "/api/login", "{\"username\": \"a\"}"), 400);
        refused(nobody().with("Content-Encoding", "gzip").send("POST", "/api/login", ""), 400);
    }

    @Test
    @DisplayName("D30: a gzipped body that breaks off is refused")
    void cutGzipIsRefused() {
        var whole = RegistryClient.gzipped("{\"email\": \"x@y\"}".getBytes(StandardCharsets.UTF_8));

        refused(
                nobody().with("Content-Encoding", "gzip")
                        .send("POST", "/api/reset_password", Arrays.copyOf(whole, whole.length - 10)),
                400);
    }

    @Test
    @DisplayName("item 11: a body above the limit is refused in JSON")
    void item11_tooLargeBodyIsRefused() {
        var narrow = appliance(NARROW).client();
        var body = "{\"email\": \"" + "x".repeat(150_000) + "\"}";

        refused(narrow.send("POST", "/api/reset_password", body), 413);
    }

    @Test
    @DisplayName("D29: a gzipped body that unpacks to more than the limit is refused")
    void gzipBombIsRefused() {
        var narrow = appliance(NARROW).client();
        var body = "{\"email\": \"" + "x".repeat(5_000_000) + "\"}";

        refused(narrow.gzipping().send("POST", "/api/reset_password", body), 413);
    }

    @Test
    @DisplayName("D29: so is a push")
    void gzipBombOfAPushIsRefused() {
        var owner = person();
        var narrow = appliance(NARROW).client().as(owner).gzipping();
        var body = Tree.empty().dryRun().put("description", "x".repeat(5_000_000));

        refused(narrow.put(newPackage(owner).one("package", Tree.empty().hash()), body), 413);
    }

    @Test
    void gzippedBodyBelowTheLimitsIsAccepted() {
        var owner = person();
        var narrow = appliance(NARROW).client().as(owner).gzipping();
        var body = Tree.empty().dryRun().put("description", "x".repeat(900_000));

        ok(narrow.put(newPackage(owner).one("package", Tree.empty().hash()), body));
    }

    @Test
    void tooLargeFormIsRefused() {
        var narrow = appliance(NARROW).client();

        refused(narrow.postForm("/api/token", Map.of("refresh_token", "x".repeat(150_000))), 413);
    }

    @Test
    void chunkedBodiesAreUnderstood() {
        var raw = RawHttp.exchange(
                appliance().registry(),
                "POST /api/reset_password HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                        + "5\r\n{\"ema\r\nb\r\nil\": \"x@y\"}\r\n0\r\n\r\n");

        assertThat(raw).startsWith("HTTP/1.1 200");
    }

    @Test
    void answersAreJson() {
        var person = person();
        var answers = new ArrayList<Answer>();
        answers.add(as(person).get("/api/me"));
        answers.add(nobody().get("/api/me"));
        answers.add(nobody().get("/api/nothing"));
        answers.add(nobody().send("DELETE", "/api/me"));
        answers.add(nobody().post("/api/login", List.of()));
        answers.add(as(person).get("/api/search/?q="));
        answers.add(asAdmin().get("/api/users/list"));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.header("Content-Type"))
                        .get()
                        .asString()
                        .startsWith("application/json"));
    }

    @Test
    void everySuccessSaysStatus200() {
        var pushed = pushedPublic(Samples.oneFile());
        var pkg = pushed.pkg();
        var paths = List.of(
                "/api/me",
                "/api/code",
                "/api/profile",
                "/api/search/?q=x",
                "/api/recent_packages/",
                "/api/invite/",
                "/api/users/list",
                "/api/users/list_detailed",
                "/api/audit/" + pkg.owner() + "/",
                pkg.all("audit"),
                "/api/admin/package_summary",
                "/api/admin/package_list/" + pkg.owner() + "/",
                pkg.all("package"),
                pkg.all("log"),
                pkg.all("tag"),
                pkg.all("version"),
                pkg.all("access"),
                pkg.all("comments"),
                pkg.all("invite"),
                pkg.one("tag", "latest"),
                pkg.one("package", pushed.hash()),
                pkg.one("package_preview", pushed.hash()),
                pkg.one("package_timeseries", "push"),
                "/api/package/" + pkg.owner() + "/");

        assertThat(paths)
                .allSatisfy(path -> assertThat(
                                ok(asAdmin().get(path)).path("status").asInt())
                        .as(path)
                        .isEqualTo(200));
    }

    @Test
    @DisplayName("item 16: answers are gzipped only when the request allows it")
    void item16_answersAreGzippedOnRequestOnly() {
        var pushed = pushed(Tree.empty());
        for (int i = 0; i < 30; i++) {
            ok(as(pushed.owner()).put(pushed.pkg().one("tag", "tag" + i), hash(pushed.hash())));
        }
        var path = pushed.pkg().all("tag");

        var plain = as(pushed.owner()).get(path);
        var packed = as(pushed.owner()).with("Accept-Encoding", "gzip, deflate").get(path);
        var refused = as(pushed.owner()).with("Accept-Encoding", "gzip;q=0").get(path);

        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(refused.header("Content-Encoding")).isEmpty();
        assertThat(packed.header("Content-Encoding").orElse("gzip")).isEqualTo("gzip");
        assertThat(packed.json()).isEqualTo(plain.json());
    }

    @Test
    void answersSetNoCookie() {
        assertThat(as(person()).get("/api/me").header("Set-Cookie")).isEmpty();
    }

    @Test
    void answersNameTheRequest() {
        assertThat(nobody().get("/api/me").header("X-Request-Id")).isPresent();
    }

    @Test
    void answersDoNotNameTheServersSoftware() {
        assertThat(nobody().get("/api/me").header("Server").orElse("")).doesNotContainIgnoringCase("jetty");
    }

    @Test
    @DisplayName("item 12: + in a path stays +, escapes are decoded as UTF-8")
    void item12_pathsAreDecodedAsPaths() {
        missing(as(person()).get("/api/log/a+b/c%20d/"), new Pkg("a+b", "c d"));
        missing(as(person()).get("/api/log/%C3%A9/%E3%83%87/"), new Pkg("\u00e9", "\u30c7"));
        missing(as(person()).get("/api/log/a!b/c@d/"), new Pkg("a!b", "c@d"));
        missing(as(person()).get("/api/log/%61%62/%7e/"), new Pkg("ab", "~"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/log/a%2Fb/c/", "/api/log/a/b%2f/", "/api/log/%00/x/", "/api/log/%FF/x/", "/api/log/%ED%A0%80/x/",
                "/api/log/a;b=c/d/", "/api/log/..%2f../x/", "/api/log/%2e%2e/x/", "/api/log/a%0Ab/x/",
                        "/api/log/%5C/x/",
                "/api/log/%25/x/", "/api/log/%C3/x/"
            })
    @DisplayName("item 9: odd paths are answered in JSON")
    void item09_oddPathsAreAnsweredInJson(String path) {
        var answer = as(person()).get(path);

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.message()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/log/%/x/", "/api/log/%zz/x/", "/api/log/a b/x/", "/api/log/\u0001/x/", "/api/search/?q=%zz"
            })
    @DisplayName("item 9: paths that are no paths are answered in JSON")
    void item09_brokenPathsAreAnsweredInJson(String path) {
        var raw = RawHttp.exchange(
                appliance().registry(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(raw).matches("(?s)HTTP/1.1 (200|400|404|505) .*");
        if (!raw.startsWith("HTTP/1.1 200")) {
            assertThat(raw).contains("\"message\"");
        }
    }

    @Test
    @DisplayName("item 9: a header that is too long is answered in JSON")
    void item09_tooLongHeaderIsAnsweredInJson() {
        var raw = RawHttp.exchange(
                appliance().registry(),
                "GET /api/me HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(100_000)
                        + "\r\nConnection: close\r\n\r\n");

        assertThat(raw).startsWith("HTTP/1.1 431").contains("\"message\"");
    }

    @Test
    @DisplayName("item 9: a path that is too long is answered in JSON")
    void item09_tooLongPathIsAnsweredInJson() {
        var raw = RawHttp.exchange(
                appliance().registry(),
                "GET /api/log/" + "x".repeat(100_000) + "/b/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(raw).matches("(?s)HTTP/1.1 4(04|14|31) .*").contains("\"message\"");
    }

    @Test
    void switchIsCheckedBeforeBodyAndSignIn() {
        var off = appliance(Switches.ALL_ON.userEndpoints(false)).client();

        refused(off.post("/api/users/create", List.of()), 400, "This endpoint is not enabled.");
        refused(off.as("stale").post("/api/users/create", List.of()), 400, "This endpoint is not enabled.");
    }

    @Test
    void bodyIsCheckedBeforeTheToken() {
        refused(nobody().as("stale").post("/api/login", List.of()), 400);
        refused(nobody().as("stale").put("/api/tag/a/b/c", Map.of()), 400);
        refused(nobody().as("stale").put("/api/tag/a/b/c", Map.of("hash", HASH)), 401, "Token invalid.");
    }

    @Test
    void routeIsLookedUpBeforeTheBody() {
        refused(nobody().post("/api/nothing", List.of()), 404);
        refused(nobody().put("/api/login", List.of()), 405);
    }

    @Test
    void signInIsCheckedBeforeTheRight() {
        refused(nobody().as("stale").get("/api/users/list"), 401, "Token invalid.");
        notLoggedIn(nobody().get("/api/users/list"));
    }

    @Test
    void rightIsCheckedBeforeTheRoutesOwnChecks() {
        refused(
                as(person()).post("/api/users/disable", Map.of("username", "nobody_here")),
                403,
                "Must be authenticated as an admin to use this endpoint.");
    }

    @Test
    void staleTokenClosesEvenPublicDownloads() {
        var pushed = pushedPublic(Samples.oneFile());

        refused(nobody().as("stale").get(pushed.pkg().one("package", pushed.hash())), 401, "Token invalid.");
        refused(nobody().as("stale").get("/api/search/?q=x"), 401, "Token invalid.");
        refused(nobody().as("stale").post("/api/log", List.of()), 401, "Token invalid.");
        refused(nobody().as("stale").post("/api/reset_password", Map.of("email", "x@y")), 401, "Token invalid.");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/get_objects, []",
        "GET, /api/package/a/b/c, ''",
        "GET, /api/packaget4/a/b/c, ''",
        "GET, /api/package/a/b/, ''",
        "GET, /api/package/a/, ''",
        "GET, /api/package_preview/a/b/c, ''",
        "GET, /api/package_timeseries/a/b/push, ''",
        "GET, /api/recent_packages/, ''",
        "GET, /api/search/?q=x, ''",
        "GET, /api/log/a/b/, ''",
        "POST, /api/log, []",
        "GET, /api/version/a/b/1.0, ''",
        "GET, /api/version/a/b/, ''",
        "GET, /api/tag/a/b/latest, ''",
        "GET, /api/tag/a/b/, ''",
        "GET, /api/comments/a/b/, ''"
    })
    void readsNeedASignInWhileAnonymousAccessIsOff(String method, String path, String body) {
        notLoggedIn(appliance(Switches.ALL_ON.anonymous(false)).client().send(method, path, body));
    }

    @Test
    void openRoutesStayOpenWhileAnonymousAccessIsOff() {
        var off = appliance(Switches.ALL_ON.anonymous(false)).client();
        var person = person();

        ok(off.postForm("/api/token", Map.of("refresh_token", person.token())));
        ok(off.post("/api/login", Map.of("username", person.name(), "password", person.password())));
        done(off.post("/api/reset_password", Map.of("email", "nobody@x.org")));
        refused(
                off.post("/api/change_password", Map.of("link", "x", "password", "long enough")),
                401,
                "Reset token invalid");
        done(off.post(
                "/api/register",
                Map.of(
                        "username",
                        Samples.fresh("op"),
                        "password",
                        "long enough",
                        "email",
                        Samples.fresh("op") + "@x.org")));
        assertThat(off.get("/healthcheck").status()).isEqualTo(200);
    }

    @Test
    void layoutDoesNotMatterToScripts() {
        var person = person();

        assertThat(as(person)
                        .with("X-Requested-With", "XMLHttpRequest")
                        .get("/api/me")
                        .json())
                .isEqualTo(as(person).get("/api/me").json());
    }

    @Test
    void oddAcceptHeadersAreAnswered() {
        for (var accept : List.of("*/*", "text/html", "application/xml", "image/png;q=0.1", "")) {
            assertThat(nobody().with("Accept", accept).get("/api/search/?q=x").status())
                    .as(accept)
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("D37: a forwarded address is not believed from anybody")
    void forwardedHeadersChangeNothing() {
        var answer = nobody().with("X-Forwarded-For", "10.0.0.1")
                .with("X-Forwarded-Host", "evil.example.com")
                .with("X-Forwarded-Proto", "https")
                .get("/api/admin/package_list/a");

        assertThat(answer.header("Location").orElse("")).doesNotContain("evil.example.com");
        assertThat(answer.text()).doesNotContain("evil.example.com");
    }
}
