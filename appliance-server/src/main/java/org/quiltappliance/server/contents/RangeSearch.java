package org.quiltappliance.server.contents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.Quoted;

/**
 * Goes down a stored tree to one node and counts the objects on the way. Knows the JSON text only as {@link TreeWriter}
 * writes it: without blanks, each text spelled in one way. So texts are compared as bytes, and everything else is skipped,
 * which is several times faster than to parse it.
 */
final class RangeSearch {

    /** Part of the wire contract ({@code registry-api.md} 2.5.3); the component in question follows. */
    private static final String INVALID_SUBPATH = "Invalid subpath: ";

    private static final byte[] CHILDREN = "children".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HASHES = "hashes".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] METADATA_HASH = "metadata_hash".getBytes(StandardCharsets.US_ASCII);

    private final InputStream json;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int length;

    private final byte[] member = new byte[METADATA_HASH.length + 1];
    private int memberLength;

    private int objects;

    /** @param json from its first byte on */
    RangeSearch(InputStream json) {
        this.json = json;
    }

    /**
     * @param subpath node names from the root's child down; none for the whole tree
     * @throws NotFound for the first component that is missing or whose parent is no group
     */
    ObjectRange run(List<String> subpath) throws IOException {
        expect('{');
        for (var component : subpath) {
            enter(component);
        }
        int from = objects;
        countNode();
        return new ObjectRange(from, objects);
    }

    /** From behind the brace of a node to behind that of its child of that name. */
    private void enter(String name) throws IOException {
        while (nextMember()) {
            if (memberIs(CHILDREN)) {
                enterChild(name);
                return;
            }
            countMember();
        }
        throw new NotFound(INVALID_SUBPATH + Quoted.of(name));
    }

    private void enterChild(String name) throws IOException {
        byte[] wanted = spelled(name);
        expect('{');
        while (nextName()) {
            boolean found = textIs(wanted);
            expect(':');
            expect('{');
            if (found) {
                return;
            }
            countNode();
        }
        throw new NotFound(INVALID_SUBPATH + Quoted.of(name));
    }

    /** How a name stands between its quotes. */
    private static byte[] spelled(String name) {
        try {
            byte[] quoted =
                    new Utf8Buffer(name.length() + 2).quoted(name).toString().getBytes(StandardCharsets.UTF_8);
            return Arrays.copyOfRange(quoted, 1, quoted.length - 1);
        } catch (Invalid noName) {
            throw new NotFound(INVALID_SUBPATH + Quoted.of(name));
        }
    }

    /** From behind the brace of a node to behind its end. */
    private void countNode() throws IOException {
        while (nextMember()) {
            countMember();
        }
    }

    private void countMember() throws IOException {
        if (memberIs(CHILDREN)) {
            expect('{');
            while (nextName()) {
                skipText();
                expect(':');
                expect('{');
                countNode();
            }
        } else if (memberIs(HASHES)) {
            expect('[');
            while (nextName()) {
                skipText();
                objects++;
            }
        } else {
            objects += memberIs(METADATA_HASH) ? 1 : 0;
            skipValue();
        }
    }

    /** To the value of the next member, whose name is kept; or behind the end of the object. */
    private boolean nextMember() throws IOException {
        if (!nextName()) {
            return false;
        }
        memberLength = 0;
        for (byte next = next(); next != '"'; next = next()) {
            if (memberLength < member.length) {
                member[memberLength++] = next;
            }
        }
        expect(':');
        return true;
    }

    private boolean memberIs(byte[] name) {
        return Arrays.equals(member, 0, memberLength, name, 0, name.length);
    }

    /** Behind the quote that opens the next text of an object or array, or behind the end of that. */
    private boolean nextName() throws IOException {
        byte next = next();
        return (next == ',' ? next() : next) == '"';
    }

    /** The members of a node hold texts, objects and arrays; only inside of those there are numbers and words. */
    private void skipValue() throws IOException {
        int open = 0;
        do {
            switch (next()) {
                case '"' -> skipText();
                case '{', '[' -> open++;
                case '}', ']' -> open--;
                default -> {
                    // Part of a number or a word, or between two members.
                }
            }
        } while (open > 0);
    }

    private boolean textIs(byte[] wanted) throws IOException {
        int at = 0;
        boolean same = true;
        for (byte next = next(); next != '"'; next = next()) {
            same = same && at < wanted.length && wanted[at] == next;
            at++;
            if (next == '\\') {
                next = next();
                same = same && at < wanted.length && wanted[at] == next;
                at++;
            }
        }
        return same && at == wanted.length;
    }

    private void skipText() throws IOException {
        for (byte next = next(); next != '"'; next = next()) {
            if (next == '\\') {
                next();
            }
            int at = position;
            while (at < length && buffer[at] != '"' && buffer[at] != '\\') {
                at++;
            }
            position = at;
        }
    }

    private void expect(char wanted) throws IOException {
        if (next() != wanted) {
            throw new IOException("The stored tree is damaged.");
        }
    }

    private byte next() throws IOException {
        if (position == length) {
            position = 0;
            length = json.read(buffer, 0, buffer.length);
            if (length <= 0) {
                throw new IOException("The stored tree ends too early.");
            }
        }
        return buffer[position++];
    }
}
