package org.quiltappliance.server.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.monitoring.TrafficMeter;
import org.quiltappliance.server.tls.Identity;
import org.quiltappliance.server.tls.ServerCertificate;
import org.quiltappliance.server.tls.UnusableCertificate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Jetty server with two ports: the registry's and the catalog's. On loopback each listens on IPv4 and, where the
 * system has it, IPv6, so that nobody else can answer clients that try the other one (control-panel.md SE-9). Both speak
 * HTTP/1.1, over TLS 1.2 or 1.3 where there is a certificate.
 */
public final class WebServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WebServer.class);

    private static final String REGISTRY = "registry";
    static final String CATALOG = "catalog";
    private static final int THREADS = 200;

    /**
     * Longer than any push lies idle between its dry run and its end (client-protocol.md 12.4): closing the connection
     * meanwhile could lose a finished upload.
     */
    private static final Duration IDLE = Duration.ofHours(2);

    private static final int LONGEST_HEADERS = 64 * 1024;

    private final HttpConfig config;
    private final Server server;
    private final List<ServerConnector> registry = new ArrayList<>();
    private final List<ServerConnector> catalog = new ArrayList<>();
    private final Gate gate;
    private final Optional<ServerCertificate> certificate;
    private final SslContextFactory.Server tls = new SslContextFactory.Server();

    /** Without encryption, and counted for nobody. */
    public WebServer(HttpConfig config, List<Handler> registryHandlers, List<Handler> catalogHandlers, String boot) {
        this(
                config,
                Optional.empty(),
                registryHandlers,
                catalogHandlers,
                new NodeMark(boot, ""),
                new TrafficMeter(Clock.systemUTC()));
    }

    /**
     * @param certificate encrypts both ports
     * @param registryHandlers asked in turn for requests to the registry port
     * @param catalogHandlers the same for the catalog port
     * @param mark see {@link Gate}
     * @param traffic hears of every request that ends
     */
    public WebServer(
            HttpConfig config,
            Optional<ServerCertificate> certificate,
            List<Handler> registryHandlers,
            List<Handler> catalogHandlers,
            NodeMark mark,
            TrafficMeter traffic) {
        this.config = config;
        this.certificate = certificate;
        var pool = new QueuedThreadPool(THREADS);
        pool.setName("http");
        server = new Server(pool);
        server.setRequestLog(new RequestLog.Collection(new RequestMeter(traffic), new AccessLog()));
        server.setErrorHandler(new JsonErrors());
        server.setStopAtShutdown(false);
        var contexts = new ContextHandlerCollection();
        contexts.addHandler(context(REGISTRY, registryHandlers));
        contexts.addHandler(context(CATALOG, catalogHandlers));
        gate = new Gate(contexts, mark);
        server.setHandler(new RequestIds(new Tidy(new Cors(gate))));
    }

    /** Whether the request came to the catalog's port. */
    static boolean isCatalog(Request request) {
        return request.getConnectionMetaData().getConnector() instanceof ServerConnector connector
                && CATALOG.equals(connector.getName());
    }

    private static Handler context(String connector, List<Handler> handlers) {
        List<Handler> all = new ArrayList<>(handlers);
        all.add(new NothingHere());
        var context = new ContextHandler(new Handler.Sequence(all), "/");
        context.setVirtualHosts(List.of("@" + connector));
        return context;
    }

    /**
     * Opens both ports; requests are let in by {@link #admit()}.
     *
     * @throws IllegalStateException caused by {@link UnusableCertificate} when the certificate is at fault
     */
    public void start() {
        try {
            if (certificate.isPresent()) {
                tls.setIncludeProtocols("TLSv1.2", "TLSv1.3");
                show(certificate.get().load());
            }
            listen(registry, REGISTRY, config.registryPort());
            listen(catalog, CATALOG, config.catalogPort());
            server.start();
        } catch (Exception failed) {
            close();
            throw new IllegalStateException("The ports could not be opened", failed);
        }
    }

    /** The password guards nothing: the store never leaves the memory. */
    private void show(Identity identity) {
        String password = "in memory";
        tls.setKeyStore(identity.store(password.toCharArray()));
        tls.setKeyStorePassword(password);
    }

    /**
     * Looks at the certificate anew; a newer one is shown to all who connect from now on.
     *
     * @throws UnusableCertificate when there is another one that cannot be used; the present one stays
     */
    public void renewCertificate() throws UnusableCertificate {
        if (certificate.isEmpty()) {
            return;
        }
        Optional<Identity> newer = certificate.get().renewed();
        if (newer.isPresent()) {
            try {
                tls.reload(same -> show(newer.get()));
                log.info("Another certificate is shown from now on: {}.", newer.get());
            } catch (Exception failed) { // Jetty declares no narrower type
                throw new IllegalStateException("The newer certificate could not be taken into use", failed);
            }
        }
    }

    private void listen(List<ServerConnector> connectors, String name, int port) throws IOException {
        var first = connector(name, config.bind(), port);
        first.open();
        connectors.add(first);
        if (config.bind().equals("127.0.0.1")) {
            var second = connector(name, "::1", first.getLocalPort());
            try {
                second.open();
                connectors.add(second);
            } catch (IOException noSuchAddress) {
                if (hasIpv6Loopback()) {
                    throw noSuchAddress;
                }
            }
        }
        connectors.forEach(server::addConnector);
    }

    private static boolean hasIpv6Loopback() {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress("::1", 0));
            return true;
        } catch (IOException none) {
            return false;
        }
    }

    private ServerConnector connector(String name, String host, int port) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(LONGEST_HEADERS);
        // Odd paths are judged by the routes, which answer in JSON.
        http.setUriCompliance(UriCompliance.UNSAFE);
        if (certificate.isPresent()) {
            // Without its check of the host: that guards connections shared by several hosts, of which there is only
            // one, and would turn away whoever comes by an address that the certificate does not name.
            http.addCustomizer(new SecureRequestCustomizer(false));
        }
        if (!config.trustedProxies().isEmpty()) {
            http.addCustomizer(new TrustedProxies(config.trustedProxies()));
        }
        var protocol = new HttpConnectionFactory(http);
        // The largest that its pool keeps: a third less work for each uploaded byte than with its own size.
        protocol.setInputBufferSize(64 * 1024);
        var connector = certificate.isPresent()
                ? new ServerConnector(server, 1, 1, new SslConnectionFactory(tls, protocol.getProtocol()), protocol)
                : new ServerConnector(server, 1, 1, protocol);
        connector.setName(name);
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setAcceptQueueSize(1024);
        return connector;
    }

    /** Where the registry listens; an address by which this computer reaches it. */
    public URI registryAddress() {
        return address(registry);
    }

    /** Where the catalog listens. */
    public URI catalogAddress() {
        return address(catalog);
    }

    private URI address(List<ServerConnector> connectors) {
        String bind = switch (config.bind()) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "::1";
            default -> config.bind();
        };
        String scheme = certificate.isPresent() ? "https://" : "http://";
        String host = bind.contains(":") ? "[" + bind + "]" : bind;
        return URI.create(scheme + host + ":" + connectors.get(0).getLocalPort());
    }

    /** How long every connector of the registry lets a connection lie idle at least. */
    Duration idleLimit() {
        return registry.stream()
                .map(connector -> Duration.ofMillis(connector.getIdleTimeout()))
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    public void admit() {
        gate.admit();
    }

    /**
     * Refuses what would change data, until {@link #allowWrites()}.
     *
     * @param message for those who are refused
     * @return whether all changes that were under way ended in time; if not, changes are allowed again
     */
    public boolean holdWrites(String message, Duration atMost) {
        return gate.holdWrites(message, atMost);
    }

    /** As {@link #holdWrites}, for as long as this runs. @param message for those who are refused */
    public void refuseWrites(String message) {
        gate.refuseWrites(message);
    }

    /** How many requests that may change data have ended. */
    public long changes() {
        return gate.changes();
    }

    /** How many requests have been let in and not ended. */
    public int openRequests() {
        return gate.openRequests();
    }

    public void allowWrites() {
        gate.allowWrites();
    }

    /** Refuses new requests and waits for the open ones. */
    public void drain(Duration atMost) {
        gate.drain(atMost);
    }

    @Override
    public void close() {
        try {
            server.stop();
            for (var connector : registry) {
                connector.close();
            }
            for (var connector : catalog) {
                connector.close();
            }
        } catch (Exception failed) {
            throw new IllegalStateException("The ports could not be closed", failed);
        }
    }
}
