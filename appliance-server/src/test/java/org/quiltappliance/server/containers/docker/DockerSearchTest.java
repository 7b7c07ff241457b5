package org.quiltappliance.server.containers.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.containers.ContainerRuntime;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.containers.EngineException.Kind;
import org.quiltappliance.server.containers.EngineInfo;
import org.quiltappliance.server.containers.docker.DockerFinding.NoPermission;
import org.quiltappliance.server.containers.docker.DockerFinding.NotInstalled;
import org.quiltappliance.server.containers.docker.DockerFinding.NotRunning;
import org.quiltappliance.server.containers.docker.DockerFinding.Ready;
import org.quiltappliance.server.containers.docker.DockerFinding.Remote;
import org.quiltappliance.server.containers.docker.DockerFinding.TooNew;
import org.quiltappliance.server.containers.docker.DockerFinding.TooOld;
import org.quiltappliance.server.containers.docker.DockerFinding.WindowsContainers;
import org.quiltappliance.server.containers.docker.DockerSearch.Surroundings;
import org.quiltappliance.server.lifecycle.ContainerProblems;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.testing.FakeContainerRuntime;

class DockerSearchTest {

    @TempDir
    Path root;

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, RuntimeException> failing = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final FakeContainerRuntime engine = new FakeContainerRuntime();
    private String system = "Linux";
    private Path home;
    private Path usual;

    @BeforeEach
    void makeComputer() throws IOException {
        environment.put("PATH", root.resolve("bin").toString());
        home = Files.createDirectories(root.resolve("home/ann"));
        usual = root.resolve("var/run/docker.sock");
    }

    private DockerFinding find() {
        return find(Optional.empty());
    }

    private DockerFinding find(Optional<String> setting) {
        return new DockerSearch(new Surroundings(environment, root, home, "ann", system), this::connect).find(setting);
    }

    private ContainerRuntime connect(DockerEndpoint endpoint) {
        asked.add(endpoint.toString());
        if (failing.containsKey(endpoint.toString())) {
            throw failing.get(endpoint.toString());
        }
        return engine;
    }

    private static String uri(Path socket) {
        return DockerEndpoint.unix(socket).toString();
    }

    private void socket(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        Files.createFile(path);
    }

