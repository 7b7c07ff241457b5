package org.quiltappliance.server.http.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.LiveConfig;
import org.quiltappliance.server.http.Json;

/** {@code /config.js}, which a page loads before the application, and {@code /config.json}. */
public final class ConfigFiles extends Handler.Abstract.NonBlocking {

    /** Made anew at each request, as some of it changes. */
    private final Supplier<ConfigAnswer> answer;

    public ConfigFiles(ApplianceConfig config, LiveConfig live, String version) {
        answer = () -> ConfigAnswer.of(config, live, version);
    }

    private byte[] json() {
        return Json.bytes(answer.get());
    }

    private byte[] script() {
        return ("window.__CONFIG = " + new String(json(), StandardCharsets.UTF_8) + ";\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        switch (reads ? Request.getPathInContext(request) : "") {
            case "/config.js" -> send(response, "text/javascript; charset=utf-8", script(), callback);
            case "/config.json" -> send(response, "application/json", json(), callback);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void send(Response response, String type, byte[] body, Callback callback) {
        response.setStatus(200);
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, type)
                .put(HttpHeader.CACHE_CONTROL, "no-cache")
                .put("X-Content-Type-Options", "nosniff")
                .put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
