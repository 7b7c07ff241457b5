package org.quiltappliance.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quiltappliance.server.TrialService.What;
import org.quiltappliance.server.checks.PortLook;
import org.quiltappliance.server.config.Kind;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.SettingProblem;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.Source;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.trials.TrialStage;
import org.quiltappliance.server.trials.TrialStage.Offer;
import org.quiltappliance.server.trials.TrialStage.State;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.RecordedCommands;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomeSettings;
import org.quiltappliance.ui.text.Texts;

class SettingsViewModelTest {

    private final SimpleObjectProperty<ApplianceSnapshot> snapshot =
            new SimpleObjectProperty<>(Snapshots.running().make());
    private final SomeSettings settings = new SomeSettings()
            .with("APPLIANCE_NAME", "Data of the institute", Source.FILE)
            .with("APPLIANCE_REGISTRY_PORT", "5001", Source.ENVIRONMENT)
            .with("SMTP_PASSWORD", "open sesame", Source.SECRETS);
    private final RecordedCommands commands = new RecordedCommands();
    private final ShownDialogs dialogs = new ShownDialogs();
    private final List<String> said = new ArrayList<>();
    private final SettingsViewModel model = new SettingsViewModel(
            snapshot,
            new SettingsViewModel.Surroundings(
                    settings, new DirectTasks(), commands, dialogs, Texts.in(Locale.ENGLISH), said::add));

    @BeforeEach
    void read() {
        model.refresh();
    }

    private SettingField field(String name) {
        return model.field(name);
    }

    private void type(String name, String text) {
        field(name).draftProperty().set(text);
    }

    @Test
    void everySettingButTheModeStandsOnOneSheetAndHasWords() {
        assertThat(model.fields()).hasSize(Settings.all().size() - 1).allSatisfy(field -> {
            assertThat(Stream.of(Sheet.values())
                            .flatMap(sheet -> sheet.sections().stream())
                            .filter(section ->
                                    section.settings().contains(field.setting().name())))
                    .as(field.setting().name())
                    .hasSize(1);
            assertThat(field.name()).isNotEmpty();
            assertThat(field.about()).isNotEmpty();
            if (field.setting().kind() instanceof Kind.Choice some) {
                assertThat(some.words()).allMatch(word -> !field.label(word).isEmpty());
            }
        });
        assertThat(model.fields().stream().map(SettingField::id)).doesNotHaveDuplicates();
    }

    @Test
    void idsAreThoseOfTheSpecification() {
        assertThat(Stream.of(
                                "APPLIANCE_REGISTRY_PORT",
                                "APPLIANCE_TLS_KEYSTORE_PASSWORD",
                                "APPLIANCE_DB",
                                "S3_ENDPOINT",
                                "PACKAGE_BUCKET_NAME",
                                "APPLIANCE_SMTP_SECURITY",
                                "OAUTH_CLIENT_ID_GITHUB",
                                "DISABLE_SIGNUP")
                        .map(name -> field(name).id()))
                .containsExactly(
                        "set-registry-port",
                        "set-tls-keystore-password",
                        "set-db-kind",
                        "set-s3-endpoint",
                        "set-s3-bucket",
                        "set-smtp-security",
                        "set-gh-id",
                        "set-disable-signup");
    }

    @Test
    void onlyWhatWasTypedIsWrittenDown() {
        field("APPLIANCE_NAME").draftProperty().set(" Glaciers ");
        field("TEAM_NAME").draftProperty().set("Ice");
        assertThat(model.changesProperty().get()).isPositive();
        model.save(false);

        assertThat(settings.last())
                .isEqualTo(Map.of("APPLIANCE_NAME", Optional.of("Glaciers"), "TEAM_NAME", Optional.of("Ice")));
        assertThat(model.changesProperty().get()).isZero();
        assertThat(said).containsExactly("Saved. It takes effect at the next restart.");
        assertThat(commands.given()).isEmpty();
    }

