package org.quiltappliance.server.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.nodes.KeyMark;
import org.quiltappliance.server.tls.ServerCertificate;

class PublicUrlTest {

    private static final String BOOT = "7c1f";
    private static final KeyMark NODES = new KeyMark(new Secret("the key of all nodes"));
    private final HttpServer ours = server("127.0.0.1", 0, 503, Map.of("X-Appliance-Boot", BOOT));
    private final URI direct =
            URI.create("http://127.0.0.1:" + ours.getAddress().getPort());

    private static HttpServer server(String address, int port, int status, Map<String, String> headers) {
        try {
            var server = HttpServer.create(new InetSocketAddress(address, port), 0);
            server.createContext("/healthcheck", exchange -> {
                headers.forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @AfterEach
    void stop() {
        ours.stop(0);
    }

    private PublicUrl url(String url) {
        return new PublicUrl(
                "APPLIANCE_REGISTRY_PORT",
                "REGISTRY_URL",
                URI.create(url),
                direct,
                new Problems(Clock.systemUTC()),
                ServerCertificate.usualTrust(),
                Optional.of(NODES));
    }

    @Test
    void ourOwnAnswerIsProof() throws IOException {
        assertThat(url(direct.toString()).prove(BOOT)).isEmpty();
    }

    @Test
    void hostWithAnAddressWhereNobodyListensIsProvenByTheOthers() throws IOException {
        assertThat(url("http://localhost:" + direct.getPort()).prove(BOOT)).isEmpty();
    }

    @Test
    void answerOfAnotherProgramIsAProblem() {
        var other = server("127.0.0.1", 0, 403, Map.of("Server", "AirTunes/1"));
        String reached = "http://127.0.0.1:" + other.getAddress().getPort();

        assertThatThrownBy(() -> url(reached).prove(BOOT)).isInstanceOfSatisfying(ProblemException.class, failed -> {
            Problem problem = failed.problem();
            assertThat(problem.code()).isEqualTo(ProblemCode.ANOTHER_SERVER_ANSWERS);
            assertThat(problem.message()).contains(reached).contains("403 Forbidden, Server: AirTunes/1");
        });
        other.stop(0);
    }

    @Test
    void answerOfAnotherRunOfOursIsAProblem() {
        assertThatThrownBy(() -> url(direct.toString()).prove("another"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failed -> assertThat(failed.problem().code()).isEqualTo(ProblemCode.ANOTHER_SERVER_ANSWERS));
    }

    @Test
    void anotherNodeBehindTheSameAddressIsOneOfUs() throws IOException {
        var other = server(
                "127.0.0.1", 0, 200, Map.of("X-Appliance-Boot", "9e2a", "X-Appliance-Node", NODES.ofBoot("9e2a")));

        assertThat(url("http://127.0.0.1:" + other.getAddress().getPort()).prove(BOOT))
                .isEmpty();
        other.stop(0);
    }

    @Test
    void nodeOfAnotherRegistryIsAProblem() {
        var stranger = new KeyMark(new Secret("some other key"));
        var other = server(
                "127.0.0.1", 0, 200, Map.of("X-Appliance-Boot", "9e2a", "X-Appliance-Node", stranger.ofBoot("9e2a")));
        String reached = "http://127.0.0.1:" + other.getAddress().getPort();

        assertThatThrownBy(() -> url(reached).prove(BOOT))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failed -> assertThat(failed.problem().code()).isEqualTo(ProblemCode.ANOTHER_SERVER_ANSWERS));
        other.stop(0);
    }

    @Test
    void publicAddressOutOfReachIsANoticeWhenWeAnswerDirectly() throws IOException {
        assertThat(url("http://no.such.host.invalid").prove(BOOT))
                .map(Problem::code)
                .contains(ProblemCode.PUBLIC_URL_UNVERIFIED);
    }

    @Test
    void nobodyAtAllIsAFailure() throws IOException {
        ours.stop(0);

        assertThatThrownBy(() -> url(direct.toString()).prove(BOOT)).isInstanceOf(IOException.class);
    }

    @Test
    void programThatSpeaksSomethingElseIsAProblem() throws Exception {
        try (var strange = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var speaker = new Thread(() -> {
                try (var guest = strange.accept()) {
                    guest.getOutputStream().write("220 mail.example.org ESMTP\r\n".getBytes());
                    guest.shutdownOutput();
                    guest.getInputStream().readAllBytes();
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
            speaker.start();

            assertThatThrownBy(() ->
                            url("http://127.0.0.1:" + strange.getLocalPort()).prove(BOOT))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            failed -> assertThat(failed.problem().message()).contains("it does not speak HTTP"));
            speaker.join();
        }
    }
}
