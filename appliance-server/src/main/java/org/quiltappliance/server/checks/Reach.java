package org.quiltappliance.server.checks;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.quiltappliance.server.config.HttpConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who can reach the registry, in one sentence ({@code control-panel.md} SE-4). */
public final class Reach {

    private static final Logger log = LoggerFactory.getLogger(Reach.class);

    /** As container engines and makers of virtual computers name what joins these to this computer, and to nobody else. */
    private static final Pattern BRIDGE =
            Pattern.compile("(docker|podman|cni-podman|virbr|lxcbr|lxdbr|incusbr)\\d+|br-[0-9a-f]{12}|veth.*");

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

    /** Under which others can reach this computer, whatever the settings say. */
    public static List<LocalAddress> addresses() {
        try {
            return found(InetAddress.getByName("0.0.0.0"));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("This is an address", impossible);
        }
    }

    private static List<String> addresses(String bind) {
        try {
            return found(InetAddress.getByName(bind)).stream()
                    .map(LocalAddress::toString)
                    .toList();
        } catch (UnknownHostException unknown) {
            return List.of();
        }
    }

    /** Whether a network of that name has containers and virtual computers of this computer alone. */
    static boolean endsHere(String network) {
        return BRIDGE.matcher(network).matches();
    }

    private static boolean leadsHere(NetworkInterface network, InetAddress address) {
        return !address.isLoopbackAddress() && !address.isLinkLocalAddress() && !endsHere(network.getName());
    }

    private static List<LocalAddress> found(InetAddress bound) {
        var found = new ArrayList<LocalAddress>();
        try {
            for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InetAddress address : Collections.list(network.getInetAddresses())) {
                    boolean meant = bound.isAnyLocalAddress() ? leadsHere(network, address) : address.equals(bound);
                    if (meant) {
                        found.add(
                                new LocalAddress(address.getHostAddress().split("%", 2)[0], network.getDisplayName()));
                    }
                }
            }
        } catch (SocketException unknown) {
            log.warn("The networks of this computer are not known", unknown);
            return List.of();
        }
        // Shorter ones first: people read them out and type them.
        found.sort(Comparator.comparing(one -> one.address().contains(":")));
        return found;
    }
}
