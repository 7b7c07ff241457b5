package org.quiltappliance.server.monitoring;

import java.time.Duration;

/**
 * The pool of connections to the database.
 *
 * @param active connections in use
 * @param idle connections that wait for use
 * @param waiting threads that wait for a connection
 * @param max connections there may be
 * @param longestWait of a thread for its connection, or in vain: in a reading within the last five minutes, from the
 *     database since it was last asked
 */
public record PoolState(int active, int idle, int waiting, int max, Duration longestWait) {

    PoolState havingWaited(Duration wait) {
        return new PoolState(active, idle, waiting, max, wait);
    }
}
