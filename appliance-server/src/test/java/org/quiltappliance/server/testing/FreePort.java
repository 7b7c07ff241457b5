package org.quiltappliance.server.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that nobody listens on, and that nobody gets by chance: the system hands out ports from 32768 on to outgoing
 * connections and to published ports of containers, so a port found there may be gone when it is needed.
 */
public final class FreePort {

    private static final int LOWEST = 10_000;
    private static final int ABOVE = 32_000;
    private static final int ATTEMPTS = 1_000;

    private FreePort() {}

    /** One that was free a moment ago. */
    public static int find() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, ABOVE);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port from " + LOWEST + " to " + ABOVE + ".");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.getLocalPort() == port;
        } catch (IOException taken) {
            return false;
        }
    }
}
