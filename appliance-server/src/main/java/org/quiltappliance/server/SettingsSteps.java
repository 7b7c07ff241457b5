package org.quiltappliance.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.Checks;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.MailConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.SettingProblem;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.home.OwnerFiles;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.lifecycle.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first steps of a start: are the settings, the home folder and this computer fit for it? */
final class SettingsSteps {

    private static final Logger log = LoggerFactory.getLogger(SettingsSteps.class);

    private final RunContext run;
    private final RunShape shape;

    SettingsSteps(RunContext run, RunShape shape) {
        this.run = run;
        this.shape = shape;
    }

    void check(Progress progress) throws IOException {
        var reading = run.source().settle();
        SettingsSource.lines(reading.settings()).forEach(log::info);
        reading.settings().notices().forEach(log::info);
        run.parts().settled().accept(reading.settings());
        var settled = reading.config()
                .orElseThrow(() -> new ProblemException(run.problems().configInvalid(reading.problems())));
        if (!RunShape.of(settled).equals(shape)) {
            throw new ProblemException(run.problems()
                    .configInvalid(List.of(new SettingProblem(
                            "The settings", "changed while the registry was starting. Start again."))));
        }
        hideSecrets(settled);
        var space = run.parts().disks().of(settled.home());
        var config = settled.with(settled.objects().keepingFree(space.keepFree()));
        run.settle(config);
        progress.facts(facts -> facts.of(config.mode(), config.name(), Places.of(config)));
    }

    private void hideSecrets(ApplianceConfig settled) {
        var redaction = run.parts().redaction();
        redaction.hide(settled.secretKey().reveal());
        settled.mail()
                .smtp()
                .flatMap(MailConfig.Smtp::login)
                .ifPresent(login -> redaction.hide(login.password().reveal()));
        settled.signIn()
                .github()
                .ifPresent(gitHub -> redaction.hide(gitHub.clientSecret().reveal()));
        settled.firstAdministrator().password().ifPresent(password -> redaction.hide(password.reveal()));
        if (settled.database() instanceof DatabaseConfig.Postgres postgres) {
            redaction.hide(postgres.password().reveal());
        } else if (settled.database() instanceof DatabaseConfig.Managed managed) {
            redaction.hide(managed.password().reveal());
        }
        if (settled.objects().store() instanceof StoreConfig.S3 s3) {
            redaction.hide(s3.secretKey().reveal());
        } else if (settled.objects().store() instanceof StoreConfig.Managed managed) {
            redaction.hide(managed.secretKey().reveal());
        }
    }

    void recover(Progress progress) throws IOException {
        var earlier = run.earlier();
        earlier.crash()
                .ifPresent(crash -> progress.report(run.problems()
                        .recovered(
                                crash.written(),
                                earlier.lastSign(),
                                run.source().home().logs().resolve("appliance.log"))));
        emptyTestFolder();
        if (run.config().mode() == Mode.TEST) {
            OwnerFiles.makeFolder(run.config().disk());
        }
    }

    void emptyTestFolder() throws IOException {
        OwnerFiles.empty(run.source().home().testObjects());
    }

    void preflight(Progress progress) throws InterruptedException {
        var results = new Checks(run.config(), run.parts().disks(), run.parts().clock())
                .preflight(run.earlier().process(), false, List.of())
                .run();
        results.forEach(
                result -> log.info("{} {}: {} - {}", result.id(), result.label(), result.outcome(), result.detail()));
        var found =
                results.stream().flatMap(result -> result.problem().stream()).toList();
        if (!found.isEmpty()) {
            throw new ProblemException(joined(found));
        }
        progress.detail(results.stream()
                .filter(result -> result.outcome() == CheckResult.Outcome.WARN)
                .map(CheckResult::detail)
                .collect(Collectors.joining(" ")));
    }

    /** The first, with the titles of the others among its evidence. */
    private static Problem joined(List<Problem> found) {
        Problem first = found.get(0);
        var evidence = new ArrayList<>(first.evidence());
        found.stream().skip(1).forEach(other -> evidence.add("Also: " + other.title() + ". " + other.message()));
        return new Problem(first.code(), first.title(), first.message(), evidence, first.fixes(), first.since());
    }
}
