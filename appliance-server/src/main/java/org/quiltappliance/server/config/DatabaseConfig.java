package org.quiltappliance.server.config;

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
    record Postgres(String jdbcUrl, String user, Secret password, int poolMax) implements DatabaseConfig {}
}
