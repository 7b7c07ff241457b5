package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.StartedAppliance;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.TestStorage;
import org.quiltappliance.server.testing.Tree;

/** What the original could not do at all: a package of a hundred thousand files (defect D47). */
class LargePackageTest {

    private static final int GROUPS = 100;
    private static final int FILES_PER_GROUP = 1_000;

    @Test
    void hundredThousandFilesArePushedInstalledAndFound() {
        try (var storage = TestStorage.of(TestDatabase.H2);
                var appliance = StartedAppliance.start(storage, Switches.ALL_ON.verifyOnPush(false))) {
            var owner = appliance.person();
            var client = appliance.client().as(owner).gzipping();
            var tree = Tree.empty();
            for (int group = 0; group < GROUPS; group++) {
                tree.put("g" + group, group(group));
            }
            var path = "/api/package/" + owner.name() + "/large/" + tree.hash();

            var dry = client.put(path, tree.dryRun());
            assertThat(dry.status()).isEqualTo(200);
            assertThat(dry.json().get("upload_urls")).hasSize(GROUPS * FILES_PER_GROUP);

            assertThat(client.put(path, push(tree)).status()).isEqualTo(200);

            var whole = client.get(path + "?subpath=&meta_only=");
            assertThat(whole.status()).isEqualTo(200);
            assertThat(whole.json().get("urls")).hasSize(GROUPS * FILES_PER_GROUP);
            assertThat(whole.json().get("sizes")).hasSize(GROUPS * FILES_PER_GROUP);
            assertThat(whole.json().get("contents")).isEqualTo(tree.json());

            var part = client.get(path + "?subpath=g42&meta_only=");
            assertThat(part.json().get("urls")).hasSize(FILES_PER_GROUP);

            client.put("/api/tag/" + owner.name() + "/large/latest", Map.of("hash", tree.hash()));
            assertThat(client.get("/api/search/?q=g42").json().get("packages")).hasSize(1);

            var browser = client.at(appliance.catalog());
            var name = owner.name() + "/large/latest";
            var root = browser.get("/api/ui/tree/" + name + "?sort=-size").json();
            assertThat(root.get("total").intValue()).isEqualTo(GROUPS);
            assertThat(root.get("files").intValue()).isEqualTo(GROUPS * FILES_PER_GROUP);
            assertThat(root.at("/entries/0/size").intValue()).isEqualTo(1_499_500);
            var found = browser.get("/api/ui/find/" + name + "?q=f0999&limit=5").json();
            assertThat(found.get("total").intValue()).isEqualTo(GROUPS);
            assertThat(found.get("entries")).hasSize(5);
        }
    }

    private static ObjectNode group(int number) {
        var group = Answer.JSON.createObjectNode().put("type", "GROUP");
        var children = group.putObject("children");
        for (int file = 0; file < FILES_PER_GROUP; file++) {
            var node = children.putObject(String.format("f%04d", file)).put("type", "FILE");
            node.putArray("hashes").add(hash(number, file));
            node.putObject("metadata")
                    .put("q_path", "data/" + number + "/" + file + ".bin")
                    .put("q_target", "file");
        }
        return group;
    }

    private static ObjectNode push(Tree tree) {
        var body = tree.dryRun().put("dry_run", false);
        var sizes = body.putObject("sizes");
        for (int group = 0; group < GROUPS; group++) {
            for (int file = 0; file < FILES_PER_GROUP; file++) {
                sizes.put(hash(group, file), 1_000 + file);
            }
        }
        return body;
    }

    private static String hash(int group, int file) {
        // Any 64 digits name an object; spread over the whole range as real ones are.
        return String.format("%08x", (group * FILES_PER_GROUP + file) * 0x9e3779b1)
                .repeat(8);
    }
}
