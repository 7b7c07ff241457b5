package org.quiltappliance.server.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.testing.SteppingClock;

class SignInStatesTest {

    private final SteppingClock clock = new SteppingClock();
    private final SignInStates here = states("the key of all nodes");
    private final SignInStates there = states("the key of all nodes");

    private SignInStates states(String key) {
        return new SignInStates(new Secret(key), clock);
    }

    @Test
    void signInMayComeBackToAnotherNode() {
        assertThat(there.end(here.begin("browser"), "browser")).isTrue();
    }

    @Test
    void signInIsGoodOnceAtEachNodeInItsBrowserForTenMinutes() {
        String state = here.begin("browser");

        assertThat(here.end(state, "another")).isFalse();
        assertThat(here.end(state, "browser")).isTrue();
        assertThat(here.end(state, "browser")).isFalse();
        clock.advance(Duration.ofMinutes(10));
        assertThat(there.end(state, "browser")).isFalse();
    }

    @Test
    void changedOrForeignTextsAreNoSignIns() {
        String state = here.begin("browser");
        String later =
                Long.parseLong(state.substring(0, state.indexOf('.'))) + 9999 + state.substring(state.indexOf('.'));

        assertThat(here.end(later, "browser")).isFalse();
        assertThat(states("another key").end(state, "browser")).isFalse();
        assertThat(here.end("", "browser")).isFalse();
        assertThat(here.end("9".repeat(40) + state, "browser")).isFalse();
    }
}
