package org.quiltappliance.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.accounts.Throttle.Limit;
import org.quiltappliance.server.errors.ApplianceException.TooMany;
import org.quiltappliance.server.testing.SteppingClock;

class ThrottleTest {

    private final SteppingClock clock = new SteppingClock();
    private final Throttle throttle = new Throttle(clock);

    @Test
    void emptyBucketRefusesAndSaysHowLongToWait() {
        take(20);
        clock.advance(Duration.ofSeconds(4));

        assertThatThrownBy(() -> take(1))
                .isInstanceOf(TooMany.class)
                .hasMessage("Too many attempts. Wait 11 seconds and try again.");
    }

    @Test
    void timeFillsTheBucketAgainOneByOne() {
        take(20);
        clock.advance(Duration.ofSeconds(15));
        take(1);
        assertThatThrownBy(() -> take(1)).isInstanceOf(TooMany.class);

        clock.advance(Duration.ofDays(1));
        take(20);
        assertThatThrownBy(() -> take(1)).isInstanceOf(TooMany.class);
    }

    @Test
    void askingWhileRefusedDoesNotMakeTheWaitLonger() {
        take(20);
        for (int i = 0; i < 14; i++) {
            clock.advance(Duration.ofSeconds(1));
            assertThatThrownBy(() -> take(1)).isInstanceOf(TooMany.class);
        }
        clock.advance(Duration.ofSeconds(1));
        take(1);

        assertThat(throttle.keys(Limit.PASSWORD)).isEqualTo(1);
    }

    @Test
    void whatIsGivenBackCostsNothingAndIsForgotten() {
        for (int i = 0; i < 100; i++) {
            take(1);
            throttle.giveBack(Limit.PASSWORD, "alice");
        }

        assertThat(throttle.keys(Limit.PASSWORD)).isZero();
    }

    @Test
    void keysAndLimitsAreApart() {
        take(20);

        throttle.take(Limit.PASSWORD, "bob");
        throttle.take(Limit.CODE, "alice");
        assertThatThrownBy(() -> take(1)).isInstanceOf(TooMany.class);
    }

    @Test
    void memoryIsBounded() {
        take(20);
        for (int i = 0; i < Throttle.MOST_KEYS + 5; i++) {
            throttle.take(Limit.PASSWORD, "name" + i);
        }

        assertThat(throttle.keys(Limit.PASSWORD)).isEqualTo(Throttle.MOST_KEYS);
        take(1); // forgotten, as it was used least lately
    }

    private void take(int times) {
        for (int i = 0; i < times; i++) {
            throttle.take(Limit.PASSWORD, "alice");
        }
    }
}
