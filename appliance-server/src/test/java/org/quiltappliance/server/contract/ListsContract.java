package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.Tree;

/** Lists of packages, deletion and the own profile: {@code registry-api.md} 2.5.5 to 2.5.8, 2.5.11, 2.5.13. */
abstract class ListsContract extends RegistryContract {

    private static JsonNode flags(String name, boolean isPublic, boolean isTeam) {
        return Answer.JSON
                .createObjectNode()
                .put("name", name)
                .put("is_public", isPublic)
                .put("is_team", isTeam);
    }

    private static JsonNode ofOwner(RegistryClient client, String owner) {
        return ok(client.get("/api/package/" + owner + "/")).get("packages");
    }

    private static JsonNode recent(RegistryClient client, String query) {
        return ok(client.get("/api/recent_packages/" + query)).get("packages");
    }

    private Person ownerOfFour() {
        var owner = person();
        quilt(owner).push(new Pkg(owner.name(), "d_private"), Tree.empty());
        quilt(owner).pushPublic(new Pkg(owner.name(), "c_public"), Tree.empty());
        quilt(owner).pushTeam(new Pkg(owner.name(), "b_team"), Tree.empty());
        quilt(owner)
                .push(
                        new Pkg(owner.name(), "a_both"),
                        Tree.empty(),
                        Answer.JSON.createObjectNode().put("is_public", true).put("is_team", true));
        return owner;
    }

    @Test
    void ownerSeesAllOfHisPackagesByName() {
        var owner = ownerOfFour();

        assertThat(ofOwner(as(owner), owner.name()))
                .containsExactly(
                        flags("a_both", true, true),
                        flags("b_team", false, true),
                        flags("c_public", true, false),
                        flags("d_private", false, false));
    }

    @Test
    void strangerSeesPublicAndTeamPackages() {
        var owner = ownerOfFour();

        assertThat(ofOwner(as(person()), owner.name()))
                .containsExactly(
                        flags("a_both", true, true), flags("b_team", false, true), flags("c_public", true, false));
    }

    @Test
    void nobodySeesPublicPackagesWithoutTheTeamFlag() {
        var owner = ownerOfFour();

        assertThat(ofOwner(nobody(), owner.name()))
                .containsExactly(flags("a_both", true, false), flags("c_public", true, false));
    }

    @Test
    void flagsFollowTheSwitches() {
        var owner = ownerOfFour();
        var noTeam = appliance(Switches.ALL_ON.team(false)).client();
        var noPublic = appliance(Switches.ALL_ON.anonymous(false)).client();

        assertThat(ofOwner(noTeam.as(owner), owner.name()))
                .containsExactly(
                        flags("a_both", true, false),
                        flags("b_team", false, false),
                        flags("c_public", true, false),
                        flags("d_private", false, false));
        assertThat(ofOwner(noPublic.as(owner), owner.name()))
                .containsExactly(
                        flags("a_both", false, true),
                        flags("b_team", false, true),
                        flags("c_public", false, false),
                        flags("d_private", false, false));
    }

