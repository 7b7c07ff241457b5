package org.quiltappliance.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.MailConfig;
import org.quiltappliance.server.config.MailConfig.Security;

/** PF-M1: what a mail server says before any mail is sent. */
class MailProbeTest {

    private final GreenMail greenMail = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void startServer() {
        greenMail.start();
    }

    @AfterEach
    void stopServer() {
        greenMail.stop();
    }

    private static MailProbe probe(MailConfig config) {
        return new MailProbe(config.smtp().orElseThrow());
    }

    @Test
    void serverThatTakesMailsIsGoodAndGetsNone() {
        assertThat(probe(MailSetup.server(greenMail.getSmtp().getPort(), Security.NONE))
                        .run())
                .isEmpty();
        assertThat(greenMail.getReceivedMessages()).isEmpty();
    }

    @Test
    void serverWithoutEncryptionIsRefusedWhenItIsWanted() {
        assertThat(probe(MailSetup.server(greenMail.getSmtp().getPort(), Security.STARTTLS))
                        .run()
                        .orElseThrow())
                .containsIgnoringCase("STARTTLS");
    }

    @Test
    void wrongPasswordIsTold() {
        greenMail.setUser("ann@example.com", "ann", "right");

        assertThat(probe(MailSetup.server(greenMail.getSmtp().getPort(), "ann", "wrong"))
                        .run()
                        .orElseThrow())
                .contains("refused the login")
                .doesNotContain("wrong");
    }

    @Test
    void serverThatSaysNothingIsNotWaitedForLong() throws IOException {
        try (var silent = new ServerSocket(0)) {
            assertThat(probe(MailSetup.server(silent.getLocalPort(), Security.NONE))
                            .run())
                    .isPresent();
        }
    }
}
