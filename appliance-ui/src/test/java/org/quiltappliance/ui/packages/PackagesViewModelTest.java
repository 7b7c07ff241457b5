package org.quiltappliance.ui.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.backup.ObjectProblem;
import org.quiltappliance.server.inventory.PackageLine;
import org.quiltappliance.server.inventory.PackageQuery;
import org.quiltappliance.server.inventory.PackageQuery.Order;
import org.quiltappliance.server.inventory.Reach;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.ui.dialogs.RemovalForm;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomePackages;
import org.quiltappliance.ui.text.Texts;

class PackagesViewModelTest {

    private final SimpleObjectProperty<ApplianceSnapshot> snapshot =
            new SimpleObjectProperty<>(Snapshots.persistent().make());
    private final SomePackages packages = new SomePackages();
    private final ShownDialogs dialogs = new ShownDialogs();
    private final List<String> said = new ArrayList<>();
    private final List<String> browsed = new ArrayList<>();
    private final PackagesViewModel model = new PackagesViewModel(
            snapshot,
            new PackagesViewModel.Surroundings(
                    packages, new DirectTasks(), dialogs, Texts.in(Locale.ENGLISH), said::add, browsed::add));

    @BeforeEach
    void look() {
        model.setShown(true);
    }

    private List<String> shown() {
        return model.rows().stream()
                .map(slot -> slot.row().map(PackageLine::path).orElse("on its way"))
                .toList();
    }

    private void select(String path) {
        model.select(model.rows().stream()
                .flatMap(slot -> slot.row().stream())
                .filter(line -> line.path().equals(path))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void applianceFiltersAndSorts() {
        model.filterProperty().set("ers");
        model.ownerProperty().set(Optional.of("ana"));
        model.reachProperty().set(Optional.of(Reach.SOME));
        model.sort(Order.BYTES, true);

        assertThat(packages.asked())
                .last()
                .isEqualTo(new PackageQuery(
                        "ers", Optional.of("ana"), Optional.of(Reach.SOME), Order.BYTES, true, 0, 100));
        assertThat(shown()).containsExactly("ana/rivers");
        assertThat(model.countProperty().get()).isEqualTo("1 package");
    }

    @Test
    void ownersAreThoseWhoHavePackages() {
        assertThat(model.owners()).containsExactly(Optional.empty(), Optional.of("ana"), Optional.of("bob"));
    }

    @Test
    void choiceOfAnOwnerEndsWithTheLastPackage() {
        model.ownerProperty().set(Optional.of("bob"));
        select("bob/weather_stations_of_the_alps");
        delete("bob/weather_stations_of_the_alps");

        assertThat(model.ownerProperty().get()).isEmpty();
        assertThat(shown()).containsExactly("ana/glaciers", "ana/rivers");
    }

    @Test
    void nothingIsAskedWhileTheRegistryRestsOrNobodyLooks() {
        select("ana/rivers");
        snapshot.set(Snapshots.stopped().make());
        int before = packages.asked().size();

        model.filterProperty().set("a");
        model.refresh();

        assertThat(model.rows()).isEmpty();
        assertThat(model.detailProperty().get()).isEmpty();
        assertThat(model.restText().getValue()).startsWith("In test mode");
        model.setShown(false);
        snapshot.set(Snapshots.persistent().make());
        assertThat(packages.asked()).hasSize(before);
    }

    @Test
    void listFollowsWhatIsStored() {
        packages.with(1);

        snapshot.set(
                Snapshots.persistent().with(new StoredCounts(4, 5, 6, 7, 8)).make());

        assertThat(shown()).contains("carl/series_00000");
    }

    @Test
    void silentDatabaseIsToldAndTheListComesBackWithIt() {
        packages.setSilent(true);
        snapshot.set(Snapshots.degraded().make());

        assertThat(model.problemProperty().get())
                .isEqualTo("The packages cannot be listed: The database does not answer.");

        packages.setSilent(false);
        snapshot.set(Snapshots.persistent().make());
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(shown()).hasSize(3);
    }

    @Test
    void detailTellsNamesAndPeople() {
        select("ana/glaciers");

        var detail = model.detailProperty().get().orElseThrow();
        assertThat(model.summary(detail)).isEqualTo("2.1 GB, 41 files · 4.2 GB with all 14 revisions");
        assertThat(model.reach(detail)).isEqualTo("public; by name: bob, carl");
        assertThat(model.more(detail)).isEmpty();
        assertThat(model.installCommand()).isEqualTo("quilt install ana/glaciers");
        model.open();
        assertThat(browsed).containsExactly("http://localhost:3000/package/ana/glaciers");
    }

    @Test
    void oldRevisionsAreCounted() {
        select("bob/weather_stations_of_the_alps");

        assertThat(model.more(model.detailProperty().get().orElseThrow())).isEqualTo("21 older ones");
    }

    @Test
    void goodAndDamagedPackagesAreToldAndRemembered() {
        select("ana/rivers");
        model.verify();
        assertThat(model.verifiedProperty().get())
                .contains(new PackagesViewModel.Verified("Verified: all 41 files are good.", true));
        assertThat(said).containsExactly("ana/rivers is verified.");

        packages.setDamaged(
                new ObjectProblem("ana", SomePackages.hash(0), ObjectProblem.What.DAMAGED, List.of("ana/glaciers")));
        select("ana/glaciers");
        assertThat(model.verifiedProperty().get()).isEmpty();
        model.verify();

        assertThat(model.verifiedProperty().get()).hasValueSatisfying(result -> {
            assertThat(result.good()).isFalse();
            assertThat(result.words()).startsWith("1 file of 41 cannot be used: 4f2c81a9b3 is damaged.");
        });
        select("ana/rivers");
        assertThat(model.verifiedProperty().get())
                .hasValueSatisfying(result -> assertThat(result.good()).isTrue());
    }

    private void delete(String path) {
        model.delete();
        ((RemovalForm) dialogs.present().content()).typedProperty().set(path);
        dialogs.give("dlg-ok");
    }

    @Test
    void packageGoesWhenItsNameIsTyped() {
        select("ana/glaciers");
        model.delete();
        assertThat(dialogs.present().text())
                .startsWith(
                        "All 14 revisions, tags, versions and comments are lost. It is visible to: public; by name");
        assertThat(dialogs.answer("dlg-ok").possible().get()).isFalse();

        delete("ana/glaciers");

        assertThat(packages.done()).containsExactly("delete ana/glaciers by ana/glaciers");
        assertThat(shown()).doesNotContain("ana/glaciers");
        assertThat(model.detailProperty().get()).isEmpty();
        assertThat(said).containsExactly("ana/glaciers is deleted.");
    }

    @Test
    void manyPackagesAreFetchedAsSomebodyLooks() {
        packages.with(10_000);
        model.refresh();
        int before = packages.asked().size();
        assertThat(model.rows()).hasSize(10_003);

        model.rows().get(5_050);
        model.rows().get(5_051);

        assertThat(packages.asked()).hasSize(before + 1);
        assertThat(packages.asked()).last().extracting(PackageQuery::first).isEqualTo(5_000L);
        assertThat(model.rows().get(5_051).row()).map(PackageLine::name).contains("series_05048");
    }
}
