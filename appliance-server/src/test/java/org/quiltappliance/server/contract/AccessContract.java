package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.Tree;

/** Sharing: {@code registry-api.md} 2.9 and 6.4. */
abstract class AccessContract extends RegistryContract {

    private static final String GRANT = "Only the package owner can grant access";
    private static final String VIEW = "Only the package owner can view access";
    private static final String REVOKE = "Only the package owner can revoke access";

    private Answer grant(Pushed pushed, String to) {
        return as(pushed.owner()).put(pushed.pkg().one("access", to));
    }

    private Answer revoke(Pushed pushed, String from) {
        return as(pushed.owner()).delete(pushed.pkg().one("access", from));
    }

    private List<String> rows(Pushed pushed) {
        return texts(ok(as(pushed.owner()).get(pushed.pkg().all("access"))).get("users"));
    }

    @Test
    @DisplayName("item 56: access for a user")
    void item56_accessForAUser() {
        var pushed = pushed(Samples.oneFile());
        var reader = person();
        missing(as(reader).get(pushed.pkg().all("log")), pushed.pkg());

        done(grant(pushed, reader.name()));

        assertThat(quilt(reader).install(pushed.pkg()).hash()).isEqualTo(pushed.hash());
        assertThat(rows(pushed)).containsExactlyInAnyOrder(pushed.owner().name(), reader.name());
    }

    @Test
    @DisplayName("item 56: access for the public")
    void item56_accessForThePublic() {
        var pushed = pushed(Samples.oneFile());
        missingForNobody(nobody().get(pushed.pkg().all("log")), pushed.pkg());

        done(grant(pushed, "public"));

        ok(nobody().get(pushed.pkg().all("log")));
        ok(as(person()).get(pushed.pkg().all("log")));
    }

    @Test
    @DisplayName("item 56: access for the team")
    void item56_accessForTheTeam() {
        var pushed = pushed(Samples.oneFile());

        done(grant(pushed, "team"));

        ok(as(person()).get(pushed.pkg().all("log")));
        missingForNobody(nobody().get(pushed.pkg().all("log")), pushed.pkg());
    }

    @Test
    @DisplayName("item 56: access for an unknown user")
    void item56_accessForAnUnknownUser() {
        refused(grant(pushed(Tree.empty()), "nobody_here"), 404, "User nobody_here does not exist");
    }

    @Test
    @DisplayName("item 56: access for an e-mail address")
    void item56_accessForAnAddress() {
        var pushed = pushed(Tree.empty());

        done(grant(pushed, "a+b_" + Samples.fresh("x") + "@example.org"));

        assertThat(rows(pushed)).containsExactly(pushed.owner().name());
    }

