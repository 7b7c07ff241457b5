package org.quiltappliance.ui.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.Sharing;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.testing.SomeSharing;
import org.quiltappliance.ui.text.Texts;

class ShareQuestionTest {

    private static final Sharing.Address WIFI = new Sharing.Address("192.168.1.20", "Wi-Fi");

    private final ShownDialogs dialogs = new ShownDialogs();
    private SomeSharing appliance = new SomeSharing(here(Optional.empty()));
    private final List<String> said = new ArrayList<>();

    private ShareForm ask(Sharing sharing) {
        appliance = new SomeSharing(sharing);
        new ShareQuestion(appliance, new DirectTasks(), dialogs, Texts.in(Locale.ENGLISH), said::add).ask();
        return (ShareForm) dialogs.present().content();
    }

    private static Sharing here(Optional<String> refusal) {
        return new Sharing("127.0.0.1", false, false, List.of(WIFI), refusal, false, true);
    }

    @Test
    void chosenNetworkIsSharedWithAndThatIsSaid() {
        var form = ask(here(Optional.empty()));
        assertThat(dialogs.answer("dlg-ok").possible().get())
                .as("nothing is changed yet")
                .isFalse();

        form.chosenProperty().set("192.168.1.20");
        dialogs.give("dlg-ok");

        assertThat(appliance.shared()).containsExactly("192.168.1.20");
        assertThat(said).containsExactly("Listens at 192.168.1.20");
    }

    @Test
    void whatItMeansIsSaidBefore() {
        assertThat(ask(here(Optional.empty())).warnings())
                .hasSize(2)
                .first()
                .asString()
                .contains("unencrypted");
        assertThat(ask(new Sharing("127.0.0.1", false, false, List.of(), Optional.empty(), true, false))
                        .warnings())
                .isEmpty();
    }

    @Test
    void refusedSharingCannotBeChosen() {
        var form = ask(here(Optional.of("admin still has the test password.")));

        assertThat(form.refusal()).contains("admin still has the test password.");
        assertThat(form.ways().stream().filter(ShareForm.Way::possible).map(ShareForm.Way::address))
                .containsExactly("127.0.0.1");
        form.chosenProperty().set("192.168.1.20");
        assertThat(dialogs.answer("dlg-ok").possible().get()).isFalse();
    }

    @Test
    void everyNetworkIsOfferedOnlyWithANameForThisComputer() {
        assertThat(ask(here(Optional.empty())).ways())
                .noneMatch(way -> way.address().equals(Sharing.EVERYWHERE));
        assertThat(ask(new Sharing("127.0.0.1", false, true, List.of(WIFI), Optional.empty(), true, false))
                        .ways())
                .anyMatch(way -> way.address().equals(Sharing.EVERYWHERE));
    }

    @Test
    void sharingEndsEvenWhenItCouldNotBegin() {
        var form = ask(new Sharing("10.0.0.9", true, false, List.of(WIFI), Optional.of("No."), false, false));

        assertThat(form.ways()).anySatisfy(way -> assertThat(way.label()).startsWith("10.0.0.9, which is not"));
        form.chosenProperty().set("127.0.0.1");
        dialogs.give("dlg-ok");

        assertThat(appliance.shared()).containsExactly("127.0.0.1");
    }
}
