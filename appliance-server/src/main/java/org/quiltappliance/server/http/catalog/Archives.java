package org.quiltappliance.server.http.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.quiltappliance.server.accounts.SignIns;
import org.quiltappliance.server.catalog.Browsing;
import org.quiltappliance.server.catalog.Browsing.Packed;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.objects.ObjectStore;

/**
 * {@code /archive/OWNER/NAME/REV.zip?path=}: a folder or a whole revision as a zip, made while it is sent. Holds one buffer and one
 * object open, however large the whole is; a client that is slow holds a thread, so there are only so many at a time.
 */
public final class Archives extends Downloads {

    private static final String ZIP = ".zip";
    private static final int AT_ONCE = 24;

    private final ObjectStore objects;
    private final Semaphore places = new Semaphore(AT_ONCE);

    public Archives(SignIns signIns, Access access, URI catalogUrl, Browsing browsing, ObjectStore objects) {
        super("archive", signIns, access, catalogUrl, browsing);
        this.objects = objects;
    }

    @Override
    String revision(String part) {
        if (!part.endsWith(ZIP)) {
            throw new NotFound("Archives end in .zip.");
        }
        return part.substring(0, part.length() - ZIP.length());
    }

    @Override
    void answer(Wanted wanted, Request request, Response response, Callback callback) throws IOException {
        if (!wanted.path().isEmpty()) {
            throw new NotFound("There is nothing at this address.");
        }
        var path = Replies.path(wanted.query("path"));
        var packed = browsing.packed(wanted.look(), path);
        if (!places.tryAcquire()) {
            throw new Unavailable("Too many archives are being sent. Try again in a moment.");
        }
        try {
            describe(wanted, path, response);
            if (request.getMethod().equals("HEAD")) {
                response.write(true, null, callback);
                return;
            }
            if (!packed.isEmpty()) {
                // Before anything is sent, so that a store that is away is told as that.
                requireFirst(wanted.look().name().owner(), packed.get(0));
            }
            browsing.recordDownload(wanted.look(), path);
            write(wanted, packed, response);
        } finally {
            places.release();
        }
        callback.succeeded();
    }

    private void describe(Wanted wanted, List<String> path, Response response) {
        var name = wanted.look().name().name();
        var last = path.isEmpty() ? name : name + "-" + path.get(path.size() - 1);
        response.setStatus(200);
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, "application/zip")
                .put(HttpHeader.CACHE_CONTROL, "private, no-store")
                .put(
                        "Content-Disposition",
                        disposition(
                                "attachment",
                                last + "-"
                                        + wanted.look()
                                                .revision()
                                                .hash()
                                                .toString()
                                                .substring(0, 10) + ZIP))
                .put("X-Content-Type-Options", "nosniff")
                .put("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
    }

    private void requireFirst(String owner, Packed first) {
        if (objects.find(owner, first.part().hash()).isEmpty()) {
            throw missing(first);
        }
    }

    private static NotFound missing(Packed packed) {
        return new NotFound("The object of " + packed.path() + " is missing in the store.");
    }

    private void write(Wanted wanted, List<Packed> packed, Response response) throws IOException {
        var owner = wanted.look().name().owner();
        var time = FileTime.from(wanted.look().revision().createdAt());
        var buffer = new byte[1 << 16];
        // Closed at its end alone: closing what broke off would make it look whole.
        OutputStream out = Content.Sink.asOutputStream(response);
        var zip = new ZipArchiveOutputStream(out);
        zip.setUseZip64(Zip64Mode.AsNeeded);
        zip.setEncoding("UTF-8");
        for (Packed one : packed) {
            write(owner, one, time, buffer, zip);
        }
        zip.close();
    }

    private void write(String owner, Packed one, FileTime time, byte[] buffer, ZipArchiveOutputStream zip)
            throws IOException {
        try (var content = objects.read(owner, one.part().hash()).orElseThrow(() -> missing(one));
                InputStream in = content.original()) {
            var entry = new ZipArchiveEntry(one.path());
            entry.setLastModifiedTime(time);
            if (one.part().bytes() >= 0) {
                entry.setSize(one.part().bytes());
            }
            zip.setLevel(
                    ContentTypes.isPacked(ContentTypes.of(one.type())) ? Deflater.NO_COMPRESSION : Deflater.BEST_SPEED);
            zip.putArchiveEntry(entry);
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                zip.write(buffer, 0, read);
            }
            zip.closeArchiveEntry();
        }
    }
}
