package org.quiltappliance.server.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.quiltappliance.server.config.SignInConfig;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.Unauthenticated;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * GitHub, or a GitHub Enterprise server, as the one who says who somebody is: the web application flow of its OAuth
 * applications, and the two questions to its API that follow ({@code registry-api.md} 11.3). Its token is used for
 * these questions and then forgotten.
 */
public final class GitHub {

    private static final Logger log = LoggerFactory.getLogger(GitHub.class);

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int LONGEST_ANSWER = 1_000_000;
    private static final int LONGEST_WORD = 40;
    private static final String NO_CODE = "0";
    private static final String SCOPE = "user:email";

    private final SignInConfig.GitHub config;
    private final URI callback;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();

    /** @param callback where GitHub sends people back to: {@code <REGISTRY_URL>/oauth_callback} */
    public GitHub(SignInConfig.GitHub config, URI callback) {
        this.config = config;
        this.callback = callback;
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Where to send a browser. @param state comes back with the answer */
    public URI authorizeUri(String state) {
        return URI.create(config.webUrl() + "/login/oauth/authorize?"
                + form(Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        config.clientId(),
                        "redirect_uri",
                        callback.toString(),
                        "scope",
                        SCOPE,
                        "state",
                        state)));
    }

    /**
     * Who came back with this code.
     *
     * @throws Unauthenticated when GitHub does not accept the code
     * @throws Forbidden when the person has no verified primary e-mail address there
     * @throws Unavailable when GitHub does not answer, or not as expected
     */
    public GitHubUser userFor(String code) {
        String token = trade(code);
        JsonNode user = ask("/user", token);
        JsonNode id = user.path("id");
        String login = user.path("login").asText();
        if (!id.isIntegralNumber() || !id.canConvertToLong() || login.isEmpty()) {
            throw strange("no user");
        }
        for (JsonNode email : ask("/user/emails?per_page=100", token)) {
            if (email.path("primary").asBoolean() && email.path("verified").asBoolean()) {
                return new GitHubUser(id.asLong(), login, email.path("email").asText());
            }
        }
        throw new Forbidden("Your GitHub account has no verified primary e-mail address. Verify one at GitHub under"
                + " Settings, Emails, then start again.");
    }

    /** The text that GitHub answers to an application it knows, when the code is of no use. */
    private static final String BAD_CODE = "bad_verification_code";

    /**
     * Whether GitHub knows the application: it is asked to take a code that nobody has.
     *
     * @return the word with which it refuses the application; empty when it refuses the code alone
     * @throws Unavailable when GitHub does not answer, or not as expected
     */
    public Optional<String> refusal() {
        String error = answerTo(NO_CODE).path("error").asText();
        if (error.isEmpty()) {
            throw strange("no error");
        }
        return error.equals(BAD_CODE) ? Optional.empty() : Optional.of(oneWord(error));
    }

    private JsonNode answerTo(String code) {
        String form = form(Map.of(
                "client_id", config.clientId(),
                "client_secret", config.clientSecret().reveal(),
                "code", code,
                "redirect_uri", callback.toString()));
        return send(request(config.webUrl() + "/login/oauth/access_token")
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private String trade(String code) {
        JsonNode answer = answerTo(code);
        String error = answer.path("error").asText();
        if (error.equals(BAD_CODE)) {
            throw new Unauthenticated("GitHub does not know this sign-in any more. Start again.");
        }
        if (!error.isEmpty()) {
            log.error(
                    "GitHub refuses this registry: {}. Compare client id, secret and callback address.",
                    oneWord(error));
            throw new Unavailable("GitHub refuses this registry (" + oneWord(error) + "). Tell the administrator.");
        }
        String token = answer.path("access_token").asText();
        if (token.isEmpty()) {
            throw strange("no token");
        }
        return token;
    }

    private JsonNode ask(String path, String token) {
        return send(request(config.apiUrl() + path)
                .header("Accept", "application/vnd.github+json")
                .header("Authorization", "Bearer " + token)
                .GET()
                .build());
    }

    private static HttpRequest.Builder request(String uri) {
        return HttpRequest.newBuilder(URI.create(uri)).timeout(ANSWER).header("User-Agent", "quilt-appliance");
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] text = body.readNBytes(LONGEST_ANSWER);
                if (response.statusCode() != 200) {
                    throw strange("status " + response.statusCode());
                }
                return json.readTree(text);
            }
        } catch (IOException failed) {
            throw new Unavailable("GitHub does not answer. Try again in a moment.", failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Unavailable("The registry is stopping. Try again in a minute.", stopping);
        }
    }

    private static Unavailable strange(String what) {
        log.warn("GitHub gave an answer that makes no sense: {}", what);
        return new Unavailable("GitHub gave an answer that makes no sense (" + what + "). Try again in a moment.");
    }

    private static String oneWord(String error) {
        String word = error.replaceAll("[^a-z_]", "");
        return word.substring(0, Math.min(LONGEST_WORD, word.length()));
    }

    private static String form(Map<String, String> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }
}
