package org.quiltappliance.server.config;

import java.util.Optional;

/**
 * How mail leaves the appliance.
 *
 * @param smtp empty: mails stay in the outbox, where an administrator reads them
 * @param sender QUILT_DEFAULT_SENDER
 */
public record MailConfig(Optional<Smtp> smtp, String sender) {

    /** Whether mails go out; otherwise an administrator hands out what they say. */
    public boolean isSent() {
        return smtp.isPresent();
    }

    /**
     * @param security how the connection is protected; STARTTLS means required, never optional
     * @param login empty when the server wants none
     */
    public record Smtp(String host, int port, Security security, Optional<Login> login) {}

    /** User and password at the mail server. */
    public record Login(String user, Secret password) {}

    /** SMTP_USE_TLS, refined by APPLIANCE_SMTP_SECURITY. */
    public enum Security {
        NONE,
        STARTTLS,
        TLS
    }
}
