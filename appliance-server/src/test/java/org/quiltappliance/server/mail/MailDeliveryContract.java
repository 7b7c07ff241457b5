package org.quiltappliance.server.mail;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.MailConfig;
import org.quiltappliance.server.config.MailConfig.Security;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.testing.Certificate;
import org.quiltappliance.server.testing.FreePort;

/** What holds of sending mail on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MailDeliveryContract {

    private final GreenMail greenMail = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    private MailSetup setup;
    private MailConfig config;

    abstract DatabaseConfig database();

    @BeforeAll
    void open() {
        setup = new MailSetup(database());
    }

    @AfterAll
    void close() {
        setup.close();
    }

    @BeforeEach
    void startServer() {
        setup.empty();
        greenMail.start();
        config = MailSetup.server(greenMail.getSmtp().getPort(), Security.NONE);
    }

    @AfterEach
    void stopServer() {
        greenMail.stop();
    }

    @Test
    void queuedMailArrivesAsTextAndHtml() throws Exception {
        Mails mails = setup.mails(config);
        setup.database.useTransaction(tx -> mails.comment(tx, "a@example.com", "bob", "alice", "wineü"));

        setup.delivery(config).sendDue();

        MimeMessage message = greenMail.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("New comment on alice/wineü");
        assertThat(message.getFrom()).extracting(Object::toString).containsExactly("Registry <registry@example.com>");
        assertThat(message.getAllRecipients()).extracting(Object::toString).containsExactly("a@example.com");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getSentDate()).isEqualTo(setup.clock.instant().truncatedTo(ChronoUnit.SECONDS));
        var parts = (MimeMultipart) message.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).isMimeType("text/plain")).isTrue();
        assertThat(parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"))
                .isEqualTo(setup.last().text());
        assertThat(parts.getBodyPart(1).isMimeType("text/html")).isTrue();
        assertThat(parts.getBodyPart(1).getContent().toString().replace("\r\n", "\n"))
                .isEqualTo(setup.last().html());
        assertThat(setup.last().state()).isEqualTo(OutboxMail.State.SENT);
        assertThat(setup.last().attempts()).isEqualTo(1);
    }

    @Test
    void testMailGoesOutAtOnceOrSaysWhyNot() throws Exception {
        var delivery = setup.delivery(config);

        assertThat(delivery.sendTest("a@example.com", "Ours & yours")).isEmpty();
        greenMail.stop();
        var silent = delivery.sendTest("a@example.com", "Ours");
        greenMail.start();

        assertThat(silent.orElseThrow()).contains("cannot be reached");
        assertThat(setup.outbox.newest(10)).as("it is past the outbox").isEmpty();
        assertThatThrownBy(() -> setup.delivery(MailSetup.NO_SERVER).sendTest("a@example.com", "Ours"))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void mailIsSentOnceAlsoByTwoProcesses() throws Exception {
        for (int i = 0; i < 10; i++) {
            setup.queue("number " + i, "a@example.com");
        }
        var threads = Executors.newFixedThreadPool(2);
        try {
            var one = threads.submit(() -> setup.delivery(config).sendDue());
            var other = threads.submit(() -> setup.delivery(config).sendDue());
            one.get();
            other.get();
        } finally {
            threads.shutdown();
        }
        setup.delivery(config).sendDue();

        assertThat(greenMail.getReceivedMessages()).hasSize(10);
    }

    @Test
    void lineBreaksAddNoHeaders() throws Exception {
        setup.queue("harmless\r\nBcc: victim@example.com\r\n\r\nbody", "a@example.com");

        setup.delivery(config).sendDue();

        MimeMessage message = greenMail.getReceivedMessages()[0];
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getSubject()).isEqualTo("harmless Bcc: victim@example.com body");
        assertThat(greenMail.getReceivedMessages()).hasSize(1);
    }

    @Test
    void addressThatIsSeveralOrNoneIsGivenUp() {
        for (String address : new String[] {"a@example.com,b@example.com", "a@b>\rRCPT TO:<c@d", "none"}) {
            setup.queue("subject", address);

            setup.delivery(config).sendDue();

            assertThat(setup.last().state()).as(address).isEqualTo(OutboxMail.State.FAILED);
        }
        assertThat(greenMail.getReceivedMessages()).isEmpty();
    }

    @Test
    void refusedLoginIsTriedAgainAndReportedAfterThreeTimes() {
        greenMail.setUser("registry@example.com", "registry", "right");
        greenMail.getUserManager().setAuthRequired(true);
        MailDelivery delivery =
                setup.delivery(MailSetup.server(greenMail.getSmtp().getPort(), "registry", "wrong-pass"));
        setup.queue("subject", "a@example.com");

        for (long minutes : new long[] {1, 5}) {
            delivery.sendDue();
            assertThat(delivery.failing()).isEmpty();
            setup.clock.advance(Duration.ofMinutes(minutes).minusMillis(1));
            delivery.sendDue();
            setup.clock.advance(Duration.ofMillis(1));
        }
        delivery.sendDue();

        assertThat(setup.last().attempts()).isEqualTo(3);
        assertThat(setup.last().state()).isEqualTo(OutboxMail.State.QUEUED);
        assertThat(delivery.failing().orElseThrow())
                .contains("refused the login")
                .doesNotContain("wrong-pass");
        assertThat(setup.last().problem()).isEqualTo(delivery.failing());

        setup.clock.advance(Duration.ofMinutes(30));
        MailDelivery repaired =
                setup.delivery(MailSetup.server(greenMail.getSmtp().getPort(), "registry", "right"));
        repaired.sendDue();
        assertThat(setup.last().state()).isEqualTo(OutboxMail.State.SENT);
        assertThat(repaired.failing()).isEmpty();
    }

    @Test
    void serverThatIsSetAnewHasNotFailedYet() throws Exception {
        var present = new AtomicReference<>(MailSetup.server(FreePort.find(), Security.NONE));
        var delivery = setup.delivery(present::get);
        setup.queue("subject", "a@example.com");
        for (int i = 0; i < 3; i++) {
            delivery.sendDue();
            setup.clock.advance(Duration.ofMinutes(30));
        }
        assertThat(delivery.failing()).isPresent();

        present.set(config);
        delivery.sendDue();

        assertThat(delivery.failing()).isEmpty();
        assertThat(setup.last().state()).isEqualTo(OutboxMail.State.SENT);
        assertThat(greenMail.getReceivedMessages()).hasSize(1);

        present.set(MailSetup.NO_SERVER);
        setup.queue("another", "a@example.com");
        delivery.sendDue();
        assertThat(setup.last().state()).isEqualTo(OutboxMail.State.QUEUED);
    }

    @Test
    void deadServerIsTriedForADay() throws Exception {
        int nobodyListens = FreePort.find();
        MailDelivery delivery = setup.delivery(MailSetup.server(nobodyListens, Security.NONE));
        setup.queue("subject", "a@example.com");
        int rounds = 0;

        while (setup.last().state() == OutboxMail.State.QUEUED && rounds < 100) {
            delivery.sendDue();
            setup.clock.advance(Duration.ofMinutes(30));
            rounds++;
        }

        assertThat(setup.last().state()).isEqualTo(OutboxMail.State.FAILED);
        assertThat(setup.last().attempts()).isBetween(47, 49);
        assertThat(delivery.failing().orElseThrow()).contains("cannot be reached");
    }

    @Test
    void nothingIsSentInTheClearWhenEncryptionIsRequired() throws Exception {
        try (var stub = new SmtpStub(Optional.empty())) {
            setup.queue("subject", "a@example.com");

            setup.delivery(MailSetup.server(stub.port(), Security.STARTTLS)).sendDue();

            assertThat(setup.last().state()).isEqualTo(OutboxMail.State.QUEUED);
            assertThat(setup.last().problem().orElseThrow()).contains("STARTTLS");
            assertThat(stub.commands()).noneMatch(command -> command.startsWith("MAIL") || command.equals("DATA"));
        }
    }

    @Test
    void encryptedMailGoesOutAfterStarttls(@TempDir Path folder) throws Exception {
        Certificate certificate = Certificate.forHost("localhost", folder);
        try (var stub = new SmtpStub(Optional.of(certificate.server()))) {
            setup.queue("subject", "a@example.com");

            setup.delivery(MailSetup.server(stub.port(), Security.STARTTLS), certificate.client())
                    .sendDue();

            assertThat(setup.last().state()).isEqualTo(OutboxMail.State.SENT);
            assertThat(stub.encryptedCommands()).contains("RCPT TO:<A@EXAMPLE.COM>", "DATA");
        }
    }

    @Test
    void connectionMayBeEncryptedFromTheStart(@TempDir Path folder) throws Exception {
        Certificate certificate = Certificate.forHost("localhost", folder);
        try (var stub = SmtpStub.encrypted(certificate.server())) {
            setup.queue("subject", "a@example.com");

            setup.delivery(MailSetup.server(stub.port(), Security.TLS), certificate.client())
                    .sendDue();

            assertThat(setup.last().state()).isEqualTo(OutboxMail.State.SENT);
            assertThat(stub.encryptedCommands()).contains("RCPT TO:<A@EXAMPLE.COM>", "DATA");
        }
    }

    @Test
    void strangersCertificateIsNotBelieved(@TempDir Path folder) throws Exception {
        Certificate unknown = Certificate.forHost("localhost", folder);
        Certificate otherHost = Certificate.forHost("elsewhere.example", folder);
        try (var first = new SmtpStub(Optional.of(unknown.server()));
                var second = new SmtpStub(Optional.of(otherHost.server()))) {
            setup.queue("subject", "a@example.com");
            setup.delivery(MailSetup.server(first.port(), Security.STARTTLS)).sendDue();
            setup.clock.advance(Duration.ofMinutes(1));
            setup.delivery(MailSetup.server(second.port(), Security.STARTTLS), otherHost.client())
                    .sendDue();

            assertThat(setup.last().attempts()).isEqualTo(2);
            assertThat(setup.last().state()).isEqualTo(OutboxMail.State.QUEUED);
            assertThat(first.encryptedCommands()).isEmpty();
            assertThat(second.encryptedCommands()).isEmpty();
        }
    }

    @Test
    void refusedRecipientDoesNotKeepTheMailFromOthers() throws Exception {
        try (var stub = new SmtpStub(Optional.empty())) {
            MailDelivery delivery = setup.delivery(MailSetup.server(stub.port(), Security.NONE));
            setup.queue("to one of two", "nobody@example.com", "a@example.com");
            delivery.sendDue();
            assertThat(setup.last().state()).isEqualTo(OutboxMail.State.SENT);
            assertThat(setup.last().problem()).isPresent();

            setup.queue("to nobody", "nobody@example.com");
            delivery.sendDue();
            assertThat(setup.last().state()).isEqualTo(OutboxMail.State.FAILED);
            assertThat(setup.last().problem().orElseThrow()).contains("nobody here");
            assertThat(delivery.failing()).isEmpty();
        }
    }

    @Test
    void keptMailsAreNeverSent() {
        Mails mails = setup.mails(MailSetup.NO_SERVER);
        setup.database.useTransaction(tx -> mails.comment(tx, "a@example.com", "bob", "alice", "wine"));

        setup.delivery(config).sendDue();
        setup.delivery(MailSetup.NO_SERVER).sendDue();

        assertThat(greenMail.getReceivedMessages()).isEmpty();
        assertThat(setup.last().state()).isEqualTo(OutboxMail.State.KEPT);
    }

    @Test
    void startedDeliverySendsByItselfUntilClosed() {
        MailDelivery delivery = setup.delivery(config);
        setup.queue("subject", "a@example.com");
        long before = deliveryThreads();

        delivery.start();
        assertThatThrownBy(delivery::start).isInstanceOf(IllegalStateException.class);
        await().atMost(20, SECONDS).until(() -> setup.last().state() == OutboxMail.State.SENT);
        delivery.close();
        delivery.close();

        await().atMost(20, SECONDS).until(() -> deliveryThreads() == before);
    }

    /** Others of this process may deliver, too. */
    private static long deliveryThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("mail-delivery"))
                .count();
    }

    @Test
    void oldMailsAreForgotten() {
        MailDelivery delivery = setup.delivery(config);
        setup.queue("sent", "a@example.com");
        delivery.sendDue();
        Mails mails = setup.mails(MailSetup.NO_SERVER);
        setup.database.useTransaction(tx -> mails.comment(tx, "a@example.com", "bob", "alice", "wine"));

        setup.clock.advance(Duration.ofDays(8));
        delivery.removeOld();
        assertThat(setup.outbox.newest(10)).extracting(OutboxMail::state).containsExactly(OutboxMail.State.KEPT);
        setup.clock.advance(Duration.ofDays(30));
        delivery.removeOld();
        assertThat(setup.outbox.newest(10)).isEmpty();
    }

    @Test
    void recipientsOfOneMailAreAllNamed() throws Exception {
        setup.queue("subject", "r@example.com", "s@example.com");

        setup.delivery(config).sendDue();

        assertThat(greenMail.getReceivedMessages()[0].getRecipients(Message.RecipientType.TO))
                .hasSize(2);
    }
}
