package org.quiltappliance.ui.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.ui.testing.Snapshots;

class ApplianceStatusTest {

    private final List<Runnable> waiting = new ArrayList<>();
    private final ApplianceStatus status =
            new ApplianceStatus(Snapshots.stopped().make(), waiting::add);

    private void pulse() {
        var due = List.copyOf(waiting);
        waiting.clear();
        due.forEach(Runnable::run);
    }

    @Test
    void onlyTheNewestOfManySnapshotsIsShown() {
        var shown = new ArrayList<ApplianceSnapshot>();
        status.snapshotProperty().addListener((watched, before, now) -> shown.add(now));

        for (int step = 0; step < 10; step++) {
            status.accept(Snapshots.starting(step).make());
        }
        var last = Snapshots.running().make();
        status.accept(last);
        assertThat(waiting).hasSize(1);
        pulse();

        assertThat(shown).containsExactly(last);
    }

    @Test
    void nothingIsShownWhileNobodyLooksAndTheNewestAfterwards() {
        status.setWatched(false);
        status.accept(Snapshots.running().make());
        pulse();
        assertThat(status.snapshot().state()).isEqualTo(ApplianceState.STOPPED);

        status.accept(Snapshots.failed().make());
        pulse();
        status.setWatched(true);

        assertThat(status.snapshot().state()).isEqualTo(ApplianceState.FAILED);
    }

    @Test
    void goesOnAfterAWhileUnwatched() {
        status.setWatched(false);
        status.accept(Snapshots.running().make());
        pulse();
        status.setWatched(true);

        status.accept(Snapshots.failed().make());
        pulse();

        assertThat(status.snapshot().state()).isEqualTo(ApplianceState.FAILED);
    }
}
