package org.quiltappliance.ui.testing;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.Users;
import org.quiltappliance.server.backup.BackupProgress;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.errors.ApplianceException.Conflict;

/** Three accounts, which remember what is done with them. */
public final class SomeUsers implements Users {

    private static final Instant JOINED = Instant.parse("2026-10-02T08:00:00Z");

    private final List<String> done = new ArrayList<>();
    private final List<User> all = new ArrayList<>(List.of(
            user("admin", true, true, Snapshots.NOON, 12),
            user("ana", false, true, Snapshots.NOON.minusSeconds(86_400), 4),
            user("bob", false, false, JOINED, 0)));

    /** In order. */
    public List<String> done() {
        return List.copyOf(done);
    }

    public static User user(String name, boolean admin, boolean active, Instant lastLogin, long packages) {
        return new User(name, name + "@example.org", admin, active, JOINED, lastLogin, packages);
    }

    @Override
    public List<User> list() {
        return List.copyOf(all);
    }

    @Override
    public Admission add(String name, String email, boolean admin, Entry entry) {
        if (all.stream().anyMatch(user -> user.name().equals(name))) {
            throw new Conflict("There is a user " + name + " already.");
        }
        all.add(user(name, admin, true, JOINED, 0));
        done.add("add " + name + " " + email + (admin ? " as admin" : ""));
        return admission(entry);
    }

    private static Admission admission(Entry entry) {
        if (entry instanceof Entry.MadeUp) {
            return new Admission(Optional.of(new Secret("made-up-secret")), Optional.empty(), false);
        }
        return entry instanceof Entry.Link
                ? new Admission(
                        Optional.empty(), Optional.of(URI.create("http://localhost:5000/reset_password/x")), false)
                : new Admission(Optional.empty(), Optional.empty(), false);
    }

    @Override
    public Admission resetPassword(String name, Entry entry) {
        done.add("reset " + name);
        return admission(entry);
    }

    @Override
    public void disable(String name) {
        if (name.equals("admin")) {
            throw new Conflict("admin is the last active administrator.");
        }
        done.add("disable " + name);
    }

    @Override
    public void enable(String name) {
        done.add("enable " + name);
    }

    @Override
    public void makeAdmin(String name) {
        done.add("make admin " + name);
    }

    @Override
    public void revokeAdmin(String name) {
        done.add("revoke admin " + name);
    }

    @Override
    public void signOut(String name) {
        done.add("sign out " + name);
    }

    @Override
    public void delete(String name) {
        done.add("delete " + name);
    }

    @Override
    public long give(String from, String to, BackupProgress progress) {
        done.add("give the packages of " + from + " to " + to);
        return 0;
    }
}
