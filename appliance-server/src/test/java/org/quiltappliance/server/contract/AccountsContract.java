package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Letter;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Switches;

/** Own accounts: {@code registry-api.md} 2.1, 2.2, 3.1 to 3.3, 3.5, and the mails of 3.8. */
abstract class AccountsContract extends RegistryContract {

    private static final String PASSWORD = "correct horse";

    private static String mail(String name) {
        return name + "@example.com";
    }

    private Answer register(String name, String email, String password) {
        return nobody().post("/api/register", Map.of("username", name, "password", password, "email", email));
    }

    private String registered(String name) {
        done(register(name, mail(name), PASSWORD));
        return name;
    }

    private Answer login(String name, String password) {
        return nobody().post("/api/login", Map.of("username", name, "password", password));
    }

    private Letter lastMail(String address, String subject) {
        var letters = appliance().mailsTo(address).stream()
                .filter(letter -> letter.subject().equals(subject))
                .toList();
        assertThat(letters).as("mails %s to %s", subject, address).isNotEmpty();
        return letters.get(letters.size() - 1);
    }

    private String activationLink(String name) {
        return lastMail(mail(name), "Activate your Quilt account")
                .linkAfter(appliance().registry() + "/activate/");
    }

    private String resetLink(String email) {
        return lastMail(email, "Reset your Quilt password")
                .linkAfter(appliance().catalog() + "/reset_password/");
    }

    private Answer change(String link, String password) {
        return nobody().post("/api/change_password", Map.of("link", link, "password", password));
    }

    private Answer activate(String link) {
        return nobody().get("/activate/" + link);
    }

