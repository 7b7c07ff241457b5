package org.quiltappliance.server.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a server that only tells its versions (AT-07). */
class VersionNegotiationTest {

    private final List<String> paths = new CopyOnWriteArrayList<>();
    private String offer = "";
    private HttpServer engine;

    @BeforeEach
    void startEngine() throws IOException {
        engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.createContext("/", exchange -> {
            paths.add(exchange.getRequestURI().getPath());
            byte[] answer = offer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            try (var body = exchange.getResponseBody()) {
                body.write(answer);
            }
        });
        engine.start();
    }

    @AfterEach
    void stopEngine() {
        engine.stop(0);
    }

    private DockerRuntime connect(String lowest, String highest) {
        offer = "{\"ApiVersion\":\"" + highest + "\",\"MinAPIVersion\":\"" + lowest + "\"}";
        var address = URI.create("tcp://127.0.0.1:" + engine.getAddress().getPort());
        return DockerRuntime.connect(new DockerEndpoint(address, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"1.12, 1.41, 1.41", "1.44, 1.52, 1.44", "1.24, 1.40, 1.40", "1.12, 1.44, 1.44"})
    void speaksTheNewestVersionThatBothKnow(String lowest, String highest, String common) {
        try (var runtime = connect(lowest, highest)) {
            runtime.ping();
        }

        assertThat(paths).containsExactly("/version", "/v" + common + "/_ping");
    }

    @ParameterizedTest
    @CsvSource({"1.12, 1.39, true", "1.45, 1.60, false"})
    void refusesEnginesThatHaveNoVersionInCommon(String lowest, String highest, boolean tooOld) {
        assertThatExceptionOfType(DockerRuntime.UnfitVersion.class)
                .isThrownBy(() -> connect(lowest, highest))
                .satisfies(unfit -> {
                    assertThat(unfit.isTooOld()).isEqualTo(tooOld);
                    assertThat(unfit.lowest()).hasToString(lowest);
                    assertThat(unfit.highest()).hasToString(highest);
                });
    }
}
