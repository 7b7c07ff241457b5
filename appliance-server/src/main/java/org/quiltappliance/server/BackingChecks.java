package org.quiltappliance.server;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.quiltappliance.server.checks.Check;
import org.quiltappliance.server.checks.Check.Finding;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.containers.docker.DockerFinding;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.DataProblems;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.objects.S3Check;

/** The checks of what stands behind the registry in persistent mode: engine, images, volumes, an S3 server elsewhere. */
record BackingChecks(
        ApplianceConfig config,
        Home home,
        Redaction redaction,
        Clock clock,
        Function<Optional<String>, DockerFinding> engines) {

    List<Check> all() {
        var checks = new ArrayList<Check>();
        if (config.needsContainers()) {
            checks.add(new Check("PF-D", "Docker, images and volumes", this::containers));
        }
        if (config.objects().store() instanceof StoreConfig.S3 elsewhere) {
            checks.add(new Check("PF-E2", "S3 server", () -> bucket(elsewhere)));
        }
        return checks;
    }

    private Finding containers() throws IOException {
        try (var backing = Backing.connect(engines, config, home, redaction, clock)) {
            var outlook = backing.services().examine();
            Optional<Problem> first = outlook.problems().stream().findFirst();
            if (first.isPresent()) {
                return Finding.fail(first.get());
            }
            if (outlook.downloads().isEmpty()) {
                return Finding.ok(backing.engine() + "; all images are here.");
            }
            return Finding.warn(backing.engine() + "; to be downloaded: "
                    + outlook.downloads().stream().map(Object::toString).collect(Collectors.joining(", "))
                    + (outlook.megabytes() > 0 ? " (about " + outlook.megabytes() + " MB)." : "."));
        } catch (ProblemException known) {
            return Finding.fail(known.problem());
        }
    }

    private Finding bucket(StoreConfig.S3 elsewhere) {
        var finding = new S3Check(elsewhere, false, clock).run();
        return finding.failed()
                .map(failed -> Finding.fail(BucketProblems.of(failed.failure(), new DataProblems(clock))))
                .orElseGet(() -> Finding.ok(elsewhere.endpoint() + ", bucket " + elsewhere.bucket() + ": "
                        + finding.passed().stream().map(S3Check.Passed::detail).collect(Collectors.joining(", "))
                        + "."));
    }
}