    private void redirected(Answer answer, String page) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(302);
        assertThat(answer.header("Location")).contains(appliance().catalog() + page);
    }

    @Test
    void registeredUserCannotSignInBeforeActivation() {
        var name = registered(Samples.fresh("ann"));

        refused(login(name, PASSWORD), 401, "Login attempt failed");
    }

    @Test
    void activationLinkOpensTheAccount() {
        var name = registered(Samples.fresh("ann"));

        redirected(activate(activationLink(name)), "/signin");

        assertThat(login(name, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void activationIsToldToTheNewUserWithoutAResetLink() {
        var name = registered(Samples.fresh("ann"));

        activate(activationLink(name));

        var letter = lastMail(mail(name), "Welcome to Quilt, " + name);
        assertThat(letter.text()).doesNotContain("/reset_password/");
        assertThat(letter.html()).isNotBlank();
    }

    @Test
    void activationIsToldToTheAdmins() {
        var name = registered(Samples.fresh("ann"));

        activate(activationLink(name));

        var letter = lastMail(appliance().admin().email(), "New Quilt User: " + name);
        assertThat(letter.text())
                .contains(name, mail(name), appliance().catalog().toString());
    }

    @Test
    void activationMailNamesTheUserTheLinkAndItsLife() {
        var name = registered(Samples.fresh("ann"));

        var letter = lastMail(mail(name), "Activate your Quilt account");

        assertThat(letter.text()).contains(name, "24 hours");
        assertThat(letter.html()).contains(name, appliance().registry() + "/activate/");
    }

    @Test
    void activationLinkWorksOnce() {
        var link = activationLink(registered(Samples.fresh("ann")));
        activate(link);

        redirected(activate(link), "/activation_error");
    }

    @Test
    void activationLinkIsGoodForADay() {
        var link = activationLink(registered(Samples.fresh("ann")));

        appliance().clock().shifted(Duration.ofHours(24).minusMinutes(5), () -> redirected(activate(link), "/signin"));
    }

    @Test
    void activationLinkExpiresAfterADay() {
        var name = registered(Samples.fresh("ann"));

        appliance()
                .clock()
                .shifted(
                        Duration.ofHours(24).plusMinutes(1),
                        () -> redirected(activate(activationLink(name)), "/activation_error"));

        refused(login(name, PASSWORD), 401, "Login attempt failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a~b~c", "%F0%9F%98%80", "..%2F..", "x.y.z"})
    void nonsenseIsNoActivationLink(String link) {
        redirected(activate(link), "/activation_error");
    }

    @Test
    void changedActivationLinkIsRefused() {
        var link = activationLink(registered(Samples.fresh("ann")));
        var changed = (link.charAt(0) == 'A' ? 'B' : 'A') + link.substring(1);

        redirected(activate(changed), "/activation_error");
    }

    @Test
    void resetLinkDoesNotActivate() {
        var name = registered(Samples.fresh("ann"));
        ok(nobody().post("/api/reset_password", Map.of("email", mail(name))));

        redirected(activate(resetLink(mail(name))), "/activation_error");
    }

    @Test
    void activationLinkDoesNotChangeAPassword() {
        var link = activationLink(registered(Samples.fresh("ann")));

        refused(change(link, PASSWORD), 401, "Reset token invalid");
    }

    @Test
    @DisplayName("D23: disabling a user ends his activation link")
    void disablingEndsTheActivationLink() {
        var name = registered(Samples.fresh("ann"));
        var link = activationLink(name);
        ok(asAdmin().post("/api/users/disable", Map.of("username", name)));

        redirected(activate(link), "/activation_error");
        refused(login(name, PASSWORD), 401, "Login attempt failed");
    }

    @Test
    @DisplayName("D23: an admin may activate by hand")
    void adminMayActivateByHand() {
        var name = registered(Samples.fresh("ann"));

        done(asAdmin().post("/api/users/enable", Map.of("username", name)));

        assertThat(login(name, PASSWORD).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "Abc",
                "aBc",
                "1abc",
                "_abc",
                "abc-def",
                "abc.def",
                "abc def",
                "\u00e9",
                "abc\u00e9",
                "a\u0663",
                "abc@x",
                "abc\n",
                "abc\n\n",
                " abc",
                "abc ",
                "a/b",
                "a\u0000b"
            })
    @DisplayName("D7: user names that break the rule")
    void badUserNameIsRefused(String name) {
        refused(register(name, mail(Samples.fresh("x")), PASSWORD), 400, "Invalid username.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"team", "public", "anonymous", "quilt"})
    void reservedUserNameIsRefused(String name) {
        refused(register(name, mail(Samples.fresh("x")), PASSWORD), 400, "Invalid username.");
    }

    @Test
    void userNameMayHaveSixtyFourCharacters() {
        var start = Samples.fresh("n") + "_";
        var longest = start + "x".repeat(64 - start.length());

        done(register(longest, mail(Samples.fresh("x")), PASSWORD));
    }

    @Test
    @DisplayName("D6: a user name of 65 characters is refused")
    void tooLongUserNameIsRefused() {
        refused(register("x".repeat(65), mail(Samples.fresh("x")), PASSWORD), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "@", "a@", "@b", "a@b@c", "a b@c", "a@b c", "a@@b", "a@b\n", "\na@b", " a@b", "a@b ", "a\t@b",
                "user"
            })
    void badEmailIsRefused(String email) {
        refused(register(Samples.fresh("ann"), email, PASSWORD), 400, "Invalid email.");
    }

    @Test
    void missingEmailIsRefused() {
        refused(register(Samples.fresh("ann"), "", PASSWORD), 400);
    }

    @Test
    @DisplayName("D6: an address of 321 characters is refused")
    void tooLongEmailIsRefused() {
        refused(register(Samples.fresh("ann"), "x".repeat(309) + "@example.com", PASSWORD), 400);
    }

    @Test
    void takenUserNameIsAConflict() {
        var name = registered(Samples.fresh("ann"));

        refused(register(name, mail(Samples.fresh("x")), PASSWORD), 409, "Username already taken.");
    }

    @Test
    void takenEmailIsAConflict() {
        var name = registered(Samples.fresh("ann"));

        refused(register(Samples.fresh("ann"), mail(name), PASSWORD), 409, "Email already taken.");
    }

    @Test
    @DisplayName("D22: addresses that differ in case only are the same")
    void takenEmailInOtherCaseIsAConflict() {
        var name = registered(Samples.fresh("ann"));

        refused(
                register(Samples.fresh("ann"), mail(name).toUpperCase(Locale.ROOT), PASSWORD),
                409,
                "Email already taken.");
    }

    @Test
    @DisplayName("D22: the address is kept as it was given")
    void emailIsKeptAsGiven() {
        var name = Samples.fresh("ann");
        done(register(name, "Ann_" + name + "@Example.COM", PASSWORD));
        ok(asAdmin().post("/api/users/enable", Map.of("username", name)));

        var token = ok(login(name, PASSWORD)).get("token").textValue();

        assertThat(ok(nobody().as(token).get("/api/me")).get("email").textValue())
                .isEqualTo("Ann_" + name + "@Example.COM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00"})
    void shortPasswordIsRefused(String password) {
        var name = Samples.fresh("ann");

        refused(register(name, mail(name), password), 400, "Password must be at least 8 characters long.");
    }

    @Test
    void passwordLengthCountsCodePoints() {
        var name = Samples.fresh("ann");

        done(register(name, mail(name), "\ud83d\ude00".repeat(8)));
    }

    @Test
    @DisplayName("D6: a password of 4,097 characters is refused")
    void tooLongPasswordIsRefused() {
        var name = Samples.fresh("ann");

        refused(register(name, mail(name), "x".repeat(4097)), 400);
    }

    @Test
    void passwordIsNotNormalized() {
        var name = Samples.fresh("ann");
        done(register(name, mail(name), "caf\u00e9 caf\u00e9"));
        ok(asAdmin().post("/api/users/enable", Map.of("username", name)));

        refused(login(name, "cafe\u0301 cafe\u0301"), 401, "Login attempt failed");
        assertThat(login(name, "caf\u00e9 caf\u00e9").status()).isEqualTo(200);
    }

    @Test
    void userNameIsCheckedBeforeEmailAndPassword() {
        refused(register("Bad", "bad", "bad"), 400, "Invalid username.");
    }

    @Test
    void emailIsCheckedBeforeTakenName() {
        var name = registered(Samples.fresh("ann"));

        refused(register(name, "bad", "bad"), 400, "Invalid email.");
    }

    @Test
    void takenNameIsCheckedBeforeTakenEmail() {
        var name = registered(Samples.fresh("ann"));

        refused(register(name, mail(name), PASSWORD), 409, "Username already taken.");
    }

    @Test
    void takenEmailIsCheckedBeforeThePassword() {
        var name = registered(Samples.fresh("ann"));

        refused(register(Samples.fresh("ann"), mail(name), "bad"), 409, "Email already taken.");
    }

    @Test
    void signupThatIsSwitchedOffIsRefused() {
        var closed = appliance(Switches.ALL_ON.signup(false)).client();
        var name = Samples.fresh("ann");

        refused(
                closed.post("/api/register", Map.of("username", name, "password", PASSWORD, "email", mail(name))),
                501,
                "Signup is disabled.");
    }

    @Test
    void signupThatIsSwitchedOffIsToldBeforeTheNameIsChecked() {
        var closed = appliance(Switches.ALL_ON.signup(false)).client();

        refused(
                closed.post("/api/register", Map.of("username", "Bad", "password", "x", "email", "x")),
                501,
                "Signup is disabled.");
    }

    @Test
    void bodyIsCheckedBeforeTheSignupSwitch() {
        var closed = appliance(Switches.ALL_ON.signup(false)).client();

        refused(closed.post("/api/register", Map.of("username", "x")), 400);
    }

    @Test
    void registerNeedsExactlyItsThreeMembers() {
        var good = Map.of("username", Samples.fresh("ann"), "password", PASSWORD, "email", "x@example.com");

        refused(nobody().post("/api/register", List.of(good)), 400);
        refused(nobody().post("/api/register", Map.of("username", "a", "password", PASSWORD)), 400);
        refused(nobody().post("/api/register", Map.of("username", "a", "password", 12345678, "email", "x@y")), 400);
        refused(
                nobody().post(
                                "/api/register",
                                Map.of("username", "a", "password", PASSWORD, "email", "x@y", "admin", true)),
                400);
        refused(nobody().post("/api/register"), 400);
    }

    @Test
    void resetIsMailedToTheOwnerOfTheAddress() {
        var person = person();

        done(nobody().post("/api/reset_password", Map.of("email", person.email())));

        var letter = lastMail(person.email(), "Reset your Quilt password");
        assertThat(letter.text()).contains(person.name());
        assertThat(letter.html()).contains(appliance().catalog() + "/reset_password/");
    }

    @Test
    void resetOfAnUnknownAddressTellsNothing() {
        var address = mail(Samples.fresh("unknown"));

        done(nobody().post("/api/reset_password", Map.of("email", address)));

        assertThat(appliance().mailsTo(address)).isEmpty();
    }

    @Test
    void askingForAResetLeavesPasswordAndTokensAlone() {
        var person = person();

        ok(nobody().post("/api/reset_password", Map.of("email", person.email())));

        assertThat(login(person.name(), person.password()).status()).isEqualTo(200);
        assertThat(as(person).get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void resetLinkSetsThePassword() {
        var person = person();
        ok(nobody().post("/api/reset_password", Map.of("email", person.email())));

        done(change(resetLink(person.email()), "battery staple"));

        assertThat(login(person.name(), "battery staple").status()).isEqualTo(200);
        refused(login(person.name(), person.password()), 401, "Login attempt failed");
    }

    @Test
    void changingThePasswordRevokesTokensAndCodes() {
        var person = person();
        var code = ok(as(person).get("/api/code")).get("code").textValue();
        ok(nobody().post("/api/reset_password", Map.of("email", person.email())));

        ok(change(resetLink(person.email()), "battery staple"));

        refused(as(person).get("/api/me"), 401, "Token invalid.");
        assertThat(nobody().postForm("/api/token", Map.of("refresh_token", code))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void resetLinkWorksOnce() {
        var person = person();
        ok(nobody().post("/api/reset_password", Map.of("email", person.email())));
        var link = resetLink(person.email());
        ok(change(link, "battery staple"));

        refused(change(link, "another one"), 401, "Reset token invalid");
    }

    @Test
    void newerResetLinkReplacesTheOlder() {
        var person = person();
        ok(nobody().post("/api/reset_password", Map.of("email", person.email())));
        var older = resetLink(person.email());
        ok(nobody().post("/api/reset_password", Map.of("email", person.email())));
        var newer = resetLink(person.email());

        refused(change(older, "battery staple"), 401, "Reset token invalid");
        done(change(newer, "battery staple"));
    }

    @Test
    void shortPasswordDoesNotUseUpTheLink() {
        var person = person();
        ok(nobody().post("/api/reset_password", Map.of("email", person.email())));
        var link = resetLink(person.email());

        refused(change(link, "short"), 400, "Password must be at least 8 characters long.");

        done(change(link, "long enough"));
    }

    @Test
    void shortPasswordIsToldBeforeABadLink() {
        refused(change("nonsense", "short"), 400, "Password must be at least 8 characters long.");
    }

    @Test
    void tooLongNewPasswordIsRefused() {
        refused(change("nonsense", "x".repeat(4097)), 400);
    }

    @Test
    void resetLinkExpiresAfterADay() {
        var person = person();
        ok(nobody().post("/api/reset_password", Map.of("email", person.email())));
        var link = resetLink(person.email());

        appliance()
                .clock()
                .shifted(
                        Duration.ofHours(24).plusMinutes(1),
                        () -> refused(change(link, "battery staple"), 401, "Reset token invalid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "a~b~c", "\u0000", "\ud83d\ude00"})
    void nonsenseIsNoResetLink(String link) {
        refused(change(link, "battery staple"), 401, "Reset token invalid");
    }

    @Test
    void resetDoesNotActivate() {
        var name = registered(Samples.fresh("ann"));
        ok(nobody().post("/api/reset_password", Map.of("email", mail(name))));

        done(change(resetLink(mail(name)), "battery staple"));

        refused(login(name, "battery staple"), 401, "Login attempt failed");
    }

    @Test
    void resetBodiesAreChecked() {
        refused(nobody().post("/api/reset_password", Map.of()), 400);
        refused(nobody().post("/api/reset_password", Map.of("email", 1)), 400);
        refused(nobody().post("/api/reset_password", Map.of("email", "a@b", "x", 1)), 400);
        refused(nobody().post("/api/change_password", Map.of("link", "x")), 400);
        refused(nobody().post("/api/change_password", Map.of("link", "x", "password", "y", "z", "z")), 400);
        refused(nobody().post("/api/change_password", Map.of("link", List.of(), "password", "y")), 400);
    }

    @Test
    @DisplayName("D33: endless guessing of one password is slowed down, in JSON")
    void guessingIsSlowedDown() {
        var own = appliance(Switches.ALL_ON.teamId("guessing"));
        var victim = own.person();

        Answer last = own.client().get("/healthcheck");
        for (int i = 0; i < 200 && last.status() != 429; i++) {
            last = own.client().post("/api/login", Map.of("username", victim.name(), "password", "guess " + i));
        }

        refused(last, 429);
    }

    @Test
    void loginPageIsReachedWithoutSignIn() {
        var answer = nobody().with("Accept", "text/html").get("/login");

        if (answer.status() == 302) {
            assertThat(answer.header("Location")).get().asString().startsWith("http");
        } else {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).get().asString().startsWith("text/html");
        }
    }

    @Test
    void loginPageIgnoresAStaleHeader() {
        assertThat(nobody().as("stale").get("/login").status()).isIn(200, 302);
    }
}
