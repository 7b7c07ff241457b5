package org.quiltappliance.server;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quiltappliance.server.checks.Check;
import org.quiltappliance.server.checks.Check.Finding;
import org.quiltappliance.server.checks.CheckResult.Stage;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.containers.docker.DockerFinding;
import org.quiltappliance.server.containers.docker.DockerFinding.Obstacle;
import org.quiltappliance.server.containers.docker.DockerFinding.Ready;
import org.quiltappliance.server.lifecycle.ContainerProblems;
import org.quiltappliance.server.lifecycle.DataProblems;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.mail.MailProbe;
import org.quiltappliance.server.objects.S3Check;

/**
 * The checks of what stands behind the registry ({@code control-panel.md} section 7): engine, images and volumes (PF-D1 to
 * PF-D6), an S3 server elsewhere (PF-E2), the mail server (PF-M1). Those that are not needed say so.
 *
 * @param look is asked by all of them, and stays open
 */
record BackingChecks(EngineLook look, Clock clock) {

    /** Of the engine: what an engine that answers slowly may take, and the checks that wait for it. */
    private static final Duration ENGINE = Duration.ofSeconds(8);

    private static final Duration WITH_REGISTRIES = Duration.ofSeconds(15);
    private static final Duration REGISTRY = Duration.ofSeconds(3);

    private static final String NO_CONTAINERS = "Nothing of this registry is in containers.";

    private ApplianceConfig config() {
        return look.config();
    }

    List<Check> engine() {
        return List.of(
                engine("PF-D1", "Docker", ENGINE, () -> at(Obstacle.PLACE)),
                engine("PF-D2", "Docker's version", ENGINE, () -> at(Obstacle.VERSION)),
                engine("PF-D3", "Docker's kind", ENGINE, () -> at(Obstacle.KIND)),
                engine("PF-D4", "Images", WITH_REGISTRIES, () -> with(this::images)),
                engine("PF-D5", "Volumes", WITH_REGISTRIES, () -> with(this::volumes)),
                engine("PF-D6", "Names in Docker", WITH_REGISTRIES, () -> with(this::names)));
    }

    private Check engine(String id, String label, Duration patience, Check.Look work) {
        return config().needsContainers()
                ? new Check(id, label, patience, work)
                : Check.skipped(id, label, NO_CONTAINERS);
    }

    List<Check> services() {
        return List.of(
                config().objects().store() instanceof StoreConfig.S3 elsewhere
                        ? new Check("PF-E2", "S3 server", ENGINE, () -> bucket(elsewhere))
                        : Check.skipped("PF-E2", "S3 server", "The objects are not on an S3 server elsewhere."),
                config().mail()
                        .smtp()
                        .map(server -> new Check("PF-M1", "Mail server", ENGINE, () -> mail(new MailProbe(server))))
                        .orElseGet(() ->
                                Check.skipped("PF-M1", "Mail server", "No mail server is set; mails are kept here.")));
    }

    /** One of the questions whether the engine can be used at all; those behind one that was answered with no are not asked. */
    private Finding at(Obstacle question) throws InterruptedException {
        DockerFinding finding = look.finding();
        Obstacle obstacle = finding.obstacle();
        if (obstacle == question) {
            return Finding.fail(problem(finding));
        }
        if (obstacle != Obstacle.NONE && obstacle.compareTo(question) < 0) {
            return after(obstacle);
        }
        return finding instanceof Ready ready ? good(question, ready) : passed(question);
    }

    private static Finding good(Obstacle question, Ready ready) {
        var info = ready.info();
        return switch (question) {
            case PLACE, NONE -> Finding.ok(info.product() + " " + info.version() + " at " + ready.endpoint() + ".");
            case VERSION -> Finding.ok("API " + info.apiVersion() + " is what both sides know.");
            case KIND ->
                Finding.ok("On this computer, " + EngineText.rights(info) + ", with " + info.osType()
                        + " containers for " + info.architecture() + ".");
        };
    }

