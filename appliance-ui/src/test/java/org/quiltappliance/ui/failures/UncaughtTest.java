package org.quiltappliance.ui.failures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.text.Texts;

class UncaughtTest {

    private final ShownDialogs dialogs = new ShownDialogs();
    private final Uncaught uncaught = new Uncaught(
            Runnable::run,
            dialogs,
            Texts.in(Locale.ENGLISH),
            text -> text.replace("hunter2", "[hidden]"),
            "Quilt Appliance 0.1.0");

    @Test
    void failureIsToldWithDetailsAndWithoutSecrets() {
        uncaught.uncaughtException(
                Thread.currentThread(), new IllegalStateException("postgresql://ann:hunter2@db refused"));

        assertThat(dialogs.present().title()).isEqualTo("Something unexpected failed");
        assertThat(((FailureNote) dialogs.present().content()).details())
                .startsWith("Quilt Appliance 0.1.0\n" + Thread.currentThread().getName())
                .contains("IllegalStateException: postgresql://ann:[hidden]@db refused", "UncaughtTest")
                .doesNotContain("hunter2");
    }

    @Test
    void whatSomebodyIsAboutToAnswerStays() {
        var question = new Dialog("Stop?", "", Dialog.Content.NONE, List.of());
        dialogs.show(question);

        uncaught.uncaughtException(Thread.currentThread(), new IllegalStateException("another"));

        assertThat(dialogs.present()).isEqualTo(question);
    }
}
