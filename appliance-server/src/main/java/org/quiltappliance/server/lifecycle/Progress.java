package org.quiltappliance.server.lifecycle;

import java.util.function.UnaryOperator;

/** How a step tells what it does and found out. May be called by any thread. */
public interface Progress {

    /** What exactly is done now, for people. */
    void detail(String text);

    /** How much of the step is done, 0 to 1; negative while nobody knows. */
    void share(double done);

    /** Somebody should know, though the start goes on. */
    void report(Problem notice);

    /** Changes what the snapshot says of the run. */
    void facts(UnaryOperator<RunFacts> change);
}
