package org.quiltappliance.server.checks;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.quiltappliance.server.checks.Check.Finding;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.lifecycle.Problems;

/** PF-7: whether the address to listen on is there, and the public address leads to this computer. */
record AddressCheck(HttpConfig http, String setting, Problems problems) {

    Finding find() throws SocketException, UnknownHostException {
        var bind = InetAddress.getByName(http.bind());
        if (!bind.isAnyLocalAddress() && !bind.isLoopbackAddress() && NetworkInterface.getByInetAddress(bind) == null) {
            var present = Reach.addresses().stream().map(LocalAddress::address).toList();
            return Finding.fail(problems.bindAddressGone(setting, http.bind(), present));
        }
        String host = http.registryUrl().getHost();
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            return Finding.warn("The name " + host + " of REGISTRY_URL is not known on this computer.");
        }
        boolean ours = Arrays.stream(addresses).anyMatch(AddressCheck::isOurs);
        return ours
                ? Finding.ok(host + " leads to this computer.")
                : Finding.warn("The name " + host + " of REGISTRY_URL leads to another computer.");
    }

    private static boolean isOurs(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return false;
        }
    }
}
