package org.quiltappliance.server.http.pages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.SignInConfig;

/**
 * Stands in for GitHub: checks client id, secret, callback address, scope and code as GitHub's documentation of "web
 * application flow" says, and answers in its form.
 */
final class GitHubStandIn implements AutoCloseable {

    private static final String ID = "the-client-id";
    private static final String SECRET = "the client & secret";

    private final HttpServer server;
    private final Map<String, String> callbacksByCode = new ConcurrentHashMap<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private volatile String user = "{\"id\": 583231, \"login\": \"Octo-Cat\", \"email\": null}";
    private volatile String emails = "[{\"email\": \"other@x.example\", \"primary\": false, \"verified\": true},"
            + " {\"email\": \"octo@github.example\", \"primary\": true, \"verified\": true}]";
    private volatile String denial = "";
    private volatile int apiStatus = 200;

    GitHubStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/login/oauth/authorize", this::authorize);
        server.createContext("/login/oauth/access_token", this::trade);
        server.createContext("/api/user", exchange -> api(exchange, user));
        server.createContext("/api/user/emails", exchange -> api(exchange, emails));
        // Where settings look for the API of an Enterprise server.
        server.createContext("/api/v3/user", exchange -> api(exchange, user));
        server.createContext("/api/v3/user/emails", exchange -> api(exchange, emails));
        server.start();
    }

    SignInConfig.GitHub config() {
        return config(SECRET);
    }

    SignInConfig.GitHub config(String secret) {
        URI root = URI.create("http://localhost:" + server.getAddress().getPort());
        return new SignInConfig.GitHub(root, root.resolve("/api"), ID, new Secret(secret));
    }

    /** As an administrator types it in. */
    Map<String, String> settings() {
        return Map.of(
                "AUTH_PROVIDER",
                "github",
                "OAUTH_CLIENT_ID_GITHUB",
                ID,
                "OAUTH_CLIENT_SECRET_GITHUB",
                SECRET,
                "APPLIANCE_GITHUB_URL",
                "http://localhost:" + server.getAddress().getPort());
    }

    void user(String json) {
        user = json;
    }

    void emails(String json) {
        emails = json;
    }

    /** The person refuses, or the application is suspended, and so on. */
    void deny(String error) {
        denial = error;
    }

    void apiStatus(int status) {
        apiStatus = status;
    }

    /** The person is signed in at GitHub and agrees at once. */
    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = fields(exchange.getRequestURI().getRawQuery());
        boolean right = ID.equals(query.get("client_id"))
                && "user:email".equals(query.get("scope"))
                && query.getOrDefault("redirect_uri", "").endsWith("/oauth_callback")
                && query.getOrDefault("state", "").length() >= 32;
        if (!right) {
            answer(exchange, 404, "{}");
            return;
        }
        String code = UUID.randomUUID().toString();
        callbacksByCode.put(code, query.get("redirect_uri"));
        String result =
                denial.isEmpty() ? "code=" + code : "error=" + denial + "&error_description=%3Cb%3Eno%3C%2Fb%3E";
        exchange.getResponseHeaders()
                .add("Location", query.get("redirect_uri") + "?" + result + "&state=" + query.get("state"));
        answer(exchange, 302, "");
    }

    private void trade(HttpExchange exchange) throws IOException {
        Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean json = "application/json".equals(exchange.getRequestHeaders().getFirst("Accept"));
        if (!json || !"POST".equals(exchange.getRequestMethod())) {
            answer(exchange, 404, "");
        } else if (!ID.equals(form.get("client_id")) || !SECRET.equals(form.get("client_secret"))) {
            answer(exchange, 200, "{\"error\": \"incorrect_client_credentials\"}");
        } else {
            String callback = callbacksByCode.remove(form.getOrDefault("code", ""));
            if (callback == null || !callback.equals(form.get("redirect_uri"))) {
                answer(exchange, 200, "{\"error\": \"bad_verification_code\"}");
                return;
            }
            String token = "gho_" + UUID.randomUUID();
            tokens.add(token);
            answer(exchange, 200, "{\"access_token\": \"" + token + "\", \"token_type\": \"bearer\"}");
        }
    }

    private void api(HttpExchange exchange, String json) throws IOException {
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        boolean known = tokens.stream().anyMatch(token -> authorization.equals("Bearer " + token));
        boolean named = exchange.getRequestHeaders().getFirst("User-Agent") != null;
        answer(exchange, known && named ? apiStatus : 401, json);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
