package org.quiltappliance.server.tables.worker;

import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.quiltappliance.server.tables.worker.Reply.Reason;

/**
 * The XML files that a workbook is packed of (ECMA-376 part 2), each read only so far, for so long and so deep: what is in them
 * is anybody's. Document types and entities mean nothing here.
 */
final class WorkbookParts implements AutoCloseable {

    /** Ordinary workbooks have ten. */
    private static final int DEEPEST = 64;

    private static final XMLInputFactory XML = xml();

    private final ZipFile zip;
    private final Session session;

    private WorkbookParts(ZipFile zip, Session session) {
        this.zip = zip;
        this.session = session;
    }

    private static XMLInputFactory xml() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /** @throws Refusal when the file is no zip file */
    static WorkbookParts open(String file, Session session) throws Refusal {
        try {
            return new WorkbookParts(new ZipFile(new File(file)), session);
        } catch (IOException none) {
            throw new Refusal(
                    Reason.UNREADABLE,
                    "This is no Excel workbook (.xlsx). Those of old programs (.xls) and those with a password cannot be read:"
                            + " save it as .xlsx without one.");
        }
    }

    boolean has(String name) {
        return zip.getEntry(name) != null;
    }

    /**
     * Reads one file from its beginning.
     *
     * @param most bytes of it, unpacked
     * @throws Refusal when it is missing, too large, too deep, no XML, or takes too long
     */
    void read(String name, long most, Reading reading) throws Refusal {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new Refusal(Reason.UNREADABLE, "This workbook is not whole: " + shown(name) + " is missing.");
        }
        try (var in = new Watched(zip.getInputStream(entry), name, most)) {
            var reader = XML.createXMLStreamReader(in);
            reading.read(new Elements(reader, in, entry.getSize()));
        } catch (XMLStreamException | IOException broken) {
            throw new Refusal(Reason.UNREADABLE, "This workbook is not whole: " + shown(name) + " cannot be read.");
        } catch (Stopped stopped) {
            throw stopped.why;
        }
    }

    private static String shown(String name) {
        return name.length() > 80 ? name.substring(0, 80) + "…" : name;
    }

    /** What is to be done with a file. */
    interface Reading {
        void read(Elements elements) throws XMLStreamException, Refusal;
    }

    /** The elements of a file, one after the other, by their names without a prefix: those differ between programs. */
    final class Elements {
        private final XMLStreamReader reader;
        private final Watched in;
        private final long ofBytes;
        private final ArrayDeque<String> open = new ArrayDeque<>();

        private Elements(XMLStreamReader reader, Watched in, long ofBytes) {
            this.reader = reader;
            this.in = in;
            this.ofBytes = ofBytes;
        }

        /** Goes on to the next begin, end or text. @return false at the end of the file */
        boolean next() throws XMLStreamException, Refusal {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamReader.START_ELEMENT:
                        open.push(reader.getLocalName());
                        if (open.size() > DEEPEST) {
                            throw new Refusal(Reason.UNREADABLE, "This workbook is nested too deeply.");
                        }
                        return true;
                    case XMLStreamReader.END_ELEMENT:
                        open.pop();
                        return true;
                    case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE:
                        return true;
                    default:
                        break;
                }
            }
            return false;
        }

        boolean begins(String name) {
            return reader.isStartElement() && reader.getLocalName().equals(name);
        }

        boolean ends(String name) {
            return reader.isEndElement() && reader.getLocalName().equals(name);
        }

        /** Text directly within an element of that name. */
        boolean isTextOf(String name) {
            return reader.isCharacters() && name.equals(open.peek());
        }

        /** Whether the place is somewhere within an element of that name. */
        boolean isWithin(String name) {
            return open.contains(name);
        }

        String text() {
            return reader.getText();
        }

        /** The attribute, or the empty text. */
        String attribute(String name) {
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                if (reader.getAttributeLocalName(i).equals(name)) {
                    return reader.getAttributeValue(i);
                }
            }
            return "";
        }

        /** Bytes read so far, unpacked, a little ahead of the place. */
        long bytes() {
            return in.count;
        }

        /** Of all of the file, as the workbook says it. */
        long ofBytes() {
            return Math.max(ofBytes, in.count);
        }
    }

    /** Carries a refusal through the parser, which knows nothing of them. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Refusal why;

        private Stopped(Refusal why) {
            super(why);
            this.why = why;
        }
    }

    /** Counts what comes out of the zip file, however small it is packed. */
    private final class Watched extends FilterInputStream {
        private final String name;
        private final long most;
        private long count;

        private Watched(InputStream in, String name, long most) {
            super(in);
            this.name = name;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count += Math.max(0, read);
            if (count > most) {
                throw new Stopped(new Refusal(
                        Reason.TOO_MUCH,
                        "This workbook unpacks to more than can be shown: " + shown(name) + " has more than "
                                + (most >> 20) + " MiB."));
            }
            if (session.isOver()) {
                throw new Stopped(Session.tooLong());
            }
            return read;
        }
    }

    /** Names of the parts that a file leads to, by their kind or id. */
    record Relation(String id, String kind, String target) {}

    /** What leads from a part to others. @param part the empty text for the workbook as a whole */
    List<Relation> relations(String part, long most) throws Refusal {
        int slash = part.lastIndexOf('/');
        String folder = part.substring(0, slash + 1);
        String name = folder + "_rels/" + part.substring(slash + 1) + ".rels";
        var relations = new ArrayList<Relation>();
        if (!has(name)) {
            return relations;
        }
        read(name, most, elements -> {
            while (elements.next()) {
                if (elements.begins("Relationship")) {
                    String type = elements.attribute("Type");
                    relations.add(new Relation(
                            elements.attribute("Id"),
                            type.substring(type.lastIndexOf('/') + 1),
                            resolved(folder, elements.attribute("Target"))));
                }
            }
        });
        return relations;
    }

    /** A target as the name of an entry: from the top, or from the folder of what names it. */
    private static String resolved(String folder, String target) {
        var names = new ArrayDeque<String>();
        for (String name : (target.startsWith("/") ? target : folder + target).split("/")) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return String.join("/", names);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException gone) {
            throw new IllegalStateException("A file that was only read cannot be closed", gone);
        }
    }
}
