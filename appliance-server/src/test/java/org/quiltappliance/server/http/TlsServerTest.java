package org.quiltappliance.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.TlsConfig;
import org.quiltappliance.server.monitoring.TrafficMeter;
import org.quiltappliance.server.testing.SteppingClock;
import org.quiltappliance.server.tls.ServerCertificate;

/** The ports of a server with a certificate of its own. */
class TlsServerTest {

    @TempDir
    Path folder;

    private final SteppingClock clock = new SteppingClock();

    private HttpConfig config() {
        return new HttpConfig(
                "127.0.0.1",
                0,
                0,
                URI.create("https://localhost"),
                URI.create("https://localhost"),
                1,
                1,
                new TlsConfig.SelfSigned(folder.resolve("tls")),
                List.of());
    }

    private ServerCertificate certificate() {
        return ServerCertificate.of(config(), clock).orElseThrow();
    }

    private WebServer started(ServerCertificate certificate) {
        var mark = new NodeMark("boot", "proof");
        var server = new WebServer(
                config(),
                Optional.of(certificate),
                List.of(new HealthHandler(mark)),
                List.of(new HealthHandler(mark)),
                mark,
                new TrafficMeter(Clock.systemUTC()));
        server.start();
        server.admit();
        return server;
    }

    private static String ask(URI address, SSLContext trust) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .sslContext(trust)
                .build()
                .send(HttpRequest.newBuilder(address.resolve("/healthcheck")).build(), BodyHandlers.ofString())
                .body();
    }

    private static X509Certificate shown(WebServer server, SSLContext trust) throws IOException {
        var address = server.registryAddress();
        try (var socket = (SSLSocket) trust.getSocketFactory().createSocket("127.0.0.1", address.getPort())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    void bothPortsAreEncrypted() throws Exception {
        var certificate = certificate();
        try (var server = started(certificate)) {
            assertThat(server.registryAddress().getScheme()).isEqualTo("https");
            assertThat(ask(server.registryAddress(), certificate.trust())).isEqualTo("ok");
            assertThat(ask(server.catalogAddress(), certificate.trust())).isEqualTo("ok");
        }
    }

    @Test
    void whoDoesNotKnowTheAuthorityIsWarned() {
        var certificate = certificate();
        try (var server = started(certificate)) {
            assertThatThrownBy(() -> ask(server.registryAddress(), ServerCertificate.usualTrust()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void plainHttpGetsNothing() throws Exception {
        try (var server = started(certificate());
                var socket = new Socket("127.0.0.1", server.registryAddress().getPort())) {
            socket.getOutputStream().write("GET /healthcheck HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes());

            assertThat(new String(socket.getInputStream().readAllBytes())).doesNotContain("ok");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void modernVersionsAreSpoken(String version) throws Exception {
        var certificate = certificate();
        try (var server = started(certificate);
                var socket = (SSLSocket) certificate
                        .trust()
                        .getSocketFactory()
                        .createSocket("127.0.0.1", server.registryAddress().getPort())) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();

            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
        }
    }

    @Test
    void renewedCertificateIsShownWithoutARestart() throws Exception {
        var certificate = certificate();
        try (var server = started(certificate)) {
            var before = shown(server, certificate.trust());
            server.renewCertificate();
            assertThat(shown(server, certificate.trust())).isEqualTo(before);

            clock.advance(Duration.ofDays(370));
            server.renewCertificate();

            assertThat(shown(server, certificate.trust())).isNotEqualTo(before);
            assertThat(ask(server.registryAddress(), certificate.trust())).isEqualTo("ok");
        }
    }
}
