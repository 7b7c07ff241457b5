package org.quiltappliance.server.lifecycle;

import java.net.URI;

/**
 * The parts of one run of the registry, in the order in which a start brings them up. Built anew for each start; each
 * method is called once, by one thread; {@link #close()} may be called at any moment and stops what runs, in reverse.
 */
public interface RegistryRun extends AutoCloseable {

    void openDatabase();

    void openStore();

    void migrate();

    /** Makes the first administrator where the mode asks for one. */
    void prepareAccounts();

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
    void drain(java.time.Duration atMost);

    @Override
    void close();
}
