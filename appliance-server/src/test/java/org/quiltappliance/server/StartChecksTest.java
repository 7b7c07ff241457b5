package org.quiltappliance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.containers.ContainerSpec;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.containers.EngineException.Kind;
import org.quiltappliance.server.containers.Image;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.containers.docker.ApiVersion;
import org.quiltappliance.server.containers.docker.DockerFinding;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.testing.FreePort;

/** The table of {@code control-panel.md} section 7, line by line, where it concerns what stands behind the registry. */
class StartChecksTest extends ServiceSetup {

    private static final String POSTGRES = "docker.io/library/postgres:17.10";
    private static final String MINIO = "quay.io/minio/minio:1";
    private static final String ID = "0a1b2c3d";
    private static final List<String> IDS = List.of(
            "CF", "PF-1", "PF-2", "PF-2", "PF-3", "PF-4", "PF-5", "PF-6", "PF-7", "PF-8", "PF-9", "PF-D1", "PF-D2",
            "PF-D3", "PF-D4", "PF-D5", "PF-D6", "PF-E1", "PF-E2", "PF-M1");

    private void managed() throws Exception {
        test.set("APPLIANCE_MODE", "persistent");
        test.set("APPLIANCE_DB_IMAGE", POSTGRES);
        test.set("APPLIANCE_STORE_IMAGE", MINIO);
        new Instance(ID, Clock.systemUTC().instant(), Instance.FORMAT, "1", "1", Map.of()).write(test.home);
    }

    private void haveImages() {
        test.containers.withImage(POSTGRES, postgres("17")).withImage(MINIO, ServiceUnderTest.image("2"));
    }

    private static Image postgres(String major) {
        return new Image(
                "sha256:" + "1".repeat(64), List.of(), List.of(), "amd64", 1000, "", Map.of("PG_MAJOR", major));
    }

    private List<CheckResult> run() {
        return new StartChecks(test.source(), path -> test.disk.get(), Clock.systemUTC(), test.engine).run(false);
    }

    private Map<String, CheckResult> byId() {
        return run().stream().collect(Collectors.toMap(CheckResult::id, result -> result, (one, other) -> one));
    }

    private static Map<String, Outcome> engine(Map<String, CheckResult> results) {
        return results.entrySet().stream()
                .filter(result -> result.getKey().startsWith("PF-D"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, result -> result.getValue().outcome()));
    }

    private static ProblemCode code(CheckResult result) {
        return result.problem().map(Problem::code).orElseThrow();
    }

    @Test
    void everyLineIsThereInTestModeAndSaysWhyItIsNotNeeded() {
        var results = run();

        assertThat(results).extracting(CheckResult::id).containsExactlyElementsOf(IDS);
        assertThat(results)
                .filteredOn(result -> result.id().matches("PF-[DEM].*"))
                .allMatch(result ->
                        result.outcome() == Outcome.SKIPPED && !result.detail().isBlank());
        assertThat(test.engine.opened()).as("test mode needs no engine").isZero();
    }

    @Test
    void engineWithEverythingPassesAndTheConnectionIsClosed() throws Exception {
        managed();
        haveImages();

        var results = byId();

        assertThat(engine(results).values()).containsOnly(Outcome.OK);
        assertThat(results.get("PF-D1").detail()).contains("Docker 20.10.24", "/run/fake.sock");
        assertThat(results.get("PF-D2").detail()).contains("1.41");
        assertThat(results.get("PF-D3").detail()).contains("linux", "amd64");
        assertThat(results.get("PF-D5").detail()).contains("None yet");
        assertThat(results.get("PF-D6").detail()).contains("quilt-appliance-" + ID + "-postgres");
        assertThat(test.engine.opened()).isEqualTo(1);
        assertThat(test.engine.closed()).isEqualTo(1);
    }

    record Unfit(DockerFinding finding, ProblemCode code, String failed, Map<String, Outcome> outcomes) {
        @Override
        public String toString() {
            return code.name();
        }
    }

    private static Map<String, Outcome> outcomes(Outcome first, Outcome second, Outcome third) {
        return Map.of(
                "PF-D1",
                first,
                "PF-D2",
                second,
                "PF-D3",
                third,
                "PF-D4",
                Outcome.SKIPPED,
                "PF-D5",
                Outcome.SKIPPED,
                "PF-D6",
                Outcome.SKIPPED);
    }

