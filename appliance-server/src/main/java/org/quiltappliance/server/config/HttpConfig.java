package org.quiltappliance.server.config;

import java.net.URI;
import java.util.List;

/**
 * Where the appliance listens and under which addresses clients reach it.
 *
 * @param bind address of this computer; {@code 127.0.0.1} means this computer only, on IPv4 and IPv6
 * @param registryPort 0 takes any free port (tests)
 * @param catalogPort 0 takes any free port (tests)
 * @param registryUrl public root of the registry, without final slash; empty path
 * @param catalogUrl public root of the catalog, without final slash
 * @param maxRequestBytes of a request body as sent; larger ones are refused with 413
 * @param maxUnpackedBytes of a gzipped request body after unpacking (defect D29)
 * @param tls how both ports are encrypted
 * @param trustedProxies addresses, or networks as {@code address/bits}, whose {@code X-Forwarded-*} headers are believed
 */
public record HttpConfig(
        String bind,
        int registryPort,
        int catalogPort,
        URI registryUrl,
        URI catalogUrl,
        long maxRequestBytes,
        long maxUnpackedBytes,
        TlsConfig tls,
        List<String> trustedProxies) {

    public HttpConfig {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** Whether only this computer can connect. */
    public boolean isLoopback() {
        return isLoopback(bind);
    }

    static boolean isLoopback(String address) {
        return address.equals("::1") || address.startsWith("127.");
    }

    /** Whether others than the people at this computer can use it: directly, or through a proxy. */
    public boolean isShared() {
        return !isLoopback() || !trustedProxies.isEmpty();
    }

    /** Without encryption and without proxies. */
    public HttpConfig(
            String bind,
            int registryPort,
            int catalogPort,
            URI registryUrl,
            URI catalogUrl,
            long maxRequestBytes,
            long maxUnpackedBytes) {
        this(
                bind,
                registryPort,
                catalogPort,
                registryUrl,
                catalogUrl,
                maxRequestBytes,
                maxUnpackedBytes,
                new TlsConfig.Off(),
                List.of());
    }
}
