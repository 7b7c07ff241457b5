package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.RegistryClient;

/** Signing in, tokens and one-time codes: {@code registry-api.md} 1.3, 2.2, 3.4, 3.6. */
abstract class TokensContract extends RegistryContract {

    private static final String NOT_A_TOKEN = "Token could not be deserialized";

    private Answer trade(String codeOrToken) {
        return trade(nobody(), codeOrToken);
    }

    /** As the real client does it: a form field, no JSON anywhere. */
    private static Answer trade(RegistryClient client, String codeOrToken) {
        return client.with("Accept", "*/*")
                .with("User-Agent", "python-requests/2.28.1")
                .postForm("/api/token", Map.of("refresh_token", codeOrToken));
    }

    private String code(Person person) {
        return ok(as(person).get("/api/code")).get("code").textValue();
    }

    private Answer me(String token) {
        return nobody().as(token).get("/api/me");
    }

    private Answer login(String name, String password) {
        return nobody().post("/api/login", Map.of("username", name, "password", password));
    }

    @Test
    @DisplayName(
            "item 3: a code is traded by a form for two equal tokens and a numeric expiry, and nothing else is needed")
    void item03_codeIsTradedForATokenByForm() {
        var person = person();

        var answer = trade(code(person));

        var issued = ok(answer);
        assertThat(issued.get("access_token").textValue())
                .isEqualTo(issued.get("refresh_token").textValue());
        assertThat(issued.get("expires_at").isIntegralNumber()).isTrue();
        assertThat(issued.has("error")).isFalse();
        assertThat(ok(me(issued.get("access_token").textValue()))
                        .get("current_user")
                        .textValue())
                .isEqualTo(person.name());
    }

    @Test
    void tokenExpiresAfterNinetyDays() {
        var issued = ok(trade(code(person())));

        var lifetime = Duration.between(
                Instant.now(), Instant.ofEpochSecond(issued.get("expires_at").longValue()));

        assertThat(lifetime).isBetween(Duration.ofDays(90).minusMinutes(10), Duration.ofDays(90));
    }

    @Test
    void codeMayComeAsAQueryParameter() {
        var code = code(person());

        var answer = nobody().without("Content-Type").post("/api/token?refresh_token=" + encoded(code));

        assertThat(ok(answer).get("access_token").isTextual()).isTrue();
    }

    private static String encoded(String text) {
        return text.replace("+", "%2B").replace("=", "%3D").replace("/", "%2F");
    }

