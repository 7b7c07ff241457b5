package org.quiltappliance.ui.tray;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.tray.TrayModel.Notice;

class TrayModelTest {

    private boolean wanted = true;
    private final List<Notice> told = new ArrayList<>();
    private final TrayModel model = new TrayModel(Texts.in(Locale.ENGLISH), () -> wanted, told::add);

    @Test
    void everythingIsInTheTooltip() {
        var running = Snapshots.running().make();

        assertThat(model.look(running).tooltip())
                .isEqualTo("Quilt Appliance – Running – TEST – "
                        + running.endpoints().orElseThrow().reach());
        assertThat(model.look(Snapshots.stopped().make()).tooltip()).isEqualTo("Quilt Appliance – Stopped – TEST");
    }

    @Test
    void menuOffersWhatFitsTheState() {
        assertThat(model.look(Snapshots.stopped().make()))
                .returns("Start", TrayLook::action)
                .returns(false, TrayLook::isUp);
        assertThat(model.look(Snapshots.starting(3).make()).action()).isEqualTo("Stop…");
        assertThat(model.look(Snapshots.persistent().make()))
                .returns("Stop…", TrayLook::action)
                .returns(true, TrayLook::isUp)
                .returns("Running – Persistent mode", TrayLook::line);
    }

    @Test
    void whatGoesAsItShouldIsNotTold() {
        model.look(Snapshots.starting(3).make());
        model.look(Snapshots.running().make());
        model.look(Snapshots.stopping().make());
        model.look(Snapshots.stopped().make());

        assertThat(told).isEmpty();
    }

    @Test
    void troubleAndItsEndAreToldOnce() {
        var degraded = Snapshots.degraded().make();
        model.look(Snapshots.running().make());
        model.look(degraded);
        model.look(degraded);
        model.look(Snapshots.running().make());
        model.look(Snapshots.running().make());

        assertThat(told)
                .extracting(Notice::title)
                .containsExactly("The registry has a problem", "The registry is well again");
        assertThat(told.get(0).text()).isEqualTo(degraded.problems().get(0).title());
    }

    @Test
    void failedStartIsTold() {
        model.look(Snapshots.failed().make());

        assertThat(told).extracting(Notice::title).containsExactly("The registry is not running");
    }

    @Test
    void overdueBackupIsToldOnce() {
        var overdue = Snapshots.persistent()
                .with(Snapshots.problem(ProblemCode.BACKUP_OVERDUE, "", "", List.of()))
                .make();
        model.look(overdue);
        model.look(overdue);

        assertThat(told).extracting(Notice::title).containsExactly("No backup was made for too long");
    }

    @Test
    void nobodyIsToldWhoDoesNotWantToBe() {
        wanted = false;
        model.look(Snapshots.failed().make());

        assertThat(told).isEmpty();
    }
}
