package org.quiltappliance.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.http.ObjectRange.Kind;

class ObjectRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-, bytes 0-99/100",
        "bytes=0-99, bytes 0-99/100",
        "bytes=0-1000, bytes 0-99/100",
        "bytes=99-, bytes 99-99/100",
        "bytes=5-5, bytes 5-5/100",
        "bytes=007-09, bytes 7-9/100",
        "BYTES=1-2, bytes 1-2/100",
        "bytes=-1, bytes 99-99/100",
        "bytes=-100, bytes 0-99/100",
        "bytes=-655360, bytes 0-99/100",
        "bytes=3-99999999999999999999999999, bytes 3-99/100"
    })
    void partOfObject(String header, String contentRange) {
        var range = ObjectRange.of(header, 100);

        assertThat(range.kind()).isEqualTo(Kind.PART);
        assertThat(range.contentRange(100)).isEqualTo(contentRange);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=99999999999999999999-", "bytes=-0"})
    void partBeyondTheEnd(String header) {
        var range = ObjectRange.of(header, 100);

        assertThat(range.kind()).isEqualTo(Kind.UNSATISFIABLE);
        assertThat(range.contentRange(100)).isEqualTo("bytes */100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-", "bytes=-5", "bytes=0-0"})
    void nothingHasNoParts(String header) {
        assertThat(ObjectRange.of(header, 0).kind()).isEqualTo(Kind.UNSATISFIABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=5-4",
                "bytes=a-b",
                "lines=0-1",
                "bytes=0-1,5-6",
                "bytes=--1"
            })
    void whatIsNoSingleRangeIsIgnored(String header) {
        assertThat(ObjectRange.of(header, 100)).isEqualTo(new ObjectRange(Kind.WHOLE, 0, 100));
    }

    @Test
    void withoutHeaderItIsTheWholeObject() {
        assertThat(ObjectRange.of(null, 100)).isEqualTo(new ObjectRange(Kind.WHOLE, 0, 100));
    }
}
