package org.quiltappliance.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void charactersThatNoDatabaseTakesBecomeBlanks() {
        assertThat(PlainText.clean("a\u0000b\uD83Cc\uDF77\uD83C\uDF77")).isEqualTo("a b c \uD83C\uDF77");
        assertThat(PlainText.clean("\uD83C")).isEqualTo(" ");
        assertThat(PlainText.clean("")).isEmpty();
    }

    @Test
    void runsOfVisibleCharactersStayShort() {
        String cleaned = PlainText.clean("a_".repeat(10_000));

        assertThat(cleaned.replace(" ", "")).isEqualTo("a_".repeat(10_000));
        assertThat(Arrays.stream(cleaned.split(" ")).mapToInt(String::length).max())
                .hasValue(256);
    }

    @Test
    void runsOfOtherScriptsStayWhole() {
        String chinese = "\u4E2D".repeat(1_000);

        assertThat(PlainText.clean(chinese)).isEqualTo(chinese);
    }

    @Test
    void onlyCommentsWithoutAnEndAreBroken() {
        assertThat(PlainText.clean("a <!-- b --> c <!-- d <!-- e")).isEqualTo("a <!-- b --> c <! -- d <! -- e");
    }

    @Test
    void boundingCutsBetweenWords() {
        assertThat(PlainText.bound("one two three", 13)).isEqualTo("one two three");
        assertThat(PlainText.bound("one two three", 12)).isEqualTo("one two");
        assertThat(PlainText.bound("one two three", 7)).isEqualTo("one two");
        assertThat(PlainText.bound("one two three", 6)).isEqualTo("one");
        assertThat(PlainText.bound("one", 0)).isEmpty();
    }

    @Test
    void boundingOneLongWordKeepsItsCharactersWhole() {
        assertThat(PlainText.bound("abcdef", 4)).isEqualTo("abcd");
        assertThat(PlainText.bound("ab\uD83C\uDF77", 3)).isEqualTo("ab");
    }

    @Test
    void theFirstCharactersAreCountedAsPeopleDo() {
        assertThat(PlainText.firstCharacters("\uD83C\uDF77".repeat(3), 2)).isEqualTo("\uD83C\uDF77".repeat(2));
        assertThat(PlainText.firstCharacters("ab", 2)).isEqualTo("ab");
    }
}
