package org.quiltappliance.server.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quiltappliance.server.contents.Trees.child;
import static org.quiltappliance.server.contents.Trees.file;
import static org.quiltappliance.server.contents.Trees.fileAt;
import static org.quiltappliance.server.contents.Trees.group;
import static org.quiltappliance.server.contents.Trees.hash;
import static org.quiltappliance.server.contents.Trees.json;
import static org.quiltappliance.server.contents.Trees.root;
import static org.quiltappliance.server.contents.Trees.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.contents.Children.Child;
import org.quiltappliance.server.contents.Node.GroupNode;
import org.quiltappliance.server.contents.Node.RootNode;

class ContentsSummaryTest {

    private static ContentsSummary summary(Child... children) {
        return Contents.of(root(children)).summary();
    }

    private static List<Child> files(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> child("f%02d".formatted(i), file('1')))
                .toList();
    }

    private static GroupNode groupOf(List<Child> children) {
        return new GroupNode(Children.of(children));
    }

    @Test
    void previewListsGroupsAndLeavesByName() {
        var preview = summary(
                        child("b", file('1')),
                        child("\ud83d\ude00", table('1')),
                        child("\uffee", group()),
                        child("a", group(child("y", table('2')), child("x \"q\"", group()))))
                .preview();

        assertThat(json(preview.replace("\\\"", "\\u0022")))
                .isEqualTo(
                        json(
                                "[['a',[['x \\u0022q\\u0022',[]],['y',null]]],['b',null],['\uffee',[]],['\ud83d\ude00',null]]"));
    }

    @Test
    void emptyTreeHasAnEmptyPreview() {
        assertThat(summary().preview()).isEqualTo("[]");
    }

    @Test
    void previewShowsTenChildrenAndThatThereAreMore() {
        var ten = json(summary(child("g", groupOf(files(10)))).preview());
        var eleven = json(summary(child("g", groupOf(files(11)))).preview());

        assertThat(ten.get(0).get(1)).hasSize(10);
        assertThat(eleven.get(0).get(1)).hasSize(11);
        assertThat(eleven.get(0).get(1).get(9)).isEqualTo(json("['f09',null]"));
        assertThat(eleven.get(0).get(1).get(10)).isEqualTo(json("['...',null]"));
    }

    @Test
    void previewEndsAtTheFifthLevel() {
        var empty = group();
        var full = group(child("deep", file('1')));

        var preview = summary(child(
                        "2",
                        group(child(
                                "3",
                                group(child("4", group(child("5e", empty), child("5f", full), child("5x", file()))))))))
                .preview();

        assertThat(json(preview))
                .isEqualTo(json("[['2',[['3',[['4',[['5e',[]],['5f',[['...',null]]],['5x',null]]]]]]]]"));
    }

    @Test
    void fileTypesCountFilesAndTables() {
        var summary = summary(
                child("a", fileAt("x/a.CSV")),
                child("b", fileAt("b.csv")),
                child("c", file('1')),
                child("d", table('1')),
                child("g", group(child("e", fileAt("C:\\e.\"x")))));

        assertThat(json(summary.fileTypes()))
                .isEqualTo(
                        Trees.JSON.createObjectNode().put(".csv", 2).put("", 2).put(".\"x", 1));
        assertThat(summary().fileTypes()).isEqualTo("{}");
    }

    @Test
    void readmeIsAFileOfOneObjectAtTheTop() {
        assertThat(summary(child("README", file('1'))).readme()).contains(hash('1'));
        assertThat(summary(child("README", file())).readme()).isEmpty();
        assertThat(summary(child("README", file('1', '2'))).readme()).isEmpty();
        assertThat(summary(child("README", table('1'))).readme()).isEmpty();
        assertThat(summary(child("README", group())).readme()).isEmpty();
        assertThat(summary(child("readme", file('1'))).readme()).isEmpty();
        assertThat(summary(child("g", group(child("README", file('1'))))).readme())
                .isEmpty();
    }

    @Test
    void objectsAreCountedOnce() {
        assertThat(summary(child("a", file('1', '2', '1')), child("b", file('2')))
                        .objectCount())
                .isEqualTo(2);
    }

    @Test
    void namesForSearchStandParentFirstInTheOrderOfThePush() {
        var summary = summary(
                child("images", group(child("dogs", group(child("README", file('1')))), child("cats", group()))),
                child("README", file('1')),
                child("labels", table('1')),
                child("a b", group(child("cats", file('1')))));

        assertThat(summary.searchNames()).isEqualTo("images dogs README cats labels a b");
    }

    @Test
    void tooManyNamesAreCutToThoseNearestToTheRoot() {
        var deep = IntStream.range(0, 30_000)
                .mapToObj(i -> child("deep_name_%07d".formatted(i), file('1')))
                .toList();
        var tree = root(
                child("first", group(child("second", groupOf(deep)), child("third", file('1')))),
                child("last\u00e9", file('1')));

        var names = Contents.of(tree).summary().searchNames();

        assertThat(names).startsWith("first last\u00e9 second third deep_name_0000000 deep_name_0000001 ");
        assertThat(names.getBytes(StandardCharsets.UTF_8).length)
                .isBetween(SearchNames.MAX_BYTES - 20, SearchNames.MAX_BYTES);
        assertThat(names.split(" ")).doesNotHaveDuplicates();
    }

    @Test
    void oneNameThatIsTooLongDoesNotHideTheOthers() {
        var summary = summary(
                child("x".repeat(SearchNames.MAX_BYTES), file('1')), child("g", group(child("inner", file('1')))));

        assertThat(summary.searchNames()).isEqualTo("g inner");
    }

    @Test
    void lengthOfNamesIsMeasuredInUtf8() {
        var names = new ArrayList<Child>();
        for (int i = 0; i < 30_000; i++) {
            names.add(child("\u30c7\ud83d\ude00\u00e9%05d".formatted(i), file('1')));
        }

        var searchNames =
                Contents.of(new RootNode(Children.of(names))).summary().searchNames();

        assertThat(searchNames.getBytes(StandardCharsets.UTF_8).length)
                .isBetween(SearchNames.MAX_BYTES - 20, SearchNames.MAX_BYTES);
    }
}
