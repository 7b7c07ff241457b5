package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.Users;
import org.quiltappliance.server.Users.Entry;
import org.quiltappliance.server.backup.BackupProgress;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Tree;

/** What the administrator of the computer does with accounts: {@code control-panel.md} 13.3. */
abstract class AdministrationContract extends RegistryContract {

    private Users users() {
        return appliance().users();
    }

    private Users.User listed(String name) {
        return users().list().stream()
                .filter(user -> user.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Answer signIn(String name, String password) {
        return nobody().post("/api/login", Map.of("username", name, "password", password));
    }

    private long give(String from, String to) {
        return users().give(from, to, BackupProgress.silent());
    }

    private List<String> found(Person by, String query) {
        return StreamSupport.stream(
                        ok(as(by).get("/api/search/?q=" + query))
                                .get("packages")
                                .spliterator(),
                        false)
                .map(line ->
                        line.get("owner").textValue() + "/" + line.get("name").textValue())
                .toList();
    }

    @Test
    void listTellsWhoThereIsAndHowMuchTheyOwn() {
        var name = Samples.fresh("listed");
        users().add(name, name + "@example.com", true, new Entry.Link());
        var pushed = pushed(Samples.oneFile());
        assertThat(signIn(pushed.owner().name(), pushed.owner().password()).status())
                .isEqualTo(200);

        var fresh = listed(name);
        var owner = listed(pushed.owner().name());

        assertThat(fresh.email()).isEqualTo(name + "@example.com");
        assertThat(fresh.admin()).isTrue();
        assertThat(fresh.active()).isTrue();
        assertThat(fresh.hasSignedIn()).isFalse();
        assertThat(fresh.packages()).isZero();
        assertThat(owner.admin()).isFalse();
        assertThat(owner.hasSignedIn()).isTrue();
        assertThat(owner.packages()).isEqualTo(1);
    }

    @Test
    void everyWayInWorks() {
        var linked = Samples.fresh("linked");
        var typed = Samples.fresh("typed");
        var madeUp = Samples.fresh("made_up");

        var byLink = users().add(linked, linked + "@example.com", false, new Entry.Link());
        var byTyping = users().add(typed, typed + "@example.com", false, new Entry.Typed(new Secret("typed password")));
        var byChance = users().add(madeUp, madeUp + "@example.com", false, new Entry.MadeUp());

        assertThat(byLink.link().orElseThrow().getPath()).startsWith("/reset_password/");
        assertThat(byLink.mailed()).as("no mail server is set").isFalse();
        assertThat(byLink.password()).isEmpty();
        assertThat(byTyping).isEqualTo(new Users.Admission(Optional.empty(), Optional.empty(), false));
        assertThat(signIn(typed, "typed password").status()).isEqualTo(200);
        assertThat(signIn(madeUp, byChance.password().orElseThrow().reveal()).status())
                .isEqualTo(200);
        assertThat(appliance().mailsTo(typed + "@example.com"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).doesNotContain("/reset_password/"));

        var again = users().resetPassword(madeUp, new Entry.MadeUp()).password().orElseThrow();

        assertThat(signIn(madeUp, byChance.password().orElseThrow().reveal()).status())
                .isEqualTo(401);
        assertThat(signIn(madeUp, again.reveal()).status()).isEqualTo(200);
    }

    @Test
    void signingOutEndsAllSignInsAndLeavesThePassword() {
        var person = person();
        ok(as(person).get("/api/profile"));

        users().signOut(person.name());

        assertThat(as(person).get("/api/profile").status()).isEqualTo(401);
        assertThat(signIn(person.name(), person.password()).status()).isEqualTo(200);
    }

    @Test
    void ownerOfPackagesIsNotDeleted() {
        var pushed = pushed(Samples.oneFile());

        assertThatThrownBy(() -> users().delete(pushed.owner().name()))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining(pushed.pkg().toString());

        ok(as(pushed.owner()).get("/api/profile"));
        assertThat(quilt(pushed.owner()).install(pushed.pkg()).hash()).isEqualTo(pushed.hash());
    }

    @Test
    void whoeverTakesADeletedNameNextSeesNothingOfBefore() {
        var gone = person();
        var pushed = pushed(Samples.oneFile());
        share(pushed, gone.name());
        assertThat(quilt(gone).install(pushed.pkg()).hash()).isEqualTo(pushed.hash());

        users().delete(gone.name());

        assertThat(as(gone).get("/api/profile").status()).isEqualTo(401);
        assertThat(signIn(gone.name(), gone.password()).status()).isEqualTo(401);
        users().add(gone.name(), gone.email(), false, new Entry.Typed(new Secret("another person")));
        var token = ok(signIn(gone.name(), "another person")).get("token").textValue();
        missing(nobody().as(token).get(pushed.pkg().all("package")), pushed.pkg());
    }

    @Test
    void packagesGoToAnotherUserWithEverythingThatHangsOnThem() {
        var tree = Samples.demo().file("README", "zanzibar and a demo");
        var pushed = pushed(tree);
        var heir = person();
        var reader = person();
        share(pushed, reader.name());
        ok(as(pushed.owner()).post(pushed.pkg().all("comments"), Map.of("contents", "mine")));
        ok(as(pushed.owner()).put(pushed.pkg().one("version", "1.0"), Map.of("hash", pushed.hash())));
        quilt(pushed.owner()).push(pushed.pkg(), Samples.oneFile());
        var former = pushed.owner().name();

        assertThat(give(former, heir.name())).isEqualTo(1);

        var pkg = new Pkg(heir.name(), pushed.pkg().name());
        for (Person person : List.of(heir, reader)) {
            assertThat(quilt(person).install(pkg).hash())
                    .isEqualTo(Samples.oneFile().hash());
            assertThat(quilt(person).install(pkg, pushed.hash(), "", false).objects())
                    .containsOnlyKeys(tree.objectHashes());
        }
        assertThat(ok(as(heir).get(pkg.one("version", "1.0"))).get("hash").textValue())
                .isEqualTo(pushed.hash());
        assertThat(ok(as(heir).get(pkg.all("comments"))).get("comments")).hasSize(1);
        missing(as(reader).get(pushed.pkg().all("package")), pushed.pkg());
        missing(as(pushed.owner()).get(pkg.all("package")), pkg);
        assertThat(listed(heir.name()).packages()).isEqualTo(1);
        ok(as(heir).put(pkg.one("tag", "latest"), Map.of("hash", pushed.hash())));
        assertThat(found(heir, "zanzibar")).containsExactly(pkg.toString());
        assertThat(found(heir, former)).isEmpty();
        quilt(heir).push(pkg, Samples.everyKind());
        users().delete(former);
        assertThat(users().list()).extracting(Users.User::name).doesNotContain(former);
    }

    @Test
    void objectsThatTheNewOwnerHasAlreadyServeBoth() {
        var pushed = pushed(Samples.demo());
        var other = pushed(Samples.demo());

        give(pushed.owner().name(), other.owner().name());

        var pkg = new Pkg(other.owner().name(), pushed.pkg().name());
        assertThat(quilt(other.owner()).install(pkg).objects())
                .containsOnlyKeys(Samples.demo().objectHashes());
        assertThat(quilt(other.owner()).install(other.pkg()).objects())
                .containsOnlyKeys(Samples.demo().objectHashes());
    }

    @Test
    void packagesOfTheSameNameKeepAllFromBeingGiven() {
        var pushed = pushed(Samples.oneFile());
        var heir = person();
        var namesake = new Pkg(heir.name(), pushed.pkg().name());
        quilt(heir).push(namesake, Tree.empty());
        quilt(pushed.owner()).push(newPackage(pushed.owner()), Tree.empty());

        assertThatThrownBy(() -> give(pushed.owner().name(), heir.name()))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining(namesake.toString());

        assertThat(listed(pushed.owner().name()).packages()).isEqualTo(2);
        assertThat(quilt(pushed.owner()).install(pushed.pkg()).hash()).isEqualTo(pushed.hash());
    }

    @Test
    void packagesAreGivenToNobodyButAUser() {
        var pushed = pushed(Samples.oneFile());

        assertThatThrownBy(() -> give(pushed.owner().name(), "nobody_at_all")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> give(pushed.owner().name(), pushed.owner().name()))
                .isInstanceOf(Conflict.class);

        assertThat(quilt(pushed.owner()).install(pushed.pkg()).hash()).isEqualTo(pushed.hash());
    }

    @Test
    void lastActiveAdministratorStays() {
        var admin = appliance().admin().name();
        users().list().stream()
                .filter(user -> user.admin() && !user.name().equals(admin))
                .forEach(user -> users().revokeAdmin(user.name()));

        assertThatThrownBy(() -> users().delete(admin)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> users().disable(admin)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> users().revokeAdmin(admin)).isInstanceOf(Forbidden.class);

        assertThat(listed(admin).admin()).isTrue();
    }
}
