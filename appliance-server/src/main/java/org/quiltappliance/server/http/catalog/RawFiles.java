package org.quiltappliance.server.http.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.quiltappliance.server.accounts.SignIns;
import org.quiltappliance.server.catalog.Browsing;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.contents.TreeIndex;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.http.ObjectTransfers;
import org.quiltappliance.server.objects.ObjectContent;
import org.quiltappliance.server.objects.ObjectEncoding;
import org.quiltappliance.server.objects.ObjectStore;

/**
 * {@code /raw/OWNER/NAME/REV/PATH}: the bytes of a file as they were before anybody packed them, in ranges. Whatever they are,
 * browsers run nothing of them and take them for no page of this site ({@code catalog.md} 12.12).
 */
public final class RawFiles extends Downloads {

    /** What the client reads into data frames. */
    private static final Set<String> OF_DATA_FRAMES = Set.of(".csv", ".tsv", ".txt", ".ssv", ".xls", ".xlsx");

    /** How Parquet files begin. */
    private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final ObjectStore objects;
    private final ObjectTransfers transfers;

    public RawFiles(
            SignIns signIns,
            Access access,
            URI catalogUrl,
            Browsing browsing,
            ObjectStore objects,
            ObjectTransfers transfers) {
        super("raw", signIns, access, catalogUrl, browsing);
        this.objects = objects;
        this.transfers = transfers;
    }

    @Override
    void answer(Wanted wanted, Request request, Response response, Callback callback) throws IOException {
        if (wanted.path().isEmpty()) {
            throw new NotFound("A file is wanted here.");
        }
        var look = wanted.look();
        var file = browsing.file(look, wanted.path());
        boolean download = wanted.query("download").equals("1");
        var fragment = wanted.query("fragment");
        if (file.parts().size() != 1 && fragment.isEmpty() && download) {
            toArchive(wanted, response, callback);
            return;
        }
        int which = Replies.number("fragment", fragment, 0, 0, Integer.MAX_VALUE);
        if (which >= file.parts().size()) {
            throw new NotFound("This file has " + file.parts().size() + " parts.");
        }
        send(wanted, file, file.parts().get(which), download, request, response, callback);
    }

    private static void toArchive(Wanted wanted, Response response, Callback callback) {
        response.setStatus(302);
        response.getHeaders().put(HttpHeader.LOCATION, wanted.archive()).put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, null, callback);
    }

    private void send(
            Wanted wanted,
            Browsing.File file,
            Browsing.Part part,
            boolean download,
            Request request,
            Response response,
            Callback callback)
            throws IOException {
        String owner = wanted.look().name().owner();
        var content = objects.read(owner, part.hash())
                .orElseThrow(() -> new NotFound("The object of this file is missing in the store."));
        try {
            long total = length(owner, part, content);
            boolean parquet = file.kind() == TreeIndex.Kind.TABLE || isDataFrame(owner, file, part);
            String type = parquet ? ContentTypes.PARQUET : ContentTypes.of(file.type());
            describe(response, part, parquet ? asParquet(file.name()) : file.name(), type, download);
            var range = transfers.range(part.hash(), total, request, response);
            if (range.isEmpty()) {
                content.close();
                response.write(true, null, callback);
                return;
            }
            boolean fromTheStart = range.get().first() == 0;
            if (request.getMethod().equals("HEAD")) {
                content.close();
                response.write(true, null, callback);
                return;
            }
            if (download && fromTheStart) {
                browsing.recordDownload(wanted.look(), wanted.path());
            }
            if (content.object().encoding() == ObjectEncoding.RAW) {
                transfers.send(content, range.get(), objects.reading(), request, response, callback);
            } else {
                unpacked(content, range.get(), response, callback);
            }
        } catch (IOException | RuntimeException failed) {
            content.close();
            throw failed;
        }
    }

    /** The client keeps a data frame as Parquet, under the name of the text file that it came from. */
    private boolean isDataFrame(String owner, Browsing.File file, Browsing.Part part) throws IOException {
        if (!OF_DATA_FRAMES.contains(file.type())) {
            return false;
        }
        try (var content = objects.read(owner, part.hash()).orElse(null)) {
            if (content == null) {
                return false;
            }
            try (InputStream in = content.original()) {
                return Arrays.equals(in.readNBytes(PARQUET.length), PARQUET);
            }
        }
    }

    private static String asParquet(String name) {
        int dot = name.lastIndexOf('.');
        return name.endsWith(".parquet") ? name : (dot > 0 ? name.substring(0, dot) : name) + ".parquet";
    }

    private long length(String owner, Browsing.Part part, ObjectContent content) {
        if (content.object().originalBytes() >= 0) {
            return content.object().originalBytes();
        }
        return part.bytes() >= 0
                ? part.bytes()
                : Optional.ofNullable(objects.sizes(owner, List.of(part.hash())).get(part.hash()))
                        .orElseThrow(() -> new NotFound("The object of this file is missing in the store."));
    }

    private void describe(Response response, Browsing.Part part, String name, String type, boolean download) {
        boolean pdf = type.equals(ContentTypes.PDF);
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, type)
                .put(HttpHeader.ACCEPT_RANGES, "bytes")
                .put(HttpHeader.ETAG, '"' + part.hash().toString() + '"')
                .put(HttpHeader.CACHE_CONTROL, "private, no-cache")
                .put(HttpHeader.VARY, "Cookie, Authorization")
                .put(
                        "Content-Disposition",
                        disposition(download || !ContentTypes.isShown(type) ? "attachment" : "inline", name))
                // Viewers of PDF refuse to work in a sandbox; the page shows them in a frame.
                .put(
                        "Content-Security-Policy",
                        pdf
                                ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
                                : "default-src 'none'; sandbox; frame-ancestors 'none'")
                .put("X-Content-Type-Options", "nosniff")
                .put("Referrer-Policy", "same-origin")
                .put("Cross-Origin-Resource-Policy", "same-origin");
        if (!pdf) {
            response.getHeaders().put("X-Frame-Options", "DENY");
        }
    }

    /** Old clients stored objects packed: what stands before the range is unpacked and thrown away. */
    private static void unpacked(
            ObjectContent content, ObjectTransfers.Part range, Response response, Callback callback)
            throws IOException {
        // Closed at its end alone: closing what broke off would make it look whole.
        OutputStream out = Content.Sink.asOutputStream(response);
        try (content;
                InputStream in = content.original()) {
            in.skipNBytes(range.first());
            var buffer = new byte[1 << 16];
            for (long left = range.count(); left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("The object is shorter than its length");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        out.close();
        callback.succeeded();
    }
}