    @Test
    @DisplayName("item 4: a code works once")
    void item04_codeWorksOnce() {
        var code = code(person());

        var first = trade(code);
        var second = trade(code);

        assertThat(first.status()).isEqualTo(200);
        refused(second, 401, NOT_A_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {" %s", "%s ", "\t%s\t", "%s\n", "%s\r\n", "  %s  "})
    @DisplayName("item 5: blanks around a code do not matter")
    void item05_blanksAroundACodeDoNotMatter(String pattern) {
        var code = code(person());

        assertThat(trade(pattern.formatted(code)).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("item 6: a traded token is renewed and stays valid")
    void item06_tradedTokenStaysValid() {
        var person = person();

        var renewed = ok(trade(person.token())).get("access_token").textValue();

        assertThat(renewed).isNotEqualTo(person.token());
        assertThat(me(renewed).status()).isEqualTo(200);
        assertThat(me(person.token()).status()).isEqualTo(200);
        assertThat(trade(person.token()).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("item 7: a revoked token is answered 401, not 403")
    void item07_revokedTokenIsUnauthenticated() {
        var person = person();
        ok(as(person).post("/api/logout"));

        var answer = as(person).get("/api/me");

        refused(answer, 401, "Token invalid.");
    }

    @Test
    @DisplayName("item 8: a token survives as header and form value and has at most some hundred characters")
    void item08_tokenIsShortAndPlain() {
        var token = ok(trade(code(person()))).get("access_token").textValue();

        assertThat(token).matches("[!-~]+").hasSizeLessThan(700);
        assertThat(me(token).status()).isEqualTo(200);
        assertThat(trade(token).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("item 2: a signed-in user gets a code without blanks")
    void item02_codeHasNoBlanks() {
        assertThat(code(person())).matches("[!-~]+");
    }

    @Test
    void codeIsBase64OfItsOwnerAndAUuid() throws Exception {
        var text = new String(Base64.getDecoder().decode(code(person())), StandardCharsets.UTF_8);

        var members = members(Answer.JSON.readTree(text));

        assertThat(members).containsExactlyInAnyOrder("id", "code");
    }

    @Test
    void severalCodesMayBeOpenAtOnce() {
        var person = person();
        var codes = List.of(code(person), code(person), code(person));

        var statuses = codes.stream().map(code -> trade(code).status()).toList();

        assertThat(codes).doesNotHaveDuplicates();
        assertThat(statuses).containsOnly(200);
    }

    @Test
    void codeIsGoodForTenMinutes() {
        var code = code(person());

        appliance()
                .clock()
                .shifted(
                        Duration.ofMinutes(9).plusSeconds(50),
                        () -> assertThat(trade(code).status()).isEqualTo(200));
    }

    @Test
    void codeExpiresAfterTenMinutes() {
        var code = code(person());

        appliance()
                .clock()
                .shifted(Duration.ofMinutes(10).plusSeconds(2), () -> refused(trade(code), 401, "Code invalid"));
    }

    @Test
    void codeNeedsASignIn() {
        notLoggedIn(nobody().get("/api/code"));
    }

    @Test
    void missingRefreshTokenIsRefusedWithAMessage() {
        refused(nobody().postForm("/api/token", Map.of("other", "x")), 400);
    }

    @Test
    void emptyFormIsRefusedWithAMessage() {
        refused(nobody().postForm("/api/token", Map.of()), 400);
    }

    @Test
    void jsonInPlaceOfAFormIsRefusedWithAMessage() {
        refused(nobody().post("/api/token", Map.of("refresh_token", code(person()))), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a.b.c", "eyJhbGciOiJIUzI1NiJ9.e30.", "e30=", "\u00e9\u00df", "x y", "%", "'"})
    void nonsenseIsNoToken(String nonsense) {
        refused(trade(nonsense), 401, NOT_A_TOKEN);
    }

    @Test
    void unknownCodeIsNoToken() {
        var json =
                "{\"id\": \"00000000-0000-0000-0000-000000000000\", \"code\": \"00000000-0000-0000-0000-000000000000\"}";

        refused(trade(Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8))), 401, NOT_A_TOKEN);
    }

    @Test
    void tokenWithAChangedSignatureIsRefused() {
        var token = person().token();
        var last = token.charAt(token.length() - 5);
        var forged = token.substring(0, token.length() - 5)
                + (last == 'A' ? 'B' : 'A')
                + token.substring(token.length() - 4);

        refused(me(forged), 401, "Token invalid.");
        refused(trade(forged), 401, NOT_A_TOKEN);
    }

    @Test
    @DisplayName("D40: a token that names another algorithm, or none, is refused")
    void unsignedTokenIsRefused() {
        var parts = person().token().split("\\.");
        var none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

        refused(me(none + "." + parts[Math.min(1, parts.length - 1)] + "."), 401, "Token invalid.");
    }

    @Test
    void revokedTokenCannotBeTraded() {
        var person = person();
        ok(as(person).post("/api/logout"));

        refused(trade(person.token()), 401, "Token invalid");
    }

    @Test
    void expiredTokenIsRefusedEverywhere() {
        var person = person();

        appliance().clock().shifted(Duration.ofDays(90).plusMinutes(1), () -> {
            refused(me(person.token()), 401, "Token invalid.");
            refused(trade(person.token()), 401, NOT_A_TOKEN);
        });
    }

    @Test
    void tokenIsStillGoodShortlyBeforeItsEnd() {
        var person = person();

        appliance()
                .clock()
                .shifted(
                        Duration.ofDays(90).minusMinutes(20),
                        () -> assertThat(me(person.token()).status()).isEqualTo(200));
    }

    @Test
    void tradingIgnoresNoWrongHeader() {
        var code = code(person());

        var answer = trade(nobody().as("stale"), code);

        refused(answer, 401, "Token invalid.");
    }

    @Test
    void tradingDoesNotCountAsALogin() {
        var person = person();
        var before = lastLogin(person);

        appliance().clock().shifted(Duration.ofHours(1), () -> ok(trade(person.token())));

        assertThat(lastLogin(person)).isEqualTo(before);
    }

    private String lastLogin(Person person) {
        for (var user : ok(asAdmin().get("/api/users/list")).get("results")) {
            if (user.get("username").textValue().equals(person.name())) {
                return user.get("last_login").textValue();
            }
        }
        throw new AssertionError("No user " + person.name());
    }

    @Test
    void passwordSignsIn() {
        var person = person();

        var answer = ok(login(person.name(), person.password()));

        assertThat(members(answer)).containsExactlyInAnyOrder("token", "status");
        assertThat(ok(me(answer.get("token").textValue())).get("current_user").textValue())
                .isEqualTo(person.name());
    }

    @Test
    void signingInSetsTheTimeOfTheLastLogin() {
        var person = person();
        var before = lastLogin(person);

        appliance().clock().shifted(Duration.ofHours(1), () -> ok(login(person.name(), person.password())));

        assertThat(lastLogin(person)).isGreaterThan(before);
    }

    @Test
    void wrongPasswordIsRefused() {
        var person = person();

        refused(login(person.name(), person.password() + "x"), 401, "Login attempt failed");
    }

    @Test
    void unknownUserIsRefusedInTheSameWords() {
        refused(login("nobody_of_that_name", "some password"), 401, "Login attempt failed");
    }

    @Test
    void userNameIsMatchedWithItsCase() {
        var person = person();

        refused(login(person.name().toUpperCase(Locale.ROOT), person.password()), 401, "Login attempt failed");
    }

    @Test
    void userNameIsNotTrimmed() {
        var person = person();

        refused(login(person.name() + " ", person.password()), 401, "Login attempt failed");
    }

    @Test
    void emptyPasswordNeverSignsIn() {
        refused(login(person().name(), ""), 401, "Login attempt failed");
    }

    @Test
    void userWithoutPasswordCannotSignIn() {
        var person = person();
        ok(asAdmin().post("/api/users/reset_password", Map.of("username", person.name())));

        refused(login(person.name(), "any password"), 401, "Login attempt failed");
    }

    @Test
    void disabledUserCannotSignIn() {
        var person = person();
        ok(asAdmin().post("/api/users/disable", Map.of("username", person.name())));

        refused(login(person.name(), person.password()), 401, "Login attempt failed");
    }

    @Test
    void loginNeedsExactlyItsTwoMembers() {
        refused(nobody().post("/api/login", Map.of("username", "a")), 400);
        refused(nobody().post("/api/login", Map.of("password", "a")), 400);
        refused(nobody().post("/api/login", Map.of("username", "a", "password", "b", "more", "c")), 400);
        refused(nobody().post("/api/login", Map.of("username", 1, "password", "b")), 400);
        refused(nobody().post("/api/login", List.of()), 400);
        refused(nobody().post("/api/login"), 400);
    }

    @Test
    void staleTokenClosesEvenTheLogin() {
        var person = person();

        var answer = nobody().as("stale")
                .post("/api/login", Map.of("username", person.name(), "password", person.password()));

        refused(answer, 401, "Token invalid.");
    }

    @Test
    void meTellsWhoAsks() {
        var person = person();

        var answer = ok(as(person).get("/api/me"));

        assertThat(answer)
                .isEqualTo(Answer.JSON
                        .createObjectNode()
                        .put("current_user", person.name())
                        .put("email", person.email())
                        .put("is_staff", false)
                        .put("is_active", true)
                        .put("status", 200));
    }

    @Test
    void meTellsAnAdmin() {
        assertThat(ok(asAdmin().get("/api/me")).get("is_staff").booleanValue()).isTrue();
    }

    @Test
    void meNeedsASignIn() {
        notLoggedIn(nobody().get("/api/me"));
    }

    @Test
    void refreshReplacesTheToken() {
        var person = person();

        var fresh = ok(as(person).post("/api/refresh")).get("token").textValue();

        assertThat(me(fresh).status()).isEqualTo(200);
        refused(me(person.token()), 401, "Token invalid.");
    }

    @Test
    void refreshNeedsASignIn() {
        notLoggedIn(nobody().post("/api/refresh"));
    }

    @Test
    void refreshLeavesOtherTokensAlone() {
        var person = person();
        var other = ok(trade(person.token())).get("access_token").textValue();

        ok(as(person).post("/api/refresh"));

        assertThat(me(other).status()).isEqualTo(200);
    }

    @Test
    void logoutRevokesOneTokenOnly() {
        var person = person();
        var other = ok(trade(person.token())).get("access_token").textValue();

        done(as(person).post("/api/logout"));

        refused(me(person.token()), 401, "Token invalid.");
        assertThat(me(other).status()).isEqualTo(200);
    }

    @Test
    void logoutNeedsASignIn() {
        notLoggedIn(nobody().post("/api/logout"));
    }

    @Test
    void logoutTwiceIsRefused() {
        var person = person();
        ok(as(person).post("/api/logout"));

        refused(as(person).post("/api/logout"), 401, "Token invalid.");
    }

    @Test
    void bareTokenIsAccepted() {
        var person = person();

        var answer = nobody().with("Authorization", person.token()).get("/api/me");

        assertThat(ok(answer).get("current_user").textValue()).isEqualTo(person.name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bearer %s", "BEARER %s", "Basic %s", "Token %s", "Bearer", "Bearer ", "Bearer %sx", "%s %s"})
    void anyOtherFormOfTheHeaderIsRefused(String form) {
        var header = form.replace("%s", person().token());

        refused(nobody().with("Authorization", header).get("/api/me"), 401, "Token invalid.");
    }

    @Test
    void emptyHeaderIsRefused() {
        refused(nobody().with("Authorization", "").get("/api/me"), 401, "Token invalid.");
    }

    @Test
    void basicAuthenticationIsRefused() {
        var basic = Base64.getEncoder().encodeToString("admin:quilt".getBytes(StandardCharsets.UTF_8));

        refused(nobody().with("Authorization", "Basic " + basic).get("/api/me"), 401, "Token invalid.");
    }

    @Test
    void tokenInACookieDoesNotSignIn() {
        var person = person();

        var answer = nobody().with("Cookie", "token=" + person.token() + "; session=" + person.token())
                .get("/api/me");

        notLoggedIn(answer);
    }

    @Test
    void disablingRevokesTokensAndCodes() {
        var person = person();
        var code = code(person);
        ok(asAdmin().post("/api/users/disable", Map.of("username", person.name())));

        refused(me(person.token()), 401, "Token invalid.");
        refused(trade(person.token()), 401, "Token invalid");
        refused(trade(code), 401, NOT_A_TOKEN);
    }

    @Test
    void enablingDoesNotBringTokensBack() {
        var person = person();
        ok(asAdmin().post("/api/users/disable", Map.of("username", person.name())));
        ok(asAdmin().post("/api/users/enable", Map.of("username", person.name())));

        refused(me(person.token()), 401, "Token invalid.");
    }

    @Test
    void rightsActOnTokensAtOnce() {
        var person = person();

        ok(asAdmin().post("/api/users/grant_admin", Map.of("username", person.name())));
        var granted = ok(as(person).get("/api/me")).get("is_staff").booleanValue();
        ok(asAdmin().post("/api/users/revoke_admin", Map.of("username", person.name())));
        var revoked = ok(as(person).get("/api/me")).get("is_staff").booleanValue();

        assertThat(granted).isTrue();
        assertThat(revoked).isFalse();
    }
}
