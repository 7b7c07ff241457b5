package org.quiltappliance.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.quiltappliance.server.contents.Hash;

/**
 * {@code /client/}: the index of packages from which {@code pip} takes {@code quilt-compat}, without which the client does not
 * run on today's Python (client-on-modern-python.md 9). It knows that one package: {@code pip} asks it for every name, and is
 * told quickly that there is nothing.
 */
public final class ClientIndex extends Handler.Abstract.NonBlocking {

    private static final String PATH = "/client/";
    private static final String PROJECT = "quilt-compat";
    private static final String FOLDER = "client/";
    private static final String HTML = "text/html; charset=utf-8";

    private final Map<String, Page> pages;

    private record Page(String type, byte[] body) {}

    /** With the wheel that the build put beside the classes. */
    public ClientIndex() {
        var name = new String(resource("wheel"), StandardCharsets.US_ASCII).strip();
        var wheel = new Page("application/octet-stream", resource(name));
        pages = Map.of(
                PATH,
                listing("Packages for the client", PROJECT + "/", PROJECT),
                PATH + PROJECT + "/",
                listing(PROJECT, "../" + name + "#sha256=" + Hash.ofContent(wheel.body()), name),
                PATH + name,
                wheel);
    }

    private static byte[] resource(String name) {
        try (InputStream in = ClientIndex.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("The program is not whole: " + FOLDER + name + " is missing.");
            }
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Page listing(String title, String address, String text) {
        var html = "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>" + title
                + "</title></head>\n<body><a href=\"" + address + "\">" + text + "</a></body>\n</html>\n";
        return new Page(HTML, html.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getPath();
        if (!path.startsWith(PATH)) {
            return false;
        }
        var page = pages.get(path);
        var headers = response.getHeaders();
        if (page != null) {
            if (HealthHandler.isRead(request, response, callback)) {
                // Another version of the appliance has another wheel, perhaps of the same name.
                headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
                headers.put(HttpHeader.CONTENT_TYPE, page.type());
                headers.put(HttpHeader.CONTENT_LENGTH, page.body().length);
                response.write(true, ByteBuffer.wrap(page.body()), callback);
            }
        } else if (pages.containsKey(path + "/")) {
            headers.put(HttpHeader.LOCATION, path + "/");
            response.setStatus(301);
            callback.succeeded();
        } else {
            JsonReply.message(response, 404, "There is no such package here, but " + PROJECT + " alone.", callback);
        }
        return true;
    }
}
