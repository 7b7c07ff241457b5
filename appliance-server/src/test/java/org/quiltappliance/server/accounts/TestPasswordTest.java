package org.quiltappliance.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.testing.Samples;

class TestPasswordTest {

    private final AccountsSetup setup = AccountsSetup.on(new DatabaseConfig.Memory(Samples.fresh("accounts"), 2));
    private final TestPassword testPassword = new TestPassword(setup.database, new Passwords(1));

    @AfterEach
    void close() {
        setup.close();
    }

    @Test
    void administratorsWhoHaveItAreNamedUntilTheyChangeIt() {
        setup.accounts.createAdministrator("admin", TestPassword.TEXT, "admin@example.com");
        setup.accounts.createAdministrator("careful", "correct horse", "careful@example.com");

        assertThat(testPassword.holders()).containsExactly("admin");
        assertThat(testPassword.holders()).containsExactly("admin");

        setup.administration.setPassword("admin", "another one");
        assertThat(testPassword.holders()).isEmpty();
    }

    @Test
    void whoCannotSignInOrIsNoAdministratorDoesNotMatter() {
        setup.accounts.createAdministrator("admin", TestPassword.TEXT, "admin@example.com");
        setup.accounts.createAdministrator("other", "correct horse", "other@example.com");
        setup.administration.create("invited", "invited@example.com");
        setup.administration.grantAdmin("invited");

        setup.administration.disable("admin");

        assertThat(testPassword.holders()).isEmpty();
    }
}
