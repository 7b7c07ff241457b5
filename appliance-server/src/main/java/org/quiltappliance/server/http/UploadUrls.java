package org.quiltappliance.server.http;

import java.io.IOException;
import java.io.OutputStream;
import org.quiltappliance.server.contents.ObjectList;
import org.quiltappliance.server.objects.LinkMethod;
import org.quiltappliance.server.objects.ObjectLinks;

/** The answer of a dry-run push: two links for each object, and no member {@code status} (registry-api.md 2.5.1). */
record UploadUrls(String owner, ObjectList objects, ObjectLinks links) implements Streams.JsonText {

    @Override
    public void writeTo(OutputStream out) throws IOException {
        var heads = links.writer(LinkMethod.HEAD, owner);
        var puts = links.writer(LinkMethod.PUT, owner);
        var separator = new Separator("{\"upload_urls\":{\"");
        objects.forEachDistinct(objects.all(), (hash, size) -> {
            separator.next(out);
            Streams.ascii(out, hash.toString());
            Streams.ascii(out, "\":{\"head\":\"");
            heads.write(hash, out);
            Streams.ascii(out, "\",\"put\":\"");
            puts.write(hash, out);
            Streams.ascii(out, "\"}");
        });
        Streams.ascii(out, separator.used() ? "}}" : "{\"upload_urls\":{}}");
    }

    /** What stands before the first member, and before each further one. */
    static final class Separator {
        private final String first;
        private boolean used;

        Separator(String first) {
            this.first = first;
        }

        void next(OutputStream out) throws IOException {
            Streams.ascii(out, used ? ",\"" : first);
            used = true;
        }

        boolean used() {
            return used;
        }
    }
}
