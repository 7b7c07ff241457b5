package org.quiltappliance.server.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void medianIsTheMiddleWhateverTheOrder() {
        assertThat(Sample.of(9, 1, 5).median()).isEqualTo(5);
        assertThat(Sample.of(4, 1, 2, 3).median()).isEqualTo(2.5);
        assertThat(Sample.of(7).median()).isEqualTo(7);
    }

    @Test
    void oneSlowRunDoesNotMoveTheMedian() {
        var sample = Sample.of(1, 1.1, 1.2, 1.1, 90);

        assertThat(sample.median()).isEqualTo(1.1);
        assertThat(sample.least()).isEqualTo(1);
        assertThat(sample.most()).isEqualTo(90);
    }

    @Test
    void nothingMeasuredIsNoSample() {
        assertThatThrownBy(() -> new Sample(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void figuresHaveThreeDigitsThatCount() {
        assertThat(Figures.digits(0.01234)).isEqualTo("0.01");
        assertThat(Figures.digits(1.234)).isEqualTo("1.23");
        assertThat(Figures.digits(9.996)).isEqualTo("10.0");
        assertThat(Figures.digits(12.34)).isEqualTo("12.3");
        assertThat(Figures.digits(99.96)).isEqualTo("100");
        assertThat(Figures.digits(12345.6)).isEqualTo("12,346");
    }

    @Test
    void timesChangeTheirUnitAtASecond() {
        assertThat(Figures.seconds(0.000456)).isEqualTo("0.46 ms");
        assertThat(Figures.seconds(0.0456)).isEqualTo("45.6 ms");
        assertThat(Figures.seconds(0.9999)).isEqualTo("1.00 s");
        assertThat(Figures.seconds(47)).isEqualTo("47.0 s");
    }

    @Test
    void bytesChangeTheirUnitAtAThousand() {
        assertThat(Figures.bytes(999)).isEqualTo("999 B");
        assertThat(Figures.bytes(1000)).isEqualTo("1.00 kB");
        assertThat(Figures.bytes(250e6)).isEqualTo("250 MB");
        assertThat(Figures.bytes(1.2e9)).isEqualTo("1.20 GB");
    }

    @Test
    void ratiosTellHowManyTimesAsMuch() {
        assertThat(Figures.ratio(400, 500)).isEqualTo("0.80");
        assertThat(Figures.times(4.6, 0.2)).isEqualTo("23.0 ×");
        assertThat(Figures.times(4.6, 0)).isEqualTo("–");
    }

    @Test
    void spreadShowsLeastAndMost() {
        assertThat(Figures.spread(Sample.of(0.2, 0.1, 0.3), Figures::seconds)).isEqualTo("200 ms (100 ms to 300 ms)");
        assertThat(Figures.spread(Sample.of(0.2), Figures::seconds)).isEqualTo("200 ms");
    }

    @Test
    void tablesRefuseRowsThatDoNotFit() {
        var table = new Report.Table("a", "b").row("1", "2");

        assertThat(table.markdown()).isEqualTo("| a | b |\n| --- | --- |\n| 1 | 2 |\n");
        assertThatThrownBy(() -> table.row("1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void loadGeneratorsOutputIsUnderstood() {
        var outcome = LoadGenerator.Outcome.parse("""
                Running 5s test @ http://127.0.0.1:5000/api/tag/admin/x/latest
                  1 threads and 16 connections
                  Latency Distribution
                     50%  812.00us
                     75%    1.20ms
                     99%    1.01s
                  61342 requests in 5.00s, 13.05MB read
                Requests/sec:  12266.19
                Transfer/sec:      2.61MB
                """);

        assertThat(outcome).isEqualTo(new LoadGenerator.Outcome(61342, 12266.19, 812 / 1e6, 1.01));
    }

    @Test
    void refusedRequestsAreNoOutcome() {
        assertThatThrownBy(() -> LoadGenerator.Outcome.parse("  Non-2xx or 3xx responses: 12\n"))
                .hasMessageContaining("Non-2xx or 3xx responses: 12");
    }
}
