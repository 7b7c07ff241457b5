package org.quiltappliance.server.mail;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.quiltappliance.server.config.AccessConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.MailConfig;
import org.quiltappliance.server.config.MailConfig.Login;
import org.quiltappliance.server.config.MailConfig.Security;
import org.quiltappliance.server.config.MailConfig.Smtp;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.testing.SteppingClock;

/** The outbox on a database, and mail servers to try. */
final class MailSetup implements AutoCloseable {

    static final MailConfig NO_SERVER = new MailConfig(Optional.empty(), "registry@example.com");

    final SteppingClock clock = new SteppingClock();
    final Database database;
    final Outbox outbox;

    MailSetup(DatabaseConfig config) {
        database = new Database(config);
        database.open();
        database.migrate();
        outbox = new Outbox(database);
    }

    static MailConfig server(int port, Security security) {
        return new MailConfig(
                Optional.of(new Smtp("localhost", port, security, Optional.empty())),
                "Registry <registry@example.com>");
    }

    static MailConfig server(int port, String user, String password) {
        var login = new Login(user, new Secret(password));
        return new MailConfig(
                Optional.of(new Smtp("localhost", port, Security.NONE, Optional.of(login))), "registry@example.com");
    }

    Mails mails(MailConfig config) {
        return mails(config, Optional.empty(), Optional.empty());
    }

    Mails mails(MailConfig config, Optional<String> teamId, Optional<String> teamName) {
        var http = new HttpConfig(
                "127.0.0.1",
                0,
                0,
                URI.create("http://localhost:5000"),
                URI.create("http://localhost:3000"),
                1000,
                1000);
        return new Mails(() -> config, http, new AccessConfig(false, false, false, true, teamId, teamName), clock);
    }

    MailDelivery delivery(MailConfig config) {
        return delivery(() -> config);
    }

    MailDelivery delivery(Supplier<MailConfig> config) {
        return new MailDelivery(database, config, clock);
    }

    MailDelivery delivery(MailConfig config, SSLContext trust) {
        return new MailDelivery(database, () -> config, clock, trust);
    }

    /** Puts a mail into the queue as it comes, whatever it holds. */
    void queue(String subject, String... recipients) {
        database.useTransaction(tx -> new MailStore()
                .insert(
                        tx,
                        List.of(recipients),
                        subject,
                        "the text",
                        "<p>the text",
                        clock.instant(),
                        OutboxMail.State.QUEUED));
    }

    OutboxMail last() {
        return outbox.newest(1).get(0);
    }

    void empty() {
        database.useTransaction(tx -> tx.execute("delete from mail"));
    }

    @Override
    public void close() {
        database.close();
    }
}
