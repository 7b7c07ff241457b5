package org.quiltappliance.ui.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.ui.testing.Window;

/** Mail is set up in the window, with a mistake or two on the way. */
class MailTrialIT {

    @TempDir
    Path home;

    private static void send(Window window, int stages) {
        window.click("set-mail-test");
        window.awaitThat(
                "it is over",
                () -> window.isShown("set-mail-test-stage-" + stages) && !window.isShown("set-mail-test-cancel"));
    }

    @Test
    @Tag("AT-31")
    void stageThatFailedIsNamedUntilTheMailArrives() throws Exception {
        try (var server = new SmtpStub();
                var window = Window.open(
                        home, Map.of("SMTP_HOST", "localhost", "SMTP_PORT", String.valueOf(server.port())))) {
            window.click("nav-settings");
            window.click("set-nav-mail");
            window.type("set-mail-test-to", "ann@example.com");
            window.awaitText("set-mail-test", "Send test mail");

            send(window, 3);
            assertThat(window.accessibleText("set-mail-test-stage-2")).isEqualTo("Connection: good");
            assertThat(window.accessibleText("set-mail-test-stage-3")).isEqualTo("Encryption: failed");
            assertThat(window.words("set-mail-test-stage-3")).contains("STARTTLS");

            window.click("set-smtp-security-none");
            window.replace("set-smtp-user", "ann");
            window.replace("set-smtp-password", "wrong-1f2e");
            send(window, 4);
            assertThat(window.accessibleText("set-mail-test-stage-4")).isEqualTo("Sign-in: failed");
            assertThat(window.words("root")).doesNotContain("wrong-1f2e");
            assertThat(server.mails()).isEmpty();

            window.replace("set-smtp-password", "right");
            send(window, 5);
            assertThat(window.accessibleText("set-mail-test-stage-5")).isEqualTo("Mail: good");
            assertThat(window.words("set-mail-test-stage-5")).contains("4711");
            assertThat(window.text("set-mail-test-said")).isEqualTo("Everything works.");
            assertThat(server.mails())
                    .singleElement()
                    .asString()
                    .contains("To: ann@example.com", "Subject: Test mail of My registry");
            assertThat(window.appliance().service().settings().files().written())
                    .as("a test saves nothing")
                    .doesNotContainKey("SMTP_PASSWORD");
        }
    }
}
