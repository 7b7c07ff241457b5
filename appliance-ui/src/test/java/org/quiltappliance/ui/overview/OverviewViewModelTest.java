package org.quiltappliance.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.server.PartReport;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.Component;
import org.quiltappliance.server.lifecycle.Component.Health;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.monitoring.LogEntry;
import org.quiltappliance.server.monitoring.LogLevel;
import org.quiltappliance.server.monitoring.LogSource;
import org.quiltappliance.ui.overview.OverviewAppliance.LastBackup;
import org.quiltappliance.ui.overview.OverviewAppliance.LastRun;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.RecordedCommands;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomeOverview;
import org.quiltappliance.ui.text.Texts;

class OverviewViewModelTest {

    private final SimpleObjectProperty<ApplianceSnapshot> snapshot =
            new SimpleObjectProperty<>(Snapshots.persistent().make());
    private final SimpleObjectProperty<Instant> now = new SimpleObjectProperty<>(Snapshots.NOON.plusSeconds(3_601));
    private final SomeOverview appliance = new SomeOverview();
    private final RecordedCommands commands = new RecordedCommands();
    private final ShownDialogs dialogs = new ShownDialogs();
    private final List<String> went = new ArrayList<>();
    private final List<Consumer<List<LogEntry>>> readers = new ArrayList<>();
    private final OverviewViewModel model = new OverviewViewModel(
            snapshot,
            now,
            new OverviewViewModel.Surroundings(
                    appliance,
                    commands,
                    new DirectTasks(),
                    dialogs,
                    new OverviewViewModel.Ways(
                            () -> went.add("share"), () -> went.add("storage"), log -> went.add(log.word())),
                    (most, batches, failed) -> {
                        readers.add(batches);
                        return () -> readers.remove(batches);
                    },
                    Texts.in(Locale.ENGLISH),
                    went::add));

    private PartCard card() {
        return (PartCard) dialogs.present().content();
    }

    private String fact(String id) {
        return card().facts().getValue().stream()
                .filter(fact -> fact.id().equals("ov-card-" + id))
                .map(PartCard.Fact::value)
                .findFirst()
                .orElse("");
    }

    @Test
    void partOpensItsCard() {
        model.open(Part.DATABASE);

        assertThat(dialogs.present().title()).isEqualTo("Database");
        assertThat(fact("endpoint")).isEqualTo("127.0.0.1:49213/quilt");
        assertThat(fact("version")).isEqualTo("PostgreSQL 17.10");
        assertThat(fact("since")).contains("2026");
        assertThat(fact("looked")).contains("2026");
        assertThat(fact("trouble")).contains("The database does not answer");
    }

    @Test
    void cardLeadsToTheLogAndToARestart() {
        model.open(Part.DATABASE);
        dialogs.give("ov-card-log");
        assertThat(went).containsExactly("postgres");

        model.open(Part.DATABASE);
        dialogs.give("ov-card-restart");
        assertThat(commands.given()).hasSize(1);
    }

    @Test
    void whatIsNotOursIsNotRestarted() {
        model.open(Part.MAIL);

        assertThat(dialogs.present().answers())
                .extracting(answer -> answer.id())
                .containsExactly("ov-card-log");
        assertThat(fact("endpoint")).isEmpty();
        assertThat(fact("trouble")).startsWith("None");
    }

    @Test
    void openCardFollowsWhatHappensUntilItIsClosed() {
        model.open(Part.DATABASE);
        PartCard card = card();
        var before = card.reportProperty().get();
        appliance.tell(new PartReport(
                Part.DATABASE,
                new Component(Health.DOWN, "It is silent.", Snapshots.NOON),
                before.endpoint(),
                before.version(),
                before.lookedAt(),
                before.lastTrouble(),
                before.restart(),
                before.log()));

        now.set(Snapshots.NOON.plusSeconds(3_602));
        assertThat(fact("state")).isEqualTo("Does not answer");

        card.setWatched(false);
        appliance.tell(before);
        now.set(Snapshots.NOON.plusSeconds(3_604));
        assertThat(card.health().getValue()).isEqualTo(Health.DOWN);
    }

    @Test
    void lastBackupIsReadAnewWhenATaskEnds() {
        model.refresh();
        assertThat(model.lastBackupProperty().get()).endsWith(", verified");

        snapshot.set(Snapshots.persistent()
                .with(new Activity(1, Activity.Kind.BACKUP, "", 1, 0, 1, 0, Snapshots.NOON, true))
                .make());
        appliance.lastBackup(Optional.of(new LastBackup(Snapshots.NOON, false, true)));
        snapshot.set(Snapshots.persistent().make());
        assertThat(model.lastBackupProperty().get()).endsWith(", with errors");

        appliance.lastBackup(Optional.empty());
        model.refresh();
        assertThat(model.lastBackupProperty().get()).isEqualTo("There is no backup yet.");
    }

    @Test
    void stoppedPageTellsOfTheLastRunAndWhereTheNextOneWillBe() {
        appliance.lastRun(Optional.of(new LastRun(Snapshots.NOON, false)));
        snapshot.set(Snapshots.stopped().make());

        assertThat(model.lastRunProperty().get()).startsWith("Last run: ended by itself");
        assertThat(model.plannedRegistryProperty().get()).isEqualTo("http://localhost:5001");

        appliance.lastRun(Optional.empty());
        model.refresh();
        assertThat(model.lastRunProperty().get()).isEmpty();
    }

    static Stream<Snapshots> between() {
        return Stream.of(Snapshots.starting(4), Snapshots.stopping(), Snapshots.failed());
    }

    /** As long as it does not run, whatever else it does. */
    @ParameterizedTest
    @MethodSource("between")
    void addressesOfTheNextRunAreKnownOnTheWay(Snapshots between) {
        snapshot.set(between.make());

        assertThat(model.plannedRegistryProperty().get()).isEqualTo("http://localhost:5001");
        assertThat(model.plannedCatalogProperty().get()).isEqualTo("http://localhost:3000");
    }

    @Test
    void detailsOfAStepAreWhatWasWrittenSinceItBegan() {
        snapshot.set(Snapshots.starting(4).make());
        var began = snapshot.get().activeStep().orElseThrow().startedAt().orElseThrow();
        model.stepLog().setSeen(true);

        readers.get(0)
                .accept(List.of(
                        entry(LogSource.APPLIANCE, began.minusSeconds(3), "before"),
                        entry(LogSource.APPLIANCE, began.plusMillis(10), "of this step"),
                        entry(LogSource.ACCESS, began.plusMillis(20), "GET /healthcheck")));
        assertThat(model.stepLog().lines()).containsExactly("of this step");

        snapshot.set(Snapshots.starting(5).make());
        assertThat(model.stepLog().lines()).isEmpty();

        model.stepLog().setSeen(false);
        assertThat(readers).as("nothing is read for nobody").isEmpty();
    }

    private static LogEntry entry(LogSource source, Instant at, String line) {
        return new LogEntry(source, at, LogLevel.INFO, "-", line, line, List.of());
    }

    @Test
    void buttonsLeadToSharingAndStorage() {
        model.share();
        model.openStorage();

        assertThat(went).containsExactly("share", "storage");
    }
}
