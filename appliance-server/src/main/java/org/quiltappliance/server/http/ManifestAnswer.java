package org.quiltappliance.server.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.quiltappliance.server.contents.Node;
import org.quiltappliance.server.objects.ObjectLinks;
import org.quiltappliance.server.packages.Installation;

/** The export to the successor product: one entry for each file and table (registry-api.md 2.5.4). */
record ManifestAnswer(String owner, Installation installation, ObjectLinks links) implements Streams.JsonText {

    /** Where the original kept its objects; physical keys name it. */
    private static final String BUCKET = "package";

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Streams.ascii(out, "{\"manifest\":");
        try (JsonGenerator json = Streams.generator(out)) {
            json.writeStartArray();
            installation.tree().forEachLeaf((path, leaf, first) -> entry(json, path, leaf, first));
            json.writeEndArray();
        }
        InstallAnswer.writeObjects(out, owner, installation, links);
        Streams.factsAndEnd(out, installation.revision());
    }

    private void entry(JsonGenerator json, List<String> path, Node.Leaf leaf, int first) throws IOException {
        json.writeStartObject();
        json.writeStringField("logical_key", "/" + String.join("/", path));
        json.writeArrayFieldStart("physical_keys");
        for (var hash : leaf.hashes()) {
            json.writeString("s3://" + BUCKET + "/objs/" + owner + "/" + hash);
        }
        json.writeEndArray();
        long size = 0;
        for (int i = 0; i < leaf.hashes().size(); i++) {
            size += installation.objects().objectSize(first + i);
        }
        json.writeNumberField("size", size);
        json.writeArrayFieldStart("hashes");
        for (var hash : leaf.hashes()) {
            json.writeStartObject();
            json.writeStringField("type", "SHA256");
            json.writeStringField("value", hash.toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeFieldName("metadata");
        json.writeRawValue(leaf.metadata().json());
        json.writeEndObject();
    }
}
