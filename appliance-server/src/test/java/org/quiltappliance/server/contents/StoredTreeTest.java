package org.quiltappliance.server.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quiltappliance.server.contents.Trees.child;
import static org.quiltappliance.server.contents.Trees.file;
import static org.quiltappliance.server.contents.Trees.group;
import static org.quiltappliance.server.contents.Trees.root;
import static org.quiltappliance.server.contents.Trees.table;
import static org.quiltappliance.server.contents.Trees.withMetadata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quiltappliance.server.contents.Node.Branch;
import org.quiltappliance.server.contents.Node.FileNode;
import org.quiltappliance.server.contents.Node.RootNode;
import org.quiltappliance.server.errors.ApplianceException.NotFound;

class StoredTreeTest {

    /** Objects, in tree order: the root's c; a's b, a/b's 1 2 a, a/c's 3; d's 4; e has none. */
    private static final RootNode SMALL = (RootNode) withMetadata(
            root(
                    child("e", group()),
                    child("d", table('4')),
                    child(
                            "a",
                            withMetadata(
                                    group(child("c", file('3')), child("b", withMetadata(file('1', '2'), 'a'))), 'b'))),
            'c');

    private static StoredTree stored(RootNode root) {
        return new StoredTree(Contents.of(root).tree());
    }

    private static ObjectRange rangeOf(RootNode root, String path) {
        return stored(root).rangeOf(path.isEmpty() ? List.of() : List.of(path.split("/", -1)));
    }

    @Test
    void jsonIsCompactAndNamesTheTypeFirst() {
        var tree = withMetadata(
                root(
                        child("t", withMetadata(table('1', '2'), 'a')),
                        child("g", withMetadata(group(child("\u00e9\"", Trees.fileAt("x.csv"))), 'b'))),
                'c');

        assertThat(Trees.stored((RootNode) tree))
                .isEqualTo(("{'type':'ROOT','metadata_hash':'%s','children':{"
                                + "'g':{'type':'GROUP','metadata_hash':'%s','children':{"
                                + "'\u00e9\\'':{'type':'FILE','hashes':['%s'],'metadata':{'q_path':'x.csv'}}}},"
                                + "'t':{'type':'TABLE','format':'PARQUET','hashes':['%s','%s'],'metadata':{},"
                                + "'metadata_hash':'%s'}}}")
                        .replace('\'', '"')
                        .formatted(
                                Trees.text('c'),
                                Trees.text('b'),
                                Trees.text('1'),
                                Trees.text('1'),
                                Trees.text('2'),
                                Trees.text('a')));
    }

    @ParameterizedTest
    @CsvSource({"'', 0, 7", "a, 1, 6", "a/b, 2, 5", "a/c, 5, 6", "d, 6, 7", "e, 7, 7"})
    void subTreeHasItsRangeOfObjects(String path, int from, int to) {
        assertThat(rangeOf(SMALL, path)).isEqualTo(new ObjectRange(from, to));
    }

    @ParameterizedTest
    @CsvSource({
        "x, 'x'",
        "a/x, 'x'",
        "a/b/c, 'c'",
        "a/b/c/d, 'c'",
        "d/a, 'a'",
        "x/a/b, 'x'",
        "/a, ''",
        "a/, ''",
        "a//b, ''",
        "A, 'A'",
        "e/a, 'a'"
    })
    void missingComponentIsNamed(String path, String component) {
        assertThatThrownBy(() -> rangeOf(SMALL, path))
                .isInstanceOf(NotFound.class)
                .hasMessage("Invalid subpath: '" + component + "'");
    }

    @Test
    void componentIsQuoted() {
        assertThatThrownBy(() -> rangeOf(SMALL, "it's")).hasMessage("Invalid subpath: \"it's\"");
    }

    @Test
    void rangeIsFoundPastTextsThatLookLikeStructure() {
        var odd = Metadata.parse("{\"}]{[\":[-1.5e3,null,{\"a\":\"\\\"}\\\\\"}],\"q_path\":\"children\"}");
        var tree = root(
                child("\"},{\"", new FileNode(List.of(Trees.hash('1')), odd, Optional.of(Trees.hash('2')))),
                child("back\\slash\n", group(child("\ud83d\ude00", new FileNode(List.of(), odd, Optional.empty())))),
                child("children", group(child("hashes", file('3')))));

        assertThat(stored(tree).rangeOf(List.of("\"},{\""))).isEqualTo(new ObjectRange(0, 2));
        assertThat(stored(tree).rangeOf(List.of("back\\slash\n", "\ud83d\ude00")))
                .isEqualTo(new ObjectRange(2, 2));
        assertThat(stored(tree).rangeOf(List.of("children", "hashes"))).isEqualTo(new ObjectRange(2, 3));
    }

