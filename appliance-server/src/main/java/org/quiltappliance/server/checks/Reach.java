package org.quiltappliance.server.checks;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.quiltappliance.server.config.HttpConfig;

/** Who can reach the registry, in one sentence ({@code control-panel.md} SE-4). */
public final class Reach {

    private Reach() {}

    public static String of(HttpConfig http) {
        if (!http.isShared()) {
            return "This computer only";
        }
        if (http.isLoopback()) {
            return "Everyone who reaches " + http.registryUrl() + " through the proxy on this computer";
        }
        List<String> addresses = addresses(http.bind());
        return "Everyone who reaches " + (addresses.isEmpty() ? http.bind() : String.join(" or ", addresses));
    }

    /** An address of this computer. @param network its name, as the system shows it */
    public record Candidate(String address, String network) {

        private String text() {
            return address + " (" + network + ")";
        }
    }

    /** The addresses under which others may reach this computer. */
    public static List<Candidate> candidates() {
        return candidates("0.0.0.0");
    }

    private static List<String> addresses(String bind) {
        return candidates(bind).stream().map(Candidate::text).toList();
    }

    private static List<Candidate> candidates(String bind) {
        var found = new ArrayList<Candidate>();
        try {
            InetAddress bound = InetAddress.getByName(bind);
            for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InetAddress address : Collections.list(network.getInetAddresses())) {
                    boolean meant = bound.isAnyLocalAddress()
                            ? !address.isLoopbackAddress() && !address.isLinkLocalAddress()
                            : address.equals(bound);
                    if (meant) {
                        found.add(new Candidate(address.getHostAddress().split("%", 2)[0], network.getDisplayName()));
                    }
                }
            }
        } catch (SocketException | UnknownHostException unknown) {
            return List.of();
        }
        return found;
    }
}
