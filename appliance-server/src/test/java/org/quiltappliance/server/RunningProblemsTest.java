package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.TlsConfig;
import org.quiltappliance.server.containers.Role;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.home.RunRecord;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Component.Health;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.ProblemCode.Severity;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.lifecycle.Progress;
import org.quiltappliance.server.lifecycle.RunFacts;
import org.quiltappliance.server.lifecycle.Watch;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.testing.FakeContainerRuntime.Behaviour;
import org.quiltappliance.server.testing.FakeRegistry;
import org.quiltappliance.server.testing.SteppingClock;
import org.quiltappliance.server.tls.ServerCertificate;

/** The table of {@code control-panel.md} 5.6: each problem comes, does what it says, and goes by itself. */
class RunningProblemsTest extends ServiceSetup {

    private void silent(String part) {
        FakeRegistry.Deed silence = () -> {
            throw new Unavailable("connection refused");
        };
        test.script.at(part, silence);
    }

    private void wellAgain(String part) {
        test.script.at(part, () -> {});
    }

    @Test
    void startKeepsHowLongItsStepsTook() throws Exception {
        test.started();

        assertThat(test.home.stepTimes()).content().contains("database: Opening the database", "self-check: ");
    }

    @Test
    void missingBackupIsToldUntilThereIsOne() throws Exception {
        var clock = new SteppingClock();
        var service = test.at(clock).persistent().started();
        assertThat(test.present(ProblemCode.BACKUP_OVERDUE)).isEmpty();

        clock.advance(Duration.ofDays(8));
        service.lookNow();
        var problem = test.awaitProblem(ProblemCode.BACKUP_OVERDUE);
        assertThat(problem.message()).startsWith("There is none yet.");
        assertThat(service.snapshot().state()).isEqualTo(ApplianceState.RUNNING);
        assertThat(problem.fixes().get(0)).isEqualTo(new Fix.BackUpNow());
    }

    @Test
    void silentDatabaseDegradesUntilItAnswers() throws Exception {
        test.persistent().started();

        silent("prove database");
        assertThat(test.awaitProblem(ProblemCode.DB_DOWN).severity()).isEqualTo(Severity.BLOCKING);
        test.awaitState(ApplianceState.DEGRADED);
        assertThat(test.service().snapshot().components().get(Part.DATABASE).health())
                .isEqualTo(Health.DOWN);

        wellAgain("prove database");
        test.awaitState(ApplianceState.RUNNING);
        assertThat(test.present(ProblemCode.DB_DOWN)).isEmpty();
        assertThat(test.service().snapshot().components().get(Part.DATABASE).health())
                .isEqualTo(Health.UP);
    }

    @Test
    void silentStorageDegradesUntilItAnswers() throws Exception {
        test.persistent().started();

        silent("prove store");
        test.awaitProblem(ProblemCode.STORE_DOWN);
        test.awaitState(ApplianceState.DEGRADED);

        wellAgain("prove store");
        test.awaitState(ApplianceState.RUNNING);
    }

    @Test
    void diskThatFillsUpIsLowThenFullThenWell() throws Exception {
        test.started();

        test.disk.set(new DiskSpace(2L << 30, 100L << 30));
        var low = test.awaitProblem(ProblemCode.DISK_LOW);
        assertThat(low.severity()).isEqualTo(Severity.NOTICE);
        assertThat(low.fixes().get(0)).isEqualTo(new Fix.CleanUp());
        assertThat(test.service().snapshot().state()).isEqualTo(ApplianceState.RUNNING);

        test.disk.set(new DiskSpace(1, 100L << 30));
        assertThat(test.awaitProblem(ProblemCode.DISK_FULL).fixes())
                .extracting(Fix::getClass)
                .startsWith(Fix.OpenFolder.class, Fix.CleanUp.class, Fix.ReadHelp.class);
        test.awaitGone(ProblemCode.DISK_LOW);
        test.awaitState(ApplianceState.DEGRADED);

        test.disk.set(ServiceUnderTest.PLENTY);
        test.awaitState(ApplianceState.RUNNING);
        test.awaitGone(ProblemCode.DISK_LOW);
    }

    @Test
    void mailsThatFailAreToldUntilOneGoesOut() throws Exception {
        test.started();

        test.script.mailTrouble = Optional.of("The mail server mail:25 cannot be reached.");
        var problem = test.awaitProblem(ProblemCode.MAIL_FAILING);
        assertThat(problem.message()).contains("mail:25");
        assertThat(problem.fixes()).containsExactly(new Fix.OpenSetting("SMTP_HOST"), new Fix.SendTestMail());
        assertThat(test.service().snapshot().state()).isEqualTo(ApplianceState.RUNNING);

        test.script.mailTrouble = Optional.empty();
        test.awaitGone(ProblemCode.MAIL_FAILING);
    }

