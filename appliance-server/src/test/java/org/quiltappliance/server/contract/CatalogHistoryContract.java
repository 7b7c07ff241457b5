package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.testing.Tree;

/** The revisions of a package, and what differs between two. */
abstract class CatalogHistoryContract extends CatalogContract {

    private static final String REVISIONS = "GET /api/ui/revisions/{owner}/{name}";
    private static final String FILE = "GET /api/ui/history/{owner}/{name}/{rev}/{subpath}";
    private static final String COMPARE = "GET /api/ui/compare/{owner}/{name}/{base}/{head}";

    private static Tree before() {
        return Tree.of("stays", "s", "goes", "going away", "text", "one", "f/wanders", "wanderer")
                .table("numbers", "1 2 3");
    }

    private static Tree after() {
        return Tree.of("stays", "s", "comes", "new here", "text", "another one", "g/wandered", "wanderer")
                .table("numbers", "1 2 3", "4");
    }

    private Pushed twice() {
        var pushed = pushed(before());
        quilt(pushed.owner()).push(pushed.pkg(), after());
        return pushed;
    }

    private static List<String> changes(JsonNode compared) {
        var changes = new ArrayList<String>();
        compared.get("changes")
                .forEach(change -> changes.add(change.get("change").textValue() + " "
                        + change.get("path").textValue()));
        return changes;
    }

    @Test
    void theLogIsNewestFirstAndCountsChanges() {
        var pushed = twice();
        ok(as(pushed.owner()).put(pushed.pkg().one("version", "1.0"), hash(pushed.hash())));

        var log = good(REVISIONS, browser(pushed.owner()).get(ui("revisions", pushed.pkg())));

        assertThat(texts(log.get("revisions"), "hash")).containsExactly(after().hash(), before().hash());
        assertThat(log.get("total").intValue()).isEqualTo(2);
        var newest = log.at("/revisions/0");
        assertThat(newest.get("changes").toString()).isEqualTo("{\"added\":1,\"changed\":2,\"moved\":1,\"removed\":1}");
        assertThat(newest.get("previous").textValue()).isEqualTo(before().hash());
        assertThat(texts(newest.get("tags"))).containsExactly("latest");
        assertThat(newest.get("files").intValue()).isEqualTo(5);
        assertThat(log.at("/revisions/1/changes").isNull()).isTrue();
        assertThat(texts(log.at("/revisions/1/versions"))).containsExactly("1.0");
    }

    @Test
    void aLongLogComesInPages() {
        var pushed = pushed(Tree.of("n", "0"));
        var hashes = new ArrayList<String>();
        hashes.add(pushed.hash());
        for (int i = 1; i < 7; i++) {
            var next = Tree.of("n", "" + i);
            quilt(pushed.owner()).push(pushed.pkg(), next);
            hashes.add(0, next.hash());
        }
        var seen = new ArrayList<String>();
        String after = "0";
        while (after != null) {
            var page = good(
                    REVISIONS, browser(pushed.owner()).get(ui("revisions", pushed.pkg()) + "?limit=3&after=" + after));
            seen.addAll(texts(page.get("revisions"), "hash"));
            assertThat(page.at("/revisions/0/changes/changed").intValue())
                    .isEqualTo(page.at("/revisions/0/previous").isNull() ? 0 : 1);
            after = page.get("next").textValue();
        }

        assertThat(seen).isEqualTo(hashes);
    }

    @Test
    void whatDiffersIsToldLeafByLeaf() {
        var pushed = twice();

        var compared =
                good(COMPARE, browser(pushed.owner()).get(ui("compare", pushed.pkg(), before().hash(), "latest")));

        assertThat(changes(compared))
                .containsExactly("added comes", "moved g/wandered", "removed goes", "changed numbers", "changed text");
        assertThat(compared.at("/changes/1/from").textValue()).isEqualTo("f/wanders");
        assertThat(compared.at("/changes/4/before/size").intValue()).isEqualTo(3);
        assertThat(compared.at("/changes/4/after/size").intValue()).isEqualTo(11);
        assertThat(compared.at("/changes/4/contents_changed").booleanValue()).isTrue();
        assertThat(compared.at("/changes/4/metadata_changed").booleanValue()).isFalse();
        assertThat(compared.at("/summary/bytes_added").intValue()).isEqualTo(8 + 6 + 11);
        assertThat(compared.at("/summary/bytes_removed").intValue()).isEqualTo(10 + 5 + 3);
    }

