package org.quiltappliance.server.http.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The files of the catalog's pages, from a folder of the class path; packed ones beside them are sent to browsers that can
 * unpack them. Files below {@code assets/} are named by their content and never change. Knows nothing of {@code index.html}, which
 * is a page.
 */
public final class CatalogFiles extends Handler.Abstract {

    /** Where the catalog's module puts its files. */
    public static final String FOLDER = "catalog/";

    private static final String INDEX = "index.html";

    /** Neither hidden files nor a way out of the folder. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("woff", "font/woff"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private final String folder;
    private final ClassLoader files = CatalogFiles.class.getClassLoader();

    /** @param folder of the class path, with its final slash */
    public CatalogFiles(String folder) {
        this.folder = folder;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        String path = Request.getPathInContext(request);
        String name = path.startsWith("/") ? path.substring(1) : path;
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!reads || type == null || name.equals(INDEX) || !NAME.matcher(name).matches()) {
            return false;
        }
        var accepted = Optional.ofNullable(request.getHeaders().get(HttpHeader.ACCEPT_ENCODING))
                .orElse("");
        for (var packing : new Packing[] {Packing.BROTLI, Packing.GZIP, Packing.NONE}) {
            byte[] body = packing.isAccepted(accepted) ? read(name + packing.ending) : null;
            if (body != null) {
                send(name, type, packing, body, response, callback);
                return true;
            }
        }
        return false;
    }

    /** How a file may be packed, and how its name ends then. */
    private enum Packing {
        BROTLI("br", ".br"),
        GZIP("gzip", ".gz"),
        NONE("", "");

        private final String coding;
        private final String ending;

        Packing(String coding, String ending) {
            this.coding = coding;
            this.ending = ending;
        }

        /** @param header of which {@code q=0} refuses a coding */
        boolean isAccepted(String header) {
            if (this == NONE) {
                return true;
            }
            for (String one : header.split(",")) {
                var parts = one.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*", -1);
                if (parts[0].equals(coding)) {
                    return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
                }
            }
            return false;
        }
    }

    private byte @Nullable [] read(String name) throws IOException {
        try (InputStream in = files.getResourceAsStream(folder + name)) {
            return in == null ? null : in.readAllBytes();
        }
    }

    private static void send(
            String name, String type, Packing packing, byte[] body, Response response, Callback callback) {
        response.setStatus(200);
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, type)
                .put(
                        HttpHeader.CACHE_CONTROL,
                        name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "public, max-age=3600")
                .put(HttpHeader.VARY, "Accept-Encoding")
                .put("X-Content-Type-Options", "nosniff")
                .put("Cross-Origin-Resource-Policy", "same-origin")
                .put(HttpHeader.CONTENT_LENGTH, body.length);
        if (packing != Packing.NONE) {
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, packing.coding);
        }
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
