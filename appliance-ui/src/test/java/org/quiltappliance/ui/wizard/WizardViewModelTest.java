package org.quiltappliance.ui.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.Setup.Field;
import org.quiltappliance.server.Setup.ObjectPlace;
import org.quiltappliance.server.Setup.Place;
import org.quiltappliance.server.Setup.Reach;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.RecordedCommands;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomeAutostart;
import org.quiltappliance.ui.testing.SomeFirstRun;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.wizard.WizardViewModel.End;

class WizardViewModelTest {

    private static final CheckResult GOOD = new CheckResult("PF-1", "Home folder", Outcome.OK, "", Optional.empty());

    @TempDir
    Path folder;

    private final SomeFirstRun appliance = new SomeFirstRun().finding(GOOD);
    private final RecordedCommands commands = new RecordedCommands();
    private final List<String> said = new ArrayList<>();
    private final SomeAutostart autostart = new SomeAutostart();
    private final List<End> ends = new ArrayList<>();
    private final SimpleObjectProperty<ApplianceSnapshot> snapshot =
            new SimpleObjectProperty<>(Snapshots.stopped().make());
    private Optional<Path> chosen = Optional.empty();
    private final WizardViewModel model = new WizardViewModel(
            snapshot,
            new WizardViewModel.Surroundings(
                    appliance,
                    new DirectTasks(),
                    commands,
                    Texts.in(Locale.ENGLISH),
                    () -> chosen,
                    said::add,
                    autostart,
                    ends::add));

    private static CheckResult failing(ProblemCode code, Fix... fixes) {
        return new CheckResult(
                "PF-2",
                "Port",
                Outcome.FAIL,
                "",
                Optional.of(Snapshots.problem(code, "Something is wrong", "", List.of(fixes))));
    }

    private WizardPage page() {
        return model.pageProperty().get();
    }

    private void type(Field field, String text) {
        model.draft().textProperty(field).set(text);
    }

    private void toChecks() {
        model.show();
        model.setUp();
        model.next();
        assertThat(page()).isEqualTo(WizardPage.CHECKS);
    }

    private void typeAdministrator() {
        type(Field.ADMIN_NAME, "boss");
        type(Field.ADMIN_MAIL, "boss@example.org");
        type(Field.ADMIN_PASSWORD, "long enough");
        model.draft().passwordAgainProperty().set("long enough");
    }

    @Test
    void testModeIsOneChoiceAndAnotherToGoOn() {
        model.show();
        model.tryOut();
        assertThat(appliance.done()).containsExactly("try out");
        assertThat(page()).isEqualTo(WizardPage.START);

        snapshot.set(Snapshots.running().make());
        assertThat(model.signIn().getValue()).contains("admin").contains("quilt");
        model.end(End.CONNECT);

        assertThat(ends).containsExactly(End.CONNECT);
        assertThat(model.openProperty().get()).isFalse();
    }

    @Test
    void goesThroughAllPagesAndBeginsWithWhatWasTyped() {
        toChecks();
        model.next();
        typeAdministrator();
        model.next();
        assertThat(page()).isEqualTo(WizardPage.REACH);
        assertThat(model.step().getValue()).isEqualTo("5 of 6");
        model.draft().reachProperty().set(Reach.NETWORK);
        model.next();
        assertThat(autostart.isOn()).isFalse();
        model.draft().atLoginProperty().set(true);
        assertThat(model.summary())
                .anyMatch(sentence -> sentence.contains("Docker volumes"))
                .anyMatch(sentence -> sentence.contains("boss"))
                .anyMatch(sentence -> sentence.contains("192.168.1.20 can reach it, encrypted"));
        model.next();

        assertThat(appliance.done()).containsExactly("look at CONTAINERS", "begin");
        assertThat(appliance.begun().place()).isEqualTo(Place.CONTAINERS);
        assertThat(appliance.begun().typed())
                .containsEntry(Field.ADMIN_PASSWORD, "long enough")
                .containsEntry(Field.ADDRESS, "192.168.1.20");
        assertThat(page()).isEqualTo(WizardPage.START);
        assertThat(autostart.isOn()).isTrue();
    }