    @Test
    void theOtherWayRoundIsTheMirrorImage() {
        var pushed = twice();

        var compared =
                good(COMPARE, browser(pushed.owner()).get(ui("compare", pushed.pkg(), "latest", before().hash())));

        assertThat(changes(compared))
                .containsExactlyInAnyOrder(
                        "removed comes", "moved f/wanders", "added goes", "changed numbers", "changed text");
    }

    @Test
    void aRevisionDoesNotDifferFromItself() {
        var pushed = twice();

        var compared = good(COMPARE, browser(pushed.owner()).get(ui("compare", pushed.pkg(), "latest", "latest")));

        assertThat(compared.get("changes")).isEmpty();
        assertThat(compared.at("/summary/added").intValue()).isZero();
    }

    @Test
    void metadataOfTheUserIsADifference() {
        var pushed = pushed(Tree.of("a", "1", "g/b", "2").userMetadata("a", "{\"x\":1}"));
        quilt(pushed.owner())
                .push(
                        pushed.pkg(),
                        Tree.of("a", "1", "g/b", "2")
                                .userMetadata("a", "{\"x\":2}")
                                .userMetadata("g", "{}"));

        var compared = good(COMPARE, browser(pushed.owner()).get(ui("compare", pushed.pkg(), pushed.hash(), "latest")));

        assertThat(changes(compared)).containsExactly("changed a", "changed g");
        assertThat(compared.at("/changes/0/contents_changed").booleanValue()).isFalse();
        assertThat(compared.at("/changes/0/metadata_changed").booleanValue()).isTrue();
    }

    @Test
    void differencesCanBeChosenAndPaged() {
        var pushed = twice();
        var path = ui("compare", pushed.pkg(), before().hash(), "latest");
        var client = browser(pushed.owner());

        assertThat(changes(good(COMPARE, client.get(path + "?change=changed"))))
                .containsExactly("changed numbers", "changed text");
        assertThat(changes(good(COMPARE, client.get(path + "?path=g")))).containsExactly("moved g/wandered");
        assertThat(changes(good(COMPARE, client.get(path + "?q=WANDERS")))).containsExactly("moved g/wandered");
        var page = good(COMPARE, client.get(path + "?limit=2&after=2"));
        assertThat(changes(page)).containsExactly("removed goes", "changed numbers");
        assertThat(page.get("next").textValue()).isEqualTo("4");
        assertThat(page.at("/summary/changed").intValue()).isEqualTo(2);
        refused(client.get(path + "?change=painted"), 400);
    }

    @Test
    void anUnknownSideIsNamed() {
        var pushed = twice();

        var answer = browser(pushed.owner()).get(ui("compare", pushed.pkg(), "latest", "tag:none"));

        bad(COMPARE, answer, 404, "Package " + pushed.pkg() + " has no revision 'tag:none'");
    }

    @Test
    void aFolderInThePlaceOfAFileIsAllNew() {
        var pushed = pushed(Tree.of("x", "file"));
        quilt(pushed.owner()).push(pushed.pkg(), Tree.of("x/y", "inside", "x/z", "too"));

        var compared = good(COMPARE, browser(pushed.owner()).get(ui("compare", pushed.pkg(), pushed.hash(), "latest")));

        assertThat(changes(compared)).containsExactly("removed x", "added x/y", "added x/z");
    }

    private JsonNode history(Pushed pushed, String rev, String path) {
        return good(FILE, browser(pushed.owner()).get(ui("history", pushed.pkg(), rev) + "/" + path));
    }

    /** {@code change hash previous} of each. */
    private static List<String> lines(JsonNode history) {
        var lines = new ArrayList<String>();
        history.get("changes")
                .forEach(line -> lines.add(line.get("change").textValue() + " "
                        + line.get("hash").textValue().substring(0, 8) + " "
                        + (line.get("previous").isNull()
                                ? "-"
                                : line.get("previous").textValue().substring(0, 8))));
        return lines;
    }

    private static String line(String change, Tree tree, Tree previous) {
        return change + " " + tree.hash().substring(0, 8) + " "
                + (previous == null ? "-" : previous.hash().substring(0, 8));
    }

