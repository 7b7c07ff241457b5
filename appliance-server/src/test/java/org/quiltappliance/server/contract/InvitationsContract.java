package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Tree;

/** Invitations of e-mail addresses: {@code registry-api.md} 2.5.13 to 2.5.15 and 2.9. */
abstract class InvitationsContract extends RegistryContract {

    private Answer invite(Pushed pushed, String email) {
        return as(pushed.owner()).put(pushed.pkg().one("access", email));
    }

    private JsonNode waiting(Person person) {
        return ok(as(person).get("/api/invite/")).get("invitations");
    }

    private JsonNode ofPackage(Pushed pushed) {
        return ok(as(pushed.owner()).get(pushed.pkg().all("invite"))).get("invitations");
    }

    private JsonNode profile(Person person) {
        return ok(as(person).get("/api/profile"));
    }

    private static String address() {
        return Samples.fresh("guest") + "@example.org";
    }

    @Test
    void invitationIsStoredAndMailed() {
        var pushed = pushed(Tree.empty());
        var email = address();

        done(invite(pushed, email));

        assertThat(texts(ofPackage(pushed), "email")).containsExactly(email);
        assertThat(appliance().mailsTo(email)).singleElement().satisfies(letter -> {
            assertThat(letter.subject()).isEqualTo(pushed.owner().name() + " shared data with you on Quilt");
            assertThat(letter.text()).contains(pushed.pkg().toString());
        });
    }

    @Test
    @DisplayName("D21: the mail of an invitation has a link")
    void invitationMailHasALink() {
        var pushed = pushed(Tree.empty());
        var email = address();

        ok(invite(pushed, email));

        assertThat(appliance().mailsTo(email)).singleElement().satisfies(letter -> {
            assertThat(letter.text()).contains(appliance().catalog().toString());
            assertThat(letter.html()).contains(appliance().catalog().toString());
        });
    }

    @Test
    void addressIsStoredInLowerCase() {
        var pushed = pushed(Tree.empty());
        var email = address();

        ok(invite(pushed, email.toUpperCase(Locale.ROOT)));

        assertThat(texts(ofPackage(pushed), "email")).containsExactly(email);
    }

    @Test
    void invitationGivesNoAccessByItself() {
        var pushed = pushed(Tree.empty());
        var person = person();

        ok(invite(pushed, person.email()));

        missing(as(person).get(pushed.pkg().all("log")), pushed.pkg());
    }

    @Test
    void invitationWaitsForItsAddress() {
        var pushed = pushed(Tree.empty());
        var person = person();
        ok(invite(pushed, person.email()));

        var waiting = waiting(person);

        assertThat(waiting).hasSize(1);
        assertThat(members(waiting.get(0)))
                .containsExactlyInAnyOrder("invitation_id", "owner", "package", "email", "invited_at");
        assertThat(waiting.get(0).get("owner").textValue())
                .isEqualTo(pushed.owner().name());
        assertThat(waiting.get(0).get("package").textValue())
                .isEqualTo(pushed.pkg().name());
        assertThat(waiting.get(0).get("email").textValue()).isEqualTo(person.email());
        assertThat(waiting.get(0).get("invitation_id").isIntegralNumber()).isTrue();
        assertThat(OffsetDateTime.parse(waiting.get(0).get("invited_at").textValue()))
                .isNotNull();
    }

    @Test
    void lookingAtInvitationsDoesNotAcceptThem() {
        var pushed = pushed(Tree.empty());
        var person = person();
        ok(invite(pushed, person.email()));

        waiting(person);

        assertThat(waiting(person)).hasSize(1);
        missing(as(person).get(pushed.pkg().all("log")), pushed.pkg());
    }

    @Test
    void nobodyIsInvitedToNothing() {
        assertThat(waiting(person())).isEmpty();
    }

    @Test
    @DisplayName("D15: invitations of nobody need a sign-in")
    void invitationsNeedASignIn() {
        notLoggedIn(nobody().get("/api/invite/"));
    }

    @Test
    void profileAcceptsInvitations() {
        var pushed = pushed(Tree.empty());
        var person = person();
        ok(invite(pushed, person.email()));

        var profile = profile(person);

        assertThat(texts(profile.at("/packages/shared"), "name"))
                .containsExactly(pushed.pkg().name());
        assertThat(waiting(person)).isEmpty();
        assertThat(ofPackage(pushed)).isEmpty();
        ok(as(person).get(pushed.pkg().all("log")));
    }

