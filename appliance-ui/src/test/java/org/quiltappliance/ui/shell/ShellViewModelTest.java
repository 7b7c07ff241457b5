package org.quiltappliance.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.ui.testing.RecordedCommands;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.text.Texts;

class ShellViewModelTest {

    private final SimpleObjectProperty<ApplianceSnapshot> snapshot =
            new SimpleObjectProperty<>(Snapshots.stopped().make());
    private final RecordedCommands commands = new RecordedCommands();
    private final ShellViewModel model = new ShellViewModel(snapshot, commands, Texts.in(Locale.ENGLISH));

    @Test
    void primaryActionFitsTheState() {
        model.performPrimaryAction();
        snapshot.set(Snapshots.starting(3).make());
        model.performPrimaryAction();
        snapshot.set(Snapshots.running().make());
        model.performPrimaryAction();
        snapshot.set(Snapshots.degraded().make());
        model.performPrimaryAction();
        snapshot.set(Snapshots.stopping().make());
        model.performPrimaryAction();
        snapshot.set(Snapshots.failed().make());
        model.performPrimaryAction();

        assertThat(commands.given()).containsExactly("start", "cancel start", "stop", "stop", "start");
    }

    @ParameterizedTest
    @EnumSource(ApplianceState.class)
    void onlyAStopCannotBeInterrupted(ApplianceState state) {
        assertThat(PrimaryAction.in(state).isEnabled()).isEqualTo(state != ApplianceState.STOPPING);
    }

    @Test
    void stripeCountsWhatAStopWouldThrowAway() {
        snapshot.set(Snapshots.running()
                .with(new StoredCounts(3, 5, 41, 2_100_000_000L, 2))
                .make());

        assertThat(model.isTest().getValue()).isTrue();
        assertThat(model.testText().getValue())
                .isEqualTo("TEST – 3 packages, 41 files, 2.1 GB will be lost when you stop");

        snapshot.set(Snapshots.running().make());
        assertThat(model.testText().getValue()).isEqualTo("TEST – data is kept only until you stop");

        snapshot.set(Snapshots.persistent().make());
        assertThat(model.isTest().getValue()).isFalse();
    }

    @Test
    void threeNewestNoticesAndHowManyMore() {
        var problems = new Problem[5];
        for (int i = 0; i < problems.length; i++) {
            problems[i] = new Problem(
                    ProblemCode.DISK_LOW, "number " + i, "", List.of(), List.of(), Snapshots.NOON.plusSeconds(i));
        }
        snapshot.set(Snapshots.running().with(problems).make());

        assertThat(model.notices().getValue())
                .extracting(Problem::title)
                .containsExactly("number 4", "number 3", "number 2");
        assertThat(model.moreNotices().getValue()).isEqualTo("2 more");
    }

    @Test
    void whatHasACardOnTheFirstPageIsNoticedOnTheOthers() {
        snapshot.set(Snapshots.degraded().make());
        assertThat(model.notices().getValue()).isEmpty();

        model.pageProperty().set(Page.LOGS);
        assertThat(model.notices().getValue()).extracting(Problem::code).containsExactly(ProblemCode.DB_DOWN);
    }

    @Test
    void everyRemedyOfANoticeIsAtHand() {
        model.apply(new Fix.TryAgain());
        model.apply(new Fix.RestartContainer("the-database"));

        assertThat(commands.given())
                .containsExactly(new Fix.TryAgain().text(), new Fix.RestartContainer("the-database").text());
    }

    @Test
    void activityTellsHowFarItIs() {
        var activity = new Activity(
                1,
                Activity.Kind.BACKUP,
                "Copying objects",
                100,
                40,
                2_100_000_000L,
                1_302_000_000L,
                Snapshots.NOON,
                true);
        snapshot.set(Snapshots.persistent().with(activity).make());

        assertThat(model.activityText().getValue()).isEqualTo("Backing up · 62 % · 1.3 GB of 2.1 GB");
        assertThat(model.activityProgress().getValue().doubleValue()).isEqualTo(0.62);
        assertThat(model.isActivityCancellable().getValue()).isTrue();

        snapshot.set(Snapshots.persistent().with(activity.decided()).make());
        assertThat(model.isActivityCancellable().getValue()).isFalse();
    }

    @Test
    void keysLeadToPagesAndActions() {
        snapshot.set(Snapshots.running().make());
        var keys = Shortcuts.of(model);
        keys.get(KeyCombination.valueOf("Shortcut+6")).run();
        assertThat(model.pageProperty().get()).isEqualTo(Page.LOGS);
        keys.get(KeyCombination.valueOf("Shortcut+Comma")).run();
        assertThat(model.pageProperty().get()).isEqualTo(Page.SETTINGS);

        keys.get(KeyCombination.valueOf("Shortcut+R")).run();
        keys.get(KeyCombination.valueOf("Shortcut+Shift+R")).run();
        keys.get(KeyCombination.valueOf("Shortcut+B")).run();
        keys.get(KeyCombination.valueOf("Shortcut+O")).run();
        keys.get(KeyCombination.valueOf("Shortcut+Shift+C")).run();
        keys.get(KeyCombination.valueOf("F1")).run();
        keys.get(KeyCombination.valueOf("Shortcut+W")).run();
        keys.get(KeyCombination.valueOf("Shortcut+Q")).run();
        assertThat(commands.given())
                .containsExactly(
                        "stop", "restart", "back up", "open catalog", "copy address", "help settings", "close", "quit");
    }

    @Test
    void nothingIsRestartedThatDoesNotRun() {
        model.restart();

        assertThat(commands.given()).isEmpty();
    }

    @Test
    void titleOfTheWindowNamesTheTestMode() {
        assertThat(model.windowTitle().getValue()).isEqualTo("Quilt Appliance – My registry – TEST");

        snapshot.set(Snapshots.persistent().make());
        assertThat(model.windowTitle().getValue()).isEqualTo("Quilt Appliance – My registry");
    }
}
