package org.quiltappliance.server.comments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.packages.PackageName;
import org.quiltappliance.server.packages.Packages;

/** Adds, lists, changes, removes and hides comments. */
public final class Comments {

    /** How long authors may change or remove what they said. */
    public static final Duration CHANGEABLE = Duration.ofMinutes(15);

    /** Status 403 for somebody else's comment. */
    public static final String NOT_THE_AUTHOR = "Only its author can change a comment.";

    /** Status 403 for one's own comment, later. */
    public static final String TOO_LATE =
            "A comment can be changed for 15 minutes. Write another one, or ask the owner of the package to hide this one.";

    /** Status 403 for whoever does not own the package. */
    public static final String NOT_THE_OWNER = "Only the package owner can hide comments.";

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
        requireGood(contents);
        return database.inTransaction(tx -> {
            long id = packages.idOfVisible(tx, caller, name);
            var now = now();
            var comment = store.add(tx, id, caller.accountName(), now, contents);
            mail.commented(tx, name, caller.accountName());
            return comment;
        });
    }

    private static void requireGood(String contents) {
        if (contents.isBlank()) {
            throw new Invalid("A comment needs some text.");
        }
        if (contents.codePointCount(0, contents.length()) > LONGEST) {
            throw new Invalid("A comment has at most " + LONGEST + " characters.");
        }
        if (contents.indexOf('\0') >= 0) {
            throw new Invalid("A comment cannot hold the character U+0000.");
        }
    }

    /** Those that are not hidden, oldest first: for programs, which could not tell a hidden one. */
    public List<Comment> list(Caller caller, PackageName name) {
        return all(caller, name).stream().filter(comment -> !comment.hidden()).toList();
    }

    /** Those that the caller may see, oldest first: hidden ones only as their author or as owner of the package. */
    public List<Comment> shown(Caller caller, PackageName name) {
        return all(caller, name).stream()
                .filter(comment -> isFor(caller, name, comment))
                .toList();
    }

    private List<Comment> all(Caller caller, PackageName name) {
        return database.inTransaction(tx -> store.list(tx, packages.idOfVisible(tx, caller, name)));
    }

    private static boolean isFor(Caller caller, PackageName name, Comment comment) {
        return !comment.hidden() || caller.is(comment.author()) || mayHide(caller, name);
    }

    /** Whether the caller may hide comments on the package. */
    public static boolean mayHide(Caller caller, PackageName name) {
        return caller.is(name.owner());
    }

    /** Until when the caller may change the comment; nothing for those of others, and for what is too old. */
    public Optional<Instant> changeableUntil(Caller caller, Comment comment) {
        return Optional.of(comment.created().plus(CHANGEABLE))
                .filter(end -> caller.is(comment.author()) && clock.instant().isBefore(end));
    }

    /**
     * Puts another text in the place of one's own.
     *
     * @throws NotFound when there is no such comment that the caller sees
     * @throws Forbidden with {@link #NOT_THE_AUTHOR} or {@link #TOO_LATE}
     * @throws Invalid as {@link #add} does
     */
    public void edit(Caller.Account caller, PackageName name, long id, String contents) {
        requireGood(contents);
        database.useTransaction(tx -> {
            requireChangeable(caller, find(tx, caller, name, id));
            store.edit(tx, id, contents, now());
        });
    }

    /** Removes one's own, without a trace. @throws NotFound as {@link #edit} does @throws Forbidden as that does */
    public void remove(Caller.Account caller, PackageName name, long id) {
        database.useTransaction(tx -> {
            requireChangeable(caller, find(tx, caller, name, id));
            store.delete(tx, id);
        });
    }

    /**
     * Hides a comment from everybody but its author and the owner of the package, or shows it again.
     *
     * @throws NotFound when there is no such comment that the caller sees
     * @throws Forbidden with {@link #NOT_THE_OWNER}
     */
    public void setHidden(Caller.Account caller, PackageName name, long id, boolean hidden) {
        database.useTransaction(tx -> {
            find(tx, caller, name, id);
            if (!mayHide(caller, name)) {
                throw new Forbidden(NOT_THE_OWNER);
            }
            store.setHidden(tx, id, hidden);
        });
    }

    private Comment find(Handle tx, Caller caller, PackageName name, long id) {
        return store.lock(tx, packages.idOfVisible(tx, caller, name), id)
                .filter(comment -> isFor(caller, name, comment))
                .orElseThrow(() -> new NotFound("There is no such comment on " + name + "."));
    }

    private void requireChangeable(Caller caller, Comment comment) {
        if (!caller.is(comment.author())) {
            throw new Forbidden(NOT_THE_AUTHOR);
        }
        if (changeableUntil(caller, comment).isEmpty()) {
            throw new Forbidden(TOO_LATE);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
