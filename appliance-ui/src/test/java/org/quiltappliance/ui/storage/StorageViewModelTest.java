package org.quiltappliance.ui.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.VolumeState;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.inventory.Room;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.Activity.Kind;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.ui.dialogs.RemovalForm;
import org.quiltappliance.ui.storage.StorageViewModel.Largest;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomeStorage;
import org.quiltappliance.ui.text.Texts;

class StorageViewModelTest {

    private static final String FORMER = "quilt-appliance-7f3a21c4-pg16";
    private static final String PRESENT = "quilt-appliance-7f3a21c4-pg17";

    private final SimpleObjectProperty<ApplianceSnapshot> snapshot =
            new SimpleObjectProperty<>(Snapshots.persistent().make());
    private final ShownDialogs dialogs = new ShownDialogs();
    private final List<String> said = new ArrayList<>();

    private StorageViewModel over(SomeStorage storage) {
        var model = new StorageViewModel(
                snapshot,
                new StorageViewModel.Surroundings(
                        storage, new DirectTasks(), dialogs, Texts.in(Locale.ENGLISH), said::add));
        model.setShown(true);
        return model;
    }

    private void rest() {
        snapshot.set(Snapshots.stopped().in(Mode.PERSISTENT).make());
    }

    private static void select(StorageViewModel model, String name) {
        model.selectedProperty()
                .set(model.volumes().stream()
                        .filter(volume -> volume.name().equals(name))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void placesAndSizesAreToldWhileItRuns() {
        var model = over(SomeStorage.persistent());

        assertThat(model.database().getValue()).isEqualTo("PostgreSQL 17.10, in the volume " + PRESENT);
        assertThat(model.databaseSize().getValue()).isEqualTo("412.0 MB");
        assertThat(model.storeSize().getValue()).isEqualTo("86.2 GB · 12,803 files");
        assertThat(model.disk().getValue()).isEqualTo("197.6 GB of 500.4 GB free (the disk of Docker)");
        assertThat(model.growth().getValue()).isEqualTo("1.2 GB more a day; full in about 164 days");
        assertThat(model.asOf().getValue()).isEmpty();
        assertThat(model.largest()).extracting(Room::name).startsWith("bob/weather_stations_of_the_alps");
        model.largestProperty().set(Largest.OWNERS);
        assertThat(model.largest()).extracting(Room::name).containsExactly("bob", "ana");
    }

    @Test
    void sizesAreThoseOfTheLastRunWhileItRests() {
        rest();
        var model = over(SomeStorage.resting());

        assertThat(model.asOf().getValue()).startsWith("Measured on ").endsWith("when the registry ran last.");
        assertThat(model.databaseSize().getValue()).isEqualTo("412.0 MB");
        assertThat(model.largest()).isEmpty();
    }

    @Test
    void testModeHasNoVolumesNoImagesAndNoGrowth() {
        snapshot.set(Snapshots.running().make());
        var model = over(SomeStorage.test());

        assertThat(model.database().getValue()).isEqualTo("H2 2.3.232, in memory, gone at the stop");
        assertThat(model.databaseSize().getValue()).isEqualTo("–");
        assertThat(model.growth().getValue()).isEqualTo("Test mode is empty at each start.");
        assertThat(model.isWithoutContainers().getValue()).isTrue();
        assertThat(model.withoutContainers().getValue()).startsWith("Test mode keeps nothing in containers");
    }

    @Test
    void whatDoesNotGrowIsNeverFull() {
        assertThat(over(SomeStorage.persistent().growing(OptionalLong.of(-5)))
                        .growth()
                        .getValue())
                .isEqualTo("Has not grown in the last weeks.");
        assertThat(over(SomeStorage.persistent().growing(OptionalLong.empty()))
                        .growth()
                        .getValue())
                .startsWith("How fast it grows is known");
    }

    @Test
    void silentEngineHidesVolumesAndNothingElse() {
        var model = over(SomeStorage.persistent().withoutEngine());

        assertThat(model.engineProblemProperty().get())
                .isEqualTo("Volumes and images are not known: No container engine answers.");
        assertThat(model.isWithoutContainers().getValue()).isFalse();
        assertThat(model.databaseSize().getValue()).isEqualTo("412.0 MB");
    }

    @Test
    void cleanUpLooksFirstAndAsksThen() {
        var storage = SomeStorage.persistent();
        var model = over(storage);
        assertThat(model.orphans().getValue()).startsWith("Nobody has looked");

        model.cleanUp();

        assertThat(storage.done()).containsExactly("look");
        assertThat(dialogs.present().title()).isEqualTo("Move 212 files, 3.4 GB, to the trash?");
        assertThat(model.orphans().getValue()).startsWith("212 files, 3.4 GB, older than 7 days, as of ");
        dialogs.give("dlg-ok");
        assertThat(storage.done()).containsExactly("look", "clean up");
        assertThat(said).containsExactly("212 files, 3.4 GB, moved to the trash.");
        assertThat(model.orphans().getValue()).startsWith("None, as of ");
    }

    @Test
    void nothingToCleanUpIsSaid() {
        over(SomeStorage.persistent().withUnneeded(0)).cleanUp();

        assertThat(dialogs.isEmpty()).isTrue();
        assertThat(said).containsExactly("There is nothing to clean up.");
    }

    @Test
    void trashIsEmptied() {
        over(SomeStorage.persistent()).emptyTrash();

        assertThat(said).containsExactly("3.4 GB are free again.");
    }

    @Test
    void formerVolumeGoesWhenTheWordsAreTyped() {
        rest();
        var storage = SomeStorage.resting();
        var model = over(storage);
        select(model, FORMER);
        model.removeVolume();
        var form = (RemovalForm) dialogs.present().content();

        assertThat(dialogs.present().title()).isEqualTo("Remove volume " + FORMER + " for ever");
        assertThat(dialogs.present().text()).startsWith("380.0 MB, superseded. Latest backup: ");
        assertThat(form.expected()).isEqualTo("My registry delete");
        form.typedProperty().set("My registry");
        assertThat(dialogs.answer("dlg-ok").possible().get()).isFalse();
        form.typedProperty().set("My registry delete");
        dialogs.give("dlg-ok");

        assertThat(storage.done()).containsExactly("remove " + FORMER + " by My registry delete");
    }

    @Test
    void presentVolumeWithoutVerifiedBackupNeedsASecondWord() {
        rest();
        var storage = SomeStorage.resting().withoutProof();
        var model = over(storage);
        select(model, PRESENT);
        model.removeVolume();
        var form = (RemovalForm) dialogs.present().content();

        form.typedProperty().set("My registry delete");
        assertThat(dialogs.answer("dlg-ok").possible().get()).isFalse();
        form.consentProperty().set(true);
        dialogs.give("dlg-ok");

        assertThat(storage.done()).containsExactly("remove " + PRESENT + " by My registry delete without backup");
    }

    @Test
    void volumesChangeOnlyWhileItRestsAndNothingElseIsDone() {
        var model = over(SomeStorage.persistent());
        assertThat(model.mayChange().getValue()).isFalse();
        assertThat(model.mayCleanUp().getValue()).isTrue();

        rest();
        assertThat(model.mayChange().getValue()).isTrue();
        assertThat(model.mayCleanUp().getValue()).isTrue();

        var busy = new Activity(1, Kind.BACKUP, "", -1, 0, -1, 0, Snapshots.NOON, true);
        snapshot.set(Snapshots.stopped().in(Mode.PERSISTENT).with(busy).make());
        assertThat(model.mayChange().getValue()).isFalse();
        assertThat(model.mayCleanUp().getValue()).isFalse();
        snapshot.set(Snapshots.stopped().make());
        assertThat(model.mayCleanUp().getValue())
                .as("a test mode at rest has nothing")
                .isFalse();
    }

    @Test
    void wayBackIsAskedFor() {
        rest();
        var storage = SomeStorage.resting();
        var model = over(storage);
        select(model, FORMER);

        model.useVolume();
        dialogs.give("dlg-ok");

        assertThat(storage.done()).containsExactly("use " + FORMER);
        assertThat(said).containsExactly("The next start uses " + FORMER + ".");
        assertThat(model.selectedProperty().get()).extracting(VolumeState::name).isEqualTo(FORMER);
    }

    @Test
    void imageIsChangedAfterItsConsequencesWereTold() {
        rest();
        var storage = SomeStorage.resting();
        var model = over(storage);

        model.changeImage();
        var form = (ImageForm) dialogs.present().content();
        assertThat(dialogs.answer("dlg-ok").possible().get())
                .as("the present one")
                .isFalse();
        form.imageProperty().set("docker.io/library/postgres:17.11-trixie");
        dialogs.give("dlg-ok");
        assertThat(dialogs.present().text()).contains("PostgreSQL is made anew");
        dialogs.give("dlg-ok");

        assertThat(storage.done())
                .containsExactly(
                        "plan database docker.io/library/postgres:17.11-trixie",
                        "change database docker.io/library/postgres:17.11-trixie");
    }

    @Test
    void imagesAreCarriedInFiles() {
        var storage = SomeStorage.persistent();
        var model = over(storage);

        model.saveImages(Path.of("/tmp/images.tar"));
        model.loadImages(Path.of("/tmp/images.tar"));

        assertThat(storage.done()).containsExactly("save /tmp/images.tar", "load /tmp/images.tar");
    }
}
