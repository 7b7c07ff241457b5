package org.quiltappliance.server.config;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where the registry's tables are. */
public sealed interface DatabaseConfig {

    /** The most connections the pool opens. */
    int poolMax();

    /**
     * H2 in this process; gone when the appliance stops.
     *
     * @param name tells databases of one process apart
     */
    record Memory(String name, int poolMax) implements DatabaseConfig {}

    /**
     * A PostgreSQL server, version 12 or newer.
     *
     * @param jdbcUrl {@code jdbc:postgresql://host:port/database}, without user and password
     */
    record Postgres(String jdbcUrl, String user, Secret password, int poolMax) implements DatabaseConfig {

        /** The same with another password. */
        public Postgres with(Secret other) {
            return new Postgres(jdbcUrl, user, other, poolMax);
        }

        private static final Pattern SCHEMA = Pattern.compile("([?&])currentSchema=[^&]*(&|$)");

        /** The same with its tables in that schema of the database. */
        public Postgres in(String schema) {
            var present = SCHEMA.matcher(jdbcUrl);
            String whole = present.replaceFirst("$1").replaceFirst("[?&]$", "");
            return new Postgres(
                    whole + (whole.contains("?") ? "&" : "?") + "currentSchema=" + schema, user, password, poolMax);
        }
    }

    /**
     * A PostgreSQL container of our own, which becomes {@link Postgres} when it runs.
     *
     * @param image to use instead of the pinned one
     * @param port on 127.0.0.1; 0 takes any free one
     * @param schema that has the tables, if not the usual one
     */
    record Managed(Optional<String> image, int port, Secret password, int poolMax, Optional<String> schema)
            implements DatabaseConfig {}
}
