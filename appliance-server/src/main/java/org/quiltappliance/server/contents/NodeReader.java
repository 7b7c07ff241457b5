package org.quiltappliance.server.contents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.contents.Children.Child;
import org.quiltappliance.server.contents.Node.FileNode;
import org.quiltappliance.server.contents.Node.GroupNode;
import org.quiltappliance.server.contents.Node.RootNode;
import org.quiltappliance.server.contents.Node.TableNode;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * Reads the {@code contents} of a push ({@code registry-api.md} 4.2, 4.3; defects D8, D9, D11). Stricter than the
 * original: what made that one fail later is refused here.
 */
public final class NodeReader {

    /** How many nodes may lie on the way from the top to a leaf, both counted (defect D11). */
    public static final int MAX_LEVELS = 200;

    /** How deep the metadata of a leaf may be nested, the object itself counted. */
    public static final int MAX_METADATA_LEVELS = 100;

    /**
     * Keeps no table of member names: a large push has a hundred thousand different ones, and the table would cost more
     * than all the rest. NaN and the like pass the parser to be refused here, in words.
     */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final JsonParser parser;
    private final MetadataReader metadata;

    NodeReader(JsonParser parser) {
        this.parser = parser;
        this.metadata = new MetadataReader(parser);
    }

    /**
     * A parser that suits pushes and other bodies with very many different member names, and is several times faster
     * with them than a parser of the usual kind. Closing it closes the stream.
     *
     * @param json UTF-8; anything else is reported as malformed JSON
     */
    public static JsonParser parser(InputStream json) throws IOException {
        return JSON.createParser(new StrictUtf8Reader(json));
    }

    /**
     * Reads one node with everything below it. Members may stand in any order; of members with the same name the last
     * wins.
     *
     * @param parser stands at the first token of the value, and afterwards at its last; best made by {@link #parser}
     * @return a node of any type: which ones may be pushed where is for the caller to say
     * @throws Invalid if the value is no JSON, no node, or a node that breaks a rule
     * @throws IOException if the input cannot be read
     */
    public static Node read(JsonParser parser) throws IOException {
        try {
            return new NodeReader(parser).node(1);
        } catch (JsonProcessingException malformed) {
            throw Refusal.malformed(malformed);
        }
    }

    /** Reads one node and all below it, as {@link #read}; but what is no JSON shows as the parser tells it. */
    Node node(int level) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Refusal.notOfType("a node of contents", "object");
        }
        if (level > MAX_LEVELS) {
            throw new Invalid("contents may not be more than " + MAX_LEVELS + " levels deep.");
        }
        var draft = new Draft();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            parser.nextToken();
            if (member.equals("children")) {
                draft.children = children(level);
            } else {
                read(member, draft);
            }
        }
        return finished(draft, level);
    }

    private Children children(int level) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Refusal.notOfType("children", "object");
        }
        var children = new ArrayList<Child>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            children.add(new Child(name, node(level + 1)));
        }
        return children.isEmpty() ? Children.none() : Children.of(children);
    }

    /** Reads any member but {@code children}; the parser stands at its value. */
    void read(String member, Draft draft) throws IOException {
        switch (member) {
            case "type" -> draft.type = type(text(member));
            case "hashes" -> draft.hashes = hashes();
            case "format" -> draft.format = text(member);
            case "metadata" -> draft.metadata = metadata.read();
            case "metadata_hash" ->
                draft.metadataHash =
                        parser.currentToken() == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(hash());
            default ->
                throw new Invalid(
                        "Additional properties are not allowed (" + Refusal.shown(member) + " was unexpected)");
        }
    }

    private String text(String member) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw Refusal.notOfType(member, "string");
        }
        return parser.getText();
    }

    private static Node.Type type(String name) {
        return switch (name) {
            case "ROOT" -> Node.Type.ROOT;
            case "GROUP" -> Node.Type.GROUP;
            case "TABLE" -> Node.Type.TABLE;
            case "FILE" -> Node.Type.FILE;
            default -> throw new Invalid("Unknown node type " + Refusal.shown(name));
        };
    }

    private List<Hash> hashes() throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Refusal.notOfType("hashes", "array");
        }
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            return List.of();
        }
        var first = hash();
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            return List.of(first);
        }
        var hashes = new ArrayList<Hash>();
        hashes.add(first);
        do {
            hashes.add(hash());
        } while (parser.nextToken() != JsonToken.END_ARRAY);
        return hashes;
    }

    private Hash hash() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw Refusal.notOfType("a hash", "string");
        }
        var hash = parser.getTextLength() == Hash.DIGITS
                ? Hash.find(parser.getTextCharacters(), parser.getTextOffset())
                : null;
        if (hash == null) {
            throw new Invalid(Refusal.shown(parser.getText()) + " does not match '^[0-9a-f]{64}$'");
        }
        return hash;
    }

    private static Node finished(Draft draft, int level) {
        if (draft.type == null) {
            throw new Invalid("contents: 'type' is a required property of every node");
        }
        if (draft.type == Node.Type.ROOT && level > 1) {
            throw new Invalid("Only the top of a tree may be of type 'ROOT'.");
        }
        return switch (draft.type) {
            case ROOT -> new RootNode(draft.childrenOfBranch(), draft.metadataHash);
            case GROUP -> new GroupNode(draft.childrenOfBranch(), draft.metadataHash);
            case TABLE, FILE -> draft.leaf();
        };
    }

    /** The members of a node as far as they have been read. */
    static final class Draft {

        private Node.@Nullable Type type;
        private Optional<Hash> metadataHash = Optional.empty();
        private @Nullable Children children;
        private @Nullable List<Hash> hashes;
        private @Nullable String format;
        private @Nullable Metadata metadata;

        boolean isBranch() {
            return type == Node.Type.ROOT || type == Node.Type.GROUP;
        }

        private Children childrenOfBranch() {
            refuse("hashes", hashes);
            refuse("format", format);
            refuse("metadata", metadata);
            if (children == null) {
                throw missing("children");
            }
            return children;
        }

        /** What a draft that {@link #isBranch is no branch} becomes. */
        Node.Leaf leaf() {
            refuse("children", children);
            if (hashes == null) {
                throw missing("hashes");
            }
            var kept = metadata == null ? Metadata.empty() : metadata;
            if (type == Node.Type.FILE) {
                refuse("format", format);
                return new FileNode(hashes, kept, metadataHash);
            }
            if (format == null) {
                throw missing("format");
            }
            if (!format.equals("PARQUET")) {
                throw new Invalid("Bad package format " + Refusal.shown(format) + ", this package may be outdated.");
            }
            return new TableNode(hashes, kept, metadataHash);
        }

        private void refuse(String member, @Nullable Object value) {
            if (value != null) {
                throw new Invalid("A node of type '" + type + "' has no " + member + ".");
            }
        }

        private Invalid missing(String member) {
            return new Invalid("'" + member + "' is a required property of a node of type '" + type + "'");
        }
    }
}