    @Test
    void whatTakesEffectAtOnceNeedsNoRestart() {
        field("ALLOW_TEAM_ACCESS").draftProperty().set("true");
        assertThat(model.needsRestartProperty().get()).isFalse();

        field("TEAM_NAME").draftProperty().set("Ice");
        assertThat(model.needsRestartProperty().get()).isTrue();

        model.revert();
        assertThat(model.needsRestartProperty().get()).isFalse();
        field("ALLOW_TEAM_ACCESS").draftProperty().set("true");
        model.save(false);
        assertThat(said).containsExactly("Saved. It is in force now.");
    }

    @Test
    void savedWithARestartWhenWished() {
        field("TEAM_NAME").draftProperty().set("Ice");
        model.save(true);

        assertThat(commands.given()).containsExactly("restart");
    }

    @Test
    void wrongValueIsSaidAndNothingCanBeSaved() {
        field("APPLIANCE_CATALOG_PORT").draftProperty().set("70000");

        assertThat(field("APPLIANCE_CATALOG_PORT").complaint().get())
                .isEqualTo("This is too large. Allowed is a whole number from 1 to 65535.");
        assertThat(model.goodProperty().get()).isFalse();

        model.revert();
        assertThat(model.goodProperty().get()).isTrue();
        assertThat(model.changesProperty().get()).isZero();
    }

    @Test
    void secretIsKeptUnlessAnotherIsTyped() {
        var password = field("SMTP_PASSWORD");
        assertThat(password.draftProperty().get()).isEmpty();
        assertThat(password.hasSecret()).isTrue();
        field("SMTP_HOST").draftProperty().set("smtp.example.org");
        model.save(false);
        assertThat(settings.last()).containsOnlyKeys("SMTP_HOST");

        field("SMTP_PASSWORD").draftProperty().set("another");
        model.save(false);
        assertThat(settings.last()).isEqualTo(Map.of("SMTP_PASSWORD", Optional.of("another")));
    }

    @Test
    void secretIsForgottenOnlyWhenSaid() {
        field("SMTP_PASSWORD").forgottenProperty().set(true);
        model.save(false);

        assertThat(settings.last()).isEqualTo(Map.of("SMTP_PASSWORD", Optional.empty()));
    }

    @Test
    void strongerSourcesLockTheField() {
        var port = field("APPLIANCE_REGISTRY_PORT");

        assertThat(port.isLocked()).isTrue();
        assertThat(port.origin()).isEqualTo("Set by the environment, so that it cannot be changed here.");
        assertThat(model.isOpen(port).getValue()).isFalse();
    }

    @Test
    void nothingIsChangedWhileTheRegistryStarts() {
        assertThat(model.isOpen(field("APPLIANCE_DB")).getValue()).isTrue();

        snapshot.set(Snapshots.starting(2).make());

        assertThat(model.isOpen(field("APPLIANCE_NAME")).getValue()).isFalse();
    }

    @Test
    void whatAnotherPartOfTheProgramChangesIsOnlyShown() {
        assertThat(field("APPLIANCE_DB_SCHEMA").isLocked()).isTrue();
        assertThat(field("APPLIANCE_DB_SCHEMA").origin()).contains("restore");
    }

    private void chooseDatabase() {
        type("APPLIANCE_DB", "external");
        type("SQLALCHEMY_DATABASE_URI", "postgresql://bob:secret@db.example.org/quilt");
    }

    @Test
    void otherPlaceWaitsUntilTheRegistryIsStopped() {
        chooseDatabase();
        model.save(true);

        assertThat(dialogs.present().title()).isEqualTo("Stop the registry first");
        dialogs.give("dlg-ok");
        assertThat(commands.given()).containsExactly("stop");
        assertThat(settings.last()).isEmpty();
        assertThat(field("APPLIANCE_DB").draftProperty().get()).isEqualTo("external");
    }

