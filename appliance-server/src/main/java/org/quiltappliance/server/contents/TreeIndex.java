package org.quiltappliance.server.contents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A stored tree for looking around in: every node is a number, from the root, which is 0, in tree order, so that a branch
 * and all below it are one run of numbers. Some 120 bytes a node, its objects included, and no object for each. Immutable.
 */
public final class TreeIndex {

    /** The number of the root. */
    public static final int ROOT = 0;

    private static final byte METADATA = 1;
    private static final int NONE = -1;

    /** What a node is, as people see it. */
    public enum Kind {
        GROUP,
        TABLE,
        FILE
    }

    private final Columns columns;
    private final ObjectList objects;

    private TreeIndex(Columns columns, ObjectList objects) {
        this.columns = columns;
        this.objects = objects;
    }

    /**
     * Reads a tree once, from its first part on.
     *
     * @param parts as {@link Contents#tree} holds them
     * @param objects of the same tree, with sizes
     */
    public static TreeIndex of(Iterable<byte[]> parts, ObjectList objects) {
        var columns = new Columns();
        try (var parser = NodeReader.parser(new InflatedInput(parts))) {
            parser.nextToken();
            new Reader(parser, columns, objects).node(new byte[0], NONE);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
        columns.trim();
        return new TreeIndex(columns, objects);
    }

    /** How many nodes there are. */
    public int size() {
        return columns.count;
    }

    /** About how many bytes of memory this takes. */
    public long weight() {
        return columns.weight()
                + objects.parts().stream().mapToLong(part -> part.length).sum();
    }

    public Kind kind(int node) {
        return columns.kinds[node];
    }

    public boolean isGroup(int node) {
        return kind(node) == Kind.GROUP;
    }

    /** Empty for the root. */
    public String name(int node) {
        return new String(
                columns.text,
                columns.nameAt[node],
                columns.nameEnd(node) - columns.nameAt[node],
                StandardCharsets.UTF_8);
    }

    /** Compares names by code point. */
    public int compareNames(int node, TreeIndex other, int otherNode) {
        return Arrays.compareUnsigned(
                columns.text,
                columns.nameAt[node],
                columns.nameEnd(node),
                other.columns.text,
                other.columns.nameAt[otherNode],
                other.columns.nameEnd(otherNode));
    }

    /** The names from the root's child down, joined by slashes; empty for the root. */
    public String path(int node) {
        var names = new ArrayDeque<String>();
        for (int at = node; at != ROOT; at = columns.parent[at]) {
            names.addFirst(name(at));
        }
        return String.join("/", names);
    }

    /** The last name of the path from which a leaf was made; nothing where the client noted none. */
    public Optional<String> originalName(int node) {
        int from = columns.originalAt[node];
        int to = node + 1 < columns.count ? columns.nameAt[node + 1] : columns.textLength;
        return from == NONE
                ? Optional.empty()
                : Optional.of(new String(columns.text, from, to - from, StandardCharsets.UTF_8));
    }

    /** The lower-case extension of the path from which a leaf was made, with its dot, or the empty text. */
    public String type(int node) {
        return columns.types.get(columns.type[node]);
    }

    /** Bytes of the leaves at and below, unpacked; unknown ones count nothing, and repeats count again. */
    public long bytes(int node) {
        return columns.bytes[node];
    }

    /** How many leaves there are at and below. */
    public int leaves(int node) {
        return columns.leaves[node];
    }

    /** The branch it is in; of the root there is none. */
    public int parent(int node) {
        return columns.parent[node];
    }

    /** The first number behind the node and all below it. */
    public int end(int node) {
        return columns.end[node];
    }

    /** The children, by name; none of a leaf. */
    public int[] children(int node) {
        var children = new int[8];
        int count = 0;
        for (int child = node + 1; child < end(node); child = end(child)) {
            if (count == children.length) {
                children = Arrays.copyOf(children, 2 * count);
            }
            children[count++] = child;
        }
        return Arrays.copyOf(children, count);
    }

    /** The node at these names from the root's child down. */
    public OptionalInt find(List<String> path) {
        int at = ROOT;
        for (String name : path) {
            at = child(at, name.getBytes(StandardCharsets.UTF_8));
            if (at == NONE) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(at);
    }

    private int child(int node, byte[] name) {
        for (int child = node + 1; child < end(node); child = end(child)) {
            if (Arrays.equals(columns.text, columns.nameAt[child], columns.nameEnd(child), name, 0, name.length)) {
                return child;
            }
        }
        return NONE;
    }

    /** How many objects hold the data of a leaf; none of a branch. */
    public int objectCount(int node) {
        return columns.dataObjects[node];
    }

    /** One of the objects of a leaf, from 0. */
    public Hash object(int node, int which) {
        return objects.hash(columns.firstObject[node] + which);
    }

    /** Its size, or {@link ObjectList#UNKNOWN_SIZE}. */
    public long objectBytes(int node, int which) {
        return objects.objectSize(columns.firstObject[node] + which);
    }

    public boolean hasMetadata(int node) {
        return columns.flags[node] == METADATA;
    }

    /** The object with the user's metadata. */
    public Optional<Hash> metadata(int node) {
        return hasMetadata(node)
                ? Optional.of(objects.hash(columns.firstObject[node] + columns.dataObjects[node]))
                : Optional.empty();
    }

    /** Whether two leaves name the same objects as their data, in the same order. */
    public boolean sameObjects(int node, TreeIndex other, int otherNode) {
        int count = objectCount(node);
        if (count != other.objectCount(otherNode)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (!object(node, i).equals(other.object(otherNode, i))) {
                return false;
            }
        }
        return true;
    }

    /** What is known of each node, column by column. */
    private static final class Columns {

        private int count;
        private Kind[] kinds = new Kind[16];
        private int[] nameAt = new int[16];
        private int[] nameLength = new int[16];
        private int[] originalAt = new int[16];
        private int[] type = new int[16];
        private int[] parent = new int[16];
        private int[] end = new int[16];
        private int[] leaves = new int[16];
        private int[] firstObject = new int[16];
        private int[] dataObjects = new int[16];
        private long[] bytes = new long[16];
        private byte[] flags = new byte[16];
        private byte[] text = new byte[256];
        private int textLength;
        private final List<String> types = new ArrayList<>();

        int nameEnd(int node) {
            return nameAt[node] + nameLength[node];
        }

        int add(byte[] name, int parentNode) {
            if (count == kinds.length) {
                resize(2 * count);
            }
            int node = count++;
            nameAt[node] = textLength;
            nameLength[node] = name.length;
            append(name);
            originalAt[node] = NONE;
            parent[node] = parentNode;
            return node;
        }

        void append(byte[] more) {
            if (textLength + more.length > text.length) {
                text = Arrays.copyOf(text, Math.max(2 * text.length, textLength + more.length));
            }
            System.arraycopy(more, 0, text, textLength, more.length);
            textLength += more.length;
        }

        void trim() {
            resize(count);
            text = Arrays.copyOf(text, textLength);
        }

        private void resize(int length) {
            kinds = Arrays.copyOf(kinds, length);
            nameAt = Arrays.copyOf(nameAt, length);
            nameLength = Arrays.copyOf(nameLength, length);
            originalAt = Arrays.copyOf(originalAt, length);
            type = Arrays.copyOf(type, length);
            parent = Arrays.copyOf(parent, length);
            end = Arrays.copyOf(end, length);
            leaves = Arrays.copyOf(leaves, length);
            firstObject = Arrays.copyOf(firstObject, length);
            dataObjects = Arrays.copyOf(dataObjects, length);
            bytes = Arrays.copyOf(bytes, length);
            flags = Arrays.copyOf(flags, length);
        }

        long weight() {
            return (8L + 9 * 4 + 8 + 1) * kinds.length + text.length;
        }
    }

    /** Goes through the JSON text once, as {@link TreeWriter} writes it: what comes first in a node is known first. */
    private static final class Reader {

        private final JsonParser parser;
        private final Columns to;
        private final ObjectList objects;
        private final Map<String, Integer> types = new HashMap<>();
        private int objectsRead;

        Reader(JsonParser parser, Columns to, ObjectList objects) {
            this.parser = parser;
            this.to = to;
            this.objects = objects;
        }

        /** From the first token of a node to its last. */
        void node(byte[] name, int parent) throws IOException {
            int node = to.add(name, parent);
            to.kinds[node] = Kind.GROUP;
            to.type[node] = type("");
            to.firstObject[node] = objectsRead;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                parser.nextToken();
                switch (member) {
                    case "type" -> to.kinds[node] = kind(parser.getText());
                    case "children" -> children(node);
                    case "hashes" -> hashes(node);
                    case "metadata" -> metadata(node);
                    case "metadata_hash" -> {
                        to.flags[node] = METADATA;
                        objectsRead++;
                    }
                    default -> parser.skipChildren();
                }
            }
            to.end[node] = to.count;
            if (to.kinds[node] != Kind.GROUP) {
                to.leaves[node] = 1;
            }
            if (parent != NONE) {
                to.leaves[parent] += to.leaves[node];
                to.bytes[parent] += to.bytes[node];
            }
        }

        private static Kind kind(String type) {
            return switch (type) {
                case "TABLE" -> Kind.TABLE;
                case "FILE" -> Kind.FILE;
                default -> Kind.GROUP;
            };
        }

        private void children(int node) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                byte[] name = parser.currentName().getBytes(StandardCharsets.UTF_8);
                parser.nextToken();
                node(name, node);
            }
        }

