package org.quiltappliance.server.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.MailConnectException;
import org.quiltappliance.server.config.MailConfig.Login;
import org.quiltappliance.server.config.MailConfig.Security;
import org.quiltappliance.server.config.MailConfig.Smtp;

/** Speaks to the mail server. With STARTTLS set, nothing is sent over a connection that is not encrypted. */
final class MailServer {

    /** How an attempt ended. */
    enum End {
        /** The mail server has it. */
        ACCEPTED,
        /** Trying again makes no sense. */
        REFUSED,
        /** May work later. */
        FAILED
    }

    /** @param reason what to tell the administrator; of an accepted mail only if it did not reach everybody */
    record Outcome(End end, Optional<String> reason) {

        static Outcome refused(String reason) {
            return new Outcome(End.REFUSED, Optional.of(reason));
        }

        static Outcome failed(String reason) {
            return new Outcome(End.FAILED, Optional.of(reason));
        }
    }

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final Smtp smtp;
    private final String sender;
    private final Session session;

    /** @param trust decides which certificates of the mail server are believed */
    MailServer(Smtp smtp, String sender, SSLContext trust) {
        this(smtp, sender, trust, CONNECT, ANSWER);
    }

    /** @param connect how long to wait for a connection @param answer and for each answer */
    MailServer(Smtp smtp, String sender, SSLContext trust, Duration connect, Duration answer) {
        this.smtp = smtp;
        this.sender = sender;
        this.session = Session.getInstance(properties(smtp, trust, connect, answer));
    }

    static SSLContext usualTrust() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("This Java cannot encrypt connections", broken);
        }
    }

    Outcome send(OutboxMail mail) {
        MimeMessage message;
        try {
            message = message(mail);
        } catch (AddressException impossible) {
            return Outcome.refused("Not a mail address: " + impossible.getRef());
        } catch (MessagingException broken) {
            return Outcome.refused(reason(broken));
        }
        try (Transport transport = session.getTransport("smtp")) {
            connect(transport);
            transport.sendMessage(message, message.getAllRecipients());
            return new Outcome(End.ACCEPTED, Optional.empty());
        } catch (SendFailedException refused) {
            return outcome(refused);
        } catch (MessagingException failed) {
            return Outcome.failed(reason(failed));
        }
    }

    private void connect(Transport transport) throws MessagingException {
        transport.connect(
                smtp.login().map(Login::user).orElse(null),
                smtp.login().map(login -> login.password().reveal()).orElse(null));
    }

    /** Goes as far as a mail would, and sends none. @return why that does not work, if it does not */
    Optional<String> greet() {
        try (Transport transport = session.getTransport("smtp")) {
            connect(transport);
            return Optional.empty();
        } catch (MessagingException failed) {
            return Optional.of(reason(failed));
        }
    }

    /** Hears how far {@link #tryOut} is. */
    interface Progress {

        /** Greeted, encrypted and signed in. */
        void signedIn();

        /** Greeted and encrypted, and not signed in. */
        void refusedToSignIn();

        /** @param answer of the server to the mail, on one line */
        void accepted(String answer);
    }

    /** As {@link #greet}, and with a mail if there is one. @return the stage that failed, if one did */
    Optional<MailProbe.Failed> tryOut(Optional<OutboxMail> mail, Progress progress) {
        var stage = MailProbe.Stage.ENCRYPTION;
        try (Transport transport = session.getTransport("smtp")) {
            connect(transport);
            progress.signedIn();
            stage = MailProbe.Stage.MAIL;
            if (mail.isPresent()) {
                var message = message(mail.get());
                transport.sendMessage(message, message.getAllRecipients());
                progress.accepted(answer(transport));
            }
            return Optional.empty();
        } catch (AuthenticationFailedException refused) {
            progress.refusedToSignIn();
            return Optional.of(new MailProbe.Failed(MailProbe.Stage.SIGN_IN, reason(refused)));
        } catch (AddressException impossible) {
            return Optional.of(new MailProbe.Failed(stage, "Not a mail address: " + impossible.getRef()));
        } catch (MessagingException failed) {
            return Optional.of(new MailProbe.Failed(stage, reason(failed)));
        }
    }

    private static String answer(Transport transport) {
        return transport instanceof SMTPTransport smtp ? oneLine(smtp.getLastServerResponse()) : "accepted";
    }

    /** Some or all recipients were refused. */
    private static Outcome outcome(SendFailedException refused) {
        if (refused.getValidSentAddresses() != null && refused.getValidSentAddresses().length > 0) {
            return new Outcome(End.ACCEPTED, Optional.of(reason(refused)));
        }
        boolean forGood = refused.getInvalidAddresses() != null
                && refused.getInvalidAddresses().length > 0
                && (refused.getValidUnsentAddresses() == null || refused.getValidUnsentAddresses().length == 0);
        return forGood ? Outcome.refused(reason(refused)) : Outcome.failed(reason(refused));
    }

    private MimeMessage message(OutboxMail mail) throws MessagingException {
        var message = new MimeMessage(session);
        message.setFrom(new InternetAddress(sender, true));
        for (String recipient : mail.recipients()) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient, true));
        }
        message.setSubject(oneLine(mail.subject()), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(mail.created()));
        message.setHeader("Auto-Submitted", "auto-generated");
        var text = new MimeBodyPart();
        text.setText(mail.text(), StandardCharsets.UTF_8.name());
        var html = new MimeBodyPart();
        html.setText(mail.html(), StandardCharsets.UTF_8.name(), "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        message.saveChanges();
        return message;
    }

    /** No header can be smuggled in by a line break. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
    }

    private static Properties properties(Smtp smtp, SSLContext trust, Duration connect, Duration answer) {
        var properties = new Properties();
        properties.put("mail.smtp.host", smtp.host());
        properties.put("mail.smtp.port", Integer.toString(smtp.port()));
        properties.put("mail.smtp.connectiontimeout", String.valueOf(connect.toMillis()));
        properties.put("mail.smtp.timeout", String.valueOf(answer.toMillis()));
        properties.put("mail.smtp.writetimeout", String.valueOf(answer.toMillis()));
        properties.put("mail.smtp.auth", Boolean.toString(smtp.login().isPresent()));
        properties.put("mail.smtp.sendpartial", "true");
        properties.put("mail.smtp.starttls.enable", Boolean.toString(smtp.security() == Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", Boolean.toString(smtp.security() == Security.STARTTLS));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(smtp.security() == Security.TLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", trust.getSocketFactory());
        return properties;
    }

    /** What the administrator reads; innermost causes say most. Holds no password: the library never repeats it. */
    private static String reason(MessagingException failed) {
        if (failed instanceof AuthenticationFailedException) {
            return "The mail server refused the login: " + failed.getMessage();
        }
        if (failed instanceof MailConnectException unreachable) {
            return "The mail server " + unreachable.getHost() + ":" + unreachable.getPort() + " cannot be reached.";
        }
        Throwable innermost = failed;
        while (innermost instanceof MessagingException outer && outer.getNextException() != null) {
            innermost = outer.getNextException();
        }
        return oneLine(innermost.getMessage() == null ? innermost.toString() : innermost.getMessage());
    }
}
