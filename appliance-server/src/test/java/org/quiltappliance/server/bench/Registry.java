package org.quiltappliance.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The administrator's client of a registry, over one connection: what the real one sends, without its own work. */
final class Registry implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEADERS = """
            User-Agent: quilt-cli/2.9.15 (Linux 6.1.0) CPython/3.11.2\r
            Accept-Encoding: gzip, deflate\r
            Accept: application/json\r
            Content-Type: application/json\r
            """;

    private final Wire wire;
    private final String headers;
    private final String token;

    private Registry(Wire wire, String token) {
        this.wire = wire;
        this.token = token;
        this.headers = HEADERS + "Authorization: Bearer " + token + "\r\n";
    }

    static Registry signedIn(URI address) throws IOException {
        var wire = Wire.to(address);
        byte[] login = "{\"username\": \"admin\", \"password\": \"quilt\"}".getBytes(StandardCharsets.US_ASCII);
        var answer = good(wire.send("POST", "/api/login", HEADERS, login, Wire.Body.KEEP));
        return new Registry(wire, json(answer).get("token").textValue());
    }

    String token() {
        return token;
    }

    Wire.Reply me() throws IOException {
        return good(wire.get("/api/me", headers, Wire.Body.COUNT));
    }

    /** @param body gzipped */
    Wire.Reply push(SyntheticPackage pushed, byte[] body, Wire.Body use) throws IOException {
        return good(wire.send("PUT", path(pushed, "package"), headers + "Content-Encoding: gzip\r\n", body, use));
    }

    /** Points {@code latest} to what was pushed. */
    void tagLatest(SyntheticPackage pushed) throws IOException {
        byte[] body = ("{\"hash\": \"" + pushed.hash() + "\"}").getBytes(StandardCharsets.US_ASCII);
        good(wire.send(
                "PUT",
                "/api/tag/" + ServerProcess.OWNER + "/" + pushed.name() + "/latest",
                headers,
                body,
                Wire.Body.COUNT));
    }

    /** @param subpath empty for the whole package */
    Wire.Reply install(SyntheticPackage wanted, String subpath, Wire.Body use) throws IOException {
        return good(wire.get(path(wanted, "package") + "?subpath=" + subpath + "&meta_only=", headers, use));
    }

    Wire.Reply preview(SyntheticPackage wanted) throws IOException {
        return good(wire.get(path(wanted, "package_preview"), headers, Wire.Body.COUNT));
    }

    private static String path(SyntheticPackage one, String route) {
        return "/api/" + route + "/" + ServerProcess.OWNER + "/" + one.name() + "/" + one.hash();
    }

    private static Wire.Reply good(Wire.Reply reply) {
        if (reply.status() != 200) {
            throw new IllegalStateException("The registry answered " + reply.status() + ": " + reply.text());
        }
        return reply;
    }

    static JsonNode json(Wire.Reply reply) throws IOException {
        return JSON.readTree(reply.body());
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
