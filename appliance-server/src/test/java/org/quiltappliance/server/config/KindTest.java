package org.quiltappliance.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KindTest {

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "yes", "on", "TRUE", "Yes"})
    void yes(String text) {
        assertThat(new Kind.Flag().problem(text)).isEmpty();
        assertThat(Kind.Flag.isYes(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "0", "no", "off", "", "No"})
    void no(String text) {
        assertThat(new Kind.Flag().problem(text)).isEmpty();
        assertThat(Kind.Flag.isYes(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"maybe", "2", "y", "tru"})
    void neitherYesNorNo(String text) {
        assertThat(new Kind.Flag().problem(text)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "5,",
        "7,",
        "4, is too small",
        "8, is too large",
        "x, is not a whole number",
        "5.0, is not a whole number",
        "-1, is too small",
        "99999999999999999999999, is too large",
        "٥, is not a whole number"
    })
    void wholeNumberWithinBounds(String text, String problem) {
        assertThat(new Kind.Whole(5, 7).problem(text).orElse(null)).isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:5000", "https://r.example.org", "http://r.example.org/", "http://[::1]:80"})
    void addressesWithoutPath(String text) {
        assertThat(new Kind.Origin().problem(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://a, does not begin with http:// or https://",
        "localhost:5000, does not begin with http:// or https://",
        "http://a/b, has a path",
        "http://a?b, has a path",
        "http://u:p@a, holds a user name or password",
        "http://, is not an address",
        "http://a b, is not an address",
        "http:/a, has no host name"
    })
    void otherAddresses(String text, String problem) {
        assertThat(new Kind.Origin().problem(text)).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "0.0.0.0", "192.168.1.255", "::1", "::", "fe80::1"})
    void networkAddresses(String text) {
        assertThat(new Kind.Address().problem(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.4.", "", "5000", ":"})
    void notNetworkAddresses(String text) {
        assertThat(new Kind.Address().problem(text)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"90s, 90", "2m, 120", "1h30m, 5400", "7d, 604800", "1d1h1m1s, 90061"})
    void timesWithUnits(String text, long seconds) {
        assertThat(new Kind.Time(Duration.ofMinutes(1), Duration.ofDays(7)).problem(text))
                .isEmpty();
        assertThat(Kind.Time.read(text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "'', is not a time with units", "24, is not a time with units", "1m1h, is not a time with units",
        "59s, is too short", "8d, is too long", "-1h, is not a time with units"
    })
    void otherTimes(String text, String problem) {
        assertThat(new Kind.Time(Duration.ofMinutes(1), Duration.ofDays(7)).problem(text))
                .contains(problem);
    }

    @ParameterizedTest
    @CsvSource({"test,", "TEST,", "persistent,", "prod, is not one of the choices"})
    void oneOfAFewWords(String text, String problem) {
        assertThat(new Kind.Choice(List.of("test", "persistent")).problem(text).orElse(null))
                .isEqualTo(problem);
    }
}
