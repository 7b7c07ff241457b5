package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Letter;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Switches;

/** Administration of users: {@code registry-api.md} 2.10. */
abstract class UsersAdminContract extends RegistryContract {

    /** The text of 2.9 with its line breaks and blanks. */
    static final String BAD_USER_NAME =
            "\n            Username is not valid. Usernames must start with a letter or underscore, and"
                    + "\n            contain only alphanumeric characters and underscores thereafter.\n            ";

    private static String mail(String name) {
        return name + "@example.com";
    }

    private Answer create(String name, String email) {
        return asAdmin().post("/api/users/create", Map.of("username", name, "email", email));
    }

    private Answer act(String verb, String name) {
        return asAdmin().post("/api/users/" + verb, Map.of("username", name));
    }

    private JsonNode listed(String name) {
        for (var user : ok(asAdmin().get("/api/users/list")).get("results")) {
            if (user.get("username").textValue().equals(name)) {
                return user;
            }
        }
        throw new AssertionError(name + " is not listed");
    }

    private JsonNode detailed(String name) {
        return ok(asAdmin().get("/api/users/list_detailed")).get("users").get(name);
    }

    private List<Letter> welcomes(String name) {
        return appliance().mailsTo(mail(name)).stream()
                .filter(letter -> letter.subject().equals("Welcome to Quilt, " + name))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, list",
        "GET, list_detailed",
        "POST, create",
        "POST, disable",
        "POST, enable",
        "POST, grant_admin",
        "POST, revoke_admin",
        "POST, reset_password",
        "POST, delete"
    })
    void routesThatAreSwitchedOffSaySoBeforeBodyAndSignIn(String method, String route) {
        var off = appliance(Switches.ALL_ON.userEndpoints(false)).client();

        refused(off.send(method, "/api/users/" + route), 400, "This endpoint is not enabled.");
    }

    @ParameterizedTest
    @CsvSource({"GET, list", "GET, list_detailed"})
    void listsNeedAnAdmin(String method, String route) {
        notLoggedIn(nobody().send(method, "/api/users/" + route));
        refused(
                as(person()).send(method, "/api/users/" + route),
                403,
                "Must be authenticated as an admin to use this endpoint.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "enable", "grant_admin", "revoke_admin", "reset_password"})
    void verbsNeedAnAdmin(String verb) {
        var body = Map.of("username", "somebody");

        notLoggedIn(nobody().post("/api/users/" + verb, body));
        refused(
                as(person()).post("/api/users/" + verb, body),
                403,
                "Must be authenticated as an admin to use this endpoint.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "disable", "enable", "grant_admin", "revoke_admin", "reset_password"})
    void bodyIsCheckedBeforeTheSignIn(String verb) {
        refused(nobody().post("/api/users/" + verb, Map.of("name", "somebody")), 400);
        refused(nobody().post("/api/users/" + verb, List.of()), 400);
        refused(nobody().post("/api/users/" + verb, Map.of("username", 1)), 400);
        refused(nobody().post("/api/users/" + verb), 400);
    }

    @Test
    void creationNeedsAnAdmin() {
        var body = Map.of("username", "somebody", "email", "some@body");

        notLoggedIn(nobody().post("/api/users/create", body));
        refused(
                as(person()).post("/api/users/create", body),
                403,
                "Must be authenticated as an admin to use this endpoint.");
    }

    @Test
    @DisplayName("item 60: every user has a text as name and as e-mail")
    void item60_listShowsEveryUserWithTexts() {
        var person = person();

        var users = ok(asAdmin().get("/api/users/list")).get("results");

        assertThat(users).isNotEmpty().allSatisfy(user -> {
            assertThat(members(user))
                    .contains("username", "email", "date_joined", "last_login", "is_superuser", "is_active");
            assertThat(user.get("username").isTextual()).isTrue();
            assertThat(user.get("email").isTextual()).isTrue();
        });
        assertThat(texts(users, "username"))
                .contains(person.name(), appliance().admin().name());
    }

    @Test
    void listTellsAdminsAndActiveUsers() {
        var admin = listed(appliance().admin().name());
        var other = listed(person().name());

        assertThat(admin.get("is_superuser").booleanValue()).isTrue();
        assertThat(other.get("is_superuser").booleanValue()).isFalse();
        assertThat(other.get("is_active").booleanValue()).isTrue();
    }

    @Test
    void listTellsTimesAsIsoTextsWithOffset() {
        var user = listed(person().name());

        var joined = OffsetDateTime.parse(user.get("date_joined").textValue()).toInstant();

        assertThat(joined).isBetween(Instant.now().minus(Duration.ofMinutes(10)), Instant.now());
        assertThat(user.get("date_joined").textValue()).endsWith("+00:00");
        assertThat(OffsetDateTime.parse(user.get("last_login").textValue())).isNotNull();
    }

    @Test
    void detailsCountWhatAUserDid() {
        var pushed = pushedPublic(Samples.oneFile());
        var reader = person();
        quilt(reader).install(pushed.pkg());
        ok(as(reader).get(pushed.pkg().one("package_preview", pushed.hash())));
        ok(as(reader).get(pushed.pkg().one("package_preview", pushed.hash())));

        var owner = detailed(pushed.owner().name());
        var other = detailed(reader.name());

        assertThat(owner.get("packages").intValue()).isEqualTo(1);
        assertThat(owner.get("pushes").intValue()).isEqualTo(1);
        assertThat(owner.get("installs").intValue()).isZero();
        assertThat(other.get("packages").intValue()).isZero();
        assertThat(other.get("installs").intValue()).isEqualTo(1);
        assertThat(other.get("previews").intValue()).isEqualTo(2);
        assertThat(other.get("deletes").intValue()).isZero();
    }

    @Test
    void detailsCountDeletions() {
        var pushed = pushed(Samples.oneFile());
        ok(as(pushed.owner()).delete(pushed.pkg().all("package")));

        var owner = detailed(pushed.owner().name());

        assertThat(owner.get("deletes").intValue()).isEqualTo(1);
        assertThat(owner.get("packages").intValue()).isZero();
    }

    @Test
    void detailsTellStatusAndRights() {
        var person = person();
        var admin = detailed(appliance().admin().name());
        var active = detailed(person.name());
        ok(act("disable", person.name()));
        var disabled = detailed(person.name());

        assertThat(admin.get("is_admin").booleanValue()).isTrue();
        assertThat(active.get("is_admin").booleanValue()).isFalse();
        assertThat(active.get("status").textValue()).isEqualTo("active");
        assertThat(disabled.get("status").textValue()).isEqualTo("disabled");
        assertThat(OffsetDateTime.parse(active.get("last_seen").textValue())).isNotNull();
    }

    @Test
    void createdUserIsActiveAndWelcomedWithAResetLink() {
        var name = Samples.fresh("new");

        done(create(name, mail(name)));

        assertThat(listed(name).get("is_active").booleanValue()).isTrue();
        assertThat(welcomes(name))
                .singleElement()
                .satisfies(
                        letter -> assertThat(letter.text()).contains(appliance().catalog() + "/reset_password/"));
    }

    @Test
    void createdUserChoosesAPasswordByTheLink() {
        var name = Samples.fresh("new");
        done(create(name, mail(name)));
        var link = welcomes(name).get(0).linkAfter(appliance().catalog() + "/reset_password/");

        done(nobody().post("/api/change_password", Map.of("link", link, "password", "battery staple")));

        ok(nobody().post("/api/login", Map.of("username", name, "password", "battery staple")));
    }

    @Test
    void createdUserIsNotToldToAdminsAsNew() {
        var name = Samples.fresh("new");

        done(create(name, mail(name)));

        assertThat(appliance().mailsTo(appliance().admin().email()))
                .extracting(Letter::subject)
                .doesNotContain("New Quilt User: " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "Abc", "1abc", "_abc", "abc-def", "abc def", "\u00e9", "abc\n", "a/b"})
    void createdUserNeedsAGoodName(String name) {
        refused(create(name, mail(Samples.fresh("x"))), 400, BAD_USER_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"team", "public", "anonymous", "quilt"})
    void createdUserMayNotHaveAReservedName(String name) {
        refused(create(name, mail(Samples.fresh("x"))), 400, "Invalid username.");
    }

    @Test
    void createdUserMayNotHaveALongName() {
        refused(create("x".repeat(65), mail(Samples.fresh("x"))), 400);
    }

    @Test
    void createdUserNeedsAGoodEmail() {
        refused(create(Samples.fresh("new"), "bad"), 400, "Invalid email.");
    }

    @Test
    void createdUserNeedsAFreeNameAndEmail() {
        var person = person();

        refused(create(person.name(), mail(Samples.fresh("x"))), 409, "Username already taken.");
        refused(create(Samples.fresh("new"), person.email()), 409, "Email already taken.");
        refused(create(person.name(), person.email()), 409, "Username already taken.");
    }

    @Test
    void creationBodyIsClosed() {
        refused(asAdmin().post("/api/users/create", Map.of("username", "a", "email", "a@b", "is_admin", true)), 400);
        refused(asAdmin().post("/api/users/create", Map.of("username", "a")), 400);
    }

    @Test
    void disabledUserIsShownAsInactive() {
        var person = person();

        done(act("disable", person.name()));

        assertThat(listed(person.name()).get("is_active").booleanValue()).isFalse();
    }

    @Test
    void disabledUsersPackagesStayVisible() {
        var pushed = pushedPublic(Samples.oneFile());

        ok(act("disable", pushed.owner().name()));

        assertThat(quilt(person()).install(pushed.pkg()).hash()).isEqualTo(pushed.hash());
    }

    @Test
    void enabledUserMaySignInAgain() {
        var person = person();
        ok(act("disable", person.name()));

        done(act("enable", person.name()));

        ok(nobody().post("/api/login", Map.of("username", person.name(), "password", person.password())));
    }

    @Test
    void disablingAndEnablingTwiceIsNoError() {
        var person = person();

        done(act("disable", person.name()));
        done(act("disable", person.name()));
        done(act("enable", person.name()));
        done(act("enable", person.name()));
    }

    @Test
    void nobodyDisablesHimself() {
        refused(act("disable", appliance().admin().name()), 403, "Can't disable yourself");
    }

    @Test
    void nobodyTakesHisOwnAdminRight() {
        refused(act("revoke_admin", appliance().admin().name()), 403, "Can't revoke yourself");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "disable | User to disable not found",
                "enable | User to enable not found",
                "grant_admin | User to grant admin capabilities is not found",
                "revoke_admin | User to revoke admin capabilities not found",
                "reset_password | User not found."
            })
    void unknownUserIsNotFound(String verb, String message) {
        refused(act(verb, "nobody_of_that_name"), 404, message);
        refused(act(verb, ""), 404, message);
    }

    @Test
    void grantedAdminMayAdministrate() {
        var person = person();

        done(act("grant_admin", person.name()));

        ok(as(person).get("/api/users/list"));
        assertThat(listed(person.name()).get("is_superuser").booleanValue()).isTrue();
    }

    @Test
    void revokedAdminMayNotAdministrate() {
        var person = person();
        ok(act("grant_admin", person.name()));

        done(act("revoke_admin", person.name()));

        refused(as(person).get("/api/users/list"), 403, "Must be authenticated as an admin to use this endpoint.");
    }

    @Test
    void resetRemovesThePasswordAndTheTokensAndMailsALink() {
        var person = person();

        done(act("reset_password", person.name()));

        refused(
                nobody().post("/api/login", Map.of("username", person.name(), "password", person.password())),
                401,
                "Login attempt failed");
        refused(as(person).get("/api/me"), 401, "Token invalid.");
        assertThat(appliance().mailsTo(person.email()))
                .extracting(Letter::subject)
                .contains("Reset your Quilt password");
    }

    @Test
    void resetLinkOfAnAdminSetsAPassword() {
        var person = person();
        ok(act("reset_password", person.name()));
        var letters = appliance().mailsTo(person.email());
        var link = letters.get(letters.size() - 1).linkAfter(appliance().catalog() + "/reset_password/");

        done(nobody().post("/api/change_password", Map.of("link", link, "password", "battery staple")));

        ok(nobody().post("/api/login", Map.of("username", person.name(), "password", "battery staple")));
    }

    @Test
    @DisplayName("item 62: user delete ends with a JSON message")
    void item62_userDeleteIsSwitchedOff() {
        refused(act("delete", person().name()), 400, "This endpoint is not enabled.");
        refused(nobody().post("/api/users/delete"), 400, "This endpoint is not enabled.");
    }

    @Test
    void usersAreListedByName() {
        person();
        person();

        var names = texts(ok(asAdmin().get("/api/users/list")).get("results"), "username");

        assertThat(names).isSorted();
    }

    @Test
    @DisplayName("item 59: what the commands of a team ask, of an appliance with a team")
    void item59_commandsOfATeamWork() {
        var acme = appliance(Switches.ALL_ON.teamId("acme"));
        var admin = acme.client().as(acme.admin());
        var name = Samples.fresh("member");

        done(admin.post("/api/users/create", Map.of("username", name, "email", mail(name))));
        done(admin.post("/api/users/disable", Map.of("username", name)));
        done(admin.post("/api/users/enable", Map.of("username", name)));
        done(admin.post("/api/users/reset_password", Map.of("username", name)));
        var pushed = pushedToTeam(Samples.oneFile());

        assertThat(texts(ok(admin.get("/api/users/list")).get("results"), "username"))
                .contains(name);
        assertThat(texts(
                        ok(admin.get("/api/audit/" + pushed.owner().name() + "/"))
                                .get("events"),
                        "type"))
                .containsExactly("PUSH");
        assertThat(texts(ok(admin.get(pushed.pkg().all("audit"))).get("events"), "user"))
                .containsExactly(pushed.owner().name());
        assertThat(ok(admin.get(pushed.pkg().all("log"))).get("logs")).hasSize(1);
    }
}
