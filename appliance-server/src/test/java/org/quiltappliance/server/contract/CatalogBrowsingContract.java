package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.Tree;

/** Looking into a revision: its page, folders, paths and nodes. */
abstract class CatalogBrowsingContract extends CatalogContract {

    private static final String PACKAGE = "GET /api/ui/package/{owner}/{name}/{rev}";
    private static final String TREE = "GET /api/ui/tree/{owner}/{name}/{rev}";
    private static final String FIND = "GET /api/ui/find/{owner}/{name}/{rev}";
    private static final String NODE = "GET /api/ui/node/{owner}/{name}/{rev}/{subpath}";

    private static Tree glaciers() {
        return Tree.empty()
                .file("README", "# Glaciers\n\nThickness of *alpine* glaciers. And more.\n".getBytes(), "src/README.md")
                .file("raw/notes", "some notes".getBytes(), "C:\\data\\Notes.TXT")
                .file("raw/big", "0123456789abcdef".getBytes(), "raw/big.bin")
                .table("raw/deep/thickness", "first part", "second")
                .group("empty")
                .userMetadata("raw/notes", "{\"origin\": [1, 2.50]}");
    }

    @Test
    void thePageOfAPackageTellsWhatItIs() {
        var pushed = pushedPublic(glaciers());
        ok(as(pushed.owner()).put(pushed.pkg().one("version", "1.0"), hash(pushed.hash())));

        var page = good(PACKAGE, browser(pushed.owner()).get(ui("package", pushed.pkg(), "latest")));

        assertThat(page.get("visibility").textValue()).isEqualTo("public");
        assertThat(page.at("/revision/hash").textValue()).isEqualTo(pushed.hash());
        assertThat(page.at("/revision/files").intValue()).isEqualTo(4);
        assertThat(texts(page.at("/revision/tags"))).containsExactly("latest");
        assertThat(texts(page.at("/revision/versions"))).containsExactly("1.0");
        assertThat(page.get("is_latest").booleanValue()).isTrue();
        assertThat(page.get("description").textValue()).isEqualTo("Thickness of alpine glaciers.");
        assertThat(page.at("/readme/text").textValue()).startsWith("# Glaciers");
        assertThat(page.at("/readme/truncated").booleanValue()).isFalse();
        assertThat(page.at("/file_types/.txt").intValue()).isEqualTo(1);
        assertThat(page.at("/rights/owner").booleanValue()).isTrue();
        assertThat(page.at("/counts/revisions").intValue()).isEqualTo(1);
    }

    @Test
    void onlyOpeningAPageIsAnEvent() {
        var pushed = pushed(glaciers());
        var client = browser(pushed.owner());

        client.get(ui("package", pushed.pkg(), "latest"));
        client.get(ui("tree", pushed.pkg(), "latest"));
        client.get(ui("find", pushed.pkg(), "latest") + "?q=notes");
        client.get(ui("node", pushed.pkg(), "latest", "raw") + "/notes");
        client.get(ui("revisions", pushed.pkg()));
        client.head(ui("package", pushed.pkg(), "latest") + "?opened=1");
        client.get(ui("package", pushed.pkg(), "latest") + "?opened=1");

        assertThat(events(pushed.pkg()))
                .containsExactly(
                        "PUSH " + pushed.owner().name(),
                        "PREVIEW " + pushed.owner().name());
    }

    @Test
    void aRevisionHasManyNames() {
        var pushed = pushed(glaciers());
        ok(as(pushed.owner()).put(pushed.pkg().one("version", "1.0"), hash(pushed.hash())));
        ok(as(pushed.owner()).put(pushed.pkg().one("tag", "good"), hash(pushed.hash())));

        for (String name : List.of(
                pushed.hash(),
                pushed.hash().substring(0, 7),
                pushed.hash().substring(0, 13).toUpperCase(Locale.ROOT),
                "latest",
                "tag:latest",
                "tag:good",
                "version:1.0",
                "version: 1.0 ")) {
            var page = good(PACKAGE, browser(pushed.owner()).get(ui("package", pushed.pkg(), name)));
            assertThat(page.at("/revision/hash").textValue()).as(name).isEqualTo(pushed.hash());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000",
                "tag:none",
                "tag:",
                "version:9",
                "version:no version",
                "nonsense",
                "ab",
                "%",
                "\u00e9",
                "'"
            })
    void anUnknownRevisionIsNamed(String name) {
        var pushed = pushed(glaciers());

        var answer = browser(pushed.owner()).get(ui("package", pushed.pkg(), name));

        assertThat(answer.status()).as("%s", answer).isEqualTo(404);
        assertThat(answer.message()).startsWith("Package " + pushed.pkg() + " has no revision ");
    }

