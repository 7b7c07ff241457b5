package org.quiltappliance.server.tables.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberFormatsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"yyyy-mm-dd", "[$-409]d\\ mmm\\ yyyy;@", "h:mm AM/PM", "dd\"of\"mm", "mm:ss.0", "[Red]d/m/yy"})
    void daysAndTimes(String code) {
        assertThat(NumberFormats.isDate(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "General",
                "0.00",
                "#,##0.00 \"days\"",
                "0.00E+00",
                "[Red]0",
                "\\d0",
                "_d0",
                "[h]:mm",
                "[Blue]#;\"d\"",
                "@"
            })
    void numbersAndLengths(String code) {
        assertThat(NumberFormats.isDate(code)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0,false", "2,false", "13,false", "14,true", "22,true", "23,false", "46,false", "47,true", "49,false"})
    void formatsThatAreNotWrittenDown(int id, boolean date) {
        assertThat(NumberFormats.isDate(id)).isEqualTo(date);
    }

    @Test
    void columnsHaveLetters() {
        assertThat(SheetCells.letters(0)).isEqualTo("A");
        assertThat(SheetCells.letters(25)).isEqualTo("Z");
        assertThat(SheetCells.letters(26)).isEqualTo("AA");
        assertThat(SheetCells.letters(16_383)).isEqualTo("XFD");
        assertThat(SheetCells.column("XFD7")).isEqualTo(16_383);
    }
}
