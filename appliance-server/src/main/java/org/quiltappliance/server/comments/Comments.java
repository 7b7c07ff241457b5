package org.quiltappliance.server.comments;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.packages.PackageName;
import org.quiltappliance.server.packages.Packages;

/** Adds and lists comments. */
public final class Comments {

    private static final int LONGEST = 10_240;

    private final Database database;
    private final Packages packages;
    private final OwnerMail mail;
    private final Clock clock;
    private final CommentStore store = new CommentStore();

    public Comments(Database database, Packages packages, OwnerMail mail, Clock clock) {
        this.database = database;
        this.packages = packages;
        this.mail = mail;
        this.clock = clock;
    }

    /** Queues the mail that tells an owner of a comment; does nothing for an owner without account (defect D16). */
    public interface OwnerMail {
        void commented(Handle tx, PackageName name, String author);
    }

    /** @throws Invalid when the text is empty, too long, or holds a character that cannot be kept */
    public Comment add(Caller.Account caller, PackageName name, String contents) {
        if (contents.isBlank()) {
            throw new Invalid("A comment needs some text.");
        }
        if (contents.codePointCount(0, contents.length()) > LONGEST) {
            throw new Invalid("A comment has at most " + LONGEST + " characters.");
        }
        if (contents.indexOf('\0') >= 0) {
            throw new Invalid("A comment cannot hold the character U+0000.");
        }
        return database.inTransaction(tx -> {
            long id = packages.idOfVisible(tx, caller, name);
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var comment = store.add(tx, id, caller.accountName(), now, contents);
            mail.commented(tx, name, caller.accountName());
            return comment;
        });
    }

    /** Oldest first. */
    public List<Comment> list(Caller caller, PackageName name) {
        return database.inTransaction(tx -> store.list(tx, packages.idOfVisible(tx, caller, name)));
    }
}