    @Test
    void otherPlaceIsMovedToAndTheRestIsWrittenDown() {
        snapshot.set(Snapshots.stopped().in(Mode.PERSISTENT).make());
        chooseDatabase();
        type("APPLIANCE_NAME", "Glaciers");
        model.save(false);

        assertThat(dialogs.present().text()).contains("48 packages", "db.example.org");
        assertThat(settings.last()).as("nothing before the answer").isEmpty();
        dialogs.give("dlg-ok");

        assertThat(settings.moved())
                .contains(Map.of(
                        "APPLIANCE_DB",
                        "external",
                        "SQLALCHEMY_DATABASE_URI",
                        "postgresql://bob:secret@db.example.org/quilt"));
        assertThat(settings.last()).isEqualTo(Map.of("APPLIANCE_NAME", Optional.of("Glaciers")));
        assertThat(model.changesProperty().get()).isZero();
    }

    @Test
    void placeThatCannotBeMovedToCanOnlyBeSet() {
        snapshot.set(Snapshots.stopped().in(Mode.PERSISTENT).make());
        settings.unmovable("There are tables already.");
        chooseDatabase();
        model.save(false);

        assertThat(dialogs.present().text()).contains("There are tables already.");
        dialogs.give("dlg-move-set");

        assertThat(settings.moved()).isEmpty();
        assertThat(settings.last()).containsKeys("APPLIANCE_DB", "SQLALCHEMY_DATABASE_URI");
    }

    @Test
    void fieldsOfAnotherChoiceAreNotShown() {
        assertThat(model.meant(field("S3_ENDPOINT")).get()).isFalse();
        var shown = model.meant(field("S3_ENDPOINT"));

        type("APPLIANCE_STORE", "external");

        assertThat(shown.get()).isTrue();
    }

    @Test
    void clashWithAnotherSettingIsSaidBesideItsField() {
        settings.clashing(new SettingProblem("APPLIANCE_CATALOG_PORT", "is the same port as APPLIANCE_REGISTRY_PORT."));
        type("APPLIANCE_CATALOG_PORT", "5001");

        assertThat(field("APPLIANCE_CATALOG_PORT").complaint().get()).contains("the same port");
        assertThat(model.goodProperty().get()).isFalse();

        settings.clashing();
        type("APPLIANCE_CATALOG_PORT", "3001");
        assertThat(model.goodProperty().get()).isTrue();
    }

    @Test
    void testTriesWhatIsTypedAndShowsEachStage() {
        settings.testing(
                stage("Name", State.PASSED, Optional.empty()),
                stage("Bucket", State.FAILED, Optional.of(Offer.CREATE_BUCKET)));
        type("PACKAGE_BUCKET_NAME", "typed");
        var trial = model.trial(What.STORE);

        trial.start();

        assertThat(settings.tested().get(0).wanted()).isEqualTo(Map.of("PACKAGE_BUCKET_NAME", Optional.of("typed")));
        assertThat(trial.stages()).extracting(TrialStage::name).containsExactly("Name", "Bucket");
        assertThat(trial.offersBucket().get()).isTrue();
        assertThat(settings.last()).as("nothing is saved").isEmpty();

        trial.createBucket();
        assertThat(settings.tested().get(1).createBucket()).isTrue();
    }

    @Test
    void testCanBeGivenUp() {
        settings.testing(
                        stage("Name", State.PASSED, Optional.empty()),
                        stage("Connection", State.TRYING, Optional.empty()))
                .silent();
        var trial = model.trial(What.DATABASE);
        trial.start();
        assertThat(trial.runningProperty().get()).isTrue();
        assertThat(trial.stages()).hasSize(2);

        trial.cancel();

        assertThat(trial.runningProperty().get()).isFalse();
        assertThat(trial.saidProperty().get()).isEqualTo("Cancelled.");
        assertThat(trial.stages()).extracting(TrialStage::name).containsExactly("Name");
    }

