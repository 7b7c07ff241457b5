package org.quiltappliance.server.checks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Asks one address of a host for its health, over a plain socket because no client lets us choose the address. */
final class HealthProbe {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MOST_HEADERS = 100;
    private static final String BOOT_HEADER = "x-appliance-boot";
    private static final String NODE_HEADER = "x-appliance-node";

    /**
     * What came back.
     *
     * @param boot the random text that our own answers carry
     * @param node by which another node of the same registry proves to be one
     */
    record Answer(String text, Optional<String> boot, Optional<String> node) {}

    private HealthProbe() {}

    /** @param trust decides which certificates are believed */
    static Answer ask(URI url, InetAddress address, SSLContext trust) throws IOException {
        try (Socket plain = new Socket()) {
            plain.setSoTimeout(PATIENCE_MILLIS);
            plain.connect(new InetSocketAddress(address, port(url)), PATIENCE_MILLIS);
            try (Socket socket = url.getScheme().equals("https") ? protect(plain, url, trust) : plain) {
                String request = "GET /healthcheck HTTP/1.1\r\nHost: " + url.getRawAuthority()
                        + "\r\nConnection: close\r\nAccept: */*\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                return read(new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1)));
            }
        }
    }

    private static Socket protect(Socket plain, URI url, SSLContext trust) throws IOException {
        var socket = (SSLSocket) trust.getSocketFactory().createSocket(plain, url.getHost(), port(url), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static Answer read(BufferedReader lines) throws IOException {
        String status = lines.readLine();
        if (status == null || !status.startsWith("HTTP/")) {
            throw new IOException("it does not speak HTTP");
        }
        Map<String, String> headers = new TreeMap<>();
        for (int i = 0; i < MOST_HEADERS; i++) {
            String line = lines.readLine();
            if (line == null || line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        String server = headers.containsKey("server") ? ", Server: " + headers.get("server") : "";
        return new Answer(
                status.strip() + server,
                Optional.ofNullable(headers.get(BOOT_HEADER)),
                Optional.ofNullable(headers.get(NODE_HEADER)));
    }

    static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return url.getScheme().equals("https") ? 443 : 80;
    }

    static String endpoint(URI url, InetAddress address) {
        return PortHolder.endpoint(address.getHostAddress().replace("0:0:0:0:0:0:0:1", "::1"), port(url));
    }
}
