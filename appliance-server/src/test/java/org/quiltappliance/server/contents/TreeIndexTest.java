package org.quiltappliance.server.contents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.contents.Node.RootNode;

class TreeIndexTest {

    private static TreeIndex index(RootNode root) {
        var contents = Contents.of(root);
        return TreeIndex.of(contents.tree(), contents.objects().withSizes(hash -> hash.bytes()[0] & 0xff));
    }

    /** What the index says of a node must be what the node says of itself. */
    private static void compare(Node node, TreeIndex index, int at) {
        assertThat(index.metadata(at)).isEqualTo(node.metadataHash());
        if (node instanceof Node.Branch branch) {
            var children = index.children(at);
            assertThat(index.kind(at)).isEqualTo(TreeIndex.Kind.GROUP);
            assertThat(children).hasSize(branch.children().size());
            for (int i = 0; i < children.length; i++) {
                var child = branch.children().sorted().get(i);
                assertThat(index.name(children[i])).isEqualTo(child.name());
                assertThat(index.parent(children[i])).isEqualTo(at);
                compare(child.node(), index, children[i]);
            }
        } else if (node instanceof Node.Leaf leaf) {
            assertThat(index.kind(at).name()).isEqualTo(node.type().name());
            assertThat(objects(index, at)).isEqualTo(leaf.hashes());
            assertThat(index.bytes(at))
                    .isEqualTo(leaf.hashes().stream()
                            .mapToLong(hash -> hash.bytes()[0] & 0xff)
                            .sum());
            assertThat(index.type(at)).isEqualTo(leaf.metadata().extension());
            assertThat(index.leaves(at)).isEqualTo(1);
        }
    }

    private static List<Hash> objects(TreeIndex index, int leaf) {
        var objects = new ArrayList<Hash>();
        for (int i = 0; i < index.objectCount(leaf); i++) {
            objects.add(index.object(leaf, i));
        }
        return objects;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void tellsWhatTheTreeTells(long seed) {
        var root = Trees.random(seed);

        compare(root, index(root), TreeIndex.ROOT);
    }

    @Test
    void countsWhatIsBelow() {
        var index = index(Trees.root(
                Trees.child(
                        "a", Trees.group(Trees.child("x", Trees.file('1')), Trees.child("y", Trees.table('1', '2')))),
                Trees.child("b", Trees.file('3')),
                Trees.child("empty", Trees.group())));

        int a = index.find(List.of("a")).orElseThrow();
        assertThat(index.leaves(TreeIndex.ROOT)).isEqualTo(3);
        assertThat(index.leaves(a)).isEqualTo(2);
        assertThat(index.bytes(a)).isEqualTo(0x11 + 0x11 + 0x22);
        assertThat(index.bytes(TreeIndex.ROOT)).isEqualTo(0x11 + 0x11 + 0x22 + 0x33);
        assertThat(index.path(index.find(List.of("a", "y")).orElseThrow())).isEqualTo("a/y");
        assertThat(index.find(List.of("a", "z"))).isEmpty();
        assertThat(index.find(List.of("b", "x"))).isEmpty();
        assertThat(index.children(index.find(List.of("empty")).orElseThrow())).isEmpty();
    }

    @Test
    void knowsOriginalNamesOfAllSystems() {
        var index = index(Trees.root(
                Trees.child("a", Trees.fileAt("C:\\data\\Été 1.CSV")),
                Trees.child("b", Trees.fileAt("/x/y/z.tar.gz/")),
                Trees.child("c", Trees.fileAt("/")),
                Trees.child("d", Trees.file('1')),
                Trees.child("e", Trees.fileAt("last"))));

        assertThat(index.originalName(1)).contains("Été 1.CSV");
        assertThat(index.type(1)).isEqualTo(".csv");
        assertThat(index.originalName(2)).contains("z.tar.gz");
        assertThat(index.originalName(3)).isEqualTo(Optional.empty());
        assertThat(index.originalName(4)).isEqualTo(Optional.empty());
        assertThat(index.originalName(5)).contains("last");
    }
}
