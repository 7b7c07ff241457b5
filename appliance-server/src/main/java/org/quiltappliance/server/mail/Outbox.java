package org.quiltappliance.server.mail;

import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.database.Database;

/** The mails that were written, for an administrator to read, so that links can be passed on without a mail server. */
public final class Outbox {

    private static final int MOST = 1000;

    private final Database database;
    private final MailStore store = new MailStore();

    public Outbox(Database database) {
        this.database = database;
    }

    /** The newest mails, newest first. @param limit at most 1000 */
    public List<OutboxMail> newest(int limit) {
        return database.inTransaction(tx -> store.newest(tx, Math.max(0, Math.min(limit, MOST))));
    }

    public Optional<OutboxMail> find(long id) {
        return database.inTransaction(tx -> store.find(tx, id));
    }
}
