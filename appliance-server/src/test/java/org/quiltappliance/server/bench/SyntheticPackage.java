package org.quiltappliance.server.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.quiltappliance.server.contents.Children;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.Metadata;
import org.quiltappliance.server.contents.Node;
import org.quiltappliance.server.contents.TreeHash;

/**
 * A made-up package: files {@code f000000}, {@code f000001}, ... in groups of a thousand, each with an object of its own and
 * the metadata that the client writes.
 */
final class SyntheticPackage {

    static final int GROUP = 1_000;

    private final String name;
    private final int seed;
    private final Hash[] objects;
    private final long[] sizes;
    private final Hash hash;

    private SyntheticPackage(String name, int seed, Hash[] objects, long[] sizes) {
        this.name = name;
        this.seed = seed;
        this.objects = objects;
        this.sizes = sizes;
        this.hash = TreeHash.of(tree());
    }

    /** Of small objects, always the same ones for the same seed. No two seeds share an object. */
    static SyntheticPackage small(String name, int seed, int files) {
        var objects = new Hash[files];
        var sizes = new long[files];
        var sha256 = sha256();
        for (int file = 0; file < files; file++) {
            byte[] content = content(seed, file);
            objects[file] = Hash.of(sha256.digest(content));
            sizes[file] = content.length;
        }
        return new SyntheticPackage(name, seed, objects, sizes);
    }

    /** Of these objects. */
    static SyntheticPackage of(String name, List<Payload> payloads) {
        return new SyntheticPackage(
                name,
                0,
                payloads.stream().map(Payload::hash).toArray(Hash[]::new),
                payloads.stream().mapToLong(Payload::bytes).toArray());
    }

    String name() {
        return name;
    }

    Hash hash() {
        return hash;
    }

    int files() {
        return objects.length;
    }

    Hash object(int file) {
        return objects[file];
    }

    /** What the small object of a file holds; some twenty bytes. */
    byte[] content(int file) {
        return content(seed, file);
    }

    private static byte[] content(int seed, int file) {
        return ("object " + seed + " " + file + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** The name of one group in the middle. */
    String someGroup() {
        return groupName(groups() / 2);
    }

    /** The body of the dry run, gzipped as the client does it. */
    byte[] dryRunBody() {
        return body(true);
    }

    /** The body of the push itself. */
    byte[] pushBody() {
        return body(false);
    }

    private int groups() {
        return (files() + GROUP - 1) / GROUP;
    }

    private static String groupName(int group) {
        return String.format(Locale.ROOT, "g%04d", group);
    }

    private static String fileName(int file) {
        return String.format(Locale.ROOT, "f%06d", file);
    }

    private Node.RootNode tree() {
        List<Children.Child> groups = new ArrayList<>();
        for (int group = 0; group < groups(); group++) {
            List<Children.Child> files = new ArrayList<>();
            for (int file = group * GROUP; file < Math.min(files(), (group + 1) * GROUP); file++) {
                files.add(new Children.Child(
                        fileName(file), new Node.FileNode(List.of(objects[file]), Metadata.empty(), Optional.empty())));
            }
            groups.add(new Children.Child(groupName(group), new Node.GroupNode(Children.of(files))));
        }
        return new Node.RootNode(Children.of(groups));
    }

    /** Members, order and blanks as in client-protocol.md 6.1. */
    private byte[] body(boolean dryRun) {
        var bytes = new ByteArrayOutputStream(files() * 80 + 1000);
        try (var out = new GZIPOutputStream(bytes, 1 << 16)) {
            write(
                    out,
                    "{\"dry_run\": " + dryRun
                            + ", \"is_public\": true, \"is_team\": false, \"contents\": {\"type\": \"ROOT\", \"children\": {");
            for (int group = 0; group < groups(); group++) {
                write(out, separator(group) + '"' + groupName(group) + "\": {\"type\": \"GROUP\", \"children\": {");
                for (int file = group * GROUP; file < Math.min(files(), (group + 1) * GROUP); file++) {
                    write(out, separator(file - group * GROUP) + node(file));
                }
                write(out, "}}");
            }
            write(out, "}}, \"description\": \"\", \"sizes\": {");
            for (int file = 0; file < files() && !dryRun; file++) {
                write(out, separator(file) + '"' + objects[file] + "\": " + sizes[file]);
            }
            write(out, "}}");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private String node(int file) {
        String at = fileName(file);
        return '"' + at + "\": {\"type\": \"FILE\", \"hashes\": [\"" + objects[file]
                + "\"], \"metadata\": {\"q_ext\": \"bin\", \"q_path\": \"data/" + at
                + ".bin\", \"q_target\": \"file\"}}";
    }

    private static String separator(int number) {
        return number == 0 ? "" : ", ";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