    @Test
    void testMailGoesToWhomIsNamed() {
        model.recipientProperty().set(" ann@example.org ");
        model.trial(What.MAIL).start();
        model.trial(What.DATABASE).start();

        assertThat(settings.tested().get(0).recipient()).contains("ann@example.org");
        assertThat(settings.tested().get(1).recipient()).isEmpty();
    }

    private static TrialStage stage(String name, State state, Optional<Offer> offer) {
        return new TrialStage(name, state, "", "", offer);
    }

    @Test
    void partsOfAnAddressMakeTheWholeAndKeepTheStoredPassword() {
        settings.with("SQLALCHEMY_DATABASE_URI", "postgresql://bob:kept@db.example.org/quilt", Source.SECRETS);
        model.revert();
        var field = field("SQLALCHEMY_DATABASE_URI");
        var address = new DatabaseAddress(field);
        assertThat(address.hostProperty().get()).isEqualTo("db.example.org");
        assertThat(address.passwordProperty().get()).isEmpty();

        address.hostProperty().set("db2.example.org");
        assertThat(field.draftProperty().get()).isEqualTo("postgresql://bob:kept@db2.example.org:5432/quilt");
        address.passwordProperty().set("p@ss");
        address.sslModeProperty().set("require");
        assertThat(field.draftProperty().get())
                .isEqualTo("postgresql://bob:p%40ss@db2.example.org:5432/quilt?sslmode=require");

        address.hostProperty().set("");
        assertThat(field.problem()).isPresent();
    }

    @Test
    void portOfSomebodyElseIsNamedAndTheFreeOneTaken() {
        settings.port(new PortLook(PortLook.State.TAKEN, "node (process 4711)", 3001));
        var note = model.portNote("APPLIANCE_CATALOG_PORT", "APPLIANCE_REGISTRY_PORT");
        var found = note.foundProperty().get().orElseThrow();
        assertThat(note.words(found)).isEqualTo("used by node (process 4711)");

        settings.port(new PortLook(PortLook.State.FREE, "", 0));
        note.useNext();

        assertThat(field("APPLIANCE_CATALOG_PORT").draftProperty().get()).isEqualTo("3001");
        assertThat(note.words(note.foundProperty().get().orElseThrow())).isEqualTo("free");
    }

    @Test
    void portIsLookedAtAgainWhenTheRegistryStarts() {
        var note = model.portNote("APPLIANCE_REGISTRY_PORT", "APPLIANCE_CATALOG_PORT");
        settings.port(PortLook.ours());

        snapshot.set(Snapshots.stopped().make());

        assertThat(note.foundProperty().get()).contains(PortLook.ours());
    }

    @Test
    void readingTheSameAgainLeavesTheFormAsItIs() {
        var before = field("APPLIANCE_NAME");
        model.refresh();
        assertThat(field("APPLIANCE_NAME")).isSameAs(before);

        settings.with("APPLIANCE_NAME", "Changed by a command", Source.FILE);
        model.refresh();
        assertThat(field("APPLIANCE_NAME").draftProperty().get()).isEqualTo("Changed by a command");
    }

    @Test
    void whoLeavesWithChangesIsAsked() {
        var pages = new ArrayList<String>();
        Supplier<Runnable> comeBack = () -> {
            pages.add("back");
            return () -> pages.add("on with " + model.changesProperty().get() + " changes");
        };
        model.leave(comeBack);
        assertThat(pages).isEmpty();
        type("APPLIANCE_NAME", "Glaciers");

        model.leave(comeBack);
        assertThat(pages).containsExactly("back");
        dialogs.give("dlg-discard");

        assertThat(pages).containsExactly("back", "on with 0 changes");
        assertThat(settings.last()).isEmpty();
    }

