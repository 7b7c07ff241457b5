package org.quiltappliance.server.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

    @Test
    void bytesTakeTheirTime() {
        var pace = new Pace(1000, now::get, now::addAndGet);
        long began = now.get();

        for (int i = 0; i < 50; i++) {
            pace.take(100);
        }

        assertThat(now.get() - began).isEqualTo(5 * SECOND);
    }

    @Test
    void idleTimeIsNotMadeUpFor() {
        var pace = new Pace(1000, now::get, now::addAndGet);
        pace.take(1000);
        now.addAndGet(100 * SECOND);
        long again = now.get();

        pace.take(1000);

        assertThat(now.get() - again).isEqualTo(SECOND);
    }
}