    @Test
    void leftWizardIsTakenUpWhereItWas() {
        toChecks();
        model.next();
        typeAdministrator();
        model.leave();
        assertThat(model.openProperty().get()).isFalse();
        assertThat(commands.given()).isEmpty();

        model.open();

        assertThat(model.openProperty().get()).isTrue();
        assertThat(page()).isEqualTo(WizardPage.ADMINISTRATOR);
        assertThat(model.draft().textProperty(Field.ADMIN_NAME).get()).isEqualTo("boss");
    }

    @Test
    void saysWhyThereIsNothingToSetUp() {
        appliance.over("Stop the registry first.");

        model.open();

        assertThat(model.openProperty().get()).isFalse();
        assertThat(said).containsExactly("Stop the registry first.");
    }

    @Test
    void failedChecksKeepFromGoingOnAndAreMadeAgainAfterAFix() {
        appliance.finding(failing(ProblemCode.PORT_IN_USE, new Fix.UsePort("APPLIANCE_REGISTRY_PORT", 5001)));
        toChecks();
        model.next();
        assertThat(page()).isEqualTo(WizardPage.CHECKS);

        appliance.finding(GOOD);
        model.mend(new Fix.UsePort("APPLIANCE_REGISTRY_PORT", 5001));

        assertThat(appliance.checked()).hasSize(2);
        assertThat(appliance.checked().get(1).besides()).isEqualTo(Map.of("APPLIANCE_REGISTRY_PORT", "5001"));
        model.next();
        assertThat(page()).isEqualTo(WizardPage.ADMINISTRATOR);
    }

    @Test
    void checksUnderWayKeepFromGoingOn() {
        var later = new CompletableFuture<List<CheckResult>>();
        appliance.finding(later);
        var heard = new ArrayList<Boolean>();
        var complete = model.isComplete();
        complete.addListener((watched, before, now) -> heard.add(now));
        toChecks();
        model.next();
        assertThat(page()).isEqualTo(WizardPage.CHECKS);
        assertThat(model.checks().checkingProperty().get()).isTrue();

        later.complete(List.of(GOOD));
        assertThat(heard).last().isEqualTo(true);
        model.next();
        assertThat(page()).isEqualTo(WizardPage.ADMINISTRATOR);
    }

    @Test
    void checksThatCouldNotBeMadeAreSaid() {
        appliance.finding(CompletableFuture.failedFuture(new IllegalStateException("no threads")));
        toChecks();

        assertThat(model.checks().troubleProperty().get()).contains("no threads");
        assertThat(model.isComplete().get()).isFalse();
    }

    @Test
    void fixesLeadToWhereTheyAreDone() {
        toChecks();
        model.mend(new Fix.UseOwnServices());
        assertThat(page()).isEqualTo(WizardPage.PLACE);
        assertThat(model.draft().placeProperty().get()).isEqualTo(Place.OWN_SERVICES);

        model.mend(new Fix.OpenSetting("SQLALCHEMY_DATABASE_URI"));
        assertThat(page()).isEqualTo(WizardPage.PLACE);

        model.mend(new Fix.CopyCommand("sudo usermod"));
        assertThat(commands.given()).hasSize(1);

        model.mend(new Fix.StartInTestMode());
        assertThat(appliance.done()).contains("try out");
    }

    @Test
    void imagesAreLoadedFromTheChosenFileOnly() {
        toChecks();
        model.mend(new Fix.LoadImages());
        assertThat(appliance.checked()).hasSize(1);

        chosen = Optional.of(Path.of("images.tar"));
        model.mend(new Fix.LoadImages());
        assertThat(appliance.done()).last().asString().endsWith("images.tar");
        assertThat(appliance.checked()).hasSize(2);
        assertThat(said).containsExactly("Done.");
    }

