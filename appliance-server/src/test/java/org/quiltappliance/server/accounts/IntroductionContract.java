package org.quiltappliance.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quiltappliance.server.accounts.AccountsSetup.CLIENT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.errors.ApplianceException.Unauthenticated;

/** What holds of the first administrator's password, whatever ends a start, on every database. */
abstract class IntroductionContract {

    private static final Device DEVICE = Device.program(null);

    private final List<String> told = new ArrayList<>();
    private AccountsSetup setup;

    abstract DatabaseConfig database();

    @BeforeEach
    void open() {
        setup = AccountsSetup.on(database());
    }

    @AfterEach
    void close() {
        setup.close();
    }

    private void start(String password, Accounts.Introduction introduction) {
        setup.accounts.introduceFirstAdministrator("admin", "admin@example.com", () -> password, introduction);
    }

    private void start(String password) {
        start(password, (name, shown) -> told.add(name + " " + shown));
    }

    private void startThatEndsBeforeAnythingIsShown() {
        assertThatThrownBy(() -> start("never shown", (name, shown) -> {
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
    }

    private void signIn(String name, String password) {
        setup.signIns.prove(name, password, CLIENT);
    }

    @Test
    void passwordThatWasShownHolds() {
        start("first password");
        start("second password");

        assertThat(told).containsExactly("admin first password");
        signIn("admin", "first password");
        assertThat(setup.caller("admin").admin()).isTrue();
    }

    @Test
    void passwordThatNobodySawIsReplacedByAnother() {
        startThatEndsBeforeAnythingIsShown();
        assertThatThrownBy(() -> signIn("admin", "never shown")).isInstanceOf(Unauthenticated.class);

        start("second password");
        start("third password");

        assertThat(told).containsExactly("admin second password");
        signIn("admin", "second password");
    }

    @Test
    void passwordOfTheSettingsTakesThePlaceOfOneThatNobodySaw() {
        startThatEndsBeforeAnythingIsShown();

        assertThat(setup.accounts.createFirstAdministrator("admin", "of the settings", "admin@example.com"))
                .isTrue();
        start("another password");

        assertThat(told).isEmpty();
        signIn("admin", "of the settings");
    }

    @Test
    void accountsThatSomebodyUsesAreLeftAlone() {
        setup.administration.add("ann", "ann@example.com", true, Optional.empty());
        start("while her link is good");
        setup.clock.advance(Duration.ofDays(2));
        setup.administration.add("bob", "bob@example.com", false, Optional.empty());
        start("beside another account");

        assertThat(told).isEmpty();
        assertThatThrownBy(() -> signIn("ann", "while her link is good")).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void administratorWhoOnceSignedInAndLostThePasswordIsLeftAlone() {
        start("first password");
        setup.clock.advance(Duration.ofHours(1));
        setup.signIns.signIn("admin", "first password", CLIENT, DEVICE);
        setup.administration.resetPassword("admin");
        setup.clock.advance(Duration.ofDays(2));

        start("second password");

        assertThat(told).containsExactly("admin first password");
    }
}
