package org.quiltappliance.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quiltappliance.server.accounts.AccountsSetup.CLIENT;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.SwitchedOff;
import org.quiltappliance.server.errors.ApplianceException.TooMany;
import org.quiltappliance.server.errors.ApplianceException.Unauthenticated;

/** What holds of people's own accounts on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AccountsContract {

    private static final Device DEVICE = Device.program(null);

    private static final String PASSWORD = "correct horse";

    private AccountsSetup setup;
    private Accounts accounts;

    abstract DatabaseConfig database();

    @BeforeAll
    void open() {
        setup = AccountsSetup.on(database());
        accounts = setup.accounts;
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
    void registeredUserIsInactiveUntilTheMailedLinkIsOpened() {
        accounts.register("alice", "Alice@Example.com", PASSWORD, CLIENT);
        assertThat(setup.lastMail().recipients()).containsExactly("Alice@Example.com");
        assertThat(setup.lastMail().subject()).isEqualTo("Activate your Quilt account");
        assertThatThrownBy(() -> setup.signIns.signIn("alice", PASSWORD, CLIENT, DEVICE))
                .isInstanceOf(Unauthenticated.class);

        assertThat(accounts.activate(setup.lastLink())).isTrue();

        assertThat(setup.signIns.prove("alice", PASSWORD, CLIENT).email()).isEqualTo("Alice@Example.com");
    }

    @Test
    void activationTellsTheAdministratorsAndWelcomesTheUser() {
        setup.administrator("root");
        setup.administrator("second");
        accounts.register("alice", "alice@example.com", PASSWORD, CLIENT);

        accounts.activate(setup.lastLink());

        assertThat(setup.outbox.newest(10))
                .extracting(mail -> mail.subject() + " to " + mail.recipients())
                .containsExactly(
                        "Welcome to Quilt, alice to [alice@example.com]",
                        "New Quilt User: alice to [root@example.com, second@example.com]",
                        "Activate your Quilt account to [alice@example.com]");
        assertThat(setup.lastMail().text()).doesNotContain("reset_password");
    }

    @Test
    void activationLinkWorksOnceWithinADay() {
        accounts.register("alice", "alice@example.com", PASSWORD, CLIENT);
        String first = setup.lastLink();
        accounts.register("bob", "bob@example.com", PASSWORD, CLIENT);
        String second = setup.lastLink();

        setup.clock.advance(Duration.ofHours(24));
        assertThat(accounts.activate(first)).isTrue();
        assertThat(accounts.activate(first)).isFalse();
        setup.clock.advance(Duration.ofMillis(1));

        assertThat(accounts.activate(second)).isFalse();
        assertThat(accounts.find("bob").orElseThrow().active()).isFalse();
    }

    @Test
    void otherTextsActivateNobody() {
        accounts.register("alice", "alice@example.com", PASSWORD, CLIENT);
        accounts.requestReset("alice@example.com", CLIENT);

        for (String link : List.of(setup.lastLink(), "", "x", "\0", "0".repeat(96))) {
            assertThat(accounts.activate(link)).isFalse();
        }
        assertThat(accounts.find("alice").orElseThrow().active()).isFalse();
    }

    @Test
    void registrationIsCheckedInTheOriginalsOrder() {
        setup.user("taken", PASSWORD);

        assertThatThrownBy(() -> accounts.register("Bad", "bad", "bad", CLIENT))
                .isInstanceOf(Invalid.class)
                .hasMessage("Invalid username.");
        assertThatThrownBy(() -> accounts.register("quilt", "bad", "bad", CLIENT))
                .isInstanceOf(Invalid.class)
                .hasMessage("Invalid username.");
        assertThatThrownBy(() -> accounts.register("taken", "bad", "bad", CLIENT))
                .isInstanceOf(Invalid.class)
                .hasMessage("Invalid email.");
        assertThatThrownBy(() -> accounts.register("taken", "taken@example.com", "bad", CLIENT))
                .isInstanceOf(Conflict.class)
                .hasMessage("Username already taken.");
        assertThatThrownBy(() -> accounts.register("alice", "Taken@Example.COM", "bad", CLIENT))
                .isInstanceOf(Conflict.class)
                .hasMessage("Email already taken.");
        assertThatThrownBy(() -> accounts.register("alice", "alice@example.com", "short", CLIENT))
                .isInstanceOf(Invalid.class)
                .hasMessage("Password must be at least 8 characters long.");
        assertThat(accounts.exists("alice")).isFalse();
    }

    @Test
    void signupThatIsOffRefusesBeforeAnythingElse() {
        try (var closed =
                AccountsSetup.on(new DatabaseConfig.Memory(UUID.randomUUID().toString(), 2), false)) {
            assertThatThrownBy(() -> closed.accounts.register("Bad", "bad", "bad", CLIENT))
                    .isInstanceOf(SwitchedOff.class)
                    .hasMessage("Signup is disabled.");
        }
    }

    @Test
    void registeringWithoutEndIsStopped() {
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> accounts.register("Bad", "bad", "bad", CLIENT))
                    .isInstanceOf(Invalid.class);
        }

        assertThatThrownBy(() -> accounts.register("alice", "alice@example.com", PASSWORD, CLIENT))
                .isInstanceOf(TooMany.class);
    }

    @Test
    void resetLinkSetsThePasswordAndEndsAllSignIns() {
        Caller.Account alice = setup.user("alice", PASSWORD);
        String token = setup.signIns.signIn("alice", PASSWORD, CLIENT, DEVICE).token();
        String code = setup.signIns.issueCode(alice);

        accounts.requestReset("ALICE@example.com", CLIENT);
        assertThat(setup.lastMail().recipients()).containsExactly("alice@example.com");
        assertThat(setup.signIns.authenticate(token)).isEqualTo(alice);
        accounts.changePassword(setup.lastLink(), "another horse");

        assertThatThrownBy(() -> setup.signIns.authenticate(token)).hasMessage("Token invalid.");
        assertThatThrownBy(() -> setup.signIns.trade(code, DEVICE)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> setup.signIns.prove("alice", PASSWORD, CLIENT)).isInstanceOf(Unauthenticated.class);
        assertThat(setup.signIns.prove("alice", "another horse", CLIENT)).isEqualTo(alice);
    }

    @Test
    void unusablePasswordDoesNotUseUpTheLink() {
        setup.user("alice", PASSWORD);
        accounts.requestReset("alice@example.com", CLIENT);
        String link = setup.lastLink();

        assertThatThrownBy(() -> accounts.changePassword(link, "short"))
                .isInstanceOf(Invalid.class)
                .hasMessage("Password must be at least 8 characters long.");
        assertThatThrownBy(() -> accounts.changePassword(link, "x".repeat(5000)))
                .isInstanceOf(Invalid.class);
        assertThat(accounts.canReset(link)).isTrue();

        assertThatCode(() -> accounts.changePassword(link, "another horse")).doesNotThrowAnyException();
    }

    @Test
    void resetLinkIsRefusedWhenUsedReplacedOldOrForSomethingElse() {
        accounts.register("bob", "bob@example.com", PASSWORD, CLIENT);
        String activation = setup.lastLink();
        setup.user("alice", PASSWORD);
        accounts.requestReset("alice@example.com", CLIENT);
        String replaced = setup.lastLink();
        accounts.requestReset("alice@example.com", CLIENT);
        String used = setup.lastLink();
        accounts.changePassword(used, "another horse");
        accounts.requestReset("alice@example.com", CLIENT);
        String old = setup.lastLink();
        setup.clock.advance(Duration.ofHours(24).plusMillis(1));

        for (String link : List.of(activation, replaced, used, old, "", "x", "\0")) {
            assertThat(accounts.canReset(link)).isFalse();
            assertThatThrownBy(() -> accounts.changePassword(link, "third horse"))
                    .isInstanceOf(Unauthenticated.class)
                    .hasMessage("Reset token invalid");
        }
    }

    @Test
    void resetOfAnInactiveAccountDoesNotActivateIt() {
        accounts.register("alice", "alice@example.com", PASSWORD, CLIENT);
        accounts.requestReset("alice@example.com", CLIENT);

        accounts.changePassword(setup.lastLink(), "another horse");

        assertThat(accounts.find("alice").orElseThrow().active()).isFalse();
    }

    @Test
    void resetForUnknownAddressesLooksTheSameAndMailsNothing() {
        for (String address : List.of("nobody@example.com", "", "no address", "a\0@b", "x".repeat(1000) + "@b")) {
            assertThatCode(() -> accounts.requestReset(address, CLIENT)).doesNotThrowAnyException();
        }

        assertThat(setup.outbox.newest(10)).isEmpty();
    }

    @Test
    void oneAddressIsNotFloodedWithMail() {
        setup.user("alice", PASSWORD);
        for (int i = 0; i < 10; i++) {
            accounts.requestReset("alice@example.com", CLIENT);
        }

        assertThatThrownBy(() -> accounts.requestReset("Alice@Example.com", "192.0.2.99"))
                .isInstanceOf(TooMany.class);
    }

    @Test
    void administratorIsMadeOnce() {
        assertThat(accounts.createAdministrator("admin", "quilt", "admin@example.com"))
                .isTrue();
        assertThat(accounts.createAdministrator("admin", "other", "other@example.com"))
                .isFalse();

        assertThat(setup.signIns.prove("admin", "quilt", CLIENT).admin()).isTrue();
        assertThatThrownBy(() -> accounts.createAdministrator("second", "password", "ADMIN@example.com"))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> accounts.createAdministrator("team", "password", "t@example.com"))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void anyTextMayBeAskedFor() {
        setup.user("alice", PASSWORD);

        assertThat(accounts.exists("alice")).isTrue();
        for (String name : List.of("Alice", "alice\n", "", "\0", "ünï", "x".repeat(1000), "\ud800")) {
            assertThat(accounts.exists(name)).isFalse();
            assertThat(accounts.find(name)).isEmpty();
        }
    }

    @Test
    void whatHasExpiredIsRemovedAndNothingElse() {
        Caller.Account alice = setup.user("alice", PASSWORD);
        setup.signIns.signIn("alice", PASSWORD, CLIENT, DEVICE);
        setup.signIns.issueCode(alice);
        accounts.requestReset("alice@example.com", CLIENT);

        setup.clock.advance(Duration.ofMinutes(9));
        accounts.removeExpired();
        assertThat(List.of(setup.rows("token"), setup.rows("one_time_code"), setup.rows("account_link")))
                .containsExactly(1, 1, 1);
        setup.clock.advance(Duration.ofMinutes(2));
        accounts.removeExpired();
        assertThat(List.of(setup.rows("token"), setup.rows("one_time_code"), setup.rows("account_link")))
                .containsExactly(1, 0, 1);
        setup.clock.advance(Duration.ofDays(90));
        accounts.removeExpired();
        assertThat(List.of(setup.rows("token"), setup.rows("one_time_code"), setup.rows("account_link")))
                .containsExactly(0, 0, 0);
    }
}