    @Test
    void invitationIsAcceptedByAnAccountMadeLater() {
        var pushed = pushed(Tree.empty());
        var name = Samples.fresh("late");
        ok(invite(pushed, name + "@Example.ORG"));
        ok(nobody().post(
                        "/api/register",
                        Map.of("username", name, "password", "long enough", "email", name + "@EXAMPLE.org")));
        ok(asAdmin().post("/api/users/enable", Map.of("username", name)));
        var token = ok(nobody().post("/api/login", Map.of("username", name, "password", "long enough")))
                .get("token")
                .textValue();

        var profile = ok(nobody().as(token).get("/api/profile"));

        assertThat(texts(profile.at("/packages/shared"), "name"))
                .containsExactly(pushed.pkg().name());
    }

    @Test
    @DisplayName("D25: inviting the same address twice leaves one invitation")
    void invitingTwiceLeavesOneInvitation() {
        var pushed = pushed(Tree.empty());
        var email = address();

        done(invite(pushed, email));
        done(invite(pushed, email));

        assertThat(ofPackage(pushed)).hasSize(1);
    }

    @Test
    @DisplayName("D25: invitations to a package that is shared already do no harm")
    void invitationOfAReaderIsAcceptedQuietly() {
        var pushed = pushed(Tree.empty());
        var person = person();
        ok(invite(pushed, person.email()));
        ok(as(pushed.owner()).put(pushed.pkg().one("access", person.name())));

        assertThat(texts(profile(person).at("/packages/shared"), "name"))
                .containsExactly(pushed.pkg().name());
        assertThat(waiting(person)).isEmpty();
    }

    @Test
    @DisplayName("D25: the owner may be invited to his own package")
    void ownerMayInviteHimself() {
        var pushed = pushed(Tree.empty());
        ok(invite(pushed, pushed.owner().email()));

        var profile = profile(pushed.owner());

        assertThat(texts(profile.at("/packages/own"), "name"))
                .containsExactly(pushed.pkg().name());
        assertThat(profile.at("/packages/shared")).isEmpty();
    }

    @Test
    @DisplayName("D25: an invitation can be withdrawn")
    void invitationCanBeWithdrawn() {
        var pushed = pushed(Tree.empty());
        var person = person();
        ok(invite(pushed, person.email()));

        done(as(pushed.owner()).delete(pushed.pkg().one("access", person.email())));

        assertThat(ofPackage(pushed)).isEmpty();
        assertThat(profile(person).at("/packages/shared")).isEmpty();
    }

    @Test
    void withdrawalOfWhatIsNotThereIsNotFound() {
        var pushed = pushed(Tree.empty());

        missing(as(pushed.owner()).delete(pushed.pkg().one("access", address())), pushed.pkg());
    }

    @Test
    void onlyTheOwnerWithdraws() {
        var pushed = pushedToTeam(Tree.empty());
        var email = address();
        ok(invite(pushed, email));

        refused(
                as(person()).delete(pushed.pkg().one("access", email)),
                403,
                "Only the package owner can revoke access");
        assertThat(ofPackage(pushed)).hasSize(1);
    }

    @Test
    void onlyTheOwnerInvites() {
        refused(
                as(person()).put(pushedToTeam(Tree.empty()).pkg().one("access", address())),
                403,
                "Only the package owner can grant access");
    }

    @Test
    @DisplayName("D6: an address of 255 characters cannot be invited")
    void tooLongAddressIsRefused() {
        var pushed = pushed(Tree.empty());

        refused(invite(pushed, "x".repeat(243) + "@example.org"), 400);
    }

    @Test
    @DisplayName("D24: others than the owner see no invited addresses")
    void othersSeeNoInvitedAddresses() {
        var pushed = pushedPublic(Tree.empty());
        ok(invite(pushed, address()));

        assertThat(ok(as(person()).get(pushed.pkg().all("invite"))).get("invitations"))
                .isEmpty();
    }

    @Test
    @DisplayName("item 36: invitations of a missing or hidden package are not found")
    void item36_invitationsOfWhatIsMissingOrHidden() {
        var pushed = pushed(Tree.empty());
        var absent = newPackage(pushed.owner());

        missing(as(person()).get(pushed.pkg().all("invite")), pushed.pkg());
        missing(as(pushed.owner()).get(absent.all("invite")), absent);
        notLoggedIn(nobody().get(pushed.pkg().all("invite")));
    }
}