    @Test
    void aHiddenPackageIsLikeNone() {
        var hidden = pushed(glaciers());
        var none = new Pkg(hidden.pkg().owner(), "none");
        var stranger = browser(person());

        for (String path : List.of("", "?path=raw", "?path=nothing", "?sort=nonsense")) {
            bad(
                    TREE,
                    stranger.get(ui("tree", hidden.pkg(), "latest") + path),
                    404,
                    "Package " + hidden.pkg() + " does not exist");
            bad(TREE, stranger.get(ui("tree", none, "latest") + path), 404, "Package " + none + " does not exist");
        }
        bad(
                NODE,
                stranger.get(ui("node", hidden.pkg(), hidden.hash(), "README")),
                404,
                "Package " + hidden.pkg() + " does not exist");
        bad(
                FIND,
                browser().get(ui("find", hidden.pkg(), "nonsense") + "?q=a"),
                404,
                "Package " + hidden.pkg() + " does not exist (do you need to log in?)");
    }

    @Test
    void aFolderListsItsChildrenFoldersFirst() {
        var pushed = pushed(glaciers());

        var root = good(TREE, browser(pushed.owner()).get(ui("tree", pushed.pkg(), "latest")));
        var raw = good(TREE, browser(pushed.owner()).get(ui("tree", pushed.pkg(), "latest") + "?path=raw"));

        assertThat(texts(root.get("entries"), "name")).containsExactly("empty", "raw", "README");
        assertThat(root.get("total").intValue()).isEqualTo(3);
        assertThat(root.at("/entries/1/files").intValue()).isEqualTo(3);
        assertThat(root.at("/entries/1/size").intValue()).isEqualTo(10 + 16 + 10 + 6);
        assertThat(texts(raw.get("entries"), "name")).containsExactly("deep", "big", "notes");
        assertThat(raw.at("/entries/2/original_name").textValue()).isEqualTo("Notes.TXT");
        assertThat(raw.at("/entries/2/type").textValue()).isEqualTo(".txt");
        assertThat(raw.at("/entries/2/has_metadata").booleanValue()).isTrue();
        assertThat(raw.at("/entries/1/hash").textValue())
                .isEqualTo(pushed.tree().objectAt("raw/big"));
        assertThat(raw.get("size").intValue()).isEqualTo(42);
    }

    @Test
    void aFolderIsSortedAsAsked() {
        var pushed = pushed(glaciers());
        var path = ui("tree", pushed.pkg(), "latest") + "?path=raw&sort=";
        var client = browser(pushed.owner());

        assertThat(texts(good(TREE, client.get(path + "-name")).get("entries"), "name"))
                .containsExactly("deep", "notes", "big");
        assertThat(texts(good(TREE, client.get(path + "size")).get("entries"), "name"))
                .containsExactly("notes", "big", "deep");
        assertThat(texts(good(TREE, client.get(path + "-size")).get("entries"), "name"))
                .containsExactly("big", "deep", "notes");
        bad(
                TREE,
                client.get(path + "colour"),
                400,
                "sort must be name, size, files or type, perhaps with - before, not 'colour'");
    }

