package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.containers.EngineException.Kind;
import org.quiltappliance.server.containers.docker.DockerFinding;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.home.RunRecord;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.LocalImages;

/** After a fix the start that failed goes on by itself ({@code control-panel.md} ER-1). */
class FixesTest extends ServiceSetup {

    /** Those that open something or show how people do it. */
    private static final Set<Class<? extends Fix>> FOR_PEOPLE = Set.of(
            Fix.ChangePassword.class,
            Fix.ChooseFolder.class,
            Fix.OpenFolder.class,
            Fix.ShowLog.class,
            Fix.ShowOther.class,
            Fix.ReadHelp.class,
            Fix.UseOwnServices.class,
            Fix.StartProgram.class,
            Fix.CopyCommand.class,
            Fix.RestoreBackup.class,
            Fix.OpenSystemSettings.class,
            Fix.SaveDiagnostics.class,
            Fix.Quit.class);

    private FixResult apply(Fix fix) throws Exception {
        return test.service().apply(fix).result().get(60, SECONDS);
    }

    private static void assertStarted(FixResult result) {
        assertThat(result.started())
                .hasValueSatisfying(outcome -> assertThat(outcome).isInstanceOf(Outcome.Done.class));
    }

    @Test
    void everyFixIsDoneHereOrByPeople() {
        var service = test.open();
        var done = Stream.of(Fix.class.getPermittedSubclasses())
                .filter(type -> !FOR_PEOPLE.contains(type))
                .collect(Collectors.toSet());

        assertThat(service.fixes().kinds()).isEqualTo(done);
    }

    @Test
    @Tag("AT-02")
    void nextFreePortIsTakenAndTheStartGoesOn() throws Exception {
        int port = FreePort.find();
        test.set("APPLIANCE_REGISTRY_PORT", "" + port);
        try (var other = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(other.isBound()).isTrue();
            var problem = test.failure();
            assertThat(problem.code()).isEqualTo(ProblemCode.PORT_IN_USE);

            var result = apply(problem.fixes().get(0));

            assertStarted(result);
            var snapshot = test.service().snapshot();
            assertThat(snapshot.state()).isEqualTo(ApplianceState.RUNNING);
            assertThat(snapshot.endpoints().orElseThrow().registry().getPort()).isGreaterThan(port);
        }
    }

    @Test
    void settingOfTheEnvironmentIsNotWrittenInVain() throws Exception {
        int port = FreePort.find();
        test.environment.put("APPLIANCE_REGISTRY_PORT", "" + port);
        test.open();

        assertThatThrownBy(() -> apply(new Fix.UsePort("APPLIANCE_REGISTRY_PORT", 5001)))
                .hasCauseInstanceOf(Conflict.class)
                .hasMessageContaining("set by the environment");
        assertThat(test.home.settings()).content().doesNotContain("5001");
    }

    @Test
    void invalidSettingTakesItsDefault() throws Exception {
        Files.writeString(test.home.settings(), Files.readString(test.home.settings()) + "APPLIANCE_URL_EXPIRY=soon\n");
        var problem = test.failure();
        assertThat(problem.fixes().get(1)).isEqualTo(new Fix.UseDefault("APPLIANCE_URL_EXPIRY"));

        assertStarted(apply(problem.fixes().get(1)));
    }

    @Test
    void valueThatSomebodyTypesIsChecked() throws Exception {
        Files.writeString(test.home.settings(), Files.readString(test.home.settings()) + "APPLIANCE_URL_EXPIRY=soon\n");
        test.failure();
        var fix = new Fix.OpenSetting("APPLIANCE_URL_EXPIRY");

        assertThatThrownBy(() -> apply(fix)).hasCauseInstanceOf(Invalid.class);
        assertThatThrownBy(() -> test.service().apply(fix, "later").result().get(60, SECONDS))
                .hasCauseInstanceOf(Invalid.class);
        assertThat(test.service().snapshot().state()).isEqualTo(ApplianceState.FAILED);
        assertStarted(test.service().apply(fix, "12h").result().get(60, SECONDS));
    }

    @Test
    @Tag("AT-04")
    void testModeIsStartedInstead() throws Exception {
        test.withContainer();
        test.engine.findInstead(new DockerFinding.NotInstalled(List.of()));
        var problem = test.failure();
        assertThat(problem.code()).isEqualTo(ProblemCode.DOCKER_NOT_INSTALLED);
        assertThat(problem.fixes()).hasSize(3);

        assertStarted(apply(new Fix.StartInTestMode()));

        assertThat(test.service().snapshot().mode()).isEqualTo(Mode.TEST);
        assertThat(test.home.settings()).content().contains("APPLIANCE_MODE=persistent");
    }

    @Test
    @Tag("AT-05")
    void checkingAgainContinues() throws Exception {
        test.withContainer().withImage();
        test.engine.findInstead(new DockerFinding.NotRunning("Docker", "unix:///x", "refused"));
        var problem = test.failure();
        assertThat(problem.code()).isEqualTo(ProblemCode.DOCKER_NOT_RUNNING);
        var stillDown = apply(new Fix.CheckAgain());
        assertThat(stillDown.started().orElseThrow()).isInstanceOf(Outcome.Failed.class);

        test.engine.comeUp();

        assertStarted(apply(new Fix.CheckAgain()));
    }

