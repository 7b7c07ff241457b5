package org.quiltappliance.server.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quiltappliance.server.contents.Trees.child;
import static org.quiltappliance.server.contents.Trees.file;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.contents.Children.Child;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

class ChildrenTest {

    private static Children named(String... names) {
        return Children.of(Stream.of(names).map(name -> child(name, file('1'))).toList());
    }

    private static List<String> names(List<Child> children) {
        return children.stream().map(Child::name).toList();
    }

    @Test
    void bothOrdersAreKept() {
        var children = named("b", "a", "B", "ab", "a_", "");

        assertThat(names(children.pushed())).containsExactly("b", "a", "B", "ab", "a_", "");
        assertThat(names(children.sorted())).containsExactly("", "B", "a", "a_", "ab", "b");
    }

    @Test
    void orderIsByCodePointNotByUtf16Unit() {
        var grin = "\ud83d\ude00";
        var children = named(grin + "b", "\uffee", grin + "a", "a" + grin, "\ue000", "a\uff5e", grin, "\ud83d\ude01");

        assertThat(names(children.sorted()))
                .containsExactly(
                        "a\uff5e", "a" + grin, "\ue000", "\uffee", grin, grin + "a", grin + "b", "\ud83d\ude01");
        assertThat(names(children.sorted()))
                .allSatisfy(name -> assertThat(children.find(name)).isPresent());
    }

    @Test
    void childrenAreFoundByName() {
        var children = Children.of(List.of(child("b", file('2')), child("a", file('1')), child("c", file('3'))));

        assertThat(children.find("a")).contains(file('1'));
        assertThat(children.find("b")).contains(file('2'));
        assertThat(children.find("c")).contains(file('3'));
        assertThat(children.find("")).isEmpty();
        assertThat(children.find("aa")).isEmpty();
        assertThat(children.find("d")).isEmpty();
    }

    @Test
    void lastOfSameNamesWinsInThePlaceOfTheFirst() {
        var children = Children.of(
                List.of(child("b", file('1')), child("a", file('2')), child("b", file('3')), child("b", file('4'))));

        assertThat(children.pushed()).containsExactly(child("b", file('4')), child("a", file('2')));
        assertThat(children.sorted()).containsExactly(child("a", file('2')), child("b", file('4')));
    }

    @Test
    void oneIsReplacedInItsPlaceOrAddedAtTheEnd() {
        var children = named("b", "a");

        assertThat(children.with("b", file('2')).pushed())
                .containsExactly(child("b", file('2')), child("a", file('1')));
        assertThat(names(children.with("0", file('2')).pushed())).containsExactly("b", "a", "0");
        assertThat(names(children.pushed())).containsExactly("b", "a");
    }

    @Test
    void orderOfPushDoesNotCountForEquality() {
        assertThat(named("b", "a")).isEqualTo(named("a", "b")).hasSameHashCodeAs(named("a", "b"));
        assertThat(named("b", "a")).isNotEqualTo(named("a", "c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00", "\udc00\ud800", "\ud800x", "a\u0000b"})
    void nameThatHasNoUtf8OrHoldsNulIsRefused(String name) {
        assertThatThrownBy(() -> named(name)).isInstanceOf(Invalid.class);
    }
}