    private void program(String name) throws IOException {
        Path file = root.resolve("bin").resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private ProblemCode problem(DockerFinding finding) {
        return finding.problem(new ContainerProblems(Clock.systemUTC()))
                .orElseThrow()
                .code();
    }

    @Test
    void withoutSocketAndProgramThereIsNoDocker() {
        var finding = find();

        assertThat(finding).isInstanceOf(NotInstalled.class);
        assertThat(((NotInstalled) finding).looked())
                .contains(uri(usual) + ": not there", uri(home.resolve(".colima/default/docker.sock")) + ": not there");
        assertThat(problem(finding)).isEqualTo(ProblemCode.DOCKER_NOT_INSTALLED);
    }

    @Test
    void aProgramWithoutSocketIsNotRunning() throws Exception {
        program("docker");

        var finding = find();

        assertThat(finding).isEqualTo(new NotRunning("Docker", uri(usual), "not there"));
        assertThat(problem(finding)).isEqualTo(ProblemCode.DOCKER_NOT_RUNNING);
    }

    @Test
    void aSocketThatNobodyListensAtIsNotRunning() throws Exception {
        socket(usual);
        failing.put(uri(usual), new EngineException(Kind.UNREACHABLE, "Connection refused"));

        assertThat(find()).isEqualTo(new NotRunning("Docker", uri(usual), "Connection refused"));
    }

    @Test
    void aSocketThatMayNotBeOpenedTellsTheUser() throws Exception {
        socket(usual);
        failing.put(uri(usual), new EngineException(Kind.NOT_PERMITTED, "Permission denied"));

        var finding = find();

        assertThat(finding).isEqualTo(new NoPermission(uri(usual), "ann"));
        assertThat(problem(finding)).isEqualTo(ProblemCode.DOCKER_NO_PERMISSION);
    }

    @Test
    void anotherSocketIsTriedAfterOneThatFails() throws Exception {
        Path colima = home.resolve(".colima/default/docker.sock");
        socket(usual);
        socket(colima);
        failing.put(uri(usual), new EngineException(Kind.NOT_PERMITTED, "Permission denied"));

        var finding = find();

        assertThat(finding).isEqualTo(new Ready(DockerEndpoint.unix(colima), engine, engine.info()));
        assertThat(finding.runtime()).contains(engine);
        assertThat(asked).containsExactly(uri(usual), uri(colima));
    }

    @Test
    void theMostTellingFailureIsReported() throws Exception {
        Path desktop = home.resolve(".docker/desktop/docker.sock");
        socket(usual);
        socket(desktop);
        failing.put(uri(usual), new EngineException(Kind.NOT_PERMITTED, "Permission denied"));
        failing.put(uri(desktop), new EngineException(Kind.UNREACHABLE, "Connection refused"));

        assertThat(find()).isInstanceOf(NoPermission.class);
    }

    @Test
    void theSettingIsUsedOrRefusedAndNothingElseTried() throws Exception {
        socket(usual);
        Path other = root.resolve("with space.sock");
        failing.put(uri(other), new EngineException(Kind.UNREACHABLE, "No such file or directory"));
        environment.put("DOCKER_HOST", "unix:///elsewhere.sock");

        assertThat(find(Optional.of("unix://" + other)))
                .isEqualTo(new NotRunning("Docker", uri(other), "No such file or directory"));
        assertThat(asked).containsExactly(uri(other));
    }

    @Test
    void theEnvironmentComesBeforeTheUsualPlaces() throws Exception {
        socket(usual);
        environment.put("DOCKER_HOST", "tcp://127.0.0.1:2375");

        assertThat(find()).isInstanceOf(Ready.class);
        assertThat(asked).containsExactly("tcp://127.0.0.1:2375");
    }

    @Test
    void theChosenContextComesBeforeTheUsualPlaces() throws Exception {
        socket(usual);
        Path chosen = root.resolve("chosen.sock");
        socket(chosen);
        Path meta =
                home.resolve(".docker/contexts/meta").resolve(sha256("mine")).resolve("meta.json");
        Files.createDirectories(meta.getParent());
        Files.writeString(home.resolve(".docker/config.json"), "{\"currentContext\":\"mine\"}");
        Files.writeString(meta, "{\"Name\":\"mine\",\"Endpoints\":{\"docker\":{\"Host\":\"unix://" + chosen + "\"}}}");

        find();

        assertThat(asked).containsExactly(uri(chosen));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }

    @Test
    void anEngineOnAnotherComputerIsRefused() {
        for (String address : List.of("tcp://192.0.2.1:2375", "ssh://ann@example.org")) {
            var finding = find(Optional.of(address));

            assertThat(finding).isEqualTo(new Remote(address));
            assertThat(problem(finding)).isEqualTo(ProblemCode.DOCKER_REMOTE);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void windowsContainersAreRefused() throws Exception {
        socket(usual);
        engine.describe(new EngineInfo("Docker", "27", "1.44", "Windows 11", "windows", "amd64", false, "C:\\", 1));

        var finding = find();

        assertThat(finding).isEqualTo(new WindowsContainers(uri(usual)));
        assertThat(problem(finding)).isEqualTo(ProblemCode.DOCKER_WINDOWS_CONTAINERS);
    }

    @Test
    void enginesOfTheWrongAgeAreRefused() throws Exception {
        socket(usual);
        failing.put(uri(usual), new DockerRuntime.UnfitVersion(new ApiVersion(1, 12), new ApiVersion(1, 39)));
        var old = find();
        failing.put(uri(usual), new DockerRuntime.UnfitVersion(new ApiVersion(1, 60), new ApiVersion(1, 70)));
        var young = find();

        assertThat(old).isEqualTo(new TooOld(uri(usual), new ApiVersion(1, 12), new ApiVersion(1, 39)));
        assertThat(problem(old)).isEqualTo(ProblemCode.DOCKER_TOO_OLD);
        assertThat(young).isEqualTo(new TooNew(uri(usual), new ApiVersion(1, 60), new ApiVersion(1, 70)));
        assertThat(problem(young)).isEqualTo(ProblemCode.DOCKER_TOO_NEW);
    }

    @Test
    void onWindowsThePipesAreTried() {
        system = "Windows 11";
        failing.put("npipe:////./pipe/docker_engine", new EngineException(Kind.UNREACHABLE, "not found"));

        assertThat(find()).isInstanceOf(Ready.class);
        assertThat(asked)
                .containsExactly("npipe:////./pipe/docker_engine", "npipe:////./pipe/dockerDesktopLinuxEngine");
    }

    @Test
    void onWindowsWithoutProgramAndPipeThereIsNoDocker() {
        system = "Windows 11";
        var missing = new EngineException(Kind.UNREACHABLE, "not found");
        failing.put("npipe:////./pipe/docker_engine", missing);
        failing.put("npipe:////./pipe/dockerDesktopLinuxEngine", missing);

        assertThat(find()).isInstanceOf(NotInstalled.class);
    }
}