    static List<Unfit> unfit() {
        var none = outcomes(Outcome.FAIL, Outcome.SKIPPED, Outcome.SKIPPED);
        var version = outcomes(Outcome.OK, Outcome.FAIL, Outcome.SKIPPED);
        var kind = outcomes(Outcome.OK, Outcome.SKIPPED, Outcome.FAIL);
        return List.of(
                new Unfit(
                        new DockerFinding.NotInstalled(List.of("/var/run/docker.sock: not there")),
                        ProblemCode.DOCKER_NOT_INSTALLED,
                        "PF-D1",
                        none),
                new Unfit(
                        new DockerFinding.NotRunning("Docker", "unix:///x", "refused"),
                        ProblemCode.DOCKER_NOT_RUNNING,
                        "PF-D1",
                        none),
                new Unfit(
                        new DockerFinding.NoPermission("unix:///x", "ann"),
                        ProblemCode.DOCKER_NO_PERMISSION,
                        "PF-D1",
                        none),
                new Unfit(
                        new DockerFinding.TooOld("unix:///x", ApiVersion.parse("1.24"), ApiVersion.parse("1.39")),
                        ProblemCode.DOCKER_TOO_OLD,
                        "PF-D2",
                        version),
                new Unfit(
                        new DockerFinding.TooNew("unix:///x", ApiVersion.parse("1.60"), ApiVersion.parse("1.70")),
                        ProblemCode.DOCKER_TOO_NEW,
                        "PF-D2",
                        version),
                new Unfit(
                        new DockerFinding.WindowsContainers("npipe:////./pipe/docker_engine"),
                        ProblemCode.DOCKER_WINDOWS_CONTAINERS,
                        "PF-D3",
                        kind),
                new Unfit(new DockerFinding.Remote("tcp://192.0.2.1:2375"), ProblemCode.DOCKER_REMOTE, "PF-D3", kind));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void engineThatCannotBeUsedFailsOneLineAndTheLaterOnesSayWhich(Unfit unfit) throws Exception {
        managed();
        test.engine.findInstead(unfit.finding());

        var results = byId();

        assertThat(engine(results)).isEqualTo(unfit.outcomes());
        assertThat(code(results.get(unfit.failed()))).isEqualTo(unfit.code());
        assertThat(results.get("PF-D6").detail()).contains(unfit.failed());
    }

    @Test
    void imagesThatARegistryOffersAreAWarningWithTheirSize() throws Exception {
        managed();
        test.source().files().unset("APPLIANCE_DB_IMAGE");
        test.containers.useRegistry((reference, progress) -> postgres("17"));

        var result = byId().get("PF-D4");

        assertThat(result.outcome()).isEqualTo(Outcome.WARN);
        assertThat(result.detail()).contains("To be downloaded", "docker.io/library/postgres", MINIO, "152 MB");
        assertThat(test.containers.pulled()).as("nothing is fetched by a check").isEmpty();
    }

    @Test
    void imageThatNobodyHasFailsAndTheOtherLinesAreLookedAt() throws Exception {
        managed();
        test.containers.useRegistry((reference, progress) -> {
            throw new EngineException(Kind.IMAGE_DENIED, "denied");
        });

        var results = byId();

        assertThat(code(results.get("PF-D4"))).isEqualTo(ProblemCode.IMAGE_NOT_FOUND);
        assertThat(results.get("PF-D5").outcome()).isEqualTo(Outcome.OK);
        assertThat(results.get("PF-D6").outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void volumeOfAnotherMajorVersionFails() throws Exception {
        managed();
        test.containers.withImage(POSTGRES, postgres("18")).withImage(MINIO, ServiceUnderTest.image("2"));
        test.containers.createVolume(
                "quilt-appliance-" + ID + "-pg17", Map.of(Labels.INSTANCE, ID, Labels.DATA, "pg17"));

        assertThat(code(byId().get("PF-D5"))).isEqualTo(ProblemCode.DB_MAJOR_MISMATCH);
    }

    @Test
    void lostVolumeFails() throws Exception {
        managed();
        haveImages();
        Instance.read(test.home)
                .orElseThrow()
                .keepingIn("store", "quilt-appliance-" + ID + "-objects")
                .write(test.home);

        assertThat(code(byId().get("PF-D5"))).isEqualTo(ProblemCode.STORE_DATA_MISSING);
    }

    @Test
    void containerOfSomebodyElseWithOurNameFails() throws Exception {
        managed();
        haveImages();
        test.containers.create(ContainerSpec.of("quilt-appliance-" + ID + "-store", MINIO));

        var results = byId();

        assertThat(code(results.get("PF-D6"))).isEqualTo(ProblemCode.CONTAINER_NAME_TAKEN);
        assertThat(results.get("PF-D5").outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void homeThatNobodyUsedYetIsLeftAlone() throws Exception {
        managed();
        Files.delete(test.home.instance());
        haveImages();

        assertThat(engine(byId()).values()).containsOnly(Outcome.OK);
        assertThat(test.home.instance()).doesNotExist();
    }

    @Test
    void diskBesideContainersNeedsMore() throws Exception {
        managed();
        haveImages();
        test.disk.set(new DiskSpace(1L << 30, 100L << 30));

        assertThat(byId().get("PF-5").problem().orElseThrow().message()).contains("2048 MB needed");
    }

    @Test
    void databaseElsewhereIsToldStageByStage() {
        test.persistent();

        var good = byId().get("PF-E1");
        test.set("SQLALCHEMY_DATABASE_URI", "postgresql://u:p@127.0.0.1:1/x");
        var silent = byId().get("PF-E1");

        assertThat(good.outcome()).isEqualTo(Outcome.OK);
        assertThat(good.stages())
                .allMatch(CheckResult.Stage::passed)
                .extracting(CheckResult.Stage::name)
                .containsExactly("name", "connection", "encryption", "sign-in", "version", "rights", "tables", "clock");
        assertThat(code(silent)).isEqualTo(ProblemCode.DB_UNREACHABLE);
        assertThat(silent.stages())
                .extracting(CheckResult.Stage::name, CheckResult.Stage::passed)
                .containsExactly(Assertions.tuple("name", true), Assertions.tuple("connection", false));
    }

    @Test
    void databaseThatRefusesUsFailsAtTheSignIn() throws Exception {
        test.persistent();
        String uri = test.source().files().written().get("SQLALCHEMY_DATABASE_URI");
        test.set("SQLALCHEMY_DATABASE_URI", uri.replaceFirst(":[^:@]+@", ":wrong@"));

        var result = byId().get("PF-E1");

        assertThat(code(result)).isEqualTo(ProblemCode.DB_AUTH);
        var last = result.stages().get(result.stages().size() - 1);
        assertThat(last.name()).isEqualTo("sign-in");
        assertThat(last.passed()).isFalse();
    }

    @Test
    void mailServerThatDoesNotAnswerIsAWarning() {
        test.set("SMTP_HOST", "127.0.0.1");
        test.set("SMTP_PORT", "1");

        var result = byId().get("PF-M1");

        assertThat(result.outcome()).isEqualTo(Outcome.WARN);
        assertThat(result.detail()).contains("127.0.0.1:1 cannot be reached");
    }

    @Test
    void portThatAContainerPublishesNamesIt() throws Exception {
        int port = FreePort.find();
        test.set("APPLIANCE_REGISTRY_PORT", "" + port);
        test.containers.withImage("nginx:1", ServiceUnderTest.image("3"));
        test.containers.createNetwork("web", Map.of());
        var plain = ContainerSpec.of("web", "nginx:1");
        test.containers.create(new ContainerSpec(
                plain.name(),
                plain.image(),
                plain.command(),
                plain.environment(),
                plain.labels(),
                plain.volumes(),
                List.of(new ContainerSpec.Port(port, 80)),
                "web",
                plain.health(),
                plain.restart(),
                plain.stopSignal(),
                plain.sharedMemoryBytes()));
        test.containers.start("web");
        try (var holder = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(holder.isBound()).isTrue();

            var problem = byId().get("PF-2").problem().orElseThrow();

            assertThat(problem.message()).isEqualTo("The container \"web\" (nginx:1) publishes port " + port + ".");
        }
    }
}
