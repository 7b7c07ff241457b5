package org.quiltappliance.server.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.monitoring.TrafficMeter;
import org.quiltappliance.server.objects.LinkMethod;
import org.quiltappliance.server.objects.ObjectContent;
import org.quiltappliance.server.objects.ObjectEncoding;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.objects.RegistryLinks;
import org.quiltappliance.server.objects.StoredObject;

/**
 * Serves {@code /objects/<owner>/<hash>} to holders of signed links, in the way that the client needs
 * (client-protocol.md section 8): real ranges, always a length, never chunked, the stored encoding and no other.
 *
 * <p>Must not be placed behind anything that compresses or buffers.
 */
public final class ObjectHandler extends Handler.Abstract {

    private static final String ALLOWED = "GET, HEAD, PUT, OPTIONS";

    /** How long a transfer may be silent; the connection's own limit between requests is for others to set. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private final ObjectStore objects;
    private final RegistryLinks links;
    private final TrafficMeter traffic;
    private final PieceBuffers buffers = new PieceBuffers();

    /** @param traffic hears of uploads and of all bytes of objects */
    public ObjectHandler(ObjectStore objects, RegistryLinks links, TrafficMeter traffic) {
        this.objects = objects;
        this.links = links;
        this.traffic = traffic;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!request.getHttpURI().getPath().startsWith(RegistryLinks.PATH)) {
            return false;
        }
        var answer = new ObjectAnswer(request, response, limitingSilence(request, callback));
        // Pages of the catalog read from here, and browsers must run nothing that somebody has uploaded.
        response.getHeaders()
                .put("Access-Control-Allow-Origin", "*")
                .put("Access-Control-Expose-Headers", "Accept-Ranges, Content-Encoding, Content-Range, ETag")
                .put("X-Content-Type-Options", "nosniff")
                .put("Content-Security-Policy", "sandbox");
        try {
            route(answer);
        } catch (RuntimeException refused) {
            answer.fail(refused);
        }
        return true;
    }

    private static Callback limitingSilence(Request request, Callback callback) {
        var connection = request.getConnectionMetaData().getConnection().getEndPoint();
        long before = connection.getIdleTimeout();
        connection.setIdleTimeout(SILENCE.toMillis());
        return Callback.from(() -> connection.setIdleTimeout(before), callback);
    }

    private void route(ObjectAnswer answer) {
        switch (answer.request().getMethod()) {
            case "GET" ->
                admitted(LinkMethod.GET, answer)
                        .ifPresent(address -> answer.workOn(objects.reading(), () -> get(address, answer)));
            case "HEAD" ->
                admitted(LinkMethod.HEAD, answer)
                        .ifPresent(address -> answer.workOn(objects.reading(), () -> head(address, answer)));
            case "PUT" ->
                admitted(LinkMethod.PUT, answer)
                        .ifPresent(address -> answer.workOn(objects.writing(), () -> put(address, answer)));
            case "OPTIONS" -> preflight(answer);
            default -> {
                answer.response().getHeaders().put(HttpHeader.ALLOW, ALLOWED);
                answer.refuse(405, "Objects know GET, HEAD and PUT.");
            }
        }
    }

    /** Where the request may go; if nowhere, it is answered already. */
    private Optional<ObjectAddress> admitted(LinkMethod method, ObjectAnswer answer) {
        var address = ObjectAddress.of(answer.request().getHttpURI());
        if (address.isEmpty()) {
            answer.refuse(404, "There is nothing here.");
            return address;
        }
        var link = address.get();
        return switch (links.check(method, link.owner(), link.hash(), link.expiry(), link.signature())) {
            case GOOD -> address;
            case EXPIRED -> {
                answer.refuse(403, "This link has expired. Run the same command again.");
                yield Optional.empty();
            }
            case WRONG -> {
                answer.refuse(403, "This link is not valid. Run the same command again.");
                yield Optional.empty();
            }
        };
    }

    /** Ranges are for GET alone (RFC 9110 section 14.2). */
    private void head(ObjectAddress address, ObjectAnswer answer) {
        var object = objects.find(address.owner(), address.hash());
        if (object.isEmpty()) {
            answer.refuse(404, "No such object.");
            return;
        }
        describe(address.hash(), object.get(), answer.response().getHeaders());
        if (isKnown(address.hash(), answer.request())) {
            answer.empty(304);
        } else {
            answer.response()
                    .getHeaders()
                    .put(HttpHeader.CONTENT_LENGTH, object.get().storedBytes());
            answer.empty(200);
        }
    }

    private void get(ObjectAddress address, ObjectAnswer answer) {
        var likely = ObjectRange.likely(answer.request().getHeaders().get(HttpHeader.RANGE));
        var opened = objects.read(address.owner(), address.hash(), likely.first(), likely.count());
        if (opened.isEmpty()) {
            answer.refuse(404, "No such object.");
            return;
        }
        ObjectContent content = opened.get();
        try {
            send(address.hash(), content, answer);
        } catch (RuntimeException failed) {
            content.close();
            throw failed;
        }
    }

    private void send(Hash hash, ObjectContent content, ObjectAnswer answer) {
        StoredObject object = content.object();
        HttpFields.Mutable headers = answer.response().getHeaders();
        if (isKnown(hash, answer.request())) {
            content.close();
            describe(hash, object, headers);
            answer.empty(304);
            return;
        }
        long total = object.storedBytes();
        var range = range(hash, total, answer.request());
        if (range.kind() == ObjectRange.Kind.UNSATISFIABLE) {
            content.close();
            headers.put(HttpHeader.CONTENT_RANGE, range.contentRange(total));
            answer.refuse(416, "The object has " + total + " bytes.");
            return;
        }
        describe(hash, object, headers);
        headers.put(HttpHeader.CONTENT_LENGTH, range.count());
        if (range.kind() == ObjectRange.Kind.PART) {
            answer.response().setStatus(206);
            headers.put(HttpHeader.CONTENT_RANGE, range.contentRange(total));
        }
        if (range.count() == 0) {
            content.close();
            answer.empty(200);
        } else {
            new ObjectSender(content, range, buffers, objects.reading(), answer, traffic).iterate();
        }
    }

    private static void describe(Hash hash, StoredObject object, HttpFields.Mutable headers) {
        headers.put(HttpHeader.ETAG, etag(hash));
        headers.put(HttpHeader.ACCEPT_RANGES, "bytes");
        headers.put(HttpHeader.CACHE_CONTROL, "private, max-age=31536000, immutable");
        headers.put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
        object.encoding().header().ifPresent(encoding -> headers.put(HttpHeader.CONTENT_ENCODING, encoding));
    }

    private static String etag(Hash hash) {
        return '"' + hash.toString() + '"';
    }

    /** Whether the client has the object already (If-None-Match, RFC 9110 section 13.1.2). */
    private static boolean isKnown(Hash hash, Request request) {
        return request.getHeaders().getValuesList(HttpHeader.IF_NONE_MATCH).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(known -> known.strip().replaceFirst("^W/", ""))
                .anyMatch(known -> known.equals("*") || known.equals(etag(hash)));
    }

    private static ObjectRange range(Hash hash, long total, Request request) {
        var condition = request.getHeaders().get(HttpHeader.IF_RANGE);
        boolean counts = condition == null || condition.strip().equals(etag(hash));
        return counts ? ObjectRange.of(request.getHeaders().get(HttpHeader.RANGE), total) : ObjectRange.whole(total);
    }

    private void put(ObjectAddress address, ObjectAnswer answer) {
        var request = answer.request();
        if (request.getHeaders().contains(HttpHeader.CONTENT_RANGE)) {
            answer.refuse(400, "An object must be sent whole.");
            return;
        }
        var encoding = ObjectEncoding.ofHeader(
                String.join(",", request.getHeaders().getValuesList(HttpHeader.CONTENT_ENCODING)));
        var upload = objects.upload(address.owner(), address.hash(), encoding, request.getLength());
        traffic.uploadBegun();
        Request.addCompletionListener(request, failure -> traffic.uploadEnded());
        new ObjectReceiver(upload, objects.writing(), answer, traffic).receive();
    }

    private static void preflight(ObjectAnswer answer) {
        answer.response()
                .getHeaders()
                .put(HttpHeader.ALLOW, ALLOWED)
                .put("Access-Control-Allow-Methods", "GET, HEAD")
                .put("Access-Control-Allow-Headers", "If-None-Match, If-Range, Range")
                .put("Access-Control-Max-Age", "86400");
        answer.empty(204);
    }
}
