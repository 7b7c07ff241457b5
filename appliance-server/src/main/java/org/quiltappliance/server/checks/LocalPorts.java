package org.quiltappliance.server.checks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;

/** Tries to listen, to see whether one could. */
final class LocalPorts {

    /** How far to look for a free port. */
    private static final int FAR = 200;

    private static final int LAST = 65535;

    private LocalPorts() {}

    /**
     * The addresses that a listener opens for that setting: this computer only is IPv4 and, where the system has it,
     * IPv6 ({@code control-panel.md} SE-9).
     */
    static List<String> addresses(String bind) {
        return bind.equals("127.0.0.1") && refusal("::1", 0).isEmpty() ? List.of(bind, "::1") : List.of(bind);
    }

    /** Why one cannot listen there; empty when one can. */
    static Optional<IOException> refusal(String address, int port) {
        try (var socket = new ServerSocket()) {
            // As the server does: connections of the last run that are not quite over do no harm.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of(refused);
        }
    }

    /** The next port above that one which is free on all these addresses, and is not that other one. */
    static int nextFree(List<String> addresses, int port, int other) {
        int start = Math.max(port, 1023);
        for (int next = start + 1; next <= Math.min(LAST, start + FAR); next++) {
            int candidate = next;
            if (next != other
                    && addresses.stream()
                            .allMatch(address -> refusal(address, candidate).isEmpty())) {
                return next;
            }
        }
        return LAST;
    }
}
