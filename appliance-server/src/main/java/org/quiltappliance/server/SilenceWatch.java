package org.quiltappliance.server;

import java.util.Optional;
import java.util.function.Function;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.Watch;
import org.quiltappliance.server.objects.S3Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database or the storage answers. The log tells why not, and when that becomes another reason. */
final class SilenceWatch implements Watch.Probe {

    private static final Logger log = LoggerFactory.getLogger(SilenceWatch.class);

    private final String what;
    private final Runnable proof;
    private final Function<String, Problem> problem;
    private String known = "";

    /**
     * @param what is asked, for the log
     * @param proof that it answers, or an {@link ApplianceException}
     * @param problem of the reason, which stands in brackets within a sentence
     */
    SilenceWatch(String what, Runnable proof, Function<String, Problem> problem) {
        this.what = what;
        this.proof = proof;
        this.problem = problem;
    }

    @Override
    public Optional<Problem> look() {
        try {
            proof.run();
            note("");
            return Optional.empty();
        } catch (ApplianceException silent) {
            var reason = S3Failure.behind(silent)
                    .map(S3Failure::sentence)
                    .orElseGet(silent::text)
                    .replaceFirst("\\.$", "");
            note(reason);
            return Optional.of(problem.apply(reason));
        }
    }

    /** Looks come from one thread after the other. */
    private synchronized void note(String reason) {
        if (!reason.equals(known)) {
            log.info("{}: {}", what, reason.isEmpty() ? "answers" : reason);
            known = reason;
        }
    }
}