    @Test
    void readerSeesWhatWasSharedWithHim() {
        var pushed = pushed(Tree.empty());
        var reader = person();
        share(pushed, reader.name());

        assertThat(ofOwner(as(reader), pushed.owner().name()))
                .containsExactly(flags(pushed.pkg().name(), false, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody_of_that_name", "Nobody-Here", "%F0%9F%98%80", "a%20b"})
    void unknownOwnerHasNoPackages(String owner) {
        assertThat(ofOwner(as(person()), owner)).isEmpty();
    }

    @Test
    void adminAlsoSeesOnlyWhatHeMay() {
        var pushed = pushed(Tree.empty());

        assertThat(ofOwner(asAdmin(), pushed.owner().name())).isEmpty();
    }

    @Test
    void adminListShowsAllPackagesWithTheirRows() {
        var owner = ownerOfFour();

        assertThat(ok(asAdmin().get("/api/admin/package_list/" + owner.name() + "/"))
                        .get("packages"))
                .containsExactly(
                        flags("a_both", true, true),
                        flags("b_team", false, true),
                        flags("c_public", true, false),
                        flags("d_private", false, false));
    }

    @Test
    void adminListShowsRowsOfSwitchedOffKindsToo() {
        var owner = ownerOfFour();
        var off = appliance(Switches.ALL_ON.anonymous(false).team(false))
                .client()
                .as(appliance().admin());

        assertThat(ok(off.get("/api/admin/package_list/" + owner.name() + "/"))
                        .get("packages")
                        .get(0))
                .isEqualTo(flags("a_both", true, true));
    }

    @Test
    @DisplayName("item 14: the admin list works without the final slash")
    void item14_adminListWorksWithoutSlash() {
        var owner = ownerOfFour();

        var answer = asAdmin().get("/api/admin/package_list/" + owner.name());

        if (answer.status() == 301 || answer.status() == 308) {
            assertThat(answer.header("Location"))
                    .get()
                    .asString()
                    .endsWith("/api/admin/package_list/" + owner.name() + "/");
        } else {
            assertThat(ok(answer).get("packages")).hasSize(4);
        }
    }

    @Test
    void adminListIsForAdmins() {
        notLoggedIn(nobody().get("/api/admin/package_list/alice/"));
        refused(
                as(person()).get("/api/admin/package_list/alice/"),
                403,
                "Must be authenticated as an admin to use this endpoint.");
    }

    @Test
    void adminListOfAnUnknownOwnerIsEmpty() {
        assertThat(ok(asAdmin().get("/api/admin/package_list/nobody_of_that_name/"))
                        .get("packages"))
                .isEmpty();
    }

    @Test
    void hashesOfAMissingOrHiddenPackageAreNotFound() {
        var pushed = pushed(Tree.empty());
        var absent = newPackage(pushed.owner());

        missing(as(pushed.owner()).get(absent.all("package")), absent);
        missing(as(person()).get(pushed.pkg().all("package")), pushed.pkg());
        missingForNobody(nobody().get(absent.all("package")), absent);
        missingForNobody(nobody().get(pushed.pkg().all("package")), pushed.pkg());
    }

    @Test
    void namesOfMissingPackagesArePrintedAsTheyAre() {
        var pkg = new Pkg("Some-Owner", "no such \u30c7\u30fc\u30bf");

        missing(as(person()).get(pkg.all("package")), pkg);
    }

    @Test
    void deletionRemovesEverything() {
        var pushed = pushedPublic(Samples.demo());
        var pkg = pushed.pkg();
        var reader = person();
        var owner = as(pushed.owner());
        share(pushed, reader.name());
        ok(owner.put(pkg.one("version", "1.0"), hash(pushed.hash())));
        ok(owner.put(pkg.one("access", Samples.fresh("x") + "@example.com")));
        ok(as(reader).post(pkg.all("comments"), Map.of("contents", "nice")));

        done(owner.delete(pkg.all("package")));

        for (var route : List.of("package", "log", "tag", "version", "access", "comments", "invite")) {
            missing(owner.get(pkg.all(route)), pkg);
        }
        refused(owner.get(pkg.one("package", pushed.hash())), 404, "Package hash does not exist");
        refused(owner.get(pkg.one("package_preview", pushed.hash())), 404, "Package hash does not exist");
        missing(owner.get(pkg.one("tag", "latest")), pkg);
        assertThat(ofOwner(owner, pkg.owner())).isEmpty();
    }

    @Test
    void deletionIsAnEventAndEventsStay() {
        var pushed = pushed(Tree.empty());

        ok(as(pushed.owner()).delete(pushed.pkg().all("package")));

        assertThat(events(pushed.pkg()))
                .containsExactly(
                        "PUSH " + pushed.owner().name(),
                        "DELETE " + pushed.owner().name());
    }

    @Test
    void packagePushedAfterDeletionStartsAnew() {
        var pushed = pushedPublic(Samples.oneFile());
        var pkg = pushed.pkg();
        var reader = person();
        share(pushed, reader.name());
        ok(as(pushed.owner()).put(pkg.one("version", "1.0"), hash(pushed.hash())));
        ok(as(pushed.owner()).delete(pkg.all("package")));

        quilt(pushed.owner()).push(pkg, Samples.oneFile());

        assertThat(texts(ok(as(pushed.owner()).get(pkg.all("access"))).get("users")))
                .containsExactly(pushed.owner().name());
        assertThat(ok(as(pushed.owner()).get(pkg.all("version"))).get("versions"))
                .isEmpty();
        assertThat(ok(as(pushed.owner()).get(pkg.all("log"))).get("logs")).hasSize(1);
        missing(as(reader).get(pkg.all("package")), pkg);
    }

    @Test
    void onlyTheOwnerDeletes() {
        var pushed = pushedToTeam(Tree.empty());
        var message = "Only the package owner can delete packages.";

        refused(as(person()).delete(pushed.pkg().all("package")), 403, message);
        refused(asAdmin().delete(pushed.pkg().all("package")), 403, message);
        notLoggedIn(nobody().delete(pushed.pkg().all("package")));
        assertThat(as(pushed.owner()).get(pushed.pkg().all("package")).status()).isEqualTo(200);
    }

    @Test
    void strangerIsRefusedBeforeExistenceIsLookedAt() {
        refused(
                as(person()).delete(newPackage(person()).all("package")),
                403,
                "Only the package owner can delete packages.");
    }

    @Test
    void deletionOfAMissingPackageIsNotFound() {
        var owner = person();
        var pkg = newPackage(owner);

        missing(as(owner).delete(pkg.all("package")), pkg);
    }

    @Test
    void deletionTwiceIsNotFound() {
        var pushed = pushed(Tree.empty());
        ok(as(pushed.owner()).delete(pushed.pkg().all("package")));

        missing(as(pushed.owner()).delete(pushed.pkg().all("package")), pushed.pkg());
    }

    @Test
    void deletionKeepsObjectsThatOtherPackagesUse() {
        var pushed = pushed(Samples.demo());
        var other = newPackage(pushed.owner());
        quilt(pushed.owner()).push(other, Samples.demo());

        ok(as(pushed.owner()).delete(pushed.pkg().all("package")));

        assertThat(quilt(pushed.owner()).install(other).objects()).hasSize(5);
    }

    @Test
    void recentPackagesArePublicAndNewestFirst() {
        var older = pushedPublic(Tree.empty());
        var hidden = pushed(Tree.empty());
        var newer = pushedPublic(Tree.empty());

        var names = texts(recent(nobody(), "?count=100"), "name");

        assertThat(names)
                .contains(newer.pkg().name(), older.pkg().name())
                .doesNotContain(hidden.pkg().name());
        assertThat(names.indexOf(newer.pkg().name()))
                .isLessThan(names.indexOf(older.pkg().name()));
    }

    @Test
    void recentPackagesTellOwnerNameAndTime() {
        var pushed = pushedPublic(Tree.empty());

        var first = recent(as(pushed.owner()), "").get(0);

        assertThat(members(first)).containsExactlyInAnyOrder("owner", "name", "updated_at");
        assertThat(first.get("owner").textValue()).isEqualTo(pushed.owner().name());
        assertThat(first.get("updated_at").textValue()).endsWith("+00:00");
        assertThat(OffsetDateTime.parse(first.get("updated_at").textValue())).isNotNull();
    }

    @Test
    void pushingAgainMakesAPackageRecent() {
        var older = pushedPublic(Tree.empty());
        pushedPublic(Tree.empty());

        quilt(older.owner()).push(older.pkg(), Samples.oneFile());

        assertThat(recent(nobody(), "?count=1").get(0).get("name").textValue())
                .isEqualTo(older.pkg().name());
    }

    @Test
    void ownPrivatePackagesAreNeverRecent() {
        var pushed = pushed(Tree.empty());

        assertThat(texts(recent(as(pushed.owner()), "?count=100"), "name"))
                .doesNotContain(pushed.pkg().name());
    }

    @Test
    void tenPackagesAreRecentUnlessTold() {
        var owner = person();
        for (int i = 0; i < 12; i++) {
            quilt(owner).pushPublic(newPackage(owner), Tree.empty());
        }

        assertThat(recent(nobody(), "")).hasSize(10);
        assertThat(recent(nobody(), "?count=")).hasSize(10);
        assertThat(recent(nobody(), "?count=many")).hasSize(10);
        assertThat(recent(nobody(), "?count=3")).hasSize(3);
        assertThat(recent(nobody(), "?count=12")).hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-99999999999999999999"})
    @DisplayName("D20: a negative count means none")
    void negativeCountMeansNone(String count) {
        pushedPublic(Tree.empty());

        var answer = nobody().get("/api/recent_packages/?count=" + count);

        assertThat(ok(answer).get("packages").size()).isIn(0, count.length() > 5 ? 10 : 0);
    }

    @Test
    @DisplayName("D20: a huge count means a hundred at most")
    void hugeCountIsClamped() {
        pushedPublic(Tree.empty());

        assertThat(recent(nobody(), "?count=1000000000")).hasSizeBetween(1, 100);
    }

    @Test
    void recentTeamPackagesAreShownWhileAnonymousAccessIsOff() {
        var team = pushedToTeam(Tree.empty());
        var open = pushedPublic(Tree.empty());
        var off = appliance(Switches.ALL_ON.anonymous(false)).client();

        var names = texts(recent(off.as(person()), "?count=100"), "name");

        assertThat(names).contains(team.pkg().name()).doesNotContain(open.pkg().name());
    }

    @Test
    void recentPackagesNeedASignInWhileAnonymousAccessIsOff() {
        notLoggedIn(appliance(Switches.ALL_ON.anonymous(false)).client().get("/api/recent_packages/"));
    }

    @Test
    void recentPackagesAreNotAllowedWhileBothSwitchesAreOff() {
        var off = appliance(Switches.ALL_ON.anonymous(false).team(false)).client();

        refused(off.as(person()).get("/api/recent_packages/"), 403, "Not allowed");
    }

    @Test
    void profileListsOwnAndSharedPackages() {
        var pushed = pushed(Tree.empty());
        var reader = person();
        share(pushed, reader.name());
        quilt(reader).pushPublic(new Pkg(reader.name(), "Zebra"), Tree.empty());
        quilt(reader).push(new Pkg(reader.name(), "apple"), Tree.empty());

        var profile = ok(as(reader).get("/api/profile"));

        var own = profile.at("/packages/own");
        assertThat(texts(own, "name")).containsExactly("apple", "Zebra");
        assertThat(own.get(1))
                .isEqualTo(Answer.JSON
                        .createObjectNode()
                        .put("owner", reader.name())
                        .put("name", "Zebra")
                        .put("is_public", true)
                        .put("is_team", false));
        assertThat(texts(profile.at("/packages/shared"), "name"))
                .containsExactly(pushed.pkg().name());
        assertThat(texts(profile.at("/packages/shared"), "owner"))
                .containsExactly(pushed.owner().name());
    }

    @Test
    void profileDoesNotListWhatIsMerelyPublicOrForTheTeam() {
        pushedPublic(Tree.empty());
        pushedToTeam(Tree.empty());

        var profile = ok(as(person()).get("/api/profile"));

        assertThat(profile.at("/packages/own")).isEmpty();
        assertThat(profile.at("/packages/shared")).isEmpty();
    }

    @Test
    void profileTellsRightsAndNoPlan() {
        var person = ok(as(person()).get("/api/profile"));
        var admin = ok(asAdmin().get("/api/profile"));

        assertThat(members(person))
                .containsExactlyInAnyOrder("packages", "plan", "have_credit_card", "is_admin", "status");
        assertThat(person.get("plan").isNull()).isTrue();
        assertThat(person.get("have_credit_card").isNull()).isTrue();
        assertThat(person.get("is_admin").booleanValue()).isFalse();
        assertThat(admin.get("is_admin").booleanValue()).isTrue();
    }

    @Test
    void profileFlagsFollowTheSwitches() {
        var owner = ownerOfFour();
        var off =
                appliance(Switches.ALL_ON.anonymous(false).team(false)).client().as(owner);

        var own = ok(off.get("/api/profile")).at("/packages/own");

        assertThat(own).hasSize(4).allSatisfy(listed -> {
            assertThat(listed.get("is_public").booleanValue()).isFalse();
            assertThat(listed.get("is_team").booleanValue()).isFalse();
        });
    }

    @Test
    void profileNeedsASignIn() {
        notLoggedIn(nobody().get("/api/profile"));
    }

    @Test
    void packagesNewInTheClockAreMoreRecent() {
        var future = pushedPublic(Tree.empty());
        appliance()
                .clock()
                .shifted(Duration.ofDays(1), () -> quilt(future.owner()).push(future.pkg(), Samples.oneFile()));
        pushedPublic(Tree.empty());

        assertThat(recent(nobody(), "?count=1").get(0).get("name").textValue())
                .isEqualTo(future.pkg().name());
        ok(as(future.owner()).delete(future.pkg().all("package")));
    }
}