    @Test
    void aFileTellsInWhichRevisionsItChanged() {
        var first = Tree.of("a", "1", "g/b", "1");
        var second = Tree.of("a", "1", "g/b", "2");
        var third = Tree.of("a", "1", "g/b", "2", "c", "new");
        var fourth = Tree.of("a", "2", "g/b", "2", "d", "new");
        var pushed = pushed(first);
        for (var tree : List.of(second, third, fourth)) {
            quilt(pushed.owner()).push(pushed.pkg(), tree);
        }

        for (String round : List.of("compared", "noted")) {
            assertThat(lines(history(pushed, "latest", "a")))
                    .as(round)
                    .containsExactly(line("changed", fourth, third), line("added", first, null));
            assertThat(lines(history(pushed, "latest", "g/b")))
                    .as(round)
                    .containsExactly(line("changed", second, first), line("added", first, null));
            assertThat(lines(history(pushed, "latest", "d"))).as(round).containsExactly(line("moved", fourth, third));
            assertThat(lines(history(pushed, third.hash(), "a"))).as(round).containsExactly(line("added", first, null));
            assertThat(lines(history(pushed, third.hash(), "c")))
                    .as(round)
                    .containsExactly(line("added", third, second));
        }
        var all = history(pushed, "latest", "a");
        assertThat(all.get("looked").intValue()).isEqualTo(4);
        assertThat(all.get("next").isNull()).isTrue();
        assertThat(texts(all.at("/changes/0/tags"))).containsExactly("latest");
    }

    @Test
    void aFileThatWasAwayTellsWhenItLeftAndCameBack() {
        var with = Tree.of("a", "1", "b", "1");
        var without = Tree.of("b", "1");
        var pushed = pushed(with);
        quilt(pushed.owner()).push(pushed.pkg(), without);
        quilt(pushed.owner()).push(pushed.pkg(), with);

        assertThat(lines(history(pushed, "latest", "a")))
                .containsExactly(
                        line("added", with, without), line("removed", without, with), line("added", with, null));
    }

    @Test
    void metadataOfTheUserIsAChangeOfAFile() {
        var pushed = pushed(Tree.of("a", "1").userMetadata("a", "{\"x\":1}"));
        var again = Tree.of("a", "1").userMetadata("a", "{\"x\":2}");
        quilt(pushed.owner()).push(pushed.pkg(), again);

        assertThat(lines(history(pushed, "latest", "a"))).startsWith(line("changed", again, pushed.tree()));
    }

    @Test
    void aLongHistoryOfAFileComesInParts() {
        var pushed = pushed(Tree.of("n", "0"));
        for (int i = 1; i < 7; i++) {
            quilt(pushed.owner()).push(pushed.pkg(), Tree.of("n", "" + i));
        }
        var seen = new ArrayList<String>();
        String after = "0";
        while (after != null) {
            var page = good(
                    FILE,
                    browser(pushed.owner()).get(ui("history", pushed.pkg(), "latest") + "/n?limit=3&after=" + after));
            page.get("changes").forEach(line -> seen.add(line.get("change").textValue()));
            after = page.get("next").textValue();
        }

        assertThat(seen).containsExactly("changed", "changed", "changed", "changed", "changed", "changed", "added");
    }

    @Test
    void aPathThatIsNotThereHasNoHistory() {
        var pushed = twice();

        bad(
                FILE,
                browser(pushed.owner()).get(ui("history", pushed.pkg(), "latest") + "/goes"),
                404,
                "There is no 'goes' in this revision.");
        refused(browser(pushed.owner()).get(ui("history", pushed.pkg(), "latest") + "/comes?after=999999999"), 404);
        refused(browser(pushed.owner()).get(ui("history", pushed.pkg(), "latest") + "/comes?after=x"), 400);
    }

    @Test
    void whatWasNotedGoesWithItsPackage() {
        var pushed = twice();
        history(pushed, "latest", "text");

        ok(as(pushed.owner()).delete(pushed.pkg().all("package")));
        quilt(pushed.owner()).push(pushed.pkg(), after());

        assertThat(lines(history(pushed, "latest", "text"))).containsExactly(line("added", after(), null));
    }
}
