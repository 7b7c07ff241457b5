package org.quiltappliance.server.contents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.quiltappliance.server.contents.Children.Child;
import org.quiltappliance.server.contents.Node.FileNode;
import org.quiltappliance.server.contents.Node.GroupNode;
import org.quiltappliance.server.contents.Node.RootNode;
import org.quiltappliance.server.contents.Node.TableNode;

/** Makes small trees, and reads and writes their JSON. */
final class Trees {

    static final ObjectMapper JSON = new ObjectMapper();

    private Trees() {}

    /** A hash that is recognised in a message: the digit 64 times. */
    static Hash hash(char digit) {
        return Hash.parse(text(digit));
    }

    static String text(char digit) {
        return String.valueOf(digit).repeat(64);
    }

    static FileNode file(char... hashes) {
        return new FileNode(hashes(hashes), Metadata.empty(), Optional.empty());
    }

    static FileNode fileAt(String path) {
        var metadata = JSON.createObjectNode().put("q_path", path).toString();
        return new FileNode(List.of(hash('1')), Metadata.parse(metadata), Optional.empty());
    }

    static TableNode table(char... hashes) {
        return new TableNode(hashes(hashes), Metadata.empty(), Optional.empty());
    }

    private static List<Hash> hashes(char... digits) {
        var hashes = new ArrayList<Hash>();
        for (char digit : digits) {
            hashes.add(hash(digit));
        }
        return hashes;
    }

    static Child child(String name, Node node) {
        return new Child(name, node);
    }

    static GroupNode group(Child... children) {
        return new GroupNode(Children.of(List.of(children)));
    }

    static RootNode root(Child... children) {
        return new RootNode(Children.of(List.of(children)));
    }

    static Node withMetadata(Node node, char hash) {
        var metadataHash = Optional.of(hash(hash));
        if (node instanceof FileNode file) {
            return new FileNode(file.hashes(), file.metadata(), metadataHash);
        }
        if (node instanceof TableNode table) {
            return new TableNode(table.hashes(), table.metadata(), metadataHash);
        }
        if (node instanceof GroupNode group) {
            return new GroupNode(group.children(), metadataHash);
        }
        return new RootNode(((RootNode) node).children(), metadataHash);
    }

    /** Groups within each other, a file at the end. */
    static Node nested(int groups) {
        Node node = file('1');
        for (int i = 0; i < groups; i++) {
            node = group(child("g", node));
        }
        return node;
    }

    /** A tree with every kind of node; few different hashes, so many repeats. The same for the same seed. */
    static RootNode random(long seed) {
        var random = new Random(seed);
        return new RootNode(randomChildren(random, 0), metadataHash(random));
    }

    private static Node randomNode(Random random, int level) {
        int kind = random.nextInt(level > 4 ? 2 : 4);
        var hashes = random.ints(random.nextInt(3), 0, 16)
                .mapToObj(digit -> hash(Character.forDigit(digit, 16)))
                .toList();
        return switch (kind) {
            case 0 -> new FileNode(hashes, Metadata.parse("{\"a\": " + random.nextInt(5) + "}"), metadataHash(random));
            case 1 -> new TableNode(hashes, Metadata.empty(), metadataHash(random));
            default -> new GroupNode(randomChildren(random, level), metadataHash(random));
        };
    }

    private static Children randomChildren(Random random, int level) {
        var children = new ArrayList<Child>();
        for (int i = random.nextInt(6); i > 0; i--) {
            children.add(child("n" + random.nextInt(20), randomNode(random, level + 1)));
        }
        return Children.of(children);
    }

    private static Optional<Hash> metadataHash(Random random) {
        return random.nextInt(4) == 0 ? Optional.of(hash(Character.forDigit(random.nextInt(8), 16))) : Optional.empty();
    }

    /** Reads a node; single quotes stand for double ones. */
    static Node read(String json) {
        return readExactly(json.replace('\'', '"'));
    }

    static Node readExactly(String json) {
        try (var parser = NodeReader.parser(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))) {
            parser.nextToken();
            return NodeReader.read(parser);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The JSON text as it would be given back. */
    static String stored(RootNode root) {
        var out = new ByteArrayOutputStream();
        try {
            new StoredTree(Contents.of(root).tree()).writeTo(out);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
