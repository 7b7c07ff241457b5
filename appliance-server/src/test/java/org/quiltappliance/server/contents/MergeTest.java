package org.quiltappliance.server.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quiltappliance.server.contents.Trees.child;
import static org.quiltappliance.server.contents.Trees.file;
import static org.quiltappliance.server.contents.Trees.group;
import static org.quiltappliance.server.contents.Trees.nested;
import static org.quiltappliance.server.contents.Trees.root;
import static org.quiltappliance.server.contents.Trees.table;
import static org.quiltappliance.server.contents.Trees.withMetadata;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.contents.Node.RootNode;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NotFound;

class MergeTest {

    private static RootNode merge(RootNode base, String path, Node node) {
        return Merge.into(base, List.of(path.split("/", -1)), node);
    }

    @Test
    void missingGroupsAreMade() {
        assertThat(merge(root(), "a/b/c", file('1')))
                .isEqualTo(root(child("a", group(child("b", group(child("c", file('1'))))))));
    }

    @Test
    void whatIsThereIsReplacedNotMerged() {
        var base = root(child("a", group(child("x", file('1')), child("y", file('2')))), child("b", file('3')));

        assertThat(merge(base, "a", group(child("z", file('4')))))
                .isEqualTo(root(child("a", group(child("z", file('4')))), child("b", file('3'))));
        assertThat(merge(base, "b", table('5')))
                .isEqualTo(root(
                        child("a", group(child("x", file('1')), child("y", file('2')))), child("b", table('5'))));
    }

    @Test
    void restAndMetadataOnTheWayStay() {
        var base = (RootNode) withMetadata(
                root(child("a", withMetadata(group(child("x", file('1'))), 'b')), child("c", file('2'))), 'd');

        var merged = merge(base, "a/y", file('3'));

        assertThat(merged)
                .isEqualTo(withMetadata(
                        root(
                                child("a", withMetadata(group(child("x", file('1')), child("y", file('3'))), 'b')),
                                child("c", file('2'))),
                        'd'));
    }

    @Test
    void baseIsNotChanged() {
        var base = root(child("a", group(child("x", file('1')))));

        merge(base, "a/x", file('2'));

        assertThat(base).isEqualTo(root(child("a", group(child("x", file('1'))))));
    }

    @ParameterizedTest
    @CsvSource({"f/x, f", "f/x/y, f", "g/t/x, t", "g/t/x/y, t"})
    void fileOrTableInTheWayIsNamed(String path, String component) {
        var base = root(child("f", file('1')), child("g", group(child("t", table('2')))));

        assertThatThrownBy(() -> merge(base, path, file('3')))
                .isInstanceOf(NotFound.class)
                .hasMessage("Target subpath is not a group node: '" + component + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a//b", "/a", "a/", "a/\u0000", "\ud800"})
    void emptyOrImpossibleComponentIsRefused(String path) {
        assertThatThrownBy(() -> merge(root(), path, file('1'))).isInstanceOf(Invalid.class);
    }

    @Test
    void pathMustNameSomething() {
        assertThatThrownBy(() -> Merge.into(root(), List.of(), group())).isInstanceOf(Invalid.class);
    }

    @Test
    void rootCannotBePutIntoATree() {
        assertThatThrownBy(() -> merge(root(), "a", root()))
                .isInstanceOf(Invalid.class)
                .hasMessage("Unexpected node type");
    }

    @Test
    void mergedTreeIsNoDeeperThanAPushedOne() {
        var path = Collections.nCopies(100, "p");
        int fitting = NodeReader.MAX_LEVELS - 102; // without the root, the path to the node, and the file

        var merged = Merge.into(root(), path, nested(fitting + 1));

        assertThat(Trees.readExactly(Trees.stored(merged))).isEqualTo(merged);
        assertThatThrownBy(() -> Merge.into(root(), path, nested(fitting + 2))).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> Merge.into(root(), Collections.nCopies(50_000, "p"), file()))
                .isInstanceOf(Invalid.class);
    }
}
