package org.quiltappliance.server.quilt2;

import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.Account;
import org.quiltappliance.server.accounts.ImportedAccounts;
import org.quiltappliance.server.backup.BackupProgress.Phase;
import org.quiltappliance.server.database.Database;

/** Brings accounts over, each whole, with its password as it is stored. Accounts that are here stay as they are. */
final class UserImport {

    private final OriginalStore original;
    private final Database target;
    private final People people;
    private final Tally total;
    private final ImportedAccounts accounts = new ImportedAccounts();

    UserImport(OriginalStore original, Database target, People people, Tally total) {
        this.original = original;
        this.target = target;
        this.people = people;
        this.total = total;
    }

    void run(Pulse pulse) {
        pulse.begin(Phase.USERS, original.count(Kind.USERS));
        Pages.each(
                "",
                original::users,
                OriginalStore.User::name,
                page -> page.forEach(user -> {
                    total.add(target.inRepeatedTransaction(tx -> bring(tx, user)));
                    pulse.advance(1, 0);
                }));
    }

    private Tally bring(Handle tx, OriginalStore.User user) {
        var tally = new Tally();
        String subject = "user " + user.name();
        var here = accounts.find(tx, user.name());
        if (here.isPresent()) {
            if (people.areSame(user, here.get().email())) {
                tally.here(Kind.USERS);
                return tally;
            }
            return refused(
                    subject,
                    "here somebody has this name with another e-mail address. The account here stays as it is, and"
                            + " neither packages nor access of this name come. If it is the same person, run the import"
                            + " again with --same-user " + user.name() + ".");
        }
        String email = user.email().orElse("");
        if (!ImportedAccounts.mayHave(user.name())) {
            return refused(
                    subject,
                    "nobody here may have this name: names begin with a small letter and go on with small letters,"
                            + " digits and underscores. Make an account of another name: users add");
        }
        if (!ImportedAccounts.mayHave(user.name(), email)) {
            return refused(
                    subject,
                    "it has no usable e-mail address. Make the account by hand: users add " + user.name() + " ADDRESS");
        }
        var other = accounts.findByEmail(tx, email);
        if (other.isPresent()) {
            return refused(
                    subject,
                    "its e-mail address belongs to the account " + other.get().name()
                            + " here. Both stay as they are.");
        }
        return added(tx, user, email, subject);
    }

    private Tally added(Handle tx, OriginalStore.User user, String email, String subject) {
        var account = new Account(
                user.id(), user.name(), email, user.admin(), user.active(), user.joined(), user.lastLogin());
        var password = user.password().filter(stored -> !stored.isEmpty());
        if (!accounts.add(tx, account, password)) {
            return refused(
                    subject,
                    "another account here has its number. Make the account by hand: users add " + user.name() + " "
                            + email);
        }
        var tally = new Tally();
        tally.came(Kind.USERS);
        if (password.isEmpty()) {
            tally.notice(subject, "it has no password. Let the user choose one: users reset-password " + user.name());
        } else if (!ImportedAccounts.canVerify(password.get())) {
            tally.notice(
                    subject,
                    "its password is stored in a way that cannot be verified. Let the user choose another one: users"
                            + " reset-password " + user.name());
        }
        return tally;
    }

    private static Tally refused(String subject, String reason) {
        var tally = new Tally();
        tally.leftOut(Kind.USERS);
        tally.problem(subject, reason);
        return tally;
    }
}
