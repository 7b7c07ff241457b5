package org.quiltappliance.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Pushes and installs step by step as the real client does ({@code client-protocol.md} 6 to 8), with the same checks of
 * what comes back, and without its parallel transfers.
 */
public final class QuiltClient {

    private final RegistryClient api;

    public QuiltClient(RegistryClient api) {
        this.api = api;
    }

    /** What a push came to: the tree hash, and how many objects were really sent. */
    public record Pushed(String hash, int uploaded, Answer last) {}

    /** What an install came to: the whole tree, and the bytes of every object that it was given an URL for. */
    public record Installed(String hash, JsonNode contents, SortedMap<String, byte[]> objects) {}

    /** Pushes for the owner alone, and sets {@code latest}. */
    public Pushed push(Pkg pkg, Tree tree) {
        return push(pkg, tree, Answer.JSON.createObjectNode());
    }

    /** As {@code push --public}. */
    public Pushed pushPublic(Pkg pkg, Tree tree) {
        return push(pkg, tree, Answer.JSON.createObjectNode().put("is_public", true));
    }

    /** As {@code push --team}. */
    public Pushed pushTeam(Pkg pkg, Tree tree) {
        return push(pkg, tree, Answer.JSON.createObjectNode().put("is_team", true));
    }

    /** @param members of the bodies that differ from the usual ones */
    public Pushed push(Pkg pkg, Tree tree, ObjectNode members) {
        var hash = tree.hash();
        var pushed = transfer("PUT", pkg.one("package", hash), tree, members, hash);
        assertThat(pushed.last().json().path("package_url").textValue()).endsWith("/package/" + pkg);
        var tagged = api.put(pkg.one("tag", "latest"), Map.of("hash", hash));
        assertThat(tagged.status()).as("%s", tagged).isEqualTo(200);
        return pushed;
    }

    /** As {@code push OWNER/NAME/PATH}: sends the node at that path; the server moves {@code latest}. */
    public Pushed pushPath(Pkg pkg, String path, Tree part) {
        return transfer("POST", pkg.all("package_update") + path, part, Answer.JSON.createObjectNode(), "");
    }

    private Pushed transfer(String method, String path, Tree tree, ObjectNode members, String hash) {
        var dry = api.gzipping().send(method, path, Answer.write(tree.dryRun().setAll(members)));
        assertThat(dry.status()).as("dry run: %s", dry).isEqualTo(200);
        int uploaded = upload(tree, dry.json().path("upload_urls"));
        var last =
                api.gzipping().send(method, path, Answer.write(tree.finalPush().setAll(members)));
        assertThat(last.status()).as("final push: %s", last).isEqualTo(200);
        return new Pushed(hash.isEmpty() ? last.json().path("package_hash").textValue() : hash, uploaded, last);
    }

    /** Sends what HEAD does not find; gives how many objects that were. */
    public int upload(Tree tree, JsonNode urls) {
        assertThat(urls.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(tree.objectHashes());
        int uploaded = 0;
        for (var object : tree.objects().entrySet()) {
            var url = urls.get(object.getKey());
            var head = api.object("HEAD", url.get("head").textValue(), new byte[0], Map.of());
            if (head.status() >= 400) {
                var put = api.object("PUT", url.get("put").textValue(), object.getValue(), Map.of());
                assertThat(put.status()).as("%s", put).isLessThan(400);
                uploaded++;
            }
        }
        return uploaded;
    }

    /** As {@code install OWNER/NAME}. */
    public Installed install(Pkg pkg) {
        var tag = api.get(pkg.one("tag", "latest"));
        assertThat(tag.status()).as("%s", tag).isEqualTo(200);
        return install(pkg, tag.json().get("hash").textValue(), "", false);
    }

    /** As {@code install OWNER/NAME/SUBPATH -x HASH}, with {@code -m} if only metadata is wanted. */
    public Installed install(Pkg pkg, String hash, String subpath, boolean metaOnly) {
        var answer = api.get(pkg.one("package", hash) + "?subpath=" + RegistryClient.segment(subpath) + "&meta_only="
                + (metaOnly ? "true" : ""));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        var body = answer.json();
        assertThat(TreeHash.of(body.get("contents"))).as("tree hash").isEqualTo(hash);
        return new Installed(hash, body.get("contents"), download(body.get("urls"), body.get("sizes")));
    }

    /** Fetches every object with the ranges of the real client, and checks its hash. */
    public SortedMap<String, byte[]> download(JsonNode urls, JsonNode sizes) {
        assertThat(urls.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(sizes::fieldNames);
        var objects = new TreeMap<String, byte[]>();
        for (var entry : urls.properties()) {
            long size = sizes.get(entry.getKey()).longValue();
            objects.put(entry.getKey(), fetch(entry.getKey(), entry.getValue().textValue(), size));
        }
        return objects;
    }

    private byte[] fetch(String hash, String url, long size) {
        var extra = size == 0 ? Map.<String, String>of() : Map.of("Range", "bytes=0-");
        var answer = api.object("GET", url, new byte[0], extra);
        assertThat(answer.status()).as("%s", answer).isEqualTo(size == 0 ? 200 : 206);
        if (size > 0) {
            int total = answer.bytes().length;
            assertThat(answer.header("Content-Range")).contains("bytes 0-" + (total - 1) + "/" + total);
        }
        var content = answer.header("Content-Encoding").isPresent() ? answer.unpacked() : answer.bytes();
        assertThat(TreeHash.ofBytes(content)).as("hash of %s", url).isEqualTo(hash);
        return content;
    }
}
