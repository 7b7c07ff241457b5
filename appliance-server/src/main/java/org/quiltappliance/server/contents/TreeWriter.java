package org.quiltappliance.server.contents;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a tree as the JSON text that is stored and given back: children by name; of a node first the type, then what
 * {@link ObjectList} puts first. {@link StoredTree} relies on this order.
 */
final class TreeWriter {

    private static final int ENOUGH = 1 << 15;

    private static final byte[] ROOT = ascii("{'type':'ROOT'");
    private static final byte[] GROUP = ascii("{'type':'GROUP'");
    private static final byte[] TABLE = ascii("{'type':'TABLE','format':'PARQUET'");
    private static final byte[] FILE = ascii("{'type':'FILE'");
    private static final byte[] CHILDREN = ascii(",'children':{");
    private static final byte[] HASHES = ascii(",'hashes':[");
    private static final byte[] METADATA = ascii("],'metadata':");
    private static final byte[] METADATA_HASH = ascii(",'metadata_hash':");

    private final Deflation out;
    private final Utf8Buffer buffer = new Utf8Buffer(ENOUGH + 1024);

    private TreeWriter(Deflation out) {
        this.out = out;
    }

    /** @return the compressed text, in parts of at most 1 MiB */
    static List<byte[]> write(Node.RootNode root) {
        try (var out = new Deflation()) {
            var writer = new TreeWriter(out);
            writer.write((Node) root);
            writer.drain();
            return out.finish();
        }
    }

    private void write(Node node) {
        buffer.ascii(opening(node.type()));
        if (node instanceof Node.Branch branch) {
            writeMetadataHash(node);
            writeChildren(branch);
        } else if (node instanceof Node.Leaf leaf) {
            writeHashes(leaf);
            buffer.ascii(METADATA).ascii(leaf.metadata().bytes());
            writeMetadataHash(node);
        }
        buffer.ascii('}');
        if (buffer.length() >= ENOUGH) {
            drain();
        }
    }

    private static byte[] opening(Node.Type type) {
        return switch (type) {
            case ROOT -> ROOT;
            case GROUP -> GROUP;
            case TABLE -> TABLE;
            case FILE -> FILE;
        };
    }

    private void writeChildren(Node.Branch branch) {
        buffer.ascii(CHILDREN);
        char separator = 0;
        for (var child : branch.children().sorted()) {
            if (separator != 0) {
                buffer.ascii(separator);
            }
            separator = ',';
            buffer.quoted(child.name()).ascii(':');
            write(child.node());
        }
        buffer.ascii('}');
    }

    private void writeHashes(Node.Leaf leaf) {
        buffer.ascii(HASHES);
        char separator = 0;
        for (var hash : leaf.hashes()) {
            if (separator != 0) {
                buffer.ascii(separator);
            }
            separator = ',';
            write(hash);
        }
    }

    private void writeMetadataHash(Node node) {
        node.metadataHash().ifPresent(hash -> {
            buffer.ascii(METADATA_HASH);
            write(hash);
        });
    }

    private void write(Hash hash) {
        buffer.ascii('"').digits(hash).ascii('"');
    }

    private void drain() {
        out.write(buffer.array(), buffer.length());
        buffer.cutTo(0);
    }

    private static byte[] ascii(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.US_ASCII);
    }
}
