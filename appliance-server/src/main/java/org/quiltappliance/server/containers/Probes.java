package org.quiltappliance.server.containers;

import java.net.URI;

/** How we ask whether a service is ready, from outside of its container, as the registry will. */
public interface Probes {

    /** What a database said. */
    sealed interface DatabaseAnswer {
        /** It let us in and answers. */
        record Ready(String dataFolder) implements DatabaseAnswer {}

        /** It knows us with another password, or not at all. */
        record Refused(String reason) implements DatabaseAnswer {}

        /** It may do better later. */
        record NotYet(String reason) implements DatabaseAnswer {}
    }

    /** Logs in once. */
    DatabaseAnswer askDatabase(ManagedDatabase database);

    /** Asks for the page; gives its status, or 0 when nobody answers. */
    int askStore(URI page) throws InterruptedException;
}
