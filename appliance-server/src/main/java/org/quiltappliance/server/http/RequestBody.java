package org.quiltappliance.server.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.TooLarge;
import org.quiltappliance.server.errors.Quoted;

/**
 * The body of one request: unpacked when it is gzipped, cut off at the limits, and counted as absent unless it says it
 * is JSON (registry-api.md 1.1, defects D29 and D30).
 */
public final class RequestBody {

    static final String NOT_JSON = "Not a JSON.";

    private final ContainerRequestContext request;
    private final HttpConfig config;

    private RequestBody(ContainerRequestContext request, HttpConfig config) {
        this.request = request;
        this.config = config;
    }

    public static RequestBody of(ContainerRequestContext request, HttpConfig config) {
        checkEncoding(request.getHeaderString("Content-Encoding"));
        return new RequestBody(request, config);
    }

    /** @throws Invalid for any encoding but gzip */
    static void checkEncoding(@Nullable String encoding) {
        if (encoding != null && !encoding.isEmpty() && !isGzip(encoding) && !encoding.equalsIgnoreCase("identity")) {
            throw new Invalid("Unsupported content encoding: " + Quoted.of(encoding));
        }
    }

    private static boolean isGzip(@Nullable String encoding) {
        return encoding != null && encoding.equalsIgnoreCase("gzip");
    }

    /** The whole body as a tree; {@code null} of JSON when it is absent. For small bodies. */
    public JsonNode tree() {
        if (!saysJson()) {
            return NullNode.getInstance();
        }
        return read(parser -> {
            JsonNode node = Json.MAPPER.readTree(parser);
            if (node == null || node instanceof MissingNode) {
                throw new Invalid(NOT_JSON);
            }
            if (parser.nextToken() != null) {
                throw new Invalid(NOT_JSON);
            }
            return node;
        });
    }

    /** The whole body as text, whatever its type says. For small bodies. */
    String text(int longest) {
        try (InputStream bytes = open()) {
            byte[] text = bytes.readNBytes(longest + 1);
            if (text.length > longest) {
                throw new TooLarge("The form is larger than the limit of " + longest + " bytes.");
            }
            return new String(text, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw explained(failed);
        }
    }

    /** Lets the reader take the body token by token; the parser stands before the first token. */
    <T> T read(TokenReader<T> reader) {
        return read(bytes -> Json.MAPPER.getFactory().createParser(bytes), reader);
    }

    /** As {@link #read(TokenReader)}, with parsers of that kind. */
    <T> T read(ParserMaker parsers, TokenReader<T> reader) {
        try (InputStream bytes = open();
                JsonParser parser = parsers.parser(bytes)) {
            return reader.read(parser);
        } catch (IOException failed) {
            throw explained(failed);
        }
    }

    private static ApplianceException explained(IOException failed) {
        if (failed instanceof JacksonException) {
            return new Invalid(NOT_JSON, failed);
        }
        if (failed instanceof TooMuch) {
            return new TooLarge(String.valueOf(failed.getMessage()));
        }
        if (failed instanceof ZipException || failed instanceof EOFException) {
            return new Invalid("The body is not what its Content-Encoding says.", failed);
        }
        return new Invalid("The request could not be read to its end.", failed);
    }

    boolean saysJson() {
        MediaType type = request.getMediaType();
        return type != null
                && type.getType().equalsIgnoreCase("application")
                && (type.getSubtype().equalsIgnoreCase("json")
                        || type.getSubtype().toLowerCase(Locale.ROOT).endsWith("+json"));
    }

    private InputStream open() throws IOException {
        int length = request.getLength();
        if (length > config.maxRequestBytes()) {
            throw new TooMuch("The request is larger than the limit of " + config.maxRequestBytes() + " bytes.");
        }
        InputStream wire = new Limited(
                request.getEntityStream(),
                config.maxRequestBytes(),
                "The request is larger than the limit of " + config.maxRequestBytes() + " bytes.");
        if (!isGzip(request.getHeaderString("Content-Encoding"))) {
            return wire;
        }
        return new Limited(
                new GZIPInputStream(wire, 1 << 16),
                config.maxUnpackedBytes(),
                "The unpacked request is larger than the limit of " + config.maxUnpackedBytes() + " bytes.");
    }

    /** Makes a JSON parser for bytes. */
    interface ParserMaker {
        JsonParser parser(InputStream bytes) throws IOException;
    }

    /** Takes a value from a JSON parser. */
    interface TokenReader<T> {
        T read(JsonParser parser) throws IOException;
    }

    private static final class TooMuch extends IOException {
        TooMuch(String message) {
            super(message);
        }
    }

    /** Fails when more bytes come than allowed. */
    private static final class Limited extends InputStream {
        private final InputStream from;
        private final String message;
        private long left;

        Limited(InputStream from, long most, String message) {
            this.from = from;
            this.left = most;
            this.message = message;
        }

        @Override
        public int read() throws IOException {
            int value = from.read();
            if (value >= 0) {
                count(1);
            }
            return value;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = from.read(into, offset, length);
            if (count > 0) {
                count(count);
            }
            return count;
        }

        private void count(int bytes) throws TooMuch {
            left -= bytes;
            if (left < 0) {
                throw new TooMuch(message);
            }
        }

        /** What is left of the body is read by {@link DrainFilter}, if it must be. */
        @Override
        public void close() {
            left = 0;
        }
    }
}
