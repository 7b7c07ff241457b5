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

/** The data of a configuration, opened outside of a run. */
final class OpenedData implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final DataPlaces.Ready ready;
    private final Database database;
    private final ObjectStore store;
    private final RegistryData data;

    private OpenedData(DataPlaces.Ready ready) {
        this.ready = ready;
        database = new Database(ready.config().database());
        store = Assembly.objectStore(ready.config());
        data = new RegistryData(new Place(database, store), new DataLock(database));
    }

    /**
     * Opens them; makes tables where there are none.
     *
     * @throws ProblemException when a server cannot be used, as a start would say
     */
    static OpenedData open(DataPlaces places, ApplianceConfig config, Clock clock, Consumer<String> tell)
            throws InterruptedException {
        var opened = new OpenedData(places.ready(config, tell));
        boolean good = false;
        try {
            opened.open(new DataProblems(clock));
            good = true;
            return opened;
        } finally {
            if (!good) {
                opened.close();
            }
        }
    }

    private void open(DataProblems problems) {
        if (config().database() instanceof DatabaseConfig.Postgres postgres) {
            requireUsable(postgres, problems);
        }
        database.open();
        if (database.awaitsUpdate()) {
            throw new Conflict("The tables await an update. Start the registry once, which saves and updates them.");
        }
        database.migrate();
        try {
            store.open();
        } catch (ApplianceException failed) {
            throw S3Failure.behind(failed)
                    .<RuntimeException>map(reason -> new ProblemException(BucketProblems.of(reason, problems), failed))
                    .orElse(failed);
        }
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
        store.close();
        database.close();
        ready.close();
    }
}