    @Test
    void componentThatCannotBeANameIsMissing() {
        assertThatThrownBy(() -> stored(SMALL).rangeOf(List.of("a\0"))).isInstanceOf(NotFound.class);
    }

    @Test
    void rangeOfEverySubTreeHoldsExactlyItsObjects() {
        for (long seed = 0; seed < 200; seed++) {
            var root = Trees.random(seed);
            checkRanges(root, root, new ArrayList<>());
        }
    }

    private static void checkRanges(RootNode root, Node node, List<String> path) {
        var all = ObjectList.of(root);
        var expected = ObjectList.of(node);
        var range = stored(root).rangeOf(path);

        assertThat(hashes(all, range)).as("objects of %s", path).isEqualTo(hashes(expected, expected.all()));
        assertThat(distinct(all, range)).isEqualTo(distinct(expected, expected.all()));
        if (node instanceof Branch branch) {
            for (var child : branch.children().pushed()) {
                path.add(child.name());
                checkRanges(root, child.node(), path);
                path.remove(path.size() - 1);
            }
        }
    }

    private static List<Hash> hashes(ObjectList objects, ObjectRange range) {
        return IntStream.range(range.from(), range.to()).mapToObj(objects::hash).toList();
    }

    private static List<List<Hash>> distinct(ObjectList objects, ObjectRange range) {
        var all = new ArrayList<Hash>();
        var metadata = new ArrayList<Hash>();
        objects.forEachDistinct(range, (hash, size) -> all.add(hash));
        objects.forEachDistinctMetadata(range, (hash, size) -> metadata.add(hash));
        return List.of(all, metadata);
    }

    @Test
    void treeIsReadBack() {
        for (long seed = 0; seed < 200; seed++) {
            var root = Trees.random(seed);

            assertThat(stored(root).read()).isEqualTo(root);
            assertThat(TreeHash.of(stored(root).read())).isEqualTo(TreeHash.of(root));
        }
    }

    @Test
    void everyLeafIsVisitedWithItsPathAndItsPlaceInTheObjectList() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            var root = Trees.random(seed);
            var objects = ObjectList.of(root);
            var paths = new ArrayList<String>();

            stored(root).forEachLeaf((path, leaf, firstObject) -> {
                paths.add(String.join("/", path));
                assertThat(at(root, path)).isEqualTo(leaf);
                var own = ObjectList.of(leaf);
                assertThat(hashes(objects, new ObjectRange(firstObject, firstObject + own.size())))
                        .isEqualTo(hashes(own, own.all()));
            });

            assertThat(paths).doesNotHaveDuplicates().hasSize(leaves(root));
        }
    }

    private static Node at(Node node, List<String> path) {
        return path.isEmpty()
                ? node
                : at(((Branch) node).children().find(path.get(0)).orElseThrow(), path.subList(1, path.size()));
    }

    private static int leaves(Node node) {
        return node instanceof Branch branch
                ? branch.children().pushed().stream()
                        .mapToInt(child -> leaves(child.node()))
                        .sum()
                : 1;
    }

    @Test
    void failureOfTheVisitorComesThroughAsItIs() {
        var failure = new IOException("gone");

        assertThatThrownBy(() -> stored(SMALL).forEachLeaf((path, leaf, firstObject) -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void largeTreeIsStoredInPartsOfOneMebibyteAtMost() throws IOException {
        var random = new Random(1);
        var children = new ArrayList<Children.Child>();
        for (int i = 0; i < 60_000; i++) {
            var bytes = new byte[Hash.BYTES];
            random.nextBytes(bytes);
            children.add(child("file" + i, new FileNode(List.of(Hash.of(bytes)), Metadata.empty(), Optional.empty())));
        }
        var root = new RootNode(Children.of(children));

        var parts = Contents.of(root).tree();

        assertThat(parts)
                .hasSizeBetween(2, 6)
                .allSatisfy(part -> assertThat(part.length).isBetween(1, 1 << 20));
        assertThat(new StoredTree(parts).read()).isEqualTo(root);
        var out = new ByteArrayOutputStream();
        new StoredTree(parts).writeTo(out);
        assertThat(Trees.readExactly(out.toString(StandardCharsets.UTF_8))).isEqualTo(root);
    }

    @Test
    void namesFarLongerThanABufferComeThrough() {
        var root = root(child("x".repeat(49_000) + "\ud83d\ude00".repeat(500), group()), child("y", group()));

        assertThat(stored(root).read()).isEqualTo(root);
    }

    @Test
    void damageIsNotTakenForATree() {
        var parts = Contents.of(SMALL).tree();
        var cut = List.of(Arrays.copyOf(parts.get(0), parts.get(0).length - 5));
        var garbage = List.of("no tree".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> new StoredTree(cut).writeTo(OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new StoredTree(garbage).writeTo(OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class);
    }
}
