package org.quiltappliance.server.http;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.monitoring.TrafficMeter;
import org.quiltappliance.server.objects.ObjectContent;

/** Conditions and ranges of requests for one object, and its bytes on their way out, for handlers other than {@link ObjectHandler}. */
public final class ObjectTransfers {

    private final PieceBuffers buffers = new PieceBuffers();
    private final TrafficMeter traffic;

    public ObjectTransfers(TrafficMeter traffic) {
        this.traffic = traffic;
    }

    /** Which bytes are wanted. */
    public record Part(long first, long count) {}

    /**
     * Says in status and headers what will come; ranges are for GET alone (RFC 9110 section 14.2).
     *
     * @param total how many bytes there are
     * @return nothing when no byte is to be sent: the client has it, it is empty, or there is no such range
     */
    public Optional<Part> range(Hash hash, long total, Request request, Response response) {
        var headers = response.getHeaders();
        String etag = '"' + hash.toString() + '"';
        if (isKnown(etag, request)) {
            response.setStatus(304);
            return Optional.empty();
        }
        var condition = request.getHeaders().get(HttpHeader.IF_RANGE);
        boolean counts = request.getMethod().equals("GET")
                && (condition == null || condition.strip().equals(etag));
        var range =
                counts ? ObjectRange.of(request.getHeaders().get(HttpHeader.RANGE), total) : ObjectRange.whole(total);
        switch (range.kind()) {
            case WHOLE -> response.setStatus(200);
            case PART -> {
                response.setStatus(206);
                headers.put(HttpHeader.CONTENT_RANGE, range.contentRange(total));
            }
            case UNSATISFIABLE -> {
                response.setStatus(416);
                headers.put(HttpHeader.CONTENT_RANGE, range.contentRange(total));
            }
        }
        headers.put(HttpHeader.CONTENT_LENGTH, range.count());
        return range.count() == 0 ? Optional.empty() : Optional.of(new Part(range.first(), range.count()));
    }

    private static boolean isKnown(String etag, Request request) {
        return request.getHeaders().getValuesList(HttpHeader.IF_NONE_MATCH).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(known -> known.strip().replaceFirst("^W/", ""))
                .anyMatch(known -> known.equals("*") || known.equals(etag));
    }

    /** Sends stored bytes without holding a thread; closes the content. @param threads may wait for the store */
    public void send(
            ObjectContent content, Part part, Executor threads, Request request, Response response, Callback callback) {
        var range = new ObjectRange(ObjectRange.Kind.PART, part.first(), part.count());
        new ObjectSender(content, range, buffers, threads, new ObjectAnswer(request, response, callback), traffic)
                .iterate();
    }
}
