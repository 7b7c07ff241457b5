package org.quiltappliance.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.Program;

/**
 * The appliance as a process of its own, started by its own command in test mode, on free ports and in a home folder of
 * its own. What the client cannot do, such as making accounts, is done through the API.
 */
final class RunningAppliance implements AutoCloseable {

    /** Somebody with an account. */
    record Person(String name, String token) {}

    /** Of everybody but the administrator. */
    static final String PASSWORD = "correct horse";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final String adminPassword;
    private final Path home;
    private final int registryPort;
    private final int catalogPort;
    private final Optional<Path> authority;
    private @Nullable HttpClient http;
    private @Nullable Person admin;

    /** @param authority the file that makes clients trust it, once it is there; empty without encryption */
    private RunningAppliance(
            Process process,
            Path home,
            int registryPort,
            int catalogPort,
            Optional<Path> authority,
            String adminPassword) {
        this.process = process;
        this.adminPassword = adminPassword;
        this.home = home;
        this.registryPort = registryPort;
        this.catalogPort = catalogPort;
        this.authority = authority;
    }

    /**
     * Starts an appliance and waits until it is ready for requests.
     *
     * @param home an empty folder
     * @param settings by their names in the environment, over those that make it a test's own
     */
    static RunningAppliance started(Path home, Map<String, String> settings) {
        var registryPort = FreePort.find();
        var catalogPort = FreePort.find();
        try {
            Files.createDirectories(home);
            var builder = new ProcessBuilder(Program.line(List.of("-Xmx512m"), List.of("start", "--home", "" + home)))
                    .redirectErrorStream(true)
                    .redirectOutput(logOf(home).toFile());
            var environment = builder.environment();
            environment.put("APPLIANCE_REGISTRY_PORT", "" + registryPort);
            environment.put("APPLIANCE_CATALOG_PORT", "" + catalogPort);
            environment.put("APPLIANCE_MODE", "test");
            environment.put("ALLOW_ANONYMOUS_ACCESS", "true");
            environment.put("ALLOW_TEAM_ACCESS", "true");
            environment.put("ENABLE_USER_ENDPOINTS", "true");
            environment.putAll(settings);
            var process = builder.start();
            var appliance = new RunningAppliance(
                    process,
                    home,
                    registryPort,
                    catalogPort,
                    Optional.of(home.resolve("tls/ca.pem")).filter(file -> settings.containsKey("APPLIANCE_TLS")),
                    settings.getOrDefault("APPLIANCE_ADMIN_PASSWORD", "quilt"));
            appliance.awaitReady();
            return appliance;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The registry's address as clients are told it, without final slash. */
    URI registry() {
        return URI.create(scheme() + "://localhost:" + registryPort);
    }

    URI catalog() {
        return URI.create(scheme() + "://localhost:" + catalogPort);
    }

    /** The file that makes clients trust an encrypted one. */
    Path authority() {
        return authority.orElseThrow();
    }

    private String scheme() {
        return authority.isPresent() ? "https" : "http";
    }

    private synchronized HttpClient http() throws IOException {
        if (http == null) {
            http = authority.isPresent()
                    ? HttpClient.newBuilder()
                            .sslContext(trusting(authority.get()))
                            .build()
                    : HttpClient.newHttpClient();
        }
        return http;
    }

    private static SSLContext trusting(Path authority) throws IOException {
        try (var in = Files.newInputStream(authority)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The administrator that test mode comes with. */
    synchronized Person admin() {
        if (admin == null) {
            admin = new Person("admin", signIn("admin", adminPassword));
        }
        return admin;
    }

    /** A new active account. */
    Person person(String name) {
        call(
                "POST",
                "/api/register",
                "",
                Map.of("username", name, "password", PASSWORD, "email", name + "@example.com"));
        call("POST", "/api/users/enable", admin().token(), Map.of("username", name));
        return new Person(name, signIn(name, PASSWORD));
    }

    /** A one-time code as the page {@code /login} shows it. */
    String code(Person person) {
        return call("GET", "/api/code", person.token(), null).get("code").asText();
    }

    /** A token of its own for the same person, so that a test may have it revoked. */
    Person anotherSignIn(Person person) {
        return new Person(person.name(), signIn(person.name(), PASSWORD));
    }

    /** Asks the API and returns its answer, which must be a success; with an empty token, as nobody. */
    JsonNode call(String method, String path, String token, @Nullable Object body) {
        var answer = send(method, path, token, body);
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isEqualTo(200);
        return parsed(answer.body());
    }

    private String signIn(String name, String password) {
        return call("POST", "/api/login", "", Map.of("username", name, "password", password))
                .get("token")
                .asText();
    }

    /** The file of a stored object. */
    Path storedObject(String owner, String hash) {
        var folder = owner + "/" + hash;
        try (var files = Files.walk(home)) {
            Optional<Path> found = files.filter(file -> file.endsWith(folder)).findFirst();
            return found.orElseThrow(() -> new AssertionError("no object file " + folder + " below " + home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(String method, String path, String token, @Nullable Object body) {
        try {
            var request = HttpRequest.newBuilder(registry().resolve(path))
                    .timeout(Duration.ofSeconds(30))
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            return http().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                fail("the appliance ended with %d: %s", process.exitValue(), log());
            }
            try {
                if (send("GET", "/api/recent_packages/", "", null).statusCode() == 200) {
                    return;
                }
            } catch (UncheckedIOException notYet) {
                // The port is not open yet.
            }
            pause();
        }
        fail("the appliance did not become ready: %s", log());
    }

    private void pause() {
        try {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                fail("the appliance ended with %d: %s", process.exitValue(), log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the process has printed. */
    private String log() {
        try {
            return Files.readString(logOf(home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path logOf(Path home) {
        return home.resolveSibling(home.getFileName() + ".log");
    }

    @Override
    public void close() {
        if (!process.isAlive()) {
            fail("the appliance had ended by itself with %d: %s", process.exitValue(), log());
        }
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                fail("the appliance did not stop: %s", log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