    @Test
    void whoSavesBeforeLeavingGoesOnOnlyWhenThatIsDone() {
        var pages = new ArrayList<String>();
        type("APPLIANCE_NAME", "Glaciers");
        settings.fill();
        model.leave(() -> () -> pages.add("on"));
        dialogs.give("dlg-ok");
        assertThat(pages).as("it could not be saved").isEmpty();

        settings.makeRoom();
        model.leave(() -> () -> pages.add("on"));
        dialogs.give("dlg-ok");

        assertThat(pages).containsExactly("on");
        assertThat(settings.last()).containsKey("APPLIANCE_NAME");
    }

    @Test
    void openingItToEverybodyIsConfirmed() {
        type("ALLOW_ANONYMOUS_ACCESS", "true");
        model.save(false);
        assertThat(settings.last()).as("before an answer").isEmpty();
        dialogs.give("dlg-ok");
        assertThat(settings.last()).containsEntry("ALLOW_ANONYMOUS_ACCESS", Optional.of("true"));

        type("ALLOW_ANONYMOUS_ACCESS", "false");
        model.save(false);
        assertThat(settings.last()).containsEntry("ALLOW_ANONYMOUS_ACCESS", Optional.of("false"));
    }

    @ParameterizedTest
    @CsvSource({"true, 5001", "false, 5050"})
    void portOfAnotherProgramIsAskedAbout(boolean useNext, String saved) {
        settings.port(new PortLook(PortLook.State.TAKEN, "node (process 4711)", 5001));
        model.portNote("APPLIANCE_CATALOG_PORT", "APPLIANCE_REGISTRY_PORT");
        type("APPLIANCE_CATALOG_PORT", "5050");

        model.save(false);
        assertThat(dialogs.present().text()).contains("node (process 4711)");
        ((PortForm) dialogs.present().content()).useNextProperty().set(useNext);
        dialogs.give("dlg-ok");

        assertThat(settings.last()).containsEntry("APPLIANCE_CATALOG_PORT", Optional.of(saved));
    }

    @Test
    void importIsShownBeforeAnythingIsSaved(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("quilt-config.env");
        Files.writeString(
                file, "QUILT_SERVER_CONFIG=dev.py\nTEAM_ID=ice\nALLOW_ANONYMOUS_ACCESS=false\nSMTP_PASSWORD=hunter2\n");
        model.importFile(file);

        var preview = (ImportPreview) dialogs.present().content();
        assertThat(preview.rows()).hasSize(4);
        assertThat(preview.rows().toString())
                .contains("taken as no", "not needed here")
                .doesNotContain("hunter2");
        assertThat(field("TEAM_ID").effective()).isEmpty();
        dialogs.give("dlg-ok");

        assertThat(field("TEAM_ID").effective()).isEqualTo("ice");
    }

    @Test
    void newKeyIsMadeAfterItsEffectWasRead() {
        model.newKey();
        assertThat(dialogs.present().text()).contains("signs in again");
        assertThat(field("QUILT_SECRET_KEY").hasSecret()).isFalse();

        dialogs.give("dlg-ok");

        assertThat(field("QUILT_SECRET_KEY").hasSecret()).isTrue();
    }

    @Test
    void failedSaveKeepsWhatWasTyped() {
        field("APPLIANCE_NAME").draftProperty().set("Glaciers");
        settings.fill();
        model.save(true);

        assertThat(said).containsExactly("No space left on device");
        assertThat(commands.given()).isEmpty();
        assertThat(field("APPLIANCE_NAME").draftProperty().get()).isEqualTo("Glaciers");
        assertThat(model.changesProperty().get()).isPositive();
    }

    @Test
    void whatIsTypedOutlivesALookElsewhere() {
        field("APPLIANCE_NAME").draftProperty().set("Glaciers");
        model.refresh();

        assertThat(field("APPLIANCE_NAME").draftProperty().get()).isEqualTo("Glaciers");
    }
}
