package org.quiltappliance.server.containers;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Answers as it was told; ready when it was told nothing. */
final class FakeProbes implements Probes {

    static final DatabaseAnswer READY = new DatabaseAnswer.Ready("/var/lib/postgresql/data");

    private final Deque<DatabaseAnswer> database = new ArrayDeque<>();
    private final Deque<Integer> store = new ArrayDeque<>();
    private DatabaseAnswer last = READY;

    /** In this order; the last one is repeated. */
    void databaseSays(DatabaseAnswer... answers) {
        database.clear();
        database.addAll(List.of(answers));
    }

    /** In this order, then 200. */
    void storeSays(Integer... statuses) {
        store.addAll(List.of(statuses));
    }

    @Override
    public DatabaseAnswer askDatabase(ManagedDatabase asked) {
        if (!database.isEmpty()) {
            last = database.poll();
        }
        return last;
    }

    @Override
    public int askStore(URI page) {
        return store.isEmpty() ? 200 : store.poll();
    }
}