    @Test
    void everythingThatIsWatchedIsOnTheList() throws Exception {
        test.persistent();
        var plan = new RunPlan(new RunContext.Surroundings(
                test.source(),
                EarlierRun.of(test.home, Instant.now()),
                ServiceParts.real(test.script::make, new Redaction(), settings -> {}, made -> {}),
                new Problems(Clock.systemUTC())));
        for (var step : plan.steps()) {
            if (step.id().equals("config.check") || step.id().equals("database")) {
                step.work().run(new NoProgress());
            }
        }

        assertThat(plan.watches())
                .extracting(Watch::code)
                .contains(
                        ProblemCode.DISK_FULL,
                        ProblemCode.DISK_LOW,
                        ProblemCode.MAIL_FAILING,
                        ProblemCode.DB_POOL_WAIT,
                        ProblemCode.HEAP_HIGH,
                        ProblemCode.BACKUP_OVERDUE,
                        ProblemCode.DEFAULT_PASSWORD,
                        ProblemCode.DB_DOWN,
                        ProblemCode.STORE_DOWN);
    }

    private static final class NoProgress implements Progress {
        @Override
        public void detail(String text) {}

        @Override
        public void share(double done) {}

        @Override
        public void report(Problem notice) {}

        @Override
        public void facts(UnaryOperator<RunFacts> change) {}
    }

    @Test
    void engineThatGoesAwayIsToldAndItsLogsAreFollowedWhenItIsBack() throws Exception {
        var service = test.withContainer().withImage().started();
        var store = service.snapshot().components();
        assertThat(store.get(Part.DOCKER).detail()).contains("Docker 20.10.24", "API 1.41", "amd64");
        String container = "quilt-appliance-" + service.snapshot().instanceId() + "-store";
        assertThat(test.engine.opened())
                .as("checks and start share one connection")
                .isEqualTo(1);

        test.containers.vanish();
        var problem = test.awaitProblem(ProblemCode.DOCKER_GONE);
        assertThat(problem.fixes()).extracting(Fix::getClass).startsWith(Fix.StartProgram.class, Fix.ReadHelp.class);
        test.awaitState(ApplianceState.DEGRADED);

        test.containers.comeBack();
        test.awaitState(ApplianceState.RUNNING);
        test.containers.say(container, "after the engine came back");
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(test.home.logs().resolve(Role.STORE.logFile()))
                        .content()
                        .contains("after the engine came back"));

