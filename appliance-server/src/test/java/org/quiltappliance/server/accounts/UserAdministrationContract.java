package org.quiltappliance.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quiltappliance.server.accounts.AccountsSetup.CLIENT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.Unauthenticated;

/** What holds of the administration of users on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UserAdministrationContract {

    private static final Device DEVICE = Device.program(null);

    private static final String PASSWORD = "correct horse";

    private AccountsSetup setup;
    private UserAdministration administration;

    abstract DatabaseConfig database();

    @BeforeAll
    void open() {
        setup = AccountsSetup.on(database());
        administration = setup.administration;
    }

    @AfterAll
    void close() {
        setup.close();
    }

    @BeforeEach
    void empty() {
        setup.empty();
        setup.clock.advance(Duration.ofDays(1));
    }

    @Test
    void createdUserIsActiveWithoutPasswordAndIsMailedALink() {
        var link = administration.create("alice", "alice@example.com");

        Account alice = setup.accounts.find("alice").orElseThrow();
        assertThat(alice.active()).isTrue();
        assertThat(alice.admin()).isFalse();
        assertThat(alice.lastLogin()).isEqualTo(alice.dateJoined()).isEqualTo(setup.clock.instant());
        assertThat(setup.lastMail().subject()).isEqualTo("Welcome to Quilt, alice");
        assertThat(setup.lastMail().text()).contains(link.toString());
        setup.accounts.changePassword(setup.lastLink(), PASSWORD);
        assertThat(setup.signIns.prove("alice", PASSWORD, CLIENT).accountName()).isEqualTo("alice");
    }

    @Test
    void creationIsCheckedInTheOriginalsOrder() {
        administration.create("taken", "taken@example.com");

        assertThatThrownBy(() -> administration.create("Bad", "bad"))
                .isInstanceOf(Invalid.class)
                .hasMessage(Usernames.NOT_VALID);
        assertThatThrownBy(() -> administration.create("team", "bad"))
                .isInstanceOf(Invalid.class)
                .hasMessage("Invalid username.");
        assertThatThrownBy(() -> administration.create("taken", ""))
                .isInstanceOf(Invalid.class)
                .hasMessage("Invalid email.");
        assertThatThrownBy(() -> administration.create("taken", "taken@example.com"))
                .isInstanceOf(Conflict.class)
                .hasMessage("Username already taken.");
        assertThatThrownBy(() -> administration.create("alice", "TAKEN@example.com"))
                .isInstanceOf(Conflict.class)
                .hasMessage("Email already taken.");
    }

    @Test
    void sameNameCreatedByManyAtOnceExistsOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String email = "alice" + i + "@example.com";
                results.add(threads.submit(() -> {
                    try {
                        administration.create("alice", email);
                        return true;
                    } catch (Conflict taken) {
                        assertThat(taken).hasMessage("Username already taken.");
                        return false;
                    }
                }));
            }
            List<Boolean> successes = new ArrayList<>();
            for (Future<Boolean> result : results) {
                successes.add(result.get());
            }
            assertThat(successes).containsOnlyOnce(true);
        } finally {
            threads.shutdown();
        }
        assertThat(setup.rows("mail")).isEqualTo(1);
    }

    @Test
    void disabledUserIsOutAtOnceAndComesBackWithTheOldPassword() {
        Caller.Account root = setup.administrator("root");
        Caller.Account alice = setup.user("alice", PASSWORD);
        String token = setup.signIns.signIn("alice", PASSWORD, CLIENT, DEVICE).token();
        String code = setup.signIns.issueCode(alice);

        administration.disable(root, "alice");
        assertThatThrownBy(() -> setup.signIns.authenticate(token)).hasMessage("Token invalid.");
        assertThatThrownBy(() -> setup.signIns.trade(code, DEVICE)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> setup.signIns.prove("alice", PASSWORD, CLIENT)).isInstanceOf(Unauthenticated.class);
        administration.enable("alice");

        assertThat(setup.signIns.prove("alice", PASSWORD, CLIENT)).isEqualTo(alice);
        assertThatThrownBy(() -> setup.signIns.authenticate(token)).hasMessage("Token invalid.");
    }

    @Test
    void openActivationLinkDoesNotBringADisabledUserBack() {
        setup.administrator("root");
        setup.accounts.register("alice", "alice@example.com", PASSWORD, CLIENT);
        String link = setup.lastLink();

        administration.disable("alice");

        assertThat(setup.accounts.activate(link)).isFalse();
    }

    @Test
    void enablingActivatesWhoNeverOpenedTheLink() {
        setup.accounts.register("alice", "alice@example.com", PASSWORD, CLIENT);

        administration.enable("alice");

        assertThat(setup.signIns.prove("alice", PASSWORD, CLIENT).accountName()).isEqualTo("alice");
    }

    @Test
    void nobodyTakesTheOwnRightsAway() {
        Caller.Account root = setup.administrator("root");
        setup.administrator("second");

        assertThatThrownBy(() -> administration.disable(root, "root"))
                .isInstanceOf(Forbidden.class)
                .hasMessage("Can't disable yourself");
        assertThatThrownBy(() -> administration.revokeAdmin(root, "root"))
                .isInstanceOf(Forbidden.class)
                .hasMessage("Can't revoke yourself");
    }

    @Test
    void lastActiveAdministratorStays() {
        setup.administrator("root");
        setup.administrator("second");
        administration.disable("second");

        assertThatThrownBy(() -> administration.disable("root")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> administration.revokeAdmin("root")).isInstanceOf(Forbidden.class);
        administration.enable("second");
        administration.revokeAdmin("root");

        assertThat(administration.list())
                .filteredOn(Account::admin)
                .extracting(Account::name)
                .containsExactly("second");
    }

    @Test
    void administratorsWhoRemoveEachOtherAtTheSameMomentLeaveOne() throws Exception {
        Caller.Account root = setup.administrator("root");
        Caller.Account second = setup.administrator("second");
        var threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> one = threads.submit(() -> administration.revokeAdmin(root, "second"));
            Future<?> other = threads.submit(() -> administration.disable(second, "root"));
            for (Future<?> each : List.of(one, other)) {
                try {
                    each.get();
                } catch (ExecutionException refused) {
                    assertThat(refused.getCause()).isInstanceOf(Forbidden.class);
                }
            }
        } finally {
            threads.shutdown();
        }

        assertThat(administration.list())
                .filteredOn(account -> account.admin() && account.active())
                .hasSize(1);
    }

    @Test
    void unknownUsersAreNotFoundWithTheOriginalsTexts() {
        Caller.Account root = setup.administrator("root");

        for (String name : List.of("nobody", "", "\0", "x".repeat(100))) {
            assertNotFound(() -> administration.disable(root, name), "User to disable not found");
            assertNotFound(() -> administration.enable(name), "User to enable not found");
            assertNotFound(() -> administration.grantAdmin(name), "User to grant admin capabilities is not found");
            assertNotFound(() -> administration.revokeAdmin(root, name), "User to revoke admin capabilities not found");
            assertNotFound(() -> administration.resetPassword(name), "User not found.");
            assertNotFound(() -> administration.setPassword(name, PASSWORD), "User not found.");
            assertNotFound(() -> administration.resendActivation(name), "User not found.");
            assertNotFound(() -> administration.signOut(name), "User not found.");
            assertNotFound(() -> administration.delete(name, new Nothing()), "User not found.");
        }
    }

    /** Somebody who owns nothing. */
    private static class Nothing implements Belongings {

        private final List<String> forgotten = new ArrayList<>();

        @Override
        public List<String> ownedBy(Handle tx, String name) {
            return List.of();
        }

        @Override
        public void forget(Handle tx, String name) {
            forgotten.add(name);
        }
    }

    @Test
    void passwordOfTheAdministratorIsMailedToNobody() {
        assertThat(administration.add("alice", "alice@example.com", true, Optional.of(PASSWORD)))
                .isEmpty();

        assertThat(setup.lastMail().subject()).isEqualTo("Welcome to Quilt, alice");
        assertThat(setup.lastMail().text()).doesNotContain("reset_password", PASSWORD);
        assertThat(setup.rows("account_link")).isZero();
        assertThat(setup.signIns.prove("alice", PASSWORD, CLIENT).admin()).isTrue();
    }

    @Test
    void deletedUserIsGoneWithTokensCodesAndLinks() {
        setup.administrator("root");
        Caller.Account alice = setup.user("alice", PASSWORD);
        String token = setup.signIns.signIn("alice", PASSWORD, CLIENT, DEVICE).token();
        setup.signIns.issueCode(alice);
        setup.accounts.requestReset("alice@example.com", CLIENT);
        var nothing = new Nothing();

        administration.delete("alice", nothing);

        assertThat(nothing.forgotten).containsExactly("alice");
        assertThat(setup.accounts.find("alice")).isEmpty();
        assertThatThrownBy(() -> setup.signIns.authenticate(token)).isInstanceOf(Unauthenticated.class);
        assertThat(setup.rows("token") + setup.rows("one_time_code") + setup.rows("account_link"))
                .isZero();
        administration.create("alice", "alice@example.com");
    }

    @Test
    void ownerAndLastAdministratorAreNotDeleted() {
        setup.administrator("root");
        setup.user("alice", PASSWORD);
        var packages = IntStream.range(0, 7).mapToObj(i -> "alice/" + i).toList();
        var owner = new Nothing() {
            @Override
            public List<String> ownedBy(Handle tx, String name) {
                return packages;
            }
        };

        assertThatThrownBy(() -> administration.delete("alice", owner))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("alice/0, alice/1, alice/2, alice/3, alice/4 and 2 more");
        assertThatThrownBy(() -> administration.delete("root", new Nothing())).isInstanceOf(Forbidden.class);

        assertThat(administration.list()).extracting(Account::name).containsExactly("alice", "root");
    }

    @Test
    void resetRemovesThePasswordAndAllSignInsAndMailsALink() {
        setup.user("alice", PASSWORD);
        String token = setup.signIns.signIn("alice", PASSWORD, CLIENT, DEVICE).token();

        var link = administration.resetPassword("alice");

        assertThatThrownBy(() -> setup.signIns.authenticate(token)).hasMessage("Token invalid.");
        assertThatThrownBy(() -> setup.signIns.prove("alice", PASSWORD, CLIENT)).isInstanceOf(Unauthenticated.class);
        assertThat(setup.lastMail().subject()).isEqualTo("Reset your Quilt password");
        assertThat(setup.lastMail().text()).contains(link.toString());
        setup.accounts.changePassword(setup.lastLink(), "another horse");
        setup.signIns.prove("alice", "another horse", CLIENT);
    }

    @Test
    void typedPasswordReplacesTheOldOneAndOpenLinks() {
        setup.user("alice", PASSWORD);
        administration.resetPassword("alice");
        String link = setup.lastLink();

        administration.setPassword("alice", "another horse");

        setup.signIns.prove("alice", "another horse", CLIENT);
        assertThat(setup.accounts.canReset(link)).isFalse();
        assertThatThrownBy(() -> administration.setPassword("alice", "short")).isInstanceOf(Invalid.class);
    }

    @Test
    void activationIsSentAgainToWhoIsNotActive() {
        setup.accounts.register("alice", "alice@example.com", PASSWORD, CLIENT);
        String lost = setup.lastLink();

        administration.resendActivation("alice");

        assertThat(setup.accounts.activate(lost)).isFalse();
        assertThat(setup.accounts.activate(setup.lastLink())).isTrue();
        assertThatThrownBy(() -> administration.resendActivation("alice")).isInstanceOf(Conflict.class);
    }

    @Test
    void usersAreListedByName() {
        setup.user("carol", PASSWORD);
        setup.administrator("alice");
        setup.accounts.register("bob", "bob@example.com", PASSWORD, CLIENT);

        assertThat(administration.list())
                .extracting(account -> account.name() + " " + account.admin() + " " + account.active())
                .containsExactly("alice true true", "bob false false", "carol false true");
    }

    private static void assertNotFound(ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(NotFound.class).hasMessage(message);
    }
}
