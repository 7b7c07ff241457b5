package org.quiltappliance.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.lifecycle.Watch.Memory;
import org.quiltappliance.server.lifecycle.Watch.Verdict;

class WatchTest {

    private static List<Verdict> verdicts(boolean... looks) {
        var verdicts = new ArrayList<Verdict>();
        var memory = Memory.FRESH;
        for (boolean problem : looks) {
            memory = memory.saw(problem);
            verdicts.add(memory.verdict());
            if (memory.verdict() != Verdict.NOTHING) {
                memory = memory.settled();
            }
        }
        return verdicts;
    }

    @Test
    void twoLooksChangeTheMind() {
        assertThat(verdicts(true, true, true, false, false, false))
                .containsExactly(
                        Verdict.NOTHING,
                        Verdict.APPEARED,
                        Verdict.NOTHING,
                        Verdict.NOTHING,
                        Verdict.GONE,
                        Verdict.NOTHING);
    }

    @Test
    void oneLookIsChance() {
        assertThat(verdicts(true, false, true, false)).containsOnly(Verdict.NOTHING);
        assertThat(verdicts(true, true, false, true, false, true))
                .filteredOn(Verdict.GONE::equals)
                .isEmpty();
    }
}
