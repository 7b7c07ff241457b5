package org.quiltappliance.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A contents tree under construction, as JSON, with the bytes of its objects. Paths part names with slashes; groups on
 * the way are made. Changes itself and returns itself.
 */
public final class Tree {

    private final ObjectNode node;
    private final Map<String, byte[]> objects;

    private Tree(ObjectNode node, Map<String, byte[]> objects) {
        this.node = node;
        this.objects = objects;
    }

    /** A ROOT without children. */
    public static Tree empty() {
        return new Tree(inner("ROOT"), new LinkedHashMap<>());
    }

    /** A ROOT with one file for each pair of path and text. */
    public static Tree of(String... pathsAndTexts) {
        var tree = empty();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            tree.file(pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        return tree;
    }

    public Tree file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A file with the metadata that the real client writes. */
    public Tree file(String path, byte[] content) {
        return file(path, content, path);
    }

    /** @param sourcePath what the client calls {@code q_path}: where the file came from */
    public Tree file(String path, byte[] content, String sourcePath) {
        var metadata = Answer.JSON.createObjectNode();
        metadata.put("q_ext", "id").put("q_path", sourcePath).put("q_target", "file");
        return fileWith(path, content, metadata);
    }

    /** A file with any metadata. */
    public Tree fileWith(String path, byte[] content, JsonNode metadata) {
        var file = Answer.JSON.createObjectNode().put("type", "FILE");
        file.putArray("hashes").add(keep(content));
        file.set("metadata", metadata);
        return put(path, file);
    }

    /** A table with one object for each part. */
    public Tree table(String path, String... parts) {
        return table(
                path,
                Arrays.stream(parts)
                        .map(part -> part.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new));
    }

    /** A table with one object for each part. */
    public Tree table(String path, byte[]... parts) {
        var table = Answer.JSON.createObjectNode().put("type", "TABLE");
        var hashes = table.putArray("hashes");
        for (byte[] part : parts) {
            hashes.add(keep(part));
        }
        table.put("format", "PARQUET");
        table.putObject("metadata").put("q_path", path + ".csv").put("q_target", "pandas");
        return put(path, table);
    }

    public Tree group(String path) {
        return put(path, inner("GROUP"));
    }

    /** Any JSON at that place; its objects, if any, are not known here. */
    public Tree put(String path, JsonNode child) {
        var names = path.split("/", -1);
        var parent = node;
        for (int i = 0; i < names.length - 1; i++) {
            var children = (ObjectNode) parent.get("children");
            if (!children.has(names[i])) {
                children.set(names[i], inner("GROUP"));
            }
            parent = (ObjectNode) children.get(names[i]);
        }
        ((ObjectNode) parent.get("children")).set(names[names.length - 1], child);
        return this;
    }

    /**
     * Gives the node at that path, or the root for an empty path, the user's own metadata: an object of its own.
     *
     * @param json what the object holds
     */
    public Tree userMetadata(String path, String json) {
        ((ObjectNode) find(path)).put("metadata_hash", keep(json.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** The sub-tree at that path, as a copy. */
    public Tree at(String path) {
        return new Tree(((ObjectNode) find(path)).deepCopy(), new LinkedHashMap<>(objects));
    }

    /** The whole as a copy that can be changed further. */
    public Tree copy() {
        return new Tree(node.deepCopy(), new LinkedHashMap<>(objects));
    }

    private JsonNode find(String path) {
        JsonNode found = node;
        if (!path.isEmpty()) {
            for (var name : path.split("/")) {
                found = found.get("children").get(name);
            }
        }
        return found;
    }

    /** As it is sent in {@code contents}. */
    public ObjectNode json() {
        return node;
    }

    /** The tree hash. */
    public String hash() {
        return TreeHash.of(node);
    }

    /** The hash of the first object of the node at that path. */
    public String objectAt(String path) {
        return find(path).get("hashes").get(0).textValue();
    }

    /** All object hashes of the tree, each once, sorted. */
    public SortedSet<String> objectHashes() {
        var hashes = new TreeSet<String>();
        collect(node, hashes, false);
        return hashes;
    }

    /** The hashes of the user's metadata only. */
    public SortedSet<String> metadataHashes() {
        var hashes = new TreeSet<String>();
        collect(node, hashes, true);
        return hashes;
    }

    /** The bytes of the objects of this tree, by hash, in order of hash. */
    public Map<String, byte[]> objects() {
        var wanted = new TreeMap<>(objects);
        wanted.keySet().retainAll(objectHashes());
        return wanted;
    }

    /** Bytes of one object. */
    public byte[] bytes(String hash) {
        return objects.get(hash);
    }

    /** Hash and size of each object, as the final push sends them. */
    public ObjectNode sizes() {
        var sizes = Answer.JSON.createObjectNode();
        objectHashes().forEach(hash -> sizes.put(hash, objects.containsKey(hash) ? objects.get(hash).length : 7));
        return sizes;
    }

    /** The body of a dry run, with the members of the real client in its order. */
    public ObjectNode dryRun() {
        return body(true, Answer.JSON.createObjectNode());
    }

    /** The body of a final push. */
    public ObjectNode finalPush() {
        return body(false, sizes());
    }

    private ObjectNode body(boolean dryRun, ObjectNode sizes) {
        var body = Answer.JSON.createObjectNode();
        body.put("dry_run", dryRun).put("is_public", false).put("is_team", false);
        body.set("contents", node.deepCopy());
        body.put("description", "");
        body.set("sizes", sizes);
        return body;
    }

    private String keep(byte[] content) {
        var hash = TreeHash.ofBytes(content);
        objects.put(hash, content);
        return hash;
    }

    private static ObjectNode inner(String type) {
        var inner = Answer.JSON.createObjectNode().put("type", type);
        inner.putObject("children");
        return inner;
    }

    private static void collect(JsonNode node, Set<String> hashes, boolean metadataOnly) {
        if (node.hasNonNull("metadata_hash")) {
            hashes.add(node.get("metadata_hash").textValue());
        }
        if (!metadataOnly && node.path("hashes") instanceof ArrayNode own) {
            own.forEach(hash -> hashes.add(hash.textValue()));
        }
        if (node.path("children") instanceof ObjectNode children) {
            children.forEach(child -> collect(child, hashes, metadataOnly));
        }
    }
}
