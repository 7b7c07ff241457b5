package org.quiltappliance.server.mail;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.quiltappliance.server.config.MailConfig.Smtp;

/**
 * Finds out whether a mail server would take mails of ours ({@code control-panel.md} PF-M1): connects, greets, encrypts and
 * signs in as the settings say. Sends none.
 */
public final class MailProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

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
}
