package org.quiltappliance.server;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.quiltappliance.server.backup.DataLock;
import org.quiltappliance.server.backup.Place;
import org.quiltappliance.server.checks.DatabaseCheck;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.database.DatabaseProbe;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.lifecycle.DataProblems;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.objects.S3Failure;
import org.quiltappliance.server.search.Search;

/** The data of a configuration, opened outside of a run. */
final class OpenedData implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final DataPlaces.Ready ready;
    private final Database database;
    private final ObjectStore store;
    private final Search search;
    private final RegistryData data;

    private OpenedData(DataPlaces.Ready ready) {
        this.ready = ready;
        database = new Database(ready.config().database());
        store = Assembly.objectStore(ready.config());
        search = new Search(database);
        data = new RegistryData(new Place(database, store), new DataLock(database), search);
    }

    /**
     * Opens them; makes tables where there are none.
     *
     * @throws ProblemException when a server cannot be used, as a start would say
     */
    static OpenedData open(DataPlaces places, ApplianceConfig config, Clock clock, Consumer<String> tell)
            throws InterruptedException {
        return opening(places.ready(config, tell), opened -> opened.open(new DataProblems(clock)));
    }

    /**
     * As {@link #open}, for work on rows that are there already: the objects are not to be used.
     *
     * @throws Conflict when there are no tables
     */
    static OpenedData openRows(DataPlaces places, ApplianceConfig config, Clock clock, Consumer<String> tell)
            throws InterruptedException {
        return opening(places.ready(config, tell), opened -> {
            opened.openDatabase(new DataProblems(clock));
            if (!opened.database.hasTables()) {
                throw AccountService.noAccounts();
            }
        });
    }

    /** As {@link #openRows}, for tables that may await an update and are not to be changed. */
    static OpenedData openWaiting(DataPlaces places, ApplianceConfig config, Clock clock, Consumer<String> tell)
            throws InterruptedException {
        return opening(places.ready(config, tell), opened -> opened.connect(new DataProblems(clock)));
    }

    private static OpenedData opening(DataPlaces.Ready ready, Consumer<OpenedData> work) {
        var opened = new OpenedData(ready);
        boolean good = false;
        try {
            work.accept(opened);
            good = true;
            return opened;
        } finally {
            if (!good) {
                opened.close();
            }
        }
    }

    private void open(DataProblems problems) {
        openDatabase(problems);
        database.migrate();
        try {
            store.open();
        } catch (ApplianceException failed) {
            throw S3Failure.behind(failed)
                    .<RuntimeException>map(reason -> new ProblemException(BucketProblems.of(reason, problems), failed))
                    .orElse(failed);
        }
    }

    private void openDatabase(DataProblems problems) {
        connect(problems);
        if (database.awaitsUpdate()) {
            throw new Conflict("The tables await an update. Start the registry once, which saves and updates them.");
        }
    }

    private void connect(DataProblems problems) {
        if (config().database() instanceof DatabaseConfig.Postgres postgres) {
            requireUsable(postgres, problems);
        }
        database.open();
    }

    /** @throws ProblemException when the server or the database cannot be used, as a start would say */
    static void requireUsable(DatabaseConfig.Postgres postgres, DataProblems problems) {
        var finding = new DatabaseProbe(postgres, PATIENCE).run();
        finding.trouble().ifPresent(trouble -> {
            throw new ProblemException(new DatabaseCheck(postgres, problems).problem(trouble, finding.reason()));
        });
    }

    /** To be called when there are data in it. */
    void remember() throws IOException {
        ready.remember();
    }

    /** With the addresses where the data really are. */
    ApplianceConfig config() {
        return ready.config();
    }

    RegistryData data() {
        return data;
    }

    Database database() {
        return database;
    }

    @Override
    public void close() {
        search.close();
        store.close();
        database.close();
        ready.close();
    }
}
