package org.quiltappliance.server.containers;

import org.quiltappliance.server.config.Secret;

/**
 * A PostgreSQL of ours that lets us in.
 *
 * @param port can be another one after the container was started again
 * @param volume that holds the data; to be remembered, so that it is missed when it is gone
 */
public record ManagedDatabase(
        String host, int port, String database, String user, Secret password, String container, String volume) {

    /** Without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }
}
