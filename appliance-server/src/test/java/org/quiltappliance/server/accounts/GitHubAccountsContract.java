package org.quiltappliance.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;

/** What holds of accounts bound to GitHub on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GitHubAccountsContract {

    private static final Device DEVICE = Device.program(null);

    private static final GitHubUser OCTOCAT = new GitHubUser(583231, "Octo-Cat", "Octo@GitHub.example");

    private AccountsSetup setup;

    abstract DatabaseConfig database();

    @BeforeAll
    void open() {
        setup = AccountsSetup.on(database());
    }

    @AfterAll
    void close() {
        setup.close();
    }

    @BeforeEach
    void empty() {
        setup.empty();
    }

    @Test
    void firstSignInMakesAnActiveAccount() {
        Caller.Account caller = setup.gitHubAccounts.signIn(OCTOCAT);

        assertThat(caller.accountName()).isEqualTo("octo_cat");
        assertThat(caller.email()).isEqualTo("Octo@GitHub.example");
        assertThat(caller.admin()).isFalse();
        assertThat(setup.signIns.authenticate(setup.signIns
                        .trade(setup.signIns.issueCode(caller), DEVICE)
                        .token()))
                .isEqualTo(caller);
    }

    @Test
    void laterSignInsFindItByNumberWhateverTheLogin() {
        Caller.Account first = setup.gitHubAccounts.signIn(OCTOCAT);
        setup.clock.advance(Duration.ofHours(1));

        Caller.Account later = setup.gitHubAccounts.signIn(new GitHubUser(OCTOCAT.id(), "renamed", "new@x.example"));

        assertThat(later).isEqualTo(first);
        assertThat(setup.accounts.find("octo_cat").orElseThrow().lastLogin()).isEqualTo(setup.clock.instant());
    }

    @Test
    void accountsOfOthersAreNotTakenOver() {
        setup.user("octo_cat", "correct horse");
        setup.user("other", "correct horse");

        assertThatThrownBy(() -> setup.gitHubAccounts.signIn(OCTOCAT))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("octo_cat")
                .hasMessageContaining("583231");
        assertThatThrownBy(() -> setup.gitHubAccounts.signIn(new GitHubUser(1, "new", "Other@example.com")))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("Your e-mail address");
    }

    @Test
    void administratorBindsAnExistingAccount() {
        Caller.Account mine = setup.user("octo_cat", "correct horse");
        setup.user("other", "correct horse");

        setup.administration.bindToGitHub("octo_cat", OCTOCAT.id());
        setup.administration.bindToGitHub("octo_cat", OCTOCAT.id());

        assertThat(setup.gitHubAccounts.signIn(OCTOCAT)).isEqualTo(mine);
        assertThatThrownBy(() -> setup.administration.bindToGitHub("other", OCTOCAT.id()))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void impossibleNamesAndAddressesAreRefused() {
        assertThatThrownBy(() -> setup.gitHubAccounts.signIn(new GitHubUser(1, "public", "p@example.com")))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> setup.gitHubAccounts.signIn(new GitHubUser(1, "fine", "no address")))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void disabledAccountStaysOut() {
        setup.gitHubAccounts.signIn(OCTOCAT);
        setup.administration.disable("octo_cat");

        assertThatThrownBy(() -> setup.gitHubAccounts.signIn(OCTOCAT))
                .isInstanceOf(Forbidden.class)
                .hasMessageContaining("not active");
    }

    @Test
    void signupThatIsOffStopsNewAccountsOnly() {
        try (var closed =
                AccountsSetup.on(new DatabaseConfig.Memory(UUID.randomUUID().toString(), 2), false)) {
            assertThatThrownBy(() -> closed.gitHubAccounts.signIn(OCTOCAT)).isInstanceOf(Forbidden.class);

            Caller.Account mine = closed.user("mine", "correct horse");
            closed.administration.bindToGitHub("mine", OCTOCAT.id());

            assertThat(closed.gitHubAccounts.signIn(OCTOCAT)).isEqualTo(mine);
        }
    }

    @Test
    void manyFirstSignInsAtOnceMakeOneAccount() throws Exception {
        var threads = Executors.newFixedThreadPool(6);
        Set<Caller.Account> callers = new HashSet<>();
        try {
            Callable<Caller.Account> work = () -> setup.gitHubAccounts.signIn(OCTOCAT);
            for (var result : threads.invokeAll(Collections.nCopies(6, work))) {
                callers.add(result.get());
            }
        } finally {
            threads.shutdown();
        }

        assertThat(callers).hasSize(1);
        assertThat(setup.rows("account")).isEqualTo(1);
    }
}
