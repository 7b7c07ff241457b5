package org.quiltappliance.server.http;

import java.io.IOException;
import java.io.OutputStream;
import org.quiltappliance.server.objects.LinkMethod;
import org.quiltappliance.server.objects.ObjectLinks;
import org.quiltappliance.server.packages.Installation;

/** The answer of an install: the whole tree as stored, then links and sizes of what was asked for (2.5.3). */
record InstallAnswer(String owner, Installation installation, ObjectLinks links) implements Streams.JsonText {

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Streams.ascii(out, "{\"contents\":");
        installation.tree().writeTo(out);
        writeObjects(out, owner, installation, links);
        Streams.factsAndEnd(out, installation.revision());
    }

    /** The members {@code urls} and {@code sizes}, each after a comma; they have the same keys. */
    static void writeObjects(OutputStream out, String owner, Installation installation, ObjectLinks links)
            throws IOException {
        var gets = links.writer(LinkMethod.GET, owner);
        Streams.ascii(out, ",\"urls\":{");
        var first = new UploadUrls.Separator("\"");
        installation.forEachObject((hash, size) -> {
            first.next(out);
            Streams.ascii(out, hash.toString());
            Streams.ascii(out, "\":\"");
            gets.write(hash, out);
            out.write('"');
        });
        Streams.ascii(out, "},\"sizes\":{");
        var second = new UploadUrls.Separator("\"");
        installation.forEachObject((hash, size) -> {
            second.next(out);
            Streams.ascii(out, hash.toString());
            Streams.ascii(out, "\":" + size);
        });
        out.write('}');
    }
}