    /** An engine that cannot be used for a later reason. */
    private static Finding passed(Obstacle question) {
        return question == Obstacle.PLACE
                ? Finding.ok("There is one; see the next lines.")
                : Finding.skipped("Not asked, as the engine cannot be used anyway (see PF-D3).");
    }

    private static Finding after(Obstacle obstacle) {
        String id = switch (obstacle) {
            case NONE, PLACE -> "PF-D1";
            case VERSION -> "PF-D2";
            case KIND -> "PF-D3";
        };
        return Finding.skipped("Not looked at, as there is no engine that can be used (see " + id + ").");
    }

    private Problem problem(DockerFinding finding) {
        return finding.problem(new ContainerProblems(clock)).orElseThrow();
    }

    private interface Question {
        Finding of(Backing backing) throws InterruptedException;
    }

    private Finding with(Question question) throws IOException, InterruptedException {
        Obstacle obstacle = look.finding().obstacle();
        if (obstacle != Obstacle.NONE) {
            return after(obstacle);
        }
        try {
            return question.of(look.backing());
        } catch (ProblemException known) {
            return Finding.fail(known.problem());
        }
    }

    private Finding images(Backing backing) throws InterruptedException {
        var downloads = backing.services().downloads(REGISTRY);
        if (downloads.downloads().isEmpty()) {
            return Finding.ok("All are here.");
        }
        String text = "To be downloaded: " + joined(downloads.downloads())
                + (downloads.megabytes() > 0 ? " (about " + downloads.megabytes() + " MB)." : ".");
        return Finding.warn(
                downloads.unsure().isEmpty()
                        ? text
                        : text + " Whether the registry has it could not be asked: " + joined(downloads.unsure())
                                + ".");
    }

    private static String joined(List<?> names) {
        return names.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private Finding volumes(Backing backing) throws InterruptedException {
        List<String> there = backing.services().requireVolumes();
        return Finding.ok(there.isEmpty() ? "None yet; they will be made." : joined(there) + ".");
    }

    private Finding names(Backing backing) throws InterruptedException {
        return Finding.ok(joined(backing.services().requireNames()) + " are free or ours.");
    }

    private Finding bucket(StoreConfig.S3 elsewhere) {
        var finding = new S3Check(elsewhere, false, clock).run();
        var stages = new ArrayList<Stage>();
        finding.passed().forEach(passed -> stages.add(new Stage(word(passed.stage()), true, passed.detail())));
        Optional<S3Check.Failed> failed = finding.failed();
        failed.ifPresent(last -> stages.add(new Stage(word(last.stage()), false, last.reason())));
        return failed.map(last -> Finding.fail(BucketProblems.of(last.failure(), new DataProblems(clock))))
                .orElseGet(() -> inTime(elsewhere, finding.clocksApart()))
                .after(stages);
    }

    private static Finding inTime(StoreConfig.S3 elsewhere, Duration apart) {
        String place = elsewhere.endpoint() + ", bucket " + elsewhere.bucket();
        return apart.abs().compareTo(ClockWatch.FAR_APART) > 0
                ? Finding.warn(place + " can be used, but its clock and ours are "
                        + apart.abs().toMinutes() + " minutes apart.")
                : Finding.ok(place + " can be used.");
    }

    private static String word(S3Check.Stage stage) {
        return switch (stage) {
            case RESOLVE -> "name";
            case TLS -> "connection";
            case CREDENTIALS -> "keys";
            case BUCKET -> "bucket";
            case PUT_GET_DELETE -> "put, get, delete";
            case RANGE_GET -> "get of a part";
            case MULTIPART -> "upload in parts";
            case PRESIGNED_GET -> "signed link";
            case CLOCK -> "clock";
        };
    }

    /** Only a warning: a registry works without mails. */
    private static Finding mail(MailProbe probe) {
        return probe.run()
                .map(reason -> Finding.warn("Mails could not be sent now. " + reason))
                .orElseGet(() -> Finding.ok(probe.server() + " takes mails."));
    }
}
