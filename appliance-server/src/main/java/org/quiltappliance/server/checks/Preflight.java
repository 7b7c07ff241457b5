package org.quiltappliance.server.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.quiltappliance.server.checks.Check.Finding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes all checks at once, each with little time ({@code control-panel.md} section 7). */
public final class Preflight {

    private static final Logger log = LoggerFactory.getLogger(Preflight.class);

    private final List<Check> checks;

    public Preflight(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** Those of them whose ids fit. */
    public Preflight only(Predicate<String> ids) {
        return new Preflight(
                checks.stream().filter(check -> ids.test(check.id())).toList());
    }

    /** One result for each check, in their order. A check that finds nothing out in time is skipped. */
    public List<CheckResult> run() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, checks.size()), work -> {
            var thread = new Thread(work, "check");
            thread.setDaemon(true);
            return thread;
        });
        try {
            var findings = new ArrayList<Future<Finding>>();
            checks.forEach(
                    check -> findings.add(threads.submit(() -> check.look().find())));
            long begin = System.nanoTime();
            var results = new ArrayList<CheckResult>();
            for (int i = 0; i < findings.size(); i++) {
                Check check = checks.get(i);
                long end = begin + check.patience().toNanos();
                results.add(check.result(wait(check, findings.get(i), end - System.nanoTime())));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Finding wait(Check check, Future<Finding> finding, long nanos) throws InterruptedException {
        try {
            return finding.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return Finding.skipped("It took too long to find out.");
        } catch (ExecutionException failed) {
            log.warn("The check {} failed.", check.id(), failed);
            return Finding.skipped("It could not be found out: " + failed.getCause());
        }
    }
}
