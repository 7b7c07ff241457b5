package org.quiltappliance.server.contents;

import java.util.List;
import java.util.Optional;

/**
 * One node of a contents tree ({@code registry-api.md} 4.1): a branch with named children, or a leaf that names its
 * objects by hash. Immutable. Trees made by {@link NodeReader} and {@link Merge} are at most {@link
 * NodeReader#MAX_LEVELS} high.
 */
public sealed interface Node {

    /** The name of the type on the wire is the name of the constant. */
    enum Type {
        ROOT,
        GROUP,
        TABLE,
        FILE
    }

    Type type();

    /** The object that holds the user's metadata of this node. */
    Optional<Hash> metadataHash();

    /** A node with children. */
    sealed interface Branch extends Node {
        Children children();
    }

    /** A node with objects. */
    sealed interface Leaf extends Node {

        /** The objects in the order of the data they hold; repeats allowed, may be empty. */
        List<Hash> hashes();

        /** What the client keeps beside the node; not part of the tree hash. */
        Metadata metadata();
    }

    /** The top of a whole tree; never inside of one. */
    record RootNode(Children children, Optional<Hash> metadataHash) implements Branch {

        public RootNode(Children children) {
            this(children, Optional.empty());
        }

        @Override
        public Type type() {
            return Type.ROOT;
        }
    }

    record GroupNode(Children children, Optional<Hash> metadataHash) implements Branch {

        public GroupNode(Children children) {
            this(children, Optional.empty());
        }

        @Override
        public Type type() {
            return Type.GROUP;
        }
    }

    /** A data frame, kept as Parquet files. */
    record TableNode(List<Hash> hashes, Metadata metadata, Optional<Hash> metadataHash) implements Leaf {

        public TableNode {
            hashes = List.copyOf(hashes);
        }

        @Override
        public Type type() {
            return Type.TABLE;
        }
    }

    /** A file; one object in practice. */
    record FileNode(List<Hash> hashes, Metadata metadata, Optional<Hash> metadataHash) implements Leaf {

        public FileNode {
            hashes = List.copyOf(hashes);
        }

        @Override
        public Type type() {
            return Type.FILE;
        }
    }
}
