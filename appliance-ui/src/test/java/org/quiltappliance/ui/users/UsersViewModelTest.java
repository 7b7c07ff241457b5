package org.quiltappliance.ui.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.Users;
import org.quiltappliance.server.Users.User;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomeUsers;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.users.UserForm.Way;

class UsersViewModelTest {

    private final SimpleObjectProperty<ApplianceSnapshot> snapshot =
            new SimpleObjectProperty<>(Snapshots.persistent().make());
    private final SomeUsers users = new SomeUsers();
    private final ShownDialogs dialogs = new ShownDialogs();
    private final List<String> said = new ArrayList<>();
    private final List<String> given = new ArrayList<>();
    private final Map<Path, List<String>> exports = new HashMap<>();
    private boolean elsewhere;
    private final UsersViewModel model = new UsersViewModel(
            snapshot,
            new UsersViewModel.Surroundings(
                    users,
                    (name, heir) -> {
                        given.add(name + " to " + heir);
                        return CompletableFuture.completedFuture(4L);
                    },
                    exports::put,
                    () -> elsewhere,
                    new DirectTasks(),
                    dialogs,
                    Texts.in(Locale.ENGLISH),
                    said::add));

    @BeforeEach
    void read() {
        model.refresh();
    }

    private void select(String name) {
        model.selectedProperty()
                .set(model.shown().stream()
                        .filter(user -> user.name().equals(name))
                        .findFirst()
                        .orElseThrow());
    }

    private UserForm form() {
        return (UserForm) dialogs.present().content();
    }

    @Test
    void filterLooksAtNamesAndAddresses() {
        model.filterProperty().set("ANA@");
        assertThat(model.shown()).extracting(User::name).containsExactly("ana");

        model.filterProperty().set("");
        assertThat(model.shown()).hasSize(3);
    }

    @Test
    void itIsSaidWhyNobodyIsShown() {
        snapshot.set(Snapshots.stopped().make());
        assertThat(model.restText().getValue()).startsWith("In test mode");

        snapshot.set(Snapshots.stopped().in(Mode.PERSISTENT).make());
        assertThat(model.restText().getValue()).startsWith("Start the registry");

        snapshot.set(Snapshots.starting(4).make());
        assertThat(model.restText().getValue()).startsWith("The registry is on its way");
    }

    @Test
    void nobodyIsShownWhileTheRegistryRests() {
        snapshot.set(Snapshots.stopped().make());
        model.refresh();
        assertThat(model.shown()).isEmpty();

        snapshot.set(Snapshots.persistent().make());
        model.refresh();
        assertThat(model.shown()).hasSize(3);
    }

    @Test
    void madeUpPasswordIsShownOnceAndTheListIsNew() {
        model.add();
        assertThat(dialogs.answer("usr-dlg-ok").possible().get()).isFalse();
        form().nameProperty().set(" cleo ");
        form().emailProperty().set("cleo@example.org");
        form().adminProperty().set(true);
        dialogs.give("usr-dlg-ok");

        assertThat(users.done()).containsExactly("add cleo cleo@example.org as admin");
        assertThat(dialogs.present().content()).isEqualTo(new AdmissionNote("made-up-secret"));
        assertThat(model.shown()).extracting(User::name).contains("cleo");
        assertThat(said).isEmpty();
    }

    @Test
    void typedPasswordIsNotShownAgain() {
        select("ana");
        model.resetPassword();
        form().wayProperty().set(Way.TYPED);
        assertThat(dialogs.answer("usr-dlg-ok").possible().get()).isFalse();
        form().passwordProperty().set("long enough");
        dialogs.give("usr-dlg-ok");

        assertThat(users.done()).containsExactly("reset ana");
        assertThat(dialogs.isEmpty()).isTrue();
        assertThat(said).containsExactly("Done: ana.");
    }

    @Test
    void refusalIsSaid() {
        select("admin");
        model.toggleActive();
        assertThat(said).containsExactly("admin is the last active administrator.");
    }

    @Test
    void refusedAccountIsAskedForAgainWithWhatWasTyped() {
        model.add();
        form().nameProperty().set("ana");
        form().emailProperty().set("other@example.org");
        dialogs.give("usr-dlg-ok");

        assertThat(dialogs.present().text()).isEqualTo("There is a user ana already.");
        assertThat(form().emailProperty().get()).isEqualTo("other@example.org");
        form().nameProperty().set("ana2");
        dialogs.give("usr-dlg-ok");
        assertThat(users.done()).containsExactly("add ana2 other@example.org");
    }

    @Test
    void buttonsDoWhatFitsTheUser() {
        select("ana");
        model.toggleActive();
        model.toggleAdmin();
        model.signOut();
        select("bob");
        model.toggleActive();
        select("admin");
        model.toggleAdmin();

        assertThat(users.done())
                .containsExactly("disable ana", "make admin ana", "sign out ana", "enable bob", "revoke admin admin");
    }

    @Test
    void ownerOfPackagesGoesOnlyWhenSomebodyTakesThem() {
        select("ana");
        model.delete();
        var form = (HeirForm) dialogs.present().content();
        assertThat(form.others()).containsExactly("admin");
        assertThat(dialogs.answer("dlg-ok").possible().get()).isFalse();

        form.heirProperty().set("admin");
        dialogs.give("dlg-ok");
        assertThat(given).containsExactly("ana to admin");
        assertThat(users.done()).isEmpty();
    }

    @Test
    void userWithoutPackagesGoesAfterAQuestion() {
        select("bob");
        model.delete();
        assertThat(users.done()).isEmpty();

        dialogs.give("dlg-ok");
        assertThat(users.done()).containsExactly("delete bob");
    }

    @Test
    void exportHoldsWhatIsShownAndNothingThatASpreadsheetWouldRun() {
        users.add("=cmd", "=cmd@example.org", false, new Users.Entry.MadeUp());
        model.refresh();
        var file = Path.of("/tmp/users.csv");

        model.export(file);

        assertThat(exports.get(file))
                .startsWith("\"name\",\"mail\",\"role\",\"state\",\"last sign-in\",\"packages\"")
                .hasSize(5)
                .anyMatch(line -> line.startsWith("\"'=cmd\",\"'=cmd@example.org\""));
        assertThat(said).last().asString().startsWith("4 users exported");

        model.filterProperty().set("ana");
        model.export(file);
        assertThat(exports.get(file)).hasSize(2);
    }

    @Test
    void lastAdministratorIsKnownBeforeAnybodyTries() {
        model.refresh();
        assertThat(model.isLastAdministrator().getValue()).isFalse();

        model.selectedProperty().set(users.list().get(0));
        assertThat(model.isLastAdministrator().getValue()).isTrue();

        model.selectedProperty().set(users.list().get(1));
        assertThat(model.isLastAdministrator().getValue()).isFalse();
    }

    @Test
    void passwordsAreNoMatterWherePeopleSignInElsewhere() {
        elsewhere = true;
        model.refresh();

        assertThat(model.hasPasswords().getValue()).isFalse();
        assertThat(model.passwordsText().getValue()).contains("GitHub");
    }
}
