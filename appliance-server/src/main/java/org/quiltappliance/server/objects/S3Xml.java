package org.quiltappliance.server.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the XML of S3 as it streams by: a push of a hundred thousand objects reads a hundred pages of it. */
final class S3Xml {

    private static final XMLInputFactory FACTORY = factory();

    /** A key of a listing. */
    record Entry(String key, long storedBytes, Instant stored) {}

    /**
     * A part of a listing.
     *
     * @param complete whether nothing comes after these
     * @param next how the server wants to be asked for the next one; may be empty
     */
    record Page(List<Entry> entries, boolean complete, String next) {}

    /** An upload in parts that was begun and not ended. */
    record Begun(String key, String uploadId, Instant initiated) {}

    /**
     * A part of a listing of such uploads.
     *
     * @param complete whether nothing comes after these
     * @param nextKey with {@code nextUploadId}: how the server wants to be asked for the next one
     */
    record BegunPage(List<Begun> uploads, boolean complete, String nextKey, String nextUploadId) {}

    private S3Xml() {}

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** The code of an error; nothing when the text says no error. */
    static Optional<String> errorCode(String text) {
        if (!text.contains("<Error")) {
            return Optional.empty();
        }
        try {
            return text(text, "Code");
        } catch (IOException noXml) {
            return Optional.empty();
        }
    }

    /** The text of the first element of that name. */
    static Optional<String> text(String xml, String element) throws IOException {
        var found = new ArrayList<String>();
        read(() -> FACTORY.createXMLStreamReader(new StringReader(xml)), (path, text) -> {
            if (path.endsWith("/" + element)) {
                found.add(text);
            }
        });
        return found.stream().findFirst();
    }

    /** The answer to ListObjectsV2 with {@code encoding-type=url}. */
    static Page page(InputStream xml) throws IOException {
        var entries = new ArrayList<Entry>();
        var fields = new Fields();
        read(() -> FACTORY.createXMLStreamReader(xml), (path, text) -> {
            switch (path) {
                case "/ListBucketResult/NextContinuationToken" -> fields.next = text;
                case "/ListBucketResult/IsTruncated" -> fields.truncated = text.equals("true");
                case "/ListBucketResult/Contents/Key" -> fields.key = decoded(text);
                case "/ListBucketResult/Contents/Size" -> fields.size = Long.parseLong(text);
                case "/ListBucketResult/Contents/LastModified" -> fields.time = Instant.parse(text);
                case "/ListBucketResult/Contents" -> entries.add(new Entry(fields.key, fields.size, fields.time));
                default -> {
                    // Of no interest.
                }
            }
        });
        return new Page(entries, !fields.truncated, fields.next);
    }

    /** The answer to ListMultipartUploads with {@code encoding-type=url}. */
    static BegunPage begun(InputStream xml) throws IOException {
        var begun = new ArrayList<Begun>();
        var fields = new Fields();
        read(() -> FACTORY.createXMLStreamReader(xml), (path, text) -> {
            switch (path) {
                case "/ListMultipartUploadsResult/NextKeyMarker" -> fields.next = decoded(text);
                case "/ListMultipartUploadsResult/NextUploadIdMarker" -> fields.nextUploadId = text;
                case "/ListMultipartUploadsResult/IsTruncated" -> fields.truncated = text.equals("true");
                case "/ListMultipartUploadsResult/Upload/Key" -> fields.key = decoded(text);
                case "/ListMultipartUploadsResult/Upload/UploadId" -> fields.uploadId = text;
                case "/ListMultipartUploadsResult/Upload/Initiated" -> fields.time = Instant.parse(text);
                case "/ListMultipartUploadsResult/Upload" ->
                    begun.add(new Begun(fields.key, fields.uploadId, fields.time));
                default -> {
                    // Of no interest.
                }
            }
        });
        return new BegunPage(begun, !fields.truncated, fields.next, fields.nextUploadId);
    }

    private static String decoded(String key) {
        return URLDecoder.decode(key, StandardCharsets.UTF_8);
    }

    /** What is known so far of the element that is being read. */
    private static final class Fields {
        private boolean truncated;
        private String next = "";
        private String nextUploadId = "";
        private String key = "";
        private String uploadId = "";
        private long size;
        private Instant time = Instant.EPOCH;
    }

    private interface Opening {
        XMLStreamReader open() throws XMLStreamException;
    }

    /** @param ended gets the path and the text of each element when it ends */
    private static void read(Opening opening, BiConsumer<String, String> ended) throws IOException {
        try {
            var xml = opening.open();
            var path = new StringBuilder();
            var text = new StringBuilder();
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        path.append('/').append(xml.getLocalName());
                        text.setLength(0);
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                    case XMLStreamConstants.END_ELEMENT -> {
                        ended.accept(path.toString(), text.toString());
                        path.setLength(path.lastIndexOf("/"));
                        text.setLength(0);
                    }
                    default -> {
                        // Comments and the like.
                    }
                }
            }
            xml.close();
        } catch (XMLStreamException | RuntimeException wrong) {
            throw new IOException("The answer of the S3 server cannot be read", wrong);
        }
    }
}
