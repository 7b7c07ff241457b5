package org.quiltappliance.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.monitoring.Latency;
import org.quiltappliance.server.monitoring.MetricsReading;
import org.quiltappliance.server.monitoring.Traffic;
import org.quiltappliance.ui.testing.Readings;
import org.quiltappliance.ui.text.Texts;

class MetricsViewModelTest {

    private final SimpleObjectProperty<Optional<MetricsReading>> reading =
            new SimpleObjectProperty<>(Optional.of(Readings.busy()));
    private final MetricsViewModel model = new MetricsViewModel(reading, Texts.in(Locale.ENGLISH));

    @Test
    void figuresAreRoundedForPeople() {
        assertThat(model.requestsPerSecond().getValue()).isEqualTo("12.4");
        assertThat(model.p50().getValue()).isEqualTo("4.2 ms");
        assertThat(model.p95().getValue()).isEqualTo("31 ms");
        assertThat(model.p99().getValue()).isEqualTo("1,120 ms");
        assertThat(model.errors().getValue()).isEqualTo("0 ours, 0.2 theirs /min");
        assertThat(model.throughput().getValue()).isEqualTo("in 1.3 MB/s, out 24.0 MB/s");
        assertThat(model.open().getValue()).isEqualTo("3, 1 upload");
        assertThat(model.heap().getValue()).isEqualTo("212.0 MB of 1.0 GB");
        assertThat(model.pool().getValue()).isEqualTo("3 of 10 in use, 0 wait");
    }

    @Test
    void diskOfTwoPlacesIsToldOnce() {
        assertThat(model.disk().getValue()).isEqualTo("184.0 GB free");
    }

    @Test
    void whatIsUnknownIsNotZero() {
        reading.set(Optional.of(Readings.stopped()));
        assertThat(model.requestsPerSecond().getValue()).isEqualTo("–");
        assertThat(model.pool().getValue()).isEqualTo("–");

        reading.set(Optional.empty());
        assertThat(model.heap().getValue()).isEqualTo("–");

        reading.set(Optional.of(Readings.reading(
                Optional.of(new Traffic(0, Latency.NONE, Latency.NONE, 0, 0, 0, 0, 0, 0)), List.of())));
        assertThat(model.p50().getValue()).isEqualTo("–");
        assertThat(model.requestsPerSecond().getValue()).isEqualTo("0.0");
    }

    @Test
    void timesWithoutARegistryAreGapsInTheChart() {
        var chart = model.requestsChart().getValue();

        assertThat(chart).hasSize(180);
        assertThat(chart.subList(105, 121)).containsOnly(OptionalDouble.empty());
        assertThat(chart.get(104)).isPresent();
        assertThat(chart.get(121)).isPresent();
        assertThat(chart.get(179)).isPresent();
    }

    @Test
    void chartIsToldInWordsAndAsATable() {
        assertThat(model.chartWords().getValue())
                .startsWith("Last 15 minutes: ")
                .contains(" on average, ");
        var history = model.history().getValue();
        assertThat(history).hasSize(180 - 16);
        assertThat(history.get(0).at()).isAfter(history.get(1).at());

        model.rangeProperty().set(MetricsViewModel.Range.DAY);
        assertThat(model.chartWords().getValue()).isEqualTo("Nothing to show of the last 24 hours yet");
        assertThat(model.history().getValue()).isEmpty();
        assertThat(model.requestsChart().getValue()).hasSize(288);
    }
}
