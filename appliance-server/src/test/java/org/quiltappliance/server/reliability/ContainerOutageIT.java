package org.quiltappliance.server.reliability;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.containers.Container;
import org.quiltappliance.server.containers.ContainerRuntime;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.LocalImages;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Thoroughness;
import org.quiltappliance.server.testing.Tree;

/** Containers of ours go away while people push, in every way an engine knows; so does the process in front of them. */
class ContainerOutageIT {

    private static final int PEOPLE = 3;

    /** Between two requests of somebody, in nanoseconds: who would push as fast as he can would only keep what mends itself from its work. */
    private static final long PACE = 50_000_000;

    @TempDir
    Path folder;

    private final Queue<Pushed> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> strange = new ConcurrentLinkedQueue<>();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger count = new AtomicInteger();
    private ContainerRuntime engine;
    private ApplianceProcess process;
    private volatile boolean pushing;

    private record Pushed(Pkg pkg, Tree tree) {}

    @BeforeAll
    static void loadImages() {
        try (var runtime = DockerEngine.connect()) {
            LocalImages.load(runtime, LocalImages.POSTGRES, LocalImages.MINIO);
        }
    }

    @BeforeEach
    void start() {
        engine = DockerEngine.connect();
        process = ApplianceProcess.launched(folder.resolve("home"), Containers.settings(DockerEngine.endpoint()));
        process.awaitRunning();
    }

    @AfterEach
    void leaveNothingBehind() {
        pushing = false;
        process.close();
        Containers.remove(engine, process.home());
        engine.close();
    }

    private String instance() throws IOException {
        return Instance.read(new Home(folder.resolve("home"))).orElseThrow().id();
    }

    private RegistryClient client() {
        var answer = new RegistryClient(process.registry())
                .post("/api/login", Map.of("username", ApplianceProcess.ADMIN, "password", ApplianceProcess.PASSWORD));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return new RegistryClient(process.registry())
                .as(answer.json().get("token").textValue());
    }

    /** Everybody pushes until told otherwise, and tries again when sent away. */
    private List<Future<?>> begin(ExecutorService threads, RegistryClient client) {
        pushing = true;
        var people = new ArrayList<Future<?>>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(threads.submit(() -> {
                while (pushing) {
                    push(client);
                    LockSupport.parkNanos(PACE);
                }
            }));
        }
        return people;
    }

    private void push(RegistryClient client) {
        int number = count.incrementAndGet();
        var pkg = new Pkg(ApplianceProcess.ADMIN, "p" + number);
        var tree = Tree.of("a", "first of " + number, "data/b", "second of " + number);
        while (pushing) {
            try {
                new QuiltClient(client).push(pkg, tree);
                acknowledged.add(new Pushed(pkg, tree));
                return;
            } catch (AssertionError | UncheckedIOException refused) {
                look(client, refused);
                LockSupport.parkNanos(PACE);
            }
        }
    }

    /** Whoever is sent away hears why, in the words that are meant for that. */
    private void look(RegistryClient client, Throwable refused) {
        if (refused instanceof AssertionError) {
            String answered = String.valueOf(refused.getMessage());
            if (answered.contains("503")) {
                told.incrementAndGet();
            } else {
                strange.add(answered);
            }
        }
        try {
            var answer = client.get("/api/search/?q=x");
            if (answer.status() == 503) {
                assertThat(answer.message()).isNotBlank();
            }
        } catch (UncheckedIOException gone) {
            assertThat(gone).hasCauseInstanceOf(IOException.class);
        }
    }

    /** An engine with much to do may not manage to freeze a container at once. */
    private void docker(String command, String role) {
        await(command).atMost(90, SECONDS).untilAsserted(() -> dockerOnce(command, role));
    }

    private void dockerOnce(String command, String role) throws IOException, InterruptedException {
        var done = new ProcessBuilder(
                        "docker",
                        "-H",
                        DockerEngine.endpoint().uri().toString(),
                        command,
                        "quilt-appliance-" + instance() + "-" + role)
                .redirectErrorStream(true)
                .start();
        String said = new String(done.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(done.waitFor()).as("docker %s: %s", command, said).isZero();
    }

    private void morePushes() {
        int before = acknowledged.size();
        await("more pushes").atMost(90, SECONDS).until(() -> acknowledged.size() > before + PEOPLE);
    }

    private void end(List<Future<?>> people) throws Exception {
        pushing = false;
        for (var person : people) {
            person.get(60, SECONDS);
        }
    }

    private void judge(RegistryClient client) {
        assertThat(acknowledged).isNotEmpty().allSatisfy(pushed -> {
            var installed = new QuiltClient(client).install(pushed.pkg());
            assertThat(installed.hash()).isEqualTo(pushed.tree().hash());
            assertThat(installed.objects()).containsOnlyKeys(pushed.tree().objectHashes());
        });
    }

    /** What an engine is told to do to a container, and what ends that where it does not end by itself. */
    private record Way(String begin, @Nullable String end, String role) {}

    @Test
    void outagesOfContainersLoseNothing() throws Exception {
        var client = client();
        for (var way : Thoroughness.of(
                1,
                List.of(
                        new Way("pause", "unpause", "store"),
                        new Way("kill", null, "postgres"),
                        new Way("restart", null, "postgres"),
                        new Way("pause", "unpause", "postgres"),
                        new Way("kill", null, "store"),
                        new Way("restart", null, "store")))) {
            try {
                outage(client, way);
            } catch (AssertionError | ConditionTimeoutException failed) {
                throw new AssertionError(way + ": " + failed.getMessage(), failed);
            }
        }
    }

    @Test
    @Tag("AT-12")
    void databaseThatIsStoppedFromOutsideIsToldAndBroughtBack() throws Exception {
        outage(client(), new Way("stop", null, "postgres"));

        assertThat(told.get()).as("sent away with 503 and a message").isPositive();
    }

    private void outage(RegistryClient client, Way way) throws Exception {
        var threads = Executors.newCachedThreadPool();
        try {
            var people = begin(threads, client);
            morePushes();

            docker(way.begin(), way.role());
            if (!way.begin().equals("restart")) {
                process.awaitState("DEGRADED");
            }
            if (way.end() != null) {
                docker(way.end(), way.role());
            }
            process.awaitRunning();
            morePushes();
            end(people);

            assertThat(strange).isEmpty();
            judge(client);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Tag("AT-11")
    void killedProcessFindsItsContainersAgain() throws Exception {
        var threads = Executors.newCachedThreadPool();
        try {
            var client = client();
            var people = begin(threads, client);
            morePushes();
            var before = engine.containers(Labels.INSTANCE, instance()).stream()
                    .map(Container::id)
                    .toList();

            process.kill();
            pushing = false;
            for (var person : people) {
                person.get(60, SECONDS);
            }
            process.relaunch();
            process.awaitRunning();

            assertThat(engine.containers(Labels.INSTANCE, instance()).stream()
                            .map(Container::id)
                            .toList())
                    .isEqualTo(before);
            assertThat(process.status().path("problems").findValuesAsText("code"))
                    .contains("RECOVERED");
            judge(client);
            assertThat(process.stop()).isZero();
            assertThat(engine.containers(Labels.INSTANCE, instance())).noneMatch(Container::isRunning);
        } finally {
            threads.shutdownNow();
        }
    }
}
