package org.quiltappliance.server;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.quiltappliance.server.backup.BackupProgress;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.lifecycle.Activity.Kind;
import org.quiltappliance.server.search.Search;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts of an appliance, whether its registry runs or, in persistent mode, does not ({@code control-panel.md} section
 * 16). Then each call opens the database, which may mean to run its container for a while, and closes it again.
 */
public final class AccountService implements Users {

    private static final Logger log = LoggerFactory.getLogger(AccountService.class);

    private final DataAccess access;
    private final Tasks tasks;
    private final Consumer<Secret> hide;
    private final Clock clock;

    /** @param hide hears of each password that is made up */
    AccountService(DataAccess access, Tasks tasks, Consumer<Secret> hide, Clock clock) {
        this.access = access;
        this.tasks = tasks;
        this.hide = hide;
        this.clock = clock;
    }

    @Override
    public List<User> list() {
        return with(Users::list);
    }

    @Override
    public Admission add(String name, String email, boolean admin, Entry entry) {
        return logged("add " + name, users -> hidden(users.add(name, email, admin, entry)));
    }

    @Override
    public Admission resetPassword(String name, Entry entry) {
        return logged("reset the password of " + name, users -> hidden(users.resetPassword(name, entry)));
    }

    private Admission hidden(Admission admission) {
        admission.password().ifPresent(hide);
        return admission;
    }

    @Override
    public void disable(String name) {
        log("disable " + name, users -> users.disable(name));
    }

    @Override
    public void enable(String name) {
        log("enable " + name, users -> users.enable(name));
    }

    @Override
    public void makeAdmin(String name) {
        log("make " + name + " an administrator", users -> users.makeAdmin(name));
    }

    @Override
    public void revokeAdmin(String name) {
        log("make " + name + " no administrator", users -> users.revokeAdmin(name));
    }

    @Override
    public void signOut(String name) {
        log("sign out " + name, users -> users.signOut(name));
    }

    @Override
    public void delete(String name) {
        log("delete " + name, users -> users.delete(name));
    }

    @Override
    public long give(String from, String to, BackupProgress progress) {
        return logged("give the packages of " + from + " to " + to, users -> users.give(from, to, progress));
    }

    /**
     * Gives all packages of somebody to another user and deletes the account then. The account is out of use meanwhile.
     *
     * @return of how many packages there were
     */
    public Task<Long> delete(String name, String heir) {
        return tasks.begin(
                Kind.ACCOUNTS,
                progress -> access.use(progress, open -> {
                    try (var index = new Search(open.data().place().database())) {
                        var users = open.registry()
                                .map(Registry::userAccounts)
                                .orElseGet(() -> AccountUsers.of(
                                        open.config(), open.data().place(), index, clock));
                        return open.data()
                                .lock()
                                .during("giving packages away", () -> delete(users, name, heir, progress));
                    }
                }));
    }

    /** Nobody signed in as this user pushes what would be left behind. */
    private static long delete(Users users, String name, String heir, TaskProgress progress) {
        boolean active = users.list().stream().anyMatch(user -> user.name().equals(name) && user.active());
        users.disable(name);
        boolean done = false;
        try {
            long given = users.give(name, heir, progress);
            progress.decide();
            users.delete(name);
            done = true;
            log.info("Administration: gave {} packages of {} to {} and deleted the account", given, name, heir);
            return given;
        } finally {
            if (!done && active) {
                users.enable(name);
            }
        }
    }

    private void log(String deed, Consumer<Users> work) {
        logged(deed, users -> {
            work.accept(users);
            return true;
        });
    }

    private <T> T logged(String deed, Function<Users, T> work) {
        T done = with(work);
        log.info("Administration: {}", deed);
        return done;
    }

    private <T> T with(Function<Users, T> work) {
        if (access.running() instanceof DataAccess.Running.Up up) {
            return work.apply(up.plan().users());
        }
        if (access.running() instanceof DataAccess.Running.Between) {
            throw new Unavailable("The registry is starting or stopping. Try again when that is done.");
        }
        var config = stored();
        // As a task, so that nothing else opens or closes the database meanwhile.
        var task = tasks.begin(Kind.ACCOUNTS, progress -> {
            progress.decide();
            progress.tell("Opening the database");
            try (var rows = access.openRows(config, progress);
                    var index = new Search(rows.database())) {
                return work.apply(AccountUsers.of(rows.config(), rows.data().place(), index, clock));
            }
        });
        return result(task);
    }

    private static <T> T result(Task<T> task) {
        try {
            return task.result().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw failed;
        }
    }

    /** The settings of a registry that keeps accounts although it does not run. */
    private ApplianceConfig stored() {
        var config = access.config();
        if (config.mode() == Mode.TEST) {
            throw new Conflict(
                    "In test mode there are accounts only while the registry runs, and it does not. Start it,"
                            + " or turn to persistent mode: mode persistent");
        }
        if (config.database() instanceof DatabaseConfig.Managed
                && !access.instance().volumes().containsKey(Backing.DATABASE_VOLUME)) {
            throw noAccounts();
        }
        return config;
    }

    static Conflict noAccounts() {
        return new Conflict(
                "There are no accounts yet: the registry has not been started here. Its first start makes the"
                        + " first administrator.");
    }
}
