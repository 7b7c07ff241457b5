package org.quiltappliance.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quiltappliance.server.accounts.AccountsSetup.CLIENT;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.TooMany;
import org.quiltappliance.server.errors.ApplianceException.Unauthenticated;

/** What holds of signing in on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SignInsContract {

    private static final Device DEVICE = Device.program(null);

    private static final String PASSWORD = "correct horse";

    private AccountsSetup setup;
    private SignIns signIns;

    abstract DatabaseConfig database();

    @BeforeAll
    void open() {
        setup = AccountsSetup.on(database());
        signIns = setup.signIns;
    }

    @AfterAll
    void close() {
        setup.close();
    }

    @BeforeEach
    void empty() {
        setup.empty();
        setup.clock.advance(Duration.ofDays(1)); // no limit is used up by the test before
    }

    @Test
    void signedInUserIsKnownByTheToken() {
        Caller.Account alice = setup.user("alice", PASSWORD);

        String token = signIns.signIn("alice", PASSWORD, CLIENT, DEVICE).token();

        assertThat(signIns.authenticate("Bearer " + token)).isEqualTo(alice);
        assertThat(signIns.authenticate(token)).isEqualTo(alice);
    }

    @Test
    void signingInSetsTheTimeOfTheLastLogin() {
        setup.user("alice", PASSWORD);
        setup.clock.advance(Duration.ofHours(3));

        signIns.signIn("alice", PASSWORD, CLIENT, DEVICE);

        Account account = setup.accounts.find("alice").orElseThrow();
        assertThat(account.lastLogin()).isEqualTo(setup.clock.instant());
        assertThat(account.dateJoined()).isEqualTo(setup.clock.instant().minus(Duration.ofHours(3)));
    }

    @Test
    void everyFailedSignInLooksTheSame() {
        setup.user("alice", PASSWORD);
        setup.user("disabled", PASSWORD);
        setup.administration.disable("disabled");
        setup.administration.create("nopassword", "n@example.com");

        for (String name : List.of("alice", "disabled", "nopassword", "nobody", "Alice", "alice\n", "", "a\0")) {
            String password = name.equals("alice") ? "wrong horse" : PASSWORD;
            assertThatThrownBy(() -> signIns.signIn(name, password, CLIENT, DEVICE))
                    .as(name)
                    .isInstanceOf(Unauthenticated.class)
                    .hasMessage("Login attempt failed");
        }
    }

    @Test
    void overlongPasswordIsRefusedAsInvalid() {
        assertThatThrownBy(() -> signIns.signIn("alice", "x".repeat(5000), CLIENT, DEVICE))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void manyWrongPasswordsForOneNameStopThatNameAtThatAddressOnly() {
        setup.user("alice", PASSWORD);
        setup.user("bob", PASSWORD);
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> signIns.signIn("alice", "wrong", CLIENT, DEVICE))
                    .isInstanceOf(Unauthenticated.class);
        }

        assertThatThrownBy(() -> signIns.signIn("alice", PASSWORD, CLIENT, DEVICE))
                .isInstanceOf(TooMany.class);
        assertThat(signIns.signIn("bob", PASSWORD, CLIENT, DEVICE).token()).isNotEmpty();
        assertThat(signIns.signIn("alice", PASSWORD, "192.0.2.8", DEVICE).token())
                .isNotEmpty();
        setup.clock.advance(Duration.ofSeconds(15));
        assertThat(signIns.signIn("alice", PASSWORD, CLIENT, DEVICE).token()).isNotEmpty();
    }

    @Test
    void rightPasswordsAreNeverThrottled() {
        setup.user("alice", PASSWORD);

        for (int i = 0; i < 250; i++) {
            signIns.prove("alice", PASSWORD, CLIENT);
        }

        assertThat(setup.rows("token")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Bearer ", "Bearer x", "Basic YTpi", "bearer ", "a.b.c", "\0"})
    void anyOtherHeaderIsRefused(String header) {
        assertThatThrownBy(() -> signIns.authenticate(header))
                .isInstanceOf(Unauthenticated.class)
                .hasMessage("Token invalid.");
    }

    @Test
    void otherSchemesAndDoubleBlanksAreRefusedEvenWithAGoodToken() {
        setup.user("alice", PASSWORD);
        String token = signIns.signIn("alice", PASSWORD, CLIENT, DEVICE).token();

        for (String header : List.of("bearer " + token, "Token " + token, "Bearer  " + token, token + " ")) {
            assertThatThrownBy(() -> signIns.authenticate(header)).as(header).isInstanceOf(Unauthenticated.class);
        }
    }

    @Test
    void tokenLivesNinetyDaysToTheSecond() {
        setup.user("alice", PASSWORD);
        IssuedToken issued = signIns.signIn("alice", PASSWORD, CLIENT, DEVICE);
        assertThat(Duration.between(setup.clock.instant(), issued.expires()))
                .isBetween(Duration.ofDays(90).minusSeconds(1), Duration.ofDays(90));
        assertThat(issued.expires().getNano()).isZero();

        setup.clock.advance(
                Duration.between(setup.clock.instant(), issued.expires()).minusMillis(1));
        signIns.authenticate(issued.token());
        setup.clock.advance(Duration.ofMillis(1));

        assertThatThrownBy(() -> signIns.authenticate(issued.token())).hasMessage("Token invalid.");
        assertThatThrownBy(() -> signIns.trade(issued.token(), DEVICE)).hasMessage("Token could not be deserialized");
    }

    @Test
    void tokenOfAnInactiveAccountIsForbidden() {
        setup.user("alice", PASSWORD);
        String token = signIns.signIn("alice", PASSWORD, CLIENT, DEVICE).token();
        String code = signIns.issueCode(setup.caller("alice"));
        setup.database.useTransaction(tx -> tx.execute("update account set is_active = false"));

        assertThatThrownBy(() -> signIns.authenticate(token))
                .isInstanceOf(Forbidden.class)
                .hasMessage("Account is inactive. Must have an active account.");
        assertThatThrownBy(() -> signIns.trade(token, DEVICE)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> signIns.trade(code, DEVICE)).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void rightsAreReadAtEachRequest() {
        setup.administrator("root");
        setup.user("alice", PASSWORD);
        String token = signIns.signIn("alice", PASSWORD, CLIENT, DEVICE).token();

        setup.administration.grantAdmin("alice");
        assertThat(signIns.authenticate(token).admin()).isTrue();
        setup.administration.revokeAdmin("alice");
        assertThat(signIns.authenticate(token).admin()).isFalse();
    }

    @Test
    void refreshReplacesTheToken() {
        Caller.Account alice = setup.user("alice", PASSWORD);
        String old =
                "Bearer " + signIns.signIn("alice", PASSWORD, CLIENT, DEVICE).token();
        String other = signIns.signIn("alice", PASSWORD, CLIENT, DEVICE).token();

        String fresh = signIns.refresh(alice, old, DEVICE).token();

        assertThat(signIns.authenticate(fresh)).isEqualTo(alice);
        assertThat(signIns.authenticate(other)).isEqualTo(alice);
        assertThatThrownBy(() -> signIns.authenticate(old)).hasMessage("Token invalid.");
        assertThatThrownBy(() -> signIns.refresh(alice, old, DEVICE)).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void logoutRevokesThisTokenOnly() {
        Caller.Account alice = setup.user("alice", PASSWORD);
        String here = signIns.signIn("alice", PASSWORD, CLIENT, DEVICE).token();
        String there = signIns.signIn("alice", PASSWORD, CLIENT, DEVICE).token();

        signIns.logout(alice, here);
        signIns.logout(alice, here);

        assertThatThrownBy(() -> signIns.authenticate(here)).hasMessage("Token invalid.");
        assertThatThrownBy(() -> signIns.trade(here, DEVICE)).hasMessage("Token invalid");
        assertThat(signIns.authenticate(there)).isEqualTo(alice);
    }

    @Test
    void codeIsTradedOnceForAToken() {
        Caller.Account alice = setup.user("alice", PASSWORD);
        String code = signIns.issueCode(alice);

        IssuedToken issued = signIns.trade(code, DEVICE);

        assertThat(signIns.authenticate(issued.token())).isEqualTo(alice);
        assertThatThrownBy(() -> signIns.trade(code, DEVICE))
                .isInstanceOf(Unauthenticated.class)
                .hasMessage("Token could not be deserialized");
    }

    @Test
    void codeHasTheOriginalsForm() {
        Caller.Account alice = setup.user("alice", PASSWORD);

        String code = signIns.issueCode(alice);

        assertThat(new String(Base64.getDecoder().decode(code), StandardCharsets.US_ASCII))
                .matches("\\{\"id\": \"" + alice.id() + "\", \"code\": \"[0-9a-f-]{36}\"}");
    }

    @Test
    void blanksAroundACodeDoNotMatter() {
        String code = signIns.issueCode(setup.user("alice", PASSWORD));

        assertThat(signIns.trade(" \t" + code + " \r\n", DEVICE).token()).isNotEmpty();
    }

    @Test
    void severalCodesMayBeOpenAtOnce() {
        Caller.Account alice = setup.user("alice", PASSWORD);
        String first = signIns.issueCode(alice);
        String second = signIns.issueCode(alice);

        assertThat(signIns.authenticate(signIns.trade(second, DEVICE).token())).isEqualTo(alice);
        assertThat(signIns.authenticate(signIns.trade(first, DEVICE).token())).isEqualTo(alice);
    }

    @Test
    void codeIsGoodInTheSecondItExpiresAndNotAfter() {
        Caller.Account alice = setup.user("alice", PASSWORD);
        String first = signIns.issueCode(alice);
        String second = signIns.issueCode(alice);

        setup.clock.advance(Duration.ofMinutes(10).plusMillis(749)); // the clock stands at a quarter second
        signIns.trade(first, DEVICE);
        setup.clock.advance(Duration.ofMillis(1));

        assertThatThrownBy(() -> signIns.trade(second, DEVICE))
                .isInstanceOf(Unauthenticated.class)
                .hasMessage("Code invalid");
    }

    @Test
    void tradedTokenStaysValid() {
        Caller.Account alice = setup.user("alice", PASSWORD);
        String old = signIns.signIn("alice", PASSWORD, CLIENT, DEVICE).token();

        String fresh = signIns.trade(old, DEVICE).token();

        assertThat(fresh).isNotEqualTo(old);
        assertThat(signIns.authenticate(old)).isEqualTo(alice);
        assertThat(signIns.authenticate(fresh)).isEqualTo(alice);
    }

    @Test
    void junkIsNoCode() {
        setup.user("alice", PASSWORD);
        for (String junk : List.of("", "nonsense", "e30=", "bnVsbA==", "e30", "\0", "ü", "x".repeat(10_000))) {
            assertThatThrownBy(() -> signIns.trade(junk, DEVICE))
                    .isInstanceOf(Unauthenticated.class)
                    .hasMessage("Token could not be deserialized");
        }
    }

    @Test
    void oneCodeTradedByManyAtOnceGivesOneToken() throws Exception {
        String code = signIns.issueCode(setup.user("alice", PASSWORD));

        List<Boolean> successes = atOnce(6, () -> succeeds(() -> signIns.trade(code, DEVICE)));

        assertThat(successes).containsOnlyOnce(true);
        assertThat(setup.rows("token")).isEqualTo(1);
        assertThat(setup.rows("one_time_code")).isZero();
    }

    @Test
    void oneTokenRefreshedByManyAtOnceGivesOneToken() throws Exception {
        Caller.Account alice = setup.user("alice", PASSWORD);
        String token = signIns.signIn("alice", PASSWORD, CLIENT, DEVICE).token();

        List<Boolean> successes = atOnce(6, () -> succeeds(() -> signIns.refresh(alice, token, DEVICE)));

        assertThat(successes).containsOnlyOnce(true);
        assertThat(setup.rows("token")).isEqualTo(1);
    }

    @Test
    void whoSignsInWhileBeingDisabledIsOutInTheEnd() throws Exception {
        setup.administrator("root");
        setup.user("alice", PASSWORD);
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 20; i++) {
                setup.administration.enable("alice");
                Future<?> disabled = threads.submit(() -> setup.administration.disable("alice"));
                boolean signedIn = succeeds(() -> signIns.signIn("alice", PASSWORD, CLIENT, DEVICE));
                disabled.get();

                assertThat(setup.rows("token")).as("signed in: %s", signedIn).isZero();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void disabledAccountGetsNoCode() {
        Caller.Account alice = setup.user("alice", PASSWORD);
        setup.administrator("root");
        setup.administration.disable("alice");

        assertThatThrownBy(() -> signIns.issueCode(alice)).isInstanceOf(Unauthenticated.class);
    }

    private static boolean succeeds(Callable<?> work) throws Exception {
        try {
            work.call();
            return true;
        } catch (Unauthenticated refused) {
            return false;
        }
    }

    private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        var threads = Executors.newFixedThreadPool(times);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(Collections.nCopies(times, work))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }
}
