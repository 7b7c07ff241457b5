package org.quiltappliance.ui.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.contents.Children;
import org.quiltappliance.server.contents.Node;
import org.quiltappliance.server.contents.TreeHash;

/** A client that pushes packages to a test mode, as its administrator. */
public final class Pusher {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String registry;

    /** @param registry its root, without final slash */
    public Pusher(String registry) {
        this.registry = registry;
    }

    /** Pushes a package that holds nothing. */
    public void pushEmpty(String name) throws IOException, InterruptedException {
        String token = send("POST", "/api/login", Optional.empty(), Map.of("username", "admin", "password", "quilt"))
                .path("token")
                .asText();
        String hash = TreeHash.of(new Node.RootNode(Children.none())).toString();
        send(
                "PUT",
                "/api/package/admin/" + name + "/" + hash,
                Optional.of(token),
                Map.of(
                        "dry_run",
                        false,
                        "is_public",
                        false,
                        "description",
                        "",
                        "contents",
                        Map.of("type", "ROOT", "children", Map.of())));
    }

    private JsonNode send(String method, String path, Optional<String> token, Map<String, ?> body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(registry + path))
                .header("Content-Type", "application/json")
                .header("User-Agent", "quilt-cli/2.9.15 (Linux 6.1.0) CPython/3.11.2")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
        token.ifPresent(given -> request.header("Authorization", "Bearer " + given));
        var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
