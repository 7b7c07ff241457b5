package org.quiltappliance.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.backup.Drill;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.FirstAdministrator;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.MailConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.ObjectsConfig;
import org.quiltappliance.server.config.SignInConfig;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** Starts a restored registry on free ports of this computer and installs a package as a client does. */
final class DrillClient implements Drill.User {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long KEEP_FREE_BYTES = 0;

    private final ApplianceConfig config;
    private final Clock clock;
    private final HttpClient http = HttpClient.newHttpClient();

    DrillClient(ApplianceConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public void use(Drill.Scratch scratch) {
        var scratchConfig = config(scratch);
        try (var registry = new Assembly(scratchConfig, clock)) {
            registry.openDatabase();
            registry.openStore();
            registry.migrate();
            registry.prepareAccounts(made -> {});
            registry.listen();
            registry.selfCheck();
            registry.admit();
            if (!scratch.name().isEmpty()) {
                install(registry, scratch);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends nothing and is reached by nobody else. */
    private ApplianceConfig config(Drill.Scratch scratch) {
        int registry = freePort();
        int catalog = freePort();
        return new ApplianceConfig(
                Mode.PERSISTENT,
                config.home(),
                config.name(),
                new HttpConfig(
                        "127.0.0.1",
                        registry,
                        catalog,
                        URI.create("http://127.0.0.1:" + registry),
                        URI.create("http://127.0.0.1:" + catalog),
                        config.http().maxRequestBytes(),
                        config.http().maxUnpackedBytes()),
                scratch.database(),
                new ObjectsConfig(
                        scratch.objects(),
                        false,
                        config.objects().linkLifetime(),
                        config.objects().verifyOnPush(),
                        KEEP_FREE_BYTES),
                config.access(),
                new MailConfig(Optional.empty(), config.mail().sender()),
                new SignInConfig(Optional.empty()),
                config.secretKey(),
                config.docker(),
                config.backup(),
                FirstAdministrator.STANDARD);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void install(Assembly registry, Drill.Scratch scratch) throws IOException, InterruptedException {
        String owner = scratch.owner();
        String password = Assembly.newPassword();
        registry.users().enable(owner);
        registry.users().setPassword(owner, password);
        URI root = registry.registryAddress();
        String token = json(HttpRequest.newBuilder(root.resolve("/api/login"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                JSON.writeValueAsString(Map.of("username", owner, "password", password)))))
                .path("token")
                .asText();
        String name = owner + "/" + scratch.name();
        var logs = json(signed(root.resolve("/api/log/" + name + "/"), token)).path("logs");
        if (logs.isEmpty()) {
            return; // It was made and nothing was ever pushed to it.
        }
        String hash = logs.get(0).path("hash").asText();
        var installed = json(signed(root.resolve("/api/package/" + name + "/" + hash), token));
        if (!installed.has("contents")) {
            throw new Invalid("The package " + name + " has no contents.");
        }
        for (var link : installed.path("urls").properties()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(link.getValue().asText()))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() != OK) {
                throw new Invalid("The object " + link.getKey() + " of the package " + name
                        + " cannot be fetched: status " + answer.statusCode() + ".");
            }
        }
    }

    private static final int OK = 200;

    private static HttpRequest.Builder signed(URI address, String token) {
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token);
    }

    private JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new Invalid("The restored registry answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
