package org.quiltappliance.server.contents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.quiltappliance.server.errors.ApplianceException.NotFound;

/**
 * A tree as {@link Contents#tree} holds it. Every method reads the parts once, from the first on; none keeps the JSON
 * text whole. Damaged parts show as an {@link IOException}, wrapped where a method declares none.
 */
public final class StoredTree {

    private static final int COPIED_AT_ONCE = 1 << 16;

    private final Iterable<byte[]> parts;

    /** @param parts in order; each is asked for when it is needed, and once for each call of a method */
    public StoredTree(Iterable<byte[]> parts) {
        this.parts = parts;
    }

    /** Takes one leaf. */
    @FunctionalInterface
    public interface LeafVisitor<E extends Exception> {
        /**
         * @param path the names from the root's child down to the leaf; valid during the call only
         * @param firstObject which entry of the {@link ObjectList} is the leaf's first object; its others and its
         *     metadata object follow
         */
        void leaf(List<String> path, Node.Leaf leaf, int firstObject) throws E;
    }

    /** Writes the JSON text of the tree, UTF-8; neither flushes nor closes. */
    public void writeTo(OutputStream out) throws IOException {
        try (var json = new InflatedInput(parts)) {
            var buffer = new byte[COPIED_AT_ONCE];
            for (int read = json.read(buffer, 0, buffer.length);
                    read >= 0;
                    read = json.read(buffer, 0, buffer.length)) {
                out.write(buffer, 0, read);
            }
        }
    }

    /**
     * The whole tree. The order in which it was pushed is not stored; children now count as pushed in order of names.
     */
    public Node.RootNode read() {
        try (var parser = parser()) {
            return (Node.RootNode) new NodeReader(parser).node(1);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /**
     * Which objects belong to a sub-tree, its own metadata object included.
     *
     * @param subpath node names from the root's child down; none for the whole tree
     * @throws NotFound {@code Invalid subpath: <component>} for the first component that is missing or whose parent
     *     is no group ({@code registry-api.md} 2.5.3)
     */
    public ObjectRange rangeOf(List<String> subpath) {
        try (var json = new InflatedInput(parts)) {
            return new RangeSearch(json).run(subpath);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /**
     * Visits every leaf in tree order ({@code registry-api.md} 2.5.4).
     *
     * @throws E what the visitor throws, as it is
     * @throws IOException if the parts are damaged
     */
    public <E extends Exception> void forEachLeaf(LeafVisitor<E> visitor) throws E, IOException {
        try (var parser = parser()) {
            new LeafWalk<>(parser, visitor).node();
        }
    }

    /** Stands at the first token. */
    private JsonParser parser() throws IOException {
        var parser = NodeReader.parser(new InflatedInput(parts));
        parser.nextToken();
        return parser;
    }

    /** Visits leaf after leaf, keeping the path to it. */
    private static final class LeafWalk<E extends Exception> {

        private final JsonParser parser;
        private final NodeReader reader;
        private final LeafVisitor<E> visitor;
        private final List<String> path = new ArrayList<>();
        private final List<String> shownPath = Collections.unmodifiableList(path);
        private int objects;

        LeafWalk(JsonParser parser, LeafVisitor<E> visitor) {
            this.parser = parser;
            this.reader = new NodeReader(parser);
            this.visitor = visitor;
        }

        /** From the first token of a node to its last. */
        void node() throws IOException, E {
            var draft = new NodeReader.Draft();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                parser.nextToken();
                if (member.equals("children")) {
                    children();
                } else {
                    reader.read(member, draft);
                    if (draft.isBranch() && member.equals("metadata_hash")) {
                        objects++;
                    }
                }
            }
            if (!draft.isBranch()) {
                var leaf = draft.leaf();
                visitor.leaf(shownPath, leaf, objects);
                objects += leaf.hashes().size() + (leaf.metadataHash().isPresent() ? 1 : 0);
            }
        }

        private void children() throws IOException, E {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                path.add(parser.currentName());
                parser.nextToken();
                node();
                path.remove(path.size() - 1);
            }
        }
    }
}
