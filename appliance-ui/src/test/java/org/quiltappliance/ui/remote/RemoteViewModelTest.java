package org.quiltappliance.ui.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quiltappliance.server.OtherAppliance.Trouble;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.SomeRemote;
import org.quiltappliance.ui.text.Texts;

class RemoteViewModelTest {

    private final ShownDialogs dialogs = new ShownDialogs();

    private RemoteViewModel of(SomeRemote remote) {
        var model = new RemoteViewModel(remote, new DirectTasks(), dialogs, Texts.in(Locale.ENGLISH));
        model.refresh();
        return model;
    }

    @Test
    void whatItSaysIsShown() {
        var model = of(new SomeRemote(
                ApplianceState.DEGRADED,
                Mode.PERSISTENT,
                0,
                new Trouble("The database is away", "It is asked again.")));

        assertThat(model.registry().getValue()).isEqualTo("http://localhost:5000");
        assertThat(model.name().getValue()).isEqualTo("Glaciers");
        assertThat(model.troubles().getValue()).extracting(Trouble::title).containsExactly("The database is away");
        assertThat(model.isUp().getValue()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "STOPPED, Start, start",
        "FAILED, Try again, start",
        "STARTING, Cancel, cancel",
        "RUNNING, Stop, stop",
        "DEGRADED, Stop, stop"
    })
    void oneButtonDoesWhatTheStateAsksFor(ApplianceState state, String word, String command) {
        var remote = new SomeRemote(state, Mode.PERSISTENT, 0);
        var model = of(remote);

        assertThat(model.actionWord().getValue()).isEqualTo(word);
        model.act();

        assertThat(remote.told()).containsExactly(command);
    }

    @Test
    void stopThatThrowsPackagesAwayIsAskedAbout() {
        var remote = new SomeRemote(ApplianceState.RUNNING, Mode.TEST, 2);
        var model = of(remote);

        model.act();
        assertThat(remote.told()).isEmpty();
        assertThat(dialogs.present().text()).startsWith("2 packages and 7 files, 4.1 MB");
        dialogs.give("dlg-stop-discard");
        model.restart();
        dialogs.give("dlg-stop-discard");

        assertThat(remote.told()).containsExactly("stop", "restart");
    }

    @Test
    void refusalIsTold() {
        var remote = new SomeRemote(ApplianceState.RUNNING, Mode.PERSISTENT, 0);
        remote.refuse("A backup is running.");

        of(remote).restart();

        assertThat(dialogs.present().text()).isEqualTo("A backup is running.");
    }

    @Test
    void endOfItsProcessIsSeen() {
        var remote = new SomeRemote(ApplianceState.RUNNING, Mode.PERSISTENT, 0);
        var model = of(remote);
        assertThat(model.goneProperty().get()).isFalse();
        assertThat(model.windowTitle().getValue()).isEqualTo("Quilt Appliance – Glaciers");

        remote.end();
        model.act();

        assertThat(model.goneProperty().get()).isTrue();
        assertThat(model.endedTitle().getValue()).isEqualTo("Glaciers has ended");
        assertThat(model.windowTitle().getValue()).isEqualTo("Quilt Appliance – Glaciers");
        assertThat(dialogs.isEmpty()).isTrue();
    }
}
