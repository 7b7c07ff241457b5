package org.quiltappliance.server.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;

/**
 * Believes what the administrator's own proxies say of a request in {@code X-Forwarded-For}, {@code -Proto} and
 * {@code -Host}, and nobody else (defect D37). Each proxy adds to the end of such a list, so it is read from there: the
 * client is the last address that is not one of the proxies. What stands before it, the client itself may have written.
 */
final class TrustedProxies implements HttpConfiguration.Customizer {

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Pattern HOST = Pattern.compile(
            "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

    private final List<IpNetwork> networks;

    TrustedProxies(List<String> networks) {
        this.networks = networks.stream().map(IpNetwork::of).toList();
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        if (request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer
                && isTrusted(peer.getAddress())) {
            return new Forwarded(request, peer, client(request, peer.getAddress()));
        }
        return request;
    }

    private boolean isTrusted(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /** Where an entry makes no sense, the proxy that reported it is the last one known. */
    private InetAddress client(Request request, InetAddress peer) {
        List<String> reported = values(request, "X-Forwarded-For");
        InetAddress known = peer;
        for (int i = reported.size() - 1; i >= 0 && isTrusted(known); i--) {
            Optional<InetAddress> before = IpNetwork.address(reported.get(i));
            if (before.isEmpty()) {
                break;
            }
            known = before.get();
        }
        return known;
    }

    private static List<String> values(Request request, String header) {
        return request.getHeaders().getValuesList(header).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** What the proxy next to us said. */
    private static Optional<String> last(Request request, String header) {
        List<String> values = values(request, header);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    /** The request as the first proxy got it. */
    private static final class Forwarded extends Request.Wrapper {

        private final ConnectionMetaData connection;
        private final HttpURI uri;
        private final HttpFields headers;
        private final boolean secure;

        Forwarded(Request request, InetSocketAddress peer, InetAddress client) {
            super(request);
            Optional<String> scheme = last(request, "X-Forwarded-Proto")
                    .map(text -> text.toLowerCase(Locale.ROOT))
                    .filter(SCHEMES::contains);
            Optional<HostPort> host = last(request, "X-Forwarded-Host")
                    .filter(text -> HOST.matcher(text).matches())
                    .flatMap(Forwarded::hostPort);
            secure = scheme.map("https"::equals).orElse(request.isSecure());
            var changed = HttpURI.build(request.getHttpURI());
            scheme.ifPresent(changed::scheme);
            host.ifPresent(given -> changed.host(given.getHost()).port(given.getPort()));
            uri = changed.asImmutable();
            // Jetty refuses a request whose two statements about the host differ.
            headers = host.isPresent()
                    ? HttpFields.build(request.getHeaders())
                            .put(HttpHeader.HOST, uri.getAuthority())
                            .asImmutable()
                    : request.getHeaders();
            var address = client.equals(peer.getAddress()) ? peer : new InetSocketAddress(client, 0);
            connection = new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
                @Override
                public SocketAddress getRemoteSocketAddress() {
                    return address;
                }

                @Override
                public boolean isSecure() {
                    return secure;
                }
            };
        }

        private static Optional<HostPort> hostPort(String text) {
            try {
                return Optional.of(new HostPort(text));
            } catch (IllegalArgumentException malformed) {
                return Optional.empty();
            }
        }

        @Override
        public ConnectionMetaData getConnectionMetaData() {
            return connection;
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }

        @Override
        public HttpURI getHttpURI() {
            return uri;
        }

        @Override
        public boolean isSecure() {
            return secure;
        }
    }
}
