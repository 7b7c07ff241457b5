package org.quiltappliance.server.tls;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.quiltappliance.server.config.HttpConfig;

/** Under which names clients reach this computer, and whether a certificate speaks for a name (RFC 6125, RFC 9525). */
final class HostNames {

    private static final int DNS = 2;
    private static final int ADDRESS = 7;
    private static final int MOST_ADDRESSES = 20;
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private HostNames() {}

    /** The hosts that clients are told, without brackets. */
    static List<String> publicHosts(HttpConfig http) {
        return List.of(host(http.registryUrl()), host(http.catalogUrl()));
    }

    private static String host(URI url) {
        return unbracketed(url.getHost()).toLowerCase(Locale.ROOT);
    }

    /** Everything that a certificate of our own should speak for. */
    static Set<String> wanted(HttpConfig http) {
        var names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"));
        names.addAll(ownNames());
        names.addAll(boundAddresses(http.bind()));
        publicHosts(http)
                .forEach(host -> names.add(isAddress(host) ? literal(host).getHostAddress() : host));
        names.removeIf(name -> !isAddress(name) && !NAME.matcher(name).matches());
        return names;
    }

    private static List<String> ownNames() {
        try {
            String name = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
            String first = name.split("\\.", 2)[0];
            return isAddress(name) ? List.of() : List.of(name, first, first + ".local");
        } catch (UnknownHostException nameless) {
            return List.of();
        }
    }

    private static Collection<String> boundAddresses(String bind) {
        InetAddress bound = literal(bind);
        if (!bound.isAnyLocalAddress()) {
            return List.of(bound.getHostAddress());
        }
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLinkLocalAddress())
                    .map(HostNames::withoutZone)
                    .limit(MOST_ADDRESSES)
                    .toList();
        } catch (SocketException unknown) {
            return List.of();
        }
    }

    private static String withoutZone(InetAddress address) {
        return address.getHostAddress().split("%", 2)[0];
    }

    static boolean speaksFor(X509Certificate certificate, String host) {
        String wanted = unbracketed(host).toLowerCase(Locale.ROOT);
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null && names.stream().anyMatch(name -> matches(name, wanted));
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }

    /** @param name its kind and its text */
    private static boolean matches(List<?> name, String host) {
        String text = String.valueOf(name.get(1)).toLowerCase(Locale.ROOT);
        if (name.get(0).equals(ADDRESS)) {
            return isAddress(host) && literal(host).equals(literal(text));
        }
        return name.get(0).equals(DNS) && !isAddress(host) && matches(text, host);
    }

    /** A star stands for one whole first label. */
    private static boolean matches(String pattern, String host) {
        if (!pattern.startsWith("*.")) {
            return pattern.equals(host);
        }
        int dot = host.indexOf('.');
        return dot > 0 && host.substring(dot).equals(pattern.substring(1));
    }

    static boolean isAddress(String host) {
        return host.contains(":") || IPV4.matcher(host).matches();
    }

    /** Asks nobody: only for texts that are addresses. */
    static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException wrong) {
            throw new IllegalArgumentException("Not an address: " + address, wrong);
        }
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
