package org.quiltappliance.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.testing.FreePort;

/** The real command as processes of its own: what only an operating system can show. */
class ProcessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String CANARY = "c4n4ry-0123456789abcdef";

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    private final Map<String, String> ports = new HashMap<>();
    private int registryPort;
    private int catalogPort;

    @BeforeEach
    void freePorts() throws IOException {
        registryPort = FreePort.find();
        catalogPort = FreePort.find();
        ports.put("APPLIANCE_REGISTRY_PORT", "" + registryPort);
        ports.put("APPLIANCE_CATALOG_PORT", "" + catalogPort);
    }

    @AfterEach
    void kill() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process command(String name, String... line) throws IOException {
        var environment = new HashMap<>(ports);
        environment.put("APPLIANCE_HOME", folder.resolve("my home").toString());
        environment.put("QUILT_SECRET_KEY", CANARY);
        var process = CommandProcess.start(folder, name, environment, line);
        processes.add(process);
        return process;
    }

    private int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private int run(String name, String... line) throws IOException, InterruptedException {
        return end(command(name, line));
    }

    private String out(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".out"));
    }

    private String err(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".err"));
    }

    private Process started(String name) throws IOException, InterruptedException {
        var process = command(name, "start", "--mode", "test");
        assertThat(run("wait", "status", "--wait", "running", "--timeout", "80s"))
                .as(err(name))
                .isZero();
        return process;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + registryPort + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    @Test
    void servesUntilItIsToldToStop() throws Exception {
        var process = started("start");
        assertThat(get("/healthcheck").body()).isEqualTo("ok");

        process.destroy();

        assertThat(end(process)).isZero();
        assertThat(out("start")).contains("Quilt Appliance is ready");
        assertThat(err("start")).endsWith("Stopped. Everything of this run is gone." + System.lineSeparator());
        assertThat(isFree(registryPort) && isFree(catalogPort)).isTrue();
        assertThat(folder.resolve("my home/test")).isEmptyDirectory();
        assertThat(run("status", "status")).isZero();
        assertThat(out("status")).startsWith("Stopped");
    }

    @Test
    void secondProcessIsRefusedAndStopEndsTheFirst() throws Exception {
        var first = started("first");

        assertThat(run("second", "start")).isEqualTo(3);
        assertThat(err("second")).contains("[HOME_IN_USE]").contains("process " + first.pid());
        assertThat(run("stop", "stop")).isZero();
        assertThat(end(first)).isZero();
        var next = started("next");
        assertThat(next.isAlive())
                .as("the folder is free as soon as stop has ended")
                .isTrue();
    }

    @Test
    @Tag("AT-02")
    void takenPortNamesTheProgramThatHasItAndTheFirstRemedyHelps() throws Exception {
        var other = started("other");
        int taken = registryPort;
        String elsewhere = folder.resolve("elsewhere").toString();
        freePorts();
        ports.remove("APPLIANCE_REGISTRY_PORT");
        assertThat(run("set", "config", "set", "APPLIANCE_REGISTRY_PORT", "" + taken, "--home", elsewhere))
                .isZero();

        assertThat(run("start", "start", "--home", elsewhere, "--json")).isEqualTo(4);

        JsonNode problem = new ObjectMapper().readTree(out("start")).path("problem");
        assertThat(problem.path("code").asText()).isEqualTo("PORT_IN_USE");
        assertThat(problem.path("title").asText()).isEqualTo("Port " + taken + " is in use");
        assertThat(problem.path("message").asText()).contains("java (process " + other.pid() + ", user ");
        var remedy = new ArrayList<>(
                List.of(problem.path("fixes").path(0).path("command").asText().split(" ")));
        String next = remedy.get(remedy.size() - 1);
        assertThat(Integer.parseInt(next)).isGreaterThan(taken);
        remedy.addAll(List.of("--home", elsewhere));
        assertThat(run("remedy", remedy.toArray(String[]::new))).isZero();
        command("again", "start", "--home", elsewhere);
        assertThat(run("wait", "status", "--home", elsewhere, "--wait", "running", "--timeout", "80s"))
                .as(err("again"))
                .isZero();
        assertThat(out("again")).contains("quilt config, and enter http://localhost:" + next);
    }

    @Test
    @Tag("AT-35")
    void stateIsToldAsOneObjectAndStopIsClean() throws Exception {
        var process = started("start");

        assertThat(run("status", "status", "--json")).isZero();
        assertThat(run("stop", "stop")).isZero();

        JsonNode status = new ObjectMapper()
                .readerFor(JsonNode.class)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readValue(out("status"));
        assertThat(status.path("state").asText()).isEqualTo("RUNNING");
        assertThat(status.path("endpoints").path("registryUrl").asText()).isEqualTo("http://localhost:" + registryPort);
        assertThat(err("status")).isEmpty();
        assertThat(end(process)).isZero();
        assertThat(isFree(registryPort) && isFree(catalogPort)).isTrue();
        JsonNode last = new ObjectMapper()
                .readTree(folder.resolve("my home/run/state.json").toFile());
        assertThat(last.path("clean").asBoolean()).isTrue();
    }

    @Test
    void killedProcessIsPutInOrderByTheNextOne() throws Exception {
        var killed = started("killed");
        Files.writeString(folder.resolve("my home/test/left over"), "x");
        killed.destroyForcibly();
        end(killed);

        started("next");

        assertThat(err("next")).contains("The last run ended without being stopped");
        assertThat(folder.resolve("my home/test/left over")).doesNotExist();
        assertThat(get("/healthcheck").body()).isEqualTo("ok");
    }

    @Test
    void secondSignalEndsAtOnce() throws Exception {
        var process = started("start");
        try (var slow = new Socket(InetAddress.getByName("127.0.0.1"), registryPort)) {
            slow.getOutputStream()
                    .write(
                            "POST /api/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> get("/healthcheck").statusCode() == 200);
            process.destroy();
            await().atMost(PATIENCE).until(() -> err("start").contains("Stopping"));

            process.destroy();

            assertThat(end(process)).isEqualTo(130);
        }
    }

    @Test
    void interruptedStartLeavesNothingBehind() throws Exception {
        var process = command("start", "start");
        await().atMost(PATIENCE).until(() -> err("start").contains("4/9"));

        process.destroy();

        assertThat(end(process)).isIn(0, 130);
        assertThat(isFree(registryPort) && isFree(catalogPort)).isTrue();
        JsonNode state = new ObjectMapper()
                .readTree(folder.resolve("my home/run/state.json").toFile());
        assertThat(state.path("clean").asBoolean()).isTrue();
    }

    @Test
    void administratorReadsTheMailsThatAreKept() throws Exception {
        started("start");

        assertThat(run("add", "users", "add", "bob", "bob@example.com")).isZero();
        assertThat(run("list", "mails", "list")).isZero();
        assertThat(run("show", "mails", "show", "1")).isZero();

        String link = out("add").strip();
        assertThat(out("list"))
                .contains("KEPT", "bob@example.com", "Welcome to Quilt, bob")
                .doesNotContain(link);
        assertThat(out("show")).contains("to: bob@example.com", link);
        assertThat(run("none", "mails", "show", "99")).isEqualTo(1);
    }

    @Test
    @Tag("AT-26")
    void noSecretReachesALog() throws Exception {
        var process = started("start");
        var client = HttpClient.newHttpClient();
        var login = HttpRequest.newBuilder(URI.create("http://localhost:" + registryPort + "/api/login"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + CANARY)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"username\":\"" + CANARY + "\",\"password\":\"" + CANARY + "\"}"))
                .build();
        client.send(login, HttpResponse.BodyHandlers.ofString());
        get("/activate/" + CANARY);
        get("/objects/ann/" + "0".repeat(64) + "?e=1&s=" + CANARY);
        get("/api/token?refresh_token=" + CANARY);
        assertThat(run("users", "users", "reset-password", "admin")).isZero();
        String link = out("users").strip();
        get(URI.create(link).getPath());
        assertThat(run("json", "status", "--json")).isZero();
        assertThat(run("running", "diagnostics", "--json", "-o", folder.toString()))
                .isZero();
        process.destroy();
        end(process);
        assertThat(run("logs", "logs")).isZero();
        assertThat(run(
                        "stopped",
                        "diagnostics",
                        "-o",
                        folder.resolve("stopped.zip").toString()))
                .isZero();

        try (var files = Files.walk(folder.resolve("my home"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContain(CANARY)
                        .doesNotContain(link.substring(link.lastIndexOf('/') + 1));
            }
        }
        assertThat(Files.readString(folder.resolve("my home/logs/access.log"))).contains("/activate/[hidden]");
        for (String name : List.of("start", "json", "running", "logs", "stopped")) {
            assertThat(out(name) + err(name)).as(name).doesNotContain(CANARY);
        }
        try (var archives = Files.newDirectoryStream(folder, "*.zip")) {
            archives.forEach(this::assertNoCanary);
        }
    }

    private void assertNoCanary(Path archive) {
        try (var zip = new ZipFile(archive.toFile())) {
            assertThat(zip.stream()).isNotEmpty().allSatisfy(entry -> {
                try (var text = zip.getInputStream(entry)) {
                    assertThat(new String(text.readAllBytes(), StandardCharsets.UTF_8))
                            .as(entry.getName())
                            .doesNotContain(CANARY);
                }
            });
        } catch (IOException broken) {
            throw new AssertionError(archive.toString(), broken);
        }
    }

    @Test
    void logsAreFollowedUntilASignal() throws Exception {
        var start = started("start");
        var follow = command("follow", "logs", "-f", "--source", "access");
        await().atMost(PATIENCE).until(() -> {
            get("/healthcheck?" + follow.pid());
            return out("follow").contains("GET /healthcheck 200");
        });

        follow.destroy();

        assertThat(end(follow)).isZero();
        assertThat(start.isAlive()).isTrue();
        assertThat(err("follow")).isEmpty();
    }
}
