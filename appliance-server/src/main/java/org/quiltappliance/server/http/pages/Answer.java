package org.quiltappliance.server.http.pages;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A finished answer. */
record Answer(int status, Map<String, String> headers, byte[] body) {

    /** A page for this visit only: nobody stores it, as it may hold a code. */
    static Answer page(int status, Document page) {
        return of(status, "text/html; charset=utf-8", page.html())
                .with("Cache-Control", "no-store")
                .with("Content-Security-Policy", page.policy())
                .with("X-Frame-Options", "DENY")
                // With "no-referrer" browsers would hide from us that a form came from our own page.
                .with("Referrer-Policy", "same-origin")
                .with("X-Content-Type-Options", "nosniff");
    }

    /** One line for a script; nobody stores it. */
    static Answer text(int status, String line) {
        return of(status, "text/plain; charset=utf-8", line + "\n")
                .with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff");
    }

    /** A file of ours, the same for everybody. */
    static Answer file(String type, String text) {
        return of(200, type, text)
                .with("Cache-Control", "public, max-age=3600")
                .with("X-Content-Type-Options", "nosniff");
    }

    static Answer redirect(int status, URI to) {
        return of(status, "text/plain; charset=utf-8", "See " + to + "\n")
                .with("Location", to.toString())
                .with("Cache-Control", "no-store");
    }

    private static Answer of(int status, String type, String text) {
        return new Answer(status, Map.of("Content-Type", type), text.getBytes(StandardCharsets.UTF_8));
    }

    Answer with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, body);
    }

    Answer as(int otherStatus) {
        return new Answer(otherStatus, headers, body);
    }

    void send(Response response, Callback callback) {
        response.setStatus(status);
        headers.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