    @Test
    void adminNeedsAccessLikeAnybody() {
        var pushed = pushed(Samples.oneFile());

        missing(asAdmin().get(pushed.pkg().all("log")), pushed.pkg());
        done(grant(pushed, appliance().admin().name()));
        ok(asAdmin().get(pushed.pkg().all("log")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "Abc",
                "1abc",
                "_abc",
                "abc-def",
                "abc.def",
                "abc def",
                "\u00e9",
                "abc\n",
                "abc\u00e9",
                " abc",
                "-"
            })
    @DisplayName("item 56: access for a name that is none")
    void item56_accessForABadName(String name) {
        refused(grant(pushed(Tree.empty()), name), 400, UsersAdminContract.BAD_USER_NAME);
    }

    @Test
    void tooLongNameIsRefused() {
        assertThat(grant(pushed(Tree.empty()), "x".repeat(65)).status()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "quilt"})
    void reservedNamesWithoutAccountAreUnknownUsers(String name) {
        refused(grant(pushed(Tree.empty()), name), 404, "User " + name + " does not exist");
    }

    @Test
    void inactiveAccountsCountAsUsers() {
        var pushed = pushed(Tree.empty());
        var name = Samples.fresh("idle");
        ok(nobody().post(
                        "/api/register",
                        Map.of("username", name, "password", "long enough", "email", name + "@x.org")));

        done(grant(pushed, name));

        assertThat(rows(pushed)).contains(name);
    }

    @Test
    void accessTwiceIsAConflict() {
        var pushed = pushed(Tree.empty());
        var reader = person();
        ok(grant(pushed, reader.name()));
        ok(grant(pushed, "public"));
        ok(grant(pushed, "team"));

        refused(grant(pushed, reader.name()), 409, "The user already has access");
        refused(grant(pushed, "public"), 409, "The user already has access");
        refused(grant(pushed, "team"), 409, "The user already has access");
        refused(grant(pushed, pushed.owner().name()), 409, "The user already has access");
    }

    @Test
    void publicAccessIsRefusedWhileAnonymousAccessIsOff() {
        var pushed = pushed(Tree.empty());
        var off = appliance(Switches.ALL_ON.anonymous(false)).client().as(pushed.owner());

        refused(off.put(pushed.pkg().one("access", "public")), 403, "Public access not allowed");
    }

    @Test
    void teamAccessIsRefusedWhileItIsOff() {
        var pushed = pushed(Tree.empty());
        var off = appliance(Switches.ALL_ON.team(false)).client().as(pushed.owner());

        refused(off.put(pushed.pkg().one("access", "team")), 403, "Team access not allowed");
    }

    @Test
    void switchedOffKindsCanStillBeRevoked() {
        var pushed = pushedPublic(Tree.empty());
        share(pushed, "team");
        var off =
                appliance(Switches.ALL_ON.anonymous(false).team(false)).client().as(pushed.owner());

        done(off.delete(pushed.pkg().one("access", "public")));
        done(off.delete(pushed.pkg().one("access", "team")));

        assertThat(rows(pushed)).containsExactly(pushed.owner().name());
    }

    @Test
    void turningASwitchOffHidesAndOnShowsAgain() {
        var pushed = pushedPublic(Samples.oneFile());
        var path = pushed.pkg().all("log");
        var stranger = person();

        missing(
                appliance(Switches.ALL_ON.anonymous(false))
                        .client()
                        .as(stranger)
                        .get(path),
                pushed.pkg());
        ok(as(stranger).get(path));
    }

    @Test
    void onlyTheOwnerGrants() {
        var pushed = pushedToTeam(Tree.empty());
        var reader = person();
        share(pushed, reader.name());

        refused(as(reader).put(pushed.pkg().one("access", "public")), 403, GRANT);
        refused(as(person()).put(pushed.pkg().one("access", "public")), 403, GRANT);
        refused(asAdmin().put(pushed.pkg().one("access", "public")), 403, GRANT);
        notLoggedIn(nobody().put(pushed.pkg().one("access", "public")));
    }

    @Test
    void strangerIsRefusedBeforeExistenceAndNameAreLookedAt() {
        refused(as(person()).put(newPackage(person()).one("access", "Bad Name")), 403, GRANT);
    }

    @Test
    void grantOfAMissingPackageIsNotFoundBeforeTheNameIsLookedAt() {
        var owner = person();
        var pkg = newPackage(owner);

        missing(as(owner).put(pkg.one("access", "Bad Name")), pkg);
        missing(as(owner).put(pkg.one("access", "a@b")), pkg);
    }

    @Test
    void accessIsLookedUp() {
        var pushed = pushed(Tree.empty());
        var reader = person();
        ok(grant(pushed, reader.name()));

        done(as(pushed.owner()).get(pushed.pkg().one("access", reader.name())));
        done(as(pushed.owner()).get(pushed.pkg().one("access", pushed.owner().name())));
        missing(as(pushed.owner()).get(pushed.pkg().one("access", "public")), pushed.pkg());
        missing(as(pushed.owner()).get(pushed.pkg().one("access", "nobody_here")), pushed.pkg());
    }

    @Test
    void lookUpChecksTheNameFirst() {
        refused(
                as(person()).get(newPackage(person()).one("access", "Bad Name")),
                400,
                UsersAdminContract.BAD_USER_NAME);
    }

    @Test
    void onlyTheOwnerLooksUp() {
        var pushed = pushedToTeam(Tree.empty());

        refused(as(person()).get(pushed.pkg().one("access", "team")), 403, VIEW);
        refused(asAdmin().get(newPackage(person()).one("access", "team")), 403, VIEW);
        notLoggedIn(nobody().get(pushed.pkg().one("access", "team")));
    }

    @Test
    void lookUpOfAMissingPackageIsNotFound() {
        var owner = person();
        var pkg = newPackage(owner);

        missing(as(owner).get(pkg.one("access", owner.name())), pkg);
    }

    @Test
    void revokedReaderSeesNothing() {
        var pushed = pushed(Tree.empty());
        var reader = person();
        ok(grant(pushed, reader.name()));

        done(revoke(pushed, reader.name()));

        missing(as(reader).get(pushed.pkg().all("log")), pushed.pkg());
        assertThat(rows(pushed)).containsExactly(pushed.owner().name());
    }

    @Test
    void revokedPublicAccessClosesThePackage() {
        var pushed = pushedPublic(Tree.empty());

        done(revoke(pushed, "public"));

        missingForNobody(nobody().get(pushed.pkg().all("log")), pushed.pkg());
    }

    @Test
    void ownersAccessCannotBeRevoked() {
        var pushed = pushed(Tree.empty());

        refused(revoke(pushed, pushed.owner().name()), 403, "Cannot revoke the owner's access");
    }

    @Test
    void revocationOfWhatIsNotThereIsNotFound() {
        var pushed = pushed(Tree.empty());

        missing(revoke(pushed, "public"), pushed.pkg());
        missing(revoke(pushed, "nobody_here"), pushed.pkg());
        var absent = newPackage(pushed.owner());
        missing(as(pushed.owner()).delete(absent.one("access", "public")), absent);
    }

    @Test
    void revocationChecksTheNameFirst() {
        refused(
                as(person()).delete(newPackage(person()).one("access", "Bad Name")),
                400,
                UsersAdminContract.BAD_USER_NAME);
    }

    @Test
    void onlyTheOwnerRevokes() {
        var pushed = pushedToTeam(Tree.empty());
        var reader = person();
        share(pushed, reader.name());

        refused(as(reader).delete(pushed.pkg().one("access", reader.name())), 403, REVOKE);
        refused(as(person()).delete(pushed.pkg().one("access", "team")), 403, REVOKE);
        refused(asAdmin().delete(pushed.pkg().one("access", "team")), 403, REVOKE);
        notLoggedIn(nobody().delete(pushed.pkg().one("access", "team")));
    }

    @Test
    void readersWithARowSeeTheList() {
        var pushed = pushed(Tree.empty());
        var reader = person();
        ok(grant(pushed, reader.name()));

        assertThat(texts(ok(as(reader).get(pushed.pkg().all("access"))).get("users")))
                .containsExactlyInAnyOrder(pushed.owner().name(), reader.name());
    }

    @Test
    void listOfATeamPackageIsSeenByTheTeam() {
        var pushed = pushedToTeam(Tree.empty());

        assertThat(texts(ok(as(person()).get(pushed.pkg().all("access"))).get("users")))
                .contains(pushed.owner().name());
        missing(
                appliance(Switches.ALL_ON.team(false))
                        .client()
                        .as(person())
                        .get(pushed.pkg().all("access")),
                pushed.pkg());
    }

    @Test
    void listOfAPublicPackageIsSeenByAnybodySignedIn() {
        var pushed = pushedPublic(Tree.empty());

        ok(as(person()).get(pushed.pkg().all("access")));
        notLoggedIn(nobody().get(pushed.pkg().all("access")));
        missing(
                appliance(Switches.ALL_ON.anonymous(false))
                        .client()
                        .as(person())
                        .get(pushed.pkg().all("access")),
                pushed.pkg());
    }

    @Test
    @DisplayName("item 36: the list of a missing or hidden package is not found")
    void item36_listOfWhatIsMissingOrHidden() {
        var pushed = pushed(Tree.empty());
        var absent = newPackage(pushed.owner());

        missing(as(person()).get(pushed.pkg().all("access")), pushed.pkg());
        missing(as(pushed.owner()).get(absent.all("access")), absent);
    }

    @Test
    void accessSurvivesAPush() {
        var pushed = pushed(Tree.empty());
        var reader = person();
        ok(grant(pushed, reader.name()));

        quilt(pushed.owner()).push(pushed.pkg(), Samples.oneFile());

        assertThat(quilt(reader).install(pushed.pkg()).hash())
                .isEqualTo(Samples.oneFile().hash());
    }
}
