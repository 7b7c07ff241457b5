package org.quiltappliance.server;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.accounts.AccountLinks;
import org.quiltappliance.server.accounts.Passwords;
import org.quiltappliance.server.accounts.UserAdministration;
import org.quiltappliance.server.backup.BackupProgress;
import org.quiltappliance.server.backup.Place;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.events.Events;
import org.quiltappliance.server.mail.Mails;
import org.quiltappliance.server.packages.Handover;
import org.quiltappliance.server.packages.LatestListener;
import org.quiltappliance.server.packages.Packages;

/** The accounts of one database. */
record AccountUsers(UserAdministration accounts, Packages packages, Handover handover) implements Users {

    /**
     * Those of a registry that does not run.
     *
     * @param index of its packages
     */
    static AccountUsers of(ApplianceConfig config, Place place, LatestListener index, Clock clock) {
        var database = place.database();
        var mails = new Mails(config::mail, config.http(), config.access(), clock);
        var links = new AccountLinks(config.secretKey(), config.http());
        return new AccountUsers(
                new UserAdministration(database, mails, new Passwords(Passwords.ROUNDS), links, clock),
                new Packages(database, config.access(), new Events(database, clock), index),
                new Handover(database, place.store(), index));
    }

    @Override
    public List<User> list() {
        Map<String, Long> owned = packages.countByOwner();
        return accounts.list().stream()
                .map(account -> new User(
                        account.name(),
                        account.email(),
                        account.admin(),
                        account.active(),
                        account.dateJoined(),
                        account.lastLogin(),
                        owned.getOrDefault(account.name(), 0L)))
                .toList();
    }

    @Override
    public Admission add(String name, String email, boolean admin, Entry entry) {
        if (entry instanceof Entry.Link) {
            return byLink(accounts.add(name, email, admin, Optional.empty()).orElseThrow());
        }
        String password = password(entry);
        accounts.add(name, email, admin, Optional.of(password));
        return byPassword(entry, password);
    }

    @Override
    public Admission resetPassword(String name, Entry entry) {
        if (entry instanceof Entry.Link) {
            return byLink(accounts.resetPassword(name));
        }
        String password = password(entry);
        accounts.setPassword(name, password);
        return byPassword(entry, password);
    }

    private static String password(Entry entry) {
        return entry instanceof Entry.Typed typed ? typed.password().reveal() : Assembly.newPassword();
    }

    private Admission byLink(URI link) {
        return new Admission(Optional.empty(), Optional.of(link), accounts.sendsMails());
    }

    private static Admission byPassword(Entry entry, String password) {
        return new Admission(
                entry instanceof Entry.MadeUp ? Optional.of(new Secret(password)) : Optional.empty(),
                Optional.empty(),
                false);
    }

    @Override
    public void disable(String name) {
        accounts.disable(name);
    }

    @Override
    public void enable(String name) {
        accounts.enable(name);
    }

    @Override
    public void makeAdmin(String name) {
        accounts.grantAdmin(name);
    }

    @Override
    public void revokeAdmin(String name) {
        accounts.revokeAdmin(name);
    }

    @Override
    public void signOut(String name) {
        accounts.signOut(name);
    }

    @Override
    public void delete(String name) {
        accounts.delete(name, handover);
    }

    @Override
    public long give(String from, String to, BackupProgress progress) {
        progress.begin(BackupProgress.Phase.OBJECTS, -1, -1);
        return handover.give(from, to, bytes -> progress.advance(1, bytes));
    }
}
