package org.quiltappliance.server.trials;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.testing.FreePort;

class MailTrialTest {

    private final GreenMail greenMail = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void startServer() {
        greenMail.start();
    }

    @AfterEach
    void stopServer() {
        greenMail.stop();
    }

    private TrialReport with(Map<String, String> changes, Optional<String> recipient) {
        var written = new HashMap<>(Map.of(
                "SMTP_HOST", "localhost",
                "SMTP_PORT", String.valueOf(greenMail.getSmtp().getPort()),
                "SMTP_USE_TLS", "false",
                "QUILT_DEFAULT_SENDER", "registry@example.com"));
        written.putAll(changes);
        return Told.by(new Trials(Clock.systemUTC()).mail(Told.settings(written), recipient, "Glaciers"));
    }

    @Test
    @Tag("AT-31")
    void mailArrivesAndTheAnswerOfTheServerIsTold() throws Exception {
        greenMail.setUser("ann@example.com", "ann", "right");

        var report = with(Map.of("SMTP_USERNAME", "ann", "SMTP_PASSWORD", "right"), Optional.of("ann@example.com"));

        assertThat(report.isGood()).isTrue();
        assertThat(Told.passed(report)).containsExactly("Name", "Connection", "Encryption", "Sign-in", "Mail");
        assertThat(report.stages().get(4).detail()).contains("250");
        assertThat(greenMail.getReceivedMessages()).hasSize(1);
        assertThat(greenMail.getReceivedMessages()[0].getSubject()).isEqualTo("Test mail of Glaciers");
    }

    @Test
    void withoutARecipientNoMailIsSent() {
        var report = with(Map.of(), Optional.empty());

        assertThat(Told.passed(report)).containsExactly("Name", "Connection", "Encryption", "Sign-in");
        assertThat(greenMail.getReceivedMessages()).isEmpty();
    }

    @Test
    @Tag("AT-31")
    void serverWithoutStartTlsFailsAtTheEncryption() {
        var failed = Told.failed(with(Map.of("SMTP_USE_TLS", "true"), Optional.empty()));

        assertThat(failed.name()).isEqualTo("Encryption");
        assertThat(failed.detail()).containsIgnoringCase("STARTTLS");
        assertThat(failed.remedy()).contains("465");
    }

    @Test
    @Tag("AT-31")
    void wrongPasswordFailsAtTheSignIn() {
        greenMail.setUser("ann@example.com", "ann", "right");

        var report =
                with(Map.of("SMTP_USERNAME", "ann", "SMTP_PASSWORD", "wrong-1f2e"), Optional.of("ann@example.com"));

        assertThat(Told.passed(report)).containsExactly("Name", "Connection", "Encryption");
        assertThat(Told.failed(report).name()).isEqualTo("Sign-in");
        assertThat(report.toString()).doesNotContain("wrong-1f2e");
        assertThat(greenMail.getReceivedMessages()).isEmpty();
    }

    @Test
    void wrongPortFailsAtTheConnection() throws IOException {
        var failed = Told.failed(with(Map.of("SMTP_PORT", String.valueOf(FreePort.find())), Optional.empty()));

        assertThat(failed.name()).isEqualTo("Connection");
        assertThat(failed.remedy()).contains("587");
    }

    @Test
    void unknownHostFailsAtTheName() {
        assertThat(Told.failed(with(Map.of("SMTP_HOST", "nowhere.invalid"), Optional.empty()))
                        .name())
                .isEqualTo("Name");
    }

    @Test
    void addressThatIsNoneFailsAtTheMail() {
        assertThat(Told.failed(with(Map.of(), Optional.of("nobody at all"))).name())
                .isEqualTo("Mail");
    }

    @Test
    void userWithoutPasswordIsSaid() {
        assertThat(Told.failed(with(Map.of("SMTP_USERNAME", "ann"), Optional.empty()))
                        .detail())
                .contains("belong together");
    }
}
