package org.quiltappliance.server.trials;

import java.util.Optional;
import java.util.function.Supplier;
import org.quiltappliance.server.config.MailConfig;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.mail.MailProbe;
import org.quiltappliance.server.mail.MailProbe.Stage;

/**
 * Whether a mail server takes mails of ours. Sends one, if somebody is named who gets it.
 *
 * @param config reads the settings; throws {@link Invalid} when they do not name a server
 */
record MailTrial(Supplier<MailConfig> config, Optional<MailProbe.TestMail> mail) implements Trial {

    @Override
    public void run(Teller teller) {
        var mails = config.get();
        var probe = new MailProbe(mails.smtp().orElseThrow());
        probe.run(mails.sender(), mail, new MailProbe.Watcher() {
                    @Override
                    public void trying(Stage stage) {
                        teller.trying(name(stage));
                    }

                    @Override
                    public void passed(Stage stage, String detail) {
                        teller.passed(name(stage), detail);
                    }
                })
                .ifPresent(failed -> teller.failed(name(failed.stage()), failed.reason(), remedy(failed.stage())));
    }

    private static String remedy(Stage stage) {
        return switch (stage) {
            case NAME -> "Check how the host is written, and whether this computer finds it.";
            case CONNECTION -> "Check host and port, and firewalls in between. Usual ports are 587, 465 and 25.";
            case ENCRYPTION ->
                "Choose another kind of encryption: STARTTLS mostly goes with port 587 or 25, TLS with 465. The"
                        + " certificate of the server must be one that this computer trusts.";
            case SIGN_IN -> "Check user and password. Some providers want a password made for programs.";
            case MAIL -> "Check the sender and who gets the mail; the server may refuse senders that it does not know.";
        };
    }

    private static String name(Stage stage) {
        return switch (stage) {
            case NAME -> "Name";
            case CONNECTION -> "Connection";
            case ENCRYPTION -> "Encryption";
            case SIGN_IN -> "Sign-in";
            case MAIL -> "Mail";
        };
    }
}
