package org.quiltappliance.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.MailConfig.Security;

class MailsTest {

    private static final URI LINK = URI.create("http://localhost:5000/activate/abc");

    private final MailSetup setup =
            new MailSetup(new DatabaseConfig.Memory(UUID.randomUUID().toString(), 2));
    private final Mails mails = setup.mails(MailSetup.NO_SERVER);
    private final Mails teamMails = setup.mails(MailSetup.NO_SERVER, Optional.of("acme"), Optional.of("Acme Ltd"));

    @AfterEach
    void close() {
        setup.close();
    }

    @Test
    void activationSaysWhoWhereAndHowLong() {
        setup.database.useTransaction(tx -> mails.activation(tx, "a@example.com", "alice", LINK));

        OutboxMail mail = setup.last();
        assertThat(mail.recipients()).containsExactly("a@example.com");
        assertThat(mail.subject()).isEqualTo("Activate your Quilt account");
        assertThat(mail.text())
                .contains("alice", LINK.toString(), "24 hours", "http://localhost:3000")
                .doesNotContain("Team Edition");
        assertThat(mail.html()).contains("alice", "href=\"" + LINK + "\"", "24 hours", "http://localhost:3000");
        setup.database.useTransaction(tx -> teamMails.activation(tx, "a@example.com", "alice", LINK));
        assertThat(setup.last().text()).contains("Team Edition");
    }

    @Test
    void resetHoldsTheLinkAndTheTeamsNameAsTitle() {
        setup.database.useTransaction(tx -> teamMails.reset(tx, "a@example.com", "alice", LINK));

        OutboxMail mail = setup.last();
        assertThat(mail.subject()).isEqualTo("Reset your Quilt password");
        assertThat(mail.text()).contains("alice", LINK.toString());
        assertThat(mail.html()).contains("<title>Acme Ltd</title>", "href=\"" + LINK + "\"");
    }

    @Test
    void welcomeTellsHowToSetUpTheClient() {
        setup.database.useTransaction(tx -> teamMails.welcome(tx, "a@example.com", "alice", Optional.of(LINK)));
        assertThat(setup.last().subject()).isEqualTo("Welcome to Quilt, alice");
        assertThat(setup.last().text())
                .contains("quilt config acme", "quilt login acme", "http://localhost:5000", LINK.toString());

        setup.database.useTransaction(tx -> mails.welcome(tx, "a@example.com", "alice", Optional.empty()));
        assertThat(setup.last().text())
                .contains("quilt config\n", "quilt login\n", "http://localhost:5000")
                .doesNotContain(LINK.toString());
    }

    @Test
    void newUserIsToldToAllAdministratorsInOneMail() {
        setup.database.useTransaction(
                tx -> mails.newUser(tx, List.of("r@example.com", "s@example.com"), "alice", "a@example.com"));

        OutboxMail mail = setup.last();
        assertThat(mail.recipients()).containsExactly("r@example.com", "s@example.com");
        assertThat(mail.subject()).isEqualTo("New Quilt User: alice");
        assertThat(mail.text()).contains("alice", "a@example.com", "http://localhost:3000");
    }

    @Test
    void withoutAdministratorsNobodyIsToldOfANewUser() {
        setup.database.useTransaction(tx -> mails.newUser(tx, List.of(), "alice", "a@example.com"));

        assertThat(setup.outbox.newest(10)).isEmpty();
    }

    @Test
    void invitationLeadsToTheSignUp() {
        setup.database.useTransaction(tx -> mails.invitation(tx, "b@example.com", "alice", "wine"));

        OutboxMail mail = setup.last();
        assertThat(mail.subject()).isEqualTo("alice shared data with you on Quilt");
        assertThat(mail.text()).contains("alice/wine", "http://localhost:3000/signup");
    }

    @Test
    void commentLeadsToTheCommentsAlsoOfPackagesInOtherScripts() {
        setup.database.useTransaction(tx -> mails.comment(tx, "a@example.com", "bob", "alice", "wineü"));

        OutboxMail mail = setup.last();
        assertThat(mail.subject()).isEqualTo("New comment on alice/wineü");
        assertThat(mail.text()).contains("bob", "http://localhost:3000/package/alice/wine%C3%BC/comments");
    }

    @Test
    void valuesCannotBecomeMarkup() {
        setup.database.useTransaction(tx -> mails.newUser(tx, List.of("r@example.com"), "alice", "<b>@example.com"));

        assertThat(setup.last().html()).contains("&lt;b&gt;@example.com").doesNotContain("<b>");
        assertThat(setup.last().text()).contains("<b>@example.com");
    }

    @Test
    void mailOfAnUndoneChangeDoesNotExist() {
        assertThatThrownBy(() -> setup.database.useTransaction(tx -> {
                    mails.reset(tx, "a@example.com", "alice", LINK);
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");

        assertThat(setup.outbox.newest(10)).isEmpty();
    }

    @Test
    void mailsAreKeptWithoutServerAndQueuedWithOne() {
        setup.database.useTransaction(tx -> mails.reset(tx, "a@example.com", "alice", LINK));
        assertThat(setup.last().state()).isEqualTo(OutboxMail.State.KEPT);
        assertThat(mails.areSent()).isFalse();

        Mails sending = setup.mails(MailSetup.server(25, Security.STARTTLS));
        setup.database.useTransaction(tx -> sending.reset(tx, "a@example.com", "alice", LINK));
        assertThat(setup.last().state()).isEqualTo(OutboxMail.State.QUEUED);
        assertThat(sending.areSent()).isTrue();
    }

    @Test
    void outboxShowsTheNewestFirstAndEachByNumber() {
        setup.queue("one", "a@example.com");
        setup.queue("two", "a@example.com");
        setup.queue("three", "a@example.com");

        assertThat(setup.outbox.newest(2)).extracting(OutboxMail::subject).containsExactly("three", "two");
        OutboxMail last = setup.last();
        assertThat(setup.outbox.find(last.id())).contains(last);
        assertThat(setup.outbox.find(-1)).isEmpty();
        assertThat(last).hasToString("OutboxMail[id=" + last.id() + ", state=QUEUED]");
    }
}