        test.end();
        assertThat(test.engine.closed()).isEqualTo(test.engine.opened());
    }

    @Test
    void storageThatDoesNotStayUpIsLeftAloneWithItsLastLines() throws Exception {
        var service = test.withContainer().withImage().started();
        String container = "quilt-appliance-" + service.snapshot().instanceId() + "-store";
        test.containers.behave(ServiceUnderTest.image("2").id(), Behaviour.ending(1, "no space left on device"));

        test.containers.end(container, 1, "no space left on device");
        silent("prove store");

        await().atMost(120, SECONDS)
                .until(() -> test.present(ProblemCode.STORE_DOWN)
                        .filter(problem -> problem.title().equals("The storage does not stay up"))
                        .isPresent());
        var problem = test.present(ProblemCode.STORE_DOWN).orElseThrow();
        assertThat(problem.evidence()).contains("no space left on device");
        assertThat(problem.fixes().get(0)).isEqualTo(new Fix.RestartContainer(container));

        test.containers.behave(ServiceUnderTest.image("2").id(), Behaviour.running());
        wellAgain("prove store");
        service.apply(problem.fixes().get(0)).result().get(60, SECONDS);
        test.awaitState(ApplianceState.RUNNING);
        assertThat(test.containers.container(container).orElseThrow().isRunning())
                .isTrue();
    }

    @Test
    void containersWithAnotherClockAreToldAndTheStorageCanBeRestarted() throws Exception {
        test.containers.setAhead(Duration.ofSeconds(-100));
        var service = test.withContainer().withImage().started();
        String container = "quilt-appliance-" + service.snapshot().instanceId() + "-store";

        var problem = test.awaitProblem(ProblemCode.CLOCK_SKEW);
        assertThat(problem.severity()).isEqualTo(Severity.NOTICE);
        assertThat(problem.fixes().get(0)).isEqualTo(new Fix.RestartContainer(container));

        test.containers.setAhead(Duration.ZERO);
        var done = service.apply(new Fix.RestartContainer(container)).result().get(60, SECONDS);
        assertThat(done.started()).isEmpty();
        test.awaitGone(ProblemCode.CLOCK_SKEW);
    }

    @Test
    void newerPinIsToldAndChangesNothingUntilSomebodyReviewsIt() throws Exception {
        test.withContainer().withImage().started();
        test.end();
        test.set("APPLIANCE_STORE_IMAGE", "quay.io/minio/minio:2");
        test.containers.useRegistry((reference, progress) -> ServiceUnderTest.image("5"));

        var service = test.started();
        String container = "quilt-appliance-" + service.snapshot().instanceId() + "-store";

        assertThat(test.present(ProblemCode.IMAGE_OUTDATED).orElseThrow().message())
                .contains("runs quay.io/minio/minio:1", "says quay.io/minio/minio:2");
        assertThat(test.containers.container(container).orElseThrow().imageId())
                .isEqualTo(ServiceUnderTest.image("2").id());
        assertThat(test.containers.pulled()).isEmpty();
    }

    @Test
    void whatWasRecoveredCanBeTakenOffTheListAndNothingElse() throws Exception {
        Files.createDirectories(test.home.run());
        var now = Instant.now();
        new RunRecord("RUNNING", 1, now.minusSeconds(60), now.minusSeconds(30), false, true, List.of())
                .write(test.home);
        var service = test.started();
        assertThat(test.present(ProblemCode.RECOVERED)).isPresent();

        service.dismiss(ProblemCode.RECOVERED);

        test.awaitGone(ProblemCode.RECOVERED);
        assertThatThrownBy(() -> service.dismiss(ProblemCode.DISK_FULL)).isInstanceOf(Conflict.class);
    }

    @Test
    void problemThatBecomesMoreUrgentIsToldAnew() throws Exception {
        test.containers.setAhead(Duration.ofSeconds(100));
        var service = test.withContainer().withImage().started();
        assertThat(test.awaitProblem(ProblemCode.CLOCK_SKEW).severity()).isEqualTo(Severity.NOTICE);

        test.containers.setAhead(Duration.ofMinutes(10));
        service.lookNow();

        test.awaitState(ApplianceState.DEGRADED);
        assertThat(test.present(ProblemCode.CLOCK_SKEW).orElseThrow().severity())
                .isEqualTo(Severity.BLOCKING);
    }

    @Test
    void endOfACertificateBecomesMoreUrgentAndBlocksWhenItHasCome() throws Exception {
        var clock = new SteppingClock();
        var http = new HttpConfig(
                "127.0.0.1",
                0,
                0,
                URI.create("https://localhost"),
                URI.create("https://localhost"),
                1,
                1,
                new TlsConfig.SelfSigned(folder.resolve("tls")),
                List.of());
        var certificate = ServerCertificate.of(http, clock).orElseThrow();
        certificate.load();
        test.script.certificate = Optional.of(certificate);
        var service = test.at(clock).started();

        clock.advance(Duration.ofDays(397 - 20));
        service.lookNow();
        var month = test.awaitProblem(ProblemCode.CERT_EXPIRES);
        clock.advance(Duration.ofDays(15));
        service.lookNow();
        awaitTitle("The certificate expires within a week");
        clock.advance(Duration.ofHours(4 * 24 + 1));
        service.lookNow();
        awaitTitle("The certificate expires within a day");
        assertThat(service.snapshot().state()).isEqualTo(ApplianceState.RUNNING);
        clock.advance(Duration.ofDays(1));
        service.lookNow();
        awaitTitle("The certificate has expired");
        test.awaitState(ApplianceState.DEGRADED);

        assertThat(month.title()).isEqualTo("The certificate expires within a month");
        assertThat(test.script.diary).as("a newer one was looked for").contains("renew");
        // As a server does that is told of a newer one: the self-signed one is made anew.
        certificate.load();
        service.apply(new Fix.RenewCertificate()).result().get(60, SECONDS);
        test.awaitGone(ProblemCode.CERT_EXPIRES);
        test.awaitState(ApplianceState.RUNNING);
    }

    private void awaitTitle(String title) {
        await().atMost(60, SECONDS)
                .until(() -> test.present(ProblemCode.CERT_EXPIRES)
                        .filter(problem -> problem.title().equals(title))
                        .isPresent());
    }

    @Test
    void databaseWithoutRoomIsToldAsAFullDisk() throws Exception {
        test.persistent().started();

        test.script.databaseLacksSpace = true;

        var problem = test.awaitProblem(ProblemCode.DISK_FULL);
        assertThat(problem.isBlocking()).isTrue();
        assertThat(problem.message()).contains("No room is left", "test");
        assertThat(problem.fixes().get(0)).isEqualTo(new Fix.CleanUp());
        test.script.databaseLacksSpace = false;
        test.awaitGone(ProblemCode.DISK_FULL);
    }

    @Test
    void clocksOfDatabaseAndStorageElsewhereAreComparedWithOurs() throws Exception {
        test.script.databaseAhead = Duration.ofSeconds(-90);
        test.persistent().started();

        var problem = test.awaitProblem(ProblemCode.CLOCK_SKEW);

        assertThat(problem.isBlocking()).isFalse();
        assertThat(problem.title()).contains("database server");
        assertThat(problem.message()).containsPattern("\\d\\d seconds behind");
        test.script.databaseAhead = Duration.ZERO;
        test.script.storeAhead = Duration.ofMinutes(10);
        test.service().lookNow();
        await().atMost(60, SECONDS)
                .until(() -> test.present(ProblemCode.CLOCK_SKEW)
                        .filter(told -> told.title().contains("storage server") && told.isBlocking())
                        .isPresent());
    }
}
