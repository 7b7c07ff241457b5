package org.quiltappliance.server.lifecycle;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.StoreConfig;

/**
 * The parts of one run of the registry, in the order in which a start brings them up. Built anew for each start; each
 * method is called once, by one thread; {@link #close()} may be called at any moment and stops what runs, in reverse.
 */
public interface RegistryRun extends AutoCloseable {

    void openDatabase();

    void openStore();

    void migrate();

    /** Whether {@link #migrate()} would change tables that hold something. */
    boolean awaitsUpdate();

    /** How many of some objects that packages name are in the storage. */
    Sample sampleObjects();

    /**
     * A look at some objects.
     *
     * @param known how many were looked for
     * @param found how many of these are there
     */
    record Sample(long known, long found) {}

    /**
     * Makes the first administrator when there is no account yet.
     *
     * @param shown hears who that is, when the password was made up. The password holds only when this returns: if nobody
     *     was shown it, the next start makes another one
     */
    void prepareAccounts(Consumer<NewAdministrator> shown);

    /** Asks the database whether it answers. @throws RuntimeException with the reason when it does not */
    void proveDatabase();

    /** Goes on with the same database at another address: containers change their port when they come back. */
    void moveDatabase(DatabaseConfig.Postgres place);

    /** The same for the objects. */
    void moveStore(StoreConfig.S3 place);

    /** Asks the storage whether it answers. @throws RuntimeException with the reason when it does not */
    void proveStore();

    /** Whether uploads were refused for want of room, and would be again. */
    boolean lacksSpace();

    /** Whether the database refused something for want of room, and would do so again. */
    boolean databaseLacksSpace();

    /** What time it is where the database is; empty for one in this process. */
    Optional<Instant> databaseClock();

    /** What time it is where the objects are; empty where that is this computer. */
    Optional<Instant> storeClock();

    /** Opens both ports. Requests get 503 with a message until {@link #admit()}. */
    void listen();

    /** Where the registry really listens, which differs from the setting when that says port 0. */
    URI registryAddress();

    /** Where the catalog really listens. */
    URI catalogAddress();

    /** A random text per run, sent as {@code X-Appliance-Boot} by the health check. */
    String boot();

    /** Writes, reads and deletes a small object through the path a client uses, and proves the database writable. */
    void selfCheck();

    /** Lets requests in. */
    void admit();

    /** New requests get 503; returns when the open ones have ended, or after the time. */
    void drain(Duration atMost);

    @Override
    void close();
}
