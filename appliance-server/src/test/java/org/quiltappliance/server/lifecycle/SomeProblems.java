package org.quiltappliance.server.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.quiltappliance.server.lifecycle.Fix.TryAgain;

/** Problems for tests that care only for their kind. */
final class SomeProblems {

    static final Problem BLOCKING = of(ProblemCode.DISK_FULL, Map.of("disk", "/", "free", "1 MB"));
    static final Problem NOTICE = of(ProblemCode.DISK_LOW, Map.of("disk", "/", "free", "1 MB"));
    static final Problem FAILURE = of(ProblemCode.INTERNAL, Map.of("component", "A test", "message", "no"));

    private SomeProblems() {}

    private static Problem of(ProblemCode code, Map<String, String> values) {
        return Problem.of(code, code.name(), values, List.of(), List.of(new TryAgain()), Instant.EPOCH);
    }
}
