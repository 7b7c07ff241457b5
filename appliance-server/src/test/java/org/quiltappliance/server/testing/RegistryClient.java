package org.quiltappliance.server.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * Asks the registry over HTTP/1.1 with the headers of the real client ({@code client-protocol.md} 1.1): JSON in both
 * directions, the same content type on every request. Immutable; {@code with...} methods give a changed copy. Follows
 * no redirects. Safe for several threads.
 */
public final class RegistryClient {

    /** What the real client calls itself. */
    public static final String CLI = "quilt-cli/2.9.15 (Linux 6.1.0) CPython/3.11.2";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI base;
    private final Map<String, String> headers;
    private final boolean gzip;
    private final Consumer<Answer> watcher;

    /** @param base scheme, host and port, without final slash */
    public RegistryClient(URI base) {
        this(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(PATIENCE)
                        .build(),
                base,
                Map.of("Accept", "application/json", "Content-Type", "application/json", "User-Agent", CLI),
                false,
                answer -> {});
    }

    private RegistryClient(
            HttpClient http, URI base, Map<String, String> headers, boolean gzip, Consumer<Answer> watcher) {
        this.http = http;
        this.base = base;
        this.headers = headers;
        this.gzip = gzip;
        this.watcher = watcher;
    }

    /** One path segment, percent-encoded as the real client does: letters, digits and {@code -._~!+@} stay. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%21", "!")
                .replace("%2B", "+")
                .replace("%40", "@")
                .replace("%7E", "~");
    }

    /** The same for that user, who signs in with a password now. */
    public RegistryClient signedIn(String name, String password) {
        Answer answer = post("/api/login", Map.of("username", name, "password", password));
        if (answer.status() != 200) {
            throw new AssertionError(name + " cannot sign in: " + answer);
        }
        return as(answer.json().get("token").textValue());
    }

    /** Signs in with the token of that person. */
    public RegistryClient as(Person person) {
        return with("Authorization", "Bearer " + person.token());
    }

    /** Sends {@code Authorization: Bearer <token>}. */
    public RegistryClient as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** Sends no {@code Authorization}. */
    public RegistryClient anonymous() {
        return without("Authorization");
    }

    /** Looks like a browser: a user agent that is not the real client's. */
    public RegistryClient asBrowser() {
        return with("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0");
    }

    /** A copy that sends this header, in place of an earlier one of the same name. */
    public RegistryClient with(String header, String value) {
        var changed = new LinkedHashMap<>(headers);
        changed.put(header, value);
        return new RegistryClient(http, base, Map.copyOf(changed), gzip, watcher);
    }

    /** A copy that does not send this header. */
    public RegistryClient without(String header) {
        var changed = new LinkedHashMap<>(headers);
        changed.remove(header);
        return new RegistryClient(http, base, Map.copyOf(changed), gzip, watcher);
    }

    /** A copy that gzips bodies, as the real client does for pushes. */
    public RegistryClient gzipping() {
        return new RegistryClient(http, base, headers, true, watcher);
    }

    /** A copy whose answers somebody else sees first. */
    public RegistryClient watchedBy(Consumer<Answer> other) {
        return new RegistryClient(http, base, headers, gzip, other);
    }

    /** A copy that asks another origin, for example the catalog's. */
    public RegistryClient at(URI origin) {
        return new RegistryClient(http, origin, headers, gzip, watcher);
    }

    /** Scheme, host and port. */
    public URI base() {
        return base;
    }

    public Answer get(String path) {
        return send("GET", path);
    }

    public Answer head(String path) {
        return send("HEAD", path);
    }

    public Answer options(String path) {
        return send("OPTIONS", path);
    }

    public Answer delete(String path) {
        return send("DELETE", path);
    }

    /** Without body, but with the content type, as the real client does. */
    public Answer put(String path) {
        return send("PUT", path, new byte[0]);
    }

    public Answer put(String path, Object json) {
        return send("PUT", path, Answer.write(json));
    }

    /** Without body, but with the content type, as the real client does. */
    public Answer post(String path) {
        return send("POST", path, new byte[0]);
    }

    public Answer post(String path, Object json) {
        return send("POST", path, Answer.write(json));
    }

    /** Sends form fields. */
    public Answer postForm(String path, Map<String, String> fields) {
        var body = new ArrayList<String>();
        fields.forEach((name, value) -> body.add(encoded(name) + "=" + encoded(value)));
        return with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", path, String.join("&", body).getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Any method, without a body. */
    public Answer send(String method, String path) {
        return exchange(method, base + path, BodyPublishers.noBody(), false);
    }

    /** Any method and any bytes as body, gzipped on the way if this client gzips. */
    public Answer send(String method, String path, byte[] body) {
        var sent = gzip ? gzipped(body) : body;
        return exchange(method, base + path, BodyPublishers.ofByteArray(sent), gzip);
    }

    /** As {@link #send(String, String, byte[])}, with a text as body. */
    public Answer send(String method, String path, String body) {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Asks a complete URL without any of the usual headers, as the real client does with object URLs. */
    public Answer object(String method, String url, byte[] body, Map<String, String> extra) {
        var plain = new RegistryClient(http, base, extra, false, watcher);
        return plain.exchange(
                method, url, method.equals("PUT") ? BodyPublishers.ofByteArray(body) : BodyPublishers.noBody(), false);
    }

    private Answer exchange(String method, String url, HttpRequest.BodyPublisher body, boolean packed) {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).method(method, body);
        headers.forEach(request::header);
        if (packed) {
            request.header("Content-Encoding", "gzip");
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofByteArray());
            var answer = new Answer(method + " " + url, response.statusCode(), response.headers(), response.body());
            watcher.accept(answer);
            return answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(method + " " + url, broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + url, interrupted);
        }
    }

    /** The bytes as a gzip stream. */
    public static byte[] gzipped(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