    @Test
    void aLongFolderComesInPagesAndNothingIsLost() {
        var tree = Tree.empty();
        for (int i = 0; i < 25; i++) {
            tree.file("n" + (char) ('a' + i), "x" + i);
        }
        var pushed = pushed(tree);
        var names = new ArrayList<String>();
        String after = "0";
        while (after != null) {
            var page = good(
                    TREE, browser(pushed.owner()).get(ui("tree", pushed.pkg(), "latest") + "?limit=10&after=" + after));
            assertThat(page.get("total").intValue()).isEqualTo(25);
            names.addAll(texts(page.get("entries"), "name"));
            after = page.get("next").textValue();
        }

        assertThat(names).hasSize(25).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void anAnswerOfOneRevisionIsFetchedOnce() {
        var pushed = pushed(glaciers());
        var client = browser(pushed.owner());
        var path = ui("tree", pushed.pkg(), pushed.hash());

        var first = client.get(path);
        var etag = first.header("ETag").orElseThrow();
        var second = client.with("If-None-Match", etag).get(path);

        assertThat(first.header("Cache-Control")).contains("private, no-cache");
        assertThat(second.status()).isEqualTo(304);
        assertThat(browser().with("If-None-Match", etag).get(path).status()).isEqualTo(404);
    }

    @Test
    void metadataPushedAnewIsSeen() {
        var pushed = pushed(Tree.empty().file("a", "1".getBytes(), "old.txt"));
        var client = browser(pushed.owner());
        var path = ui("tree", pushed.pkg(), pushed.hash());
        var etag = client.get(path).header("ETag").orElseThrow();

        quilt(pushed.owner()).push(pushed.pkg(), Tree.empty().file("a", "1".getBytes(), "new.csv"));

        var again = good(TREE, client.with("If-None-Match", etag).get(path));
        assertThat(again.at("/entries/0/original_name").textValue()).isEqualTo("new.csv");
    }

    @Test
    void pathsAreFoundAllOverTheRevision() {
        var pushed = pushed(glaciers());
        var path = ui("find", pushed.pkg(), "latest") + "?q=";
        var client = browser(pushed.owner());

        var found = good(FIND, client.get(path + "thick"));
        var words = good(FIND, client.get(path + "RAW%20deep&limit=1"));

        assertThat(texts(found.get("entries"), "path")).containsExactly("raw/deep/thickness");
        assertThat(found.at("/entries/0/marks/0/0").intValue()).isEqualTo(9);
        assertThat(found.at("/entries/0/marks/0/1").intValue()).isEqualTo(14);
        assertThat(texts(words.get("entries"), "path")).containsExactly("raw/deep");
        assertThat(words.get("total").intValue()).isEqualTo(2);
        assertThat(good(FIND, client.get(path)).get("total").intValue()).isZero();
        assertThat(good(FIND, client.get(path + "%25%22%26%F0%9F%98%80%00"))
                        .get("total")
                        .intValue())
                .isZero();
    }

    @Test
    void tablesOfARevisionAreListed() {
        var pushed = pushed(Tree.empty()
                .table("b/deep/t", "p")
                .file("b/lines", "x".getBytes(), "lines.CSV.gz")
                .file("b/notes", "x".getBytes(), "notes.tar.gz")
                .table("a", "p", "q")
                .file("README", "x".getBytes(), "README.md"));
        var path = ui("find", pushed.pkg(), "latest") + "?only=tables";
        var client = browser(pushed.owner());

        var all = good(FIND, client.get(path));
        var some = good(FIND, client.get(path + "&q=b&limit=1"));

        assertThat(texts(all.get("entries"), "path")).containsExactly("a", "b/deep/t", "b/lines");
        assertThat(all.get("total").intValue()).isEqualTo(3);
        assertThat(texts(some.get("entries"), "path")).containsExactly("b/lines");
        assertThat(some.get("total").intValue()).isEqualTo(2);
        refused(client.get(path + "x"), 400);
    }

    @Test
    void aNodeTellsAllThatIsKnownOfIt() {
        var pushed = pushed(glaciers());
        var client = browser(pushed.owner());
        var node = ui("node", pushed.pkg(), "latest");

        var notes = good(NODE, client.get(node + "/raw/notes"));
        var table = good(NODE, client.get(node + "/raw/deep/thickness"));
        var folder = good(NODE, client.get(node + "/raw"));

        assertThat(notes.get("kind").textValue()).isEqualTo("file");
        assertThat(notes.at("/metadata/q_path").textValue()).isEqualTo("C:\\data\\Notes.TXT");
        assertThat(notes.get("user_metadata").toString()).isEqualTo("{\"origin\":[1,2.50]}");
        assertThat(notes.get("content_type").textValue()).isEqualTo("text/plain; charset=utf-8");
        assertThat(notes.get("previous").textValue()).isEqualTo("raw/deep");
        assertThat(notes.get("next").isNull()).isTrue();
        assertThat(table.get("objects")).hasSize(2);
        assertThat(table.at("/objects/0/size").intValue()).isEqualTo(10);
        assertThat(folder.get("objects")).isEmpty();
        assertThat(folder.get("files").intValue()).isEqualTo(3);
        bad(NODE, client.get(node + "/raw/nothing"), 404, "There is no 'raw/nothing' in this revision.");
    }

    @Test
    void metadataThatIsNoJsonIsLeftOut() {
        var pushed = pushed(Tree.of("a", "1").userMetadata("a", "no JSON {"));

        var node = good(NODE, browser(pushed.owner()).get(ui("node", pushed.pkg(), "latest", "a")));

        assertThat(node.get("user_metadata").isNull()).isTrue();
        assertThat(node.get("metadata_hash").isTextual()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=x", "limit=1001", "after=-1", "after=99999999999"})
    void wrongNumbersAreExplained(String query) {
        var pushed = pushed(glaciers());

        Answer answer = browser(pushed.owner()).get(ui("tree", pushed.pkg(), "latest") + "?" + query);

        refused(answer, 400);
    }
}
