package org.quiltappliance.server.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.quiltappliance.server.config.MailConfig.Smtp;
import org.quiltappliance.server.html.Html;

/**
 * Finds out whether a mail server would take mails of ours ({@code control-panel.md} PF-M1): connects, greets, encrypts and
 * signs in as the settings say. Sends none, unless it is given one.
 */
public final class MailProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /** What is tried, in this order. */
    public enum Stage {
        /** The name of the host is known. */
        NAME,
        /** Somebody listens there. */
        CONNECTION,
        /** The connection is encrypted as the settings ask. */
        ENCRYPTION,
        /** User and password are good, or none are needed. */
        SIGN_IN,
        /** It takes the mail. */
        MAIL
    }

    /** The stage that did not go well. @param reason for people; without secrets */
    public record Failed(Stage stage, String reason) {}

    /** Hears how far it is. What it throws at the begin of a stage gives up the rest. */
    public interface Watcher {

        /** A stage begins. */
        void trying(Stage stage);

        /** A stage went well. */
        void passed(Stage stage, String detail);
    }

    /**
     * A mail that says that mails arrive.
     *
     * @param registry what it is called, for people
     */
    public record TestMail(String recipient, String registry, Instant created) {

        OutboxMail mail() {
            String text =
                    "This is a test mail of the registry " + registry + ". It was asked for by an administrator.\n";
            return new OutboxMail(
                    0,
                    List.of(recipient),
                    "Test mail of " + registry,
                    text,
                    Html.of("<p>{}</p>", text).toString(),
                    created,
                    OutboxMail.State.QUEUED,
                    0,
                    Optional.empty());
        }
    }

    private final Smtp smtp;
    private final SSLContext trust;

    public MailProbe(Smtp smtp) {
        this(smtp, MailServer.usualTrust());
    }

    MailProbe(Smtp smtp, SSLContext trust) {
        this.smtp = smtp;
        this.trust = trust;
    }

    /** The server, for people. */
    public String server() {
        return smtp.host() + ":" + smtp.port();
    }

    /** @return a sentence that says why it would not; empty when it would */
    public Optional<String> run() {
        return new MailServer(smtp, "", trust, PATIENCE, PATIENCE).greet();
    }

    /**
     * The same stage by stage, and with a mail at the end if there is one.
     *
     * @return the stage that failed, if one did
     */
    public Optional<Failed> run(String sender, Optional<TestMail> mail, Watcher watcher) {
        watcher.trying(Stage.NAME);
        InetAddress address;
        try {
            address = InetAddress.getByName(smtp.host().replaceAll("[\\[\\]]", ""));
        } catch (UnknownHostException unknown) {
            return Optional.of(new Failed(Stage.NAME, "The host " + smtp.host() + " is not known on this computer."));
        }
        watcher.passed(Stage.NAME, smtp.host() + " is " + address.getHostAddress());
        watcher.trying(Stage.CONNECTION);
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, smtp.port()), (int) PATIENCE.toMillis());
        } catch (SocketTimeoutException late) {
            return Optional.of(new Failed(Stage.CONNECTION, "It did not answer in time."));
        } catch (IOException refused) {
            return Optional.of(new Failed(Stage.CONNECTION, "Nobody listens on port " + smtp.port() + " there."));
        }
        watcher.passed(Stage.CONNECTION, "port " + smtp.port() + " is open");
        watcher.trying(Stage.ENCRYPTION);
        return new MailServer(smtp, sender, trust, PATIENCE, PATIENCE)
                .tryOut(mail.map(TestMail::mail), new MailServer.Progress() {
                    @Override
                    public void signedIn() {
                        encrypted(watcher);
                        watcher.trying(Stage.SIGN_IN);
                        watcher.passed(
                                Stage.SIGN_IN,
                                smtp.login()
                                        .map(login -> "signed in as " + login.user())
                                        .orElse("without a user"));
                        mail.ifPresent(wanted -> watcher.trying(Stage.MAIL));
                    }

                    @Override
                    public void refusedToSignIn() {
                        encrypted(watcher);
                        watcher.trying(Stage.SIGN_IN);
                    }

                    @Override
                    public void accepted(String answer) {
                        watcher.passed(Stage.MAIL, "the server took it: " + answer);
                    }
                });
    }

    private void encrypted(Watcher watcher) {
        watcher.passed(
                Stage.ENCRYPTION,
                switch (smtp.security()) {
                    case NONE -> "none: mails and the password travel in the open";
                    case STARTTLS -> "STARTTLS";
                    case TLS -> "TLS";
                });
    }
}