    @Test
    void ownServicesHaveToBeNamedBeforeItGoesOn() {
        model.show();
        model.setUp();
        model.draft().placeProperty().set(Place.OWN_SERVICES);
        model.draft().objectsProperty().set(ObjectPlace.FOLDER);
        assertThat(model.complaint(Field.DATABASE_HOST).getValue()).isEmpty();
        model.next();
        assertThat(page()).isEqualTo(WizardPage.PLACE);
        assertThat(model.complaint(Field.DATABASE_HOST).getValue()).isNotEmpty();

        type(Field.DATABASE_HOST, "db.example.org");
        type(Field.DATABASE_NAME, "quilt");
        type(Field.DATABASE_USER, "ana");
        model.lookAtPlace();
        assertThat(appliance.done()).last().isEqualTo("look at OWN_SERVICES");
        model.next();
        assertThat(page()).isEqualTo(WizardPage.CHECKS);
    }

    @Test
    void placeIsJudgedByWhatSaysMost() {
        var warning = new CheckResult("PF-D4", "Images", Outcome.WARN, "to be downloaded", Optional.empty());
        appliance.findingAtPlace(GOOD, warning);
        model.show();
        model.setUp();
        assertThat(model.placeChecks().verdict()).contains(warning);

        appliance.findingAtPlace(GOOD, warning, failing(ProblemCode.DOCKER_NOT_RUNNING));
        model.lookAtPlace();
        assertThat(model.placeChecks().verdict()).map(CheckResult::outcome).contains(Outcome.FAIL);

        model.draft().placeProperty().set(Place.OWN_SERVICES);
        assertThat(model.placeChecks().verdict()).isEmpty();
    }

    @Test
    void passwordIsTypedTwiceOrMadeUp() {
        toChecks();
        model.next();
        typeAdministrator();
        model.draft().passwordAgainProperty().set("long enouGh");
        model.next();
        assertThat(model.complaintOfRepetition().getValue()).isEqualTo("The two are not the same.");
        assertThat(page()).isEqualTo(WizardPage.ADMINISTRATOR);

        model.generate();
        assertThat(model.generatedProperty().get()).isEqualTo(appliance.password());
        assertThat(model.strength().getValue()).isEqualTo("Strong");
        model.next();
        assertThat(page()).isEqualTo(WizardPage.REACH);

        type(Field.ADMIN_PASSWORD, "another one");
        assertThat(model.generatedProperty().get()).isEmpty();
    }

    @Test
    void backupNeedsNoAdministrator() {
        model.show();
        model.restore(Path.of("all.quiltbackup"));
        model.next();
        model.next();
        assertThat(page()).isEqualTo(WizardPage.REACH);
        model.next();
        assertThat(model.summary()).anyMatch(sentence -> sentence.contains("all.quiltbackup"));
        model.next();

        assertThat(appliance.done()).contains("begin with all.quiltbackup");

        model.change();
        model.setUp();
        assertThat(model.draft().textProperty(Field.ADMIN_PASSWORD).get()).isEmpty();
    }

    @Test
    void importedFileIsShownAndItsSettingsCount() throws Exception {
        Path file = Files.writeString(
                folder.resolve("quilt-config.env"), "S3_ENDPOINT=s3.example.org\nQUILT_SECRET_KEY=0123456789abcdef\n");
        model.show();
        model.readSettings(folder.resolve("none"));
        assertThat(model.problemProperty().get()).contains("none");

        model.readSettings(file);
        assertThat(page()).isEqualTo(WizardPage.IMPORT);
        assertThat(model.importedRows()).extracting(row -> row.name()).contains("S3_ENDPOINT", "APPLIANCE_STORE");
        assertThat(model.importedRows()).noneMatch(row -> row.shown().contains("0123456789abcdef"));
        model.next();

        assertThat(appliance.checked().get(0).place()).isEqualTo(Place.IMPORTED);
        assertThat(appliance.checked().get(0).besides()).containsEntry("APPLIANCE_STORE", "external");
        model.back();
        model.back();
        assertThat(page()).isEqualTo(WizardPage.WELCOME);
        model.setUp();
        assertThat(model.draft().setup().besides()).isEmpty();
    }

    @Test
    void refusedStartIsSaid() {
        appliance.refusing();
        model.show();
        model.tryOut();

        assertThat(model.problemProperty().get()).isEqualTo("It is stopping.");
        model.startAgain();
        assertThat(commands.given()).containsExactly("start");
        model.change();
        assertThat(page()).isEqualTo(WizardPage.WELCOME);
    }
}