    @Test
    @Tag("AT-08")
    void imageFromAnArchiveLetsTheStartGoOn() throws Exception {
        test.withContainer();
        test.containers.useRegistry((reference, progress) -> {
            throw new EngineException(Kind.IMAGE_DENIED, "denied");
        });
        var problem = test.failure();
        assertThat(problem.code()).isEqualTo(ProblemCode.IMAGE_NOT_FOUND);
        assertThat(problem.fixes()).contains(new Fix.LoadImages());
        Path archive = LocalImages.archive(LocalImages.SMALL);
        test.set("APPLIANCE_STORE_IMAGE", LocalImages.SMALL);
        test.containers.knowArchive(archive, Map.of(LocalImages.SMALL, ServiceUnderTest.image("2")));

        var result = test.service()
                .apply(new Fix.LoadImages(), archive.toString())
                .result()
                .get(60, SECONDS);

        assertStarted(result);
        assertThat(result.done()).contains(archive.toString());
    }

    @Test
    void otherImageIsTakenOnRequest() throws Exception {
        test.withContainer();
        test.containers.useRegistry((reference, progress) -> {
            throw new EngineException(Kind.IMAGE_DENIED, "denied");
        });
        test.failure();
        test.containers.withImage("quay.io/minio/minio:3", ServiceUnderTest.image("3"));

        assertStarted(apply(new Fix.UseImage("APPLIANCE_STORE_IMAGE", "quay.io/minio/minio:3")));
    }

    @Test
    void nothingIsStartedThatNobodyStarted() throws Exception {
        test.open();

        var result = apply(new Fix.UseDefault("APPLIANCE_URL_EXPIRY"));

        assertThat(result.started()).isEmpty();
        assertThat(test.service().snapshot().state()).isEqualTo(ApplianceState.STOPPED);
    }

    @Test
    void settingThatTakesEffectAtAStartRestartsARegistryThatRuns() throws Exception {
        test.started();
        int port = FreePort.find();

        assertStarted(apply(new Fix.UsePort("APPLIANCE_CATALOG_PORT", port)));

        assertThat(test.service().snapshot().endpoints().orElseThrow().catalog().getPort())
                .isEqualTo(port);
    }

    @Test
    void processOfSomebodyElseIsNeverEnded() throws Exception {
        var other = new ProcessBuilder("sleep", "600").start();
        try {
            test.open();

            assertThatThrownBy(() -> apply(new Fix.StopOwnProcess(other.pid())))
                    .hasCauseInstanceOf(Conflict.class)
                    .hasMessageContaining("is not an earlier one of this registry");
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroy();
        }
    }

    @Test
    void earlierProcessOfThisHomeIsEndedOnRequest() throws Exception {
        var earlier = new ProcessBuilder("sleep", "600").start();
        try {
            var since = earlier.toHandle().info().startInstant().orElseThrow();
            Files.createDirectories(test.home.run());
            new RunRecord("RUNNING", earlier.pid(), since, since, true, false, List.of()).write(test.home);
            test.open();

            apply(new Fix.StopOwnProcess(earlier.pid()));

            assertThat(earlier.isAlive()).isFalse();
        } finally {
            earlier.destroyForcibly();
        }
    }

    @Test
    void stopWinsOverAStartThatAFixBegan() throws Exception {
        Files.writeString(test.home.settings(), Files.readString(test.home.settings()) + "APPLIANCE_URL_EXPIRY=soon\n");
        test.failure();
        var reached = new CountDownLatch(1);
        test.script.at("database", () -> {
            reached.countDown();
            new CountDownLatch(1).await();
        });
        var task = test.service().apply(new Fix.UseDefault("APPLIANCE_URL_EXPIRY"));
        reached.await();

        test.service().stop(ApplianceService.DRAIN).get(60, SECONDS);

        assertThat(test.service().snapshot().state()).isEqualTo(ApplianceState.STOPPED);
        assertThat(task.result().handle((done, failed) -> true).get(60, SECONDS))
                .isTrue();
    }

    @Test
    void testMailIsSentAndItsFailureTold() throws Exception {
        test.started();
        var service = test.service();

        var sent = service.apply(new Fix.SendTestMail(), "ann@example.com")
                .result()
                .get(60, SECONDS);
        test.script.mailTrouble = Optional.of("The mail server refused the login: no.");

        assertThat(sent.done()).contains("ann@example.com");
        assertThat(test.script.diary).contains("mail to ann@example.com");
        assertThatThrownBy(() -> service.apply(new Fix.SendTestMail(), "ann@example.com")
                        .result()
                        .get(60, SECONDS))
                .hasMessageContaining("refused the login");
        assertThatThrownBy(() -> apply(new Fix.SendTestMail())).hasCauseInstanceOf(Invalid.class);
    }

    @Test
    void whatPeopleMustDoIsNotDoneHere() {
        var service = test.open();

        assertThat(service.canApply(new Fix.CopyCommand("sudo usermod -aG docker ann")))
                .isFalse();
        assertThat(service.canApply(new Fix.TryAgain())).isTrue();
        assertThatThrownBy(() -> service.apply(new Fix.Quit())).isInstanceOf(Conflict.class);
    }

    @Test
    void imageIsChangedAfterAReview() throws Exception {
        test.withContainer().withImage().started();
        test.end();
        test.set("APPLIANCE_STORE_IMAGE", "quay.io/minio/minio:2");
        test.containers.withImage("quay.io/minio/minio:2", ServiceUnderTest.image("5"));
        test.started();
        Problem problem = test.present(ProblemCode.IMAGE_OUTDATED).orElseThrow();

        var result = apply(problem.fixes().get(0));

        assertStarted(result);
        assertThat(result.done()).contains("The object storage");
        String container = "quilt-appliance-" + test.service().snapshot().instanceId() + "-store";
        assertThat(test.containers.container(container).orElseThrow().imageId())
                .isEqualTo(ServiceUnderTest.image("5").id());
        assertThat(test.present(ProblemCode.IMAGE_OUTDATED)).isEmpty();
        assertThat(test.service().data().backups())
                .as("saved before the change")
                .hasSize(1);
    }
}
