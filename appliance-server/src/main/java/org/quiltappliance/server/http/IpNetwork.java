package org.quiltappliance.server.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** All addresses that begin with the same bits. IPv4 addresses written as IPv6 ones count as IPv4. */
final class IpNetwork {

    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}");

    private final byte[] first;
    private final int bits;

    private IpNetwork(byte[] first, int bits) {
        this.first = first;
        this.bits = bits;
    }

    /** @param text an address, or {@code address/bits}, as the settings allow it */
    static IpNetwork of(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("Not a network: " + text))
                .getAddress();
        int all = address.length * Byte.SIZE;
        return new IpNetwork(address, slash < 0 ? all : Math.min(all, Integer.parseInt(text.substring(slash + 1))));
    }

    boolean contains(InetAddress other) {
        byte[] address = other.getAddress();
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        if (address.length != first.length || !Arrays.equals(address, 0, whole, first, 0, whole)) {
            return false;
        }
        int mask = 0xff << (Byte.SIZE - rest);
        return rest == 0 || ((address[whole] ^ first[whole]) & mask & 0xff) == 0;
    }

    /** The address of that text, which asks no name server; with brackets and a port, as proxies write it, or without. */
    static Optional<InetAddress> address(String text) {
        String bare = withoutPort(text.strip());
        if (!IPV4.matcher(bare).matches() && !IPV6.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(bare));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    private static String withoutPort(String text) {
        int end = text.startsWith("[") ? text.indexOf(']') : text.indexOf(':');
        boolean bracketed = text.startsWith("[") && end > 0;
        String behind = bracketed ? text.substring(end + 1) : end > 0 ? text.substring(end) : "";
        if (bracketed) {
            return behind.isEmpty() || PORT.matcher(behind).matches() ? text.substring(1, end) : text;
        }
        return PORT.matcher(behind).matches() ? text.substring(0, end) : text;
    }
}