        private void hashes(int node) throws IOException {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                to.bytes[node] += Math.max(0, objects.objectSize(objectsRead));
                to.dataObjects[node]++;
                objectsRead++;
            }
        }

        private void metadata(int node) throws IOException {
            String path = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals("q_path");
                if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
                    path = parser.getText();
                } else {
                    parser.skipChildren();
                }
            }
            if (path != null) {
                to.type[node] = type(Extension.of(path));
                original(node, lastName(path));
            }
        }

        private void original(int node, @Nullable String name) {
            if (name != null) {
                to.originalAt[node] = to.textLength;
                to.append(name.getBytes(StandardCharsets.UTF_8));
            }
        }

        private int type(String extension) {
            var known = types.get(extension);
            if (known != null) {
                return known;
            }
            types.put(extension, to.types.size());
            to.types.add(extension);
            return to.types.size() - 1;
        }

        /** Of a path from whatever system; nothing when there is no name in it. */
        private static @Nullable String lastName(String path) {
            int end = path.length();
            while (end > 0 && isSeparator(path.charAt(end - 1))) {
                end--;
            }
            int from = end;
            while (from > 0 && !isSeparator(path.charAt(from - 1))) {
                from--;
            }
            return from == end ? null : path.substring(from, end);
        }

        private static boolean isSeparator(char character) {
            return character == '/' || character == '\\';
        }
    }
}
