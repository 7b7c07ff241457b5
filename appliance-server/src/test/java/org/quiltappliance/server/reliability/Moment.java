package org.quiltappliance.server.reliability;

import java.time.Duration;
import java.util.Random;

/** When the process is killed. */
record Moment(Phase phase, int step, Duration after) {

    private static final int MOST_MILLIS_OF_LOAD = 2500;

    /** What the process is doing then. */
    enum Phase {
        FIRST_START("while it started on an empty home folder and an empty database"),
        START("while it started on data"),
        LOAD("while people pushed");

        private final String words;

        Phase(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static Moment ofFirstStart(Stage.Kind kind, Random random) {
        return ofStart(Phase.FIRST_START, kind, random);
    }

    static Moment ofStart(Stage.Kind kind, Random random) {
        return ofStart(Phase.START, kind, random);
    }

    /** Any step, and a while into it; the steps after a short one come into reach, too. */
    private static Moment ofStart(Phase phase, Stage.Kind kind, Random random) {
        return new Moment(
                phase, 1 + random.nextInt(kind.steps()), Duration.ofMillis(random.nextInt(kind.mostMillisOfAStep())));
    }

    static Moment ofLoad(Random random) {
        return new Moment(Phase.LOAD, 0, Duration.ofMillis(50 + random.nextInt(MOST_MILLIS_OF_LOAD)));
    }
}
