package org.quiltappliance.server.http;

import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.quiltappliance.server.packages.RevisionInfo;

/** Answers too large to be held: written as they are made, in ASCII but for the tree, which is stored as UTF-8. */
final class Streams {

    private static final int BUFFER = 1 << 16;

    private Streams() {}

    /** Something that writes one JSON text. */
    interface JsonText {
        void writeTo(OutputStream out) throws IOException;
    }

    static Response json(JsonText text) {
        StreamingOutput entity = out -> {
            var buffered = new BufferedOutputStream(out, BUFFER);
            text.writeTo(buffered);
            buffered.flush();
        };
        return Response.ok(entity).type(MediaType.APPLICATION_JSON_TYPE).build();
    }

    static void ascii(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The four members about a revision, and the status, as the end of an object. */
    static void factsAndEnd(OutputStream out, RevisionInfo revision) throws IOException {
        var facts = RevisionFacts.of(revision);
        ascii(out, ",\"created_by\":" + quoted(facts.createdBy()) + ",\"created_at\":" + plain(facts.createdAt()));
        ascii(out, ",\"updated_by\":" + quoted(facts.updatedBy()) + ",\"updated_at\":" + plain(facts.updatedAt()));
        ascii(out, ",\"status\":200}");
    }

    static String quoted(String text) {
        return Json.text(Json.bytes(text));
    }

    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }

    /** A generator that leaves the stream open. */
    static JsonGenerator generator(OutputStream out) throws IOException {
        return Json.MAPPER.getFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }
}
