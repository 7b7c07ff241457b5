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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a server that tells what it is, and answers in its own versions alone, as engines do. */
class VersionNegotiationTest {

    private static final String INFO = "{\"OSType\":\"linux\",\"Architecture\":\"x86_64\"}";

    private final List<String> paths = new CopyOnWriteArrayList<>();
    private volatile String offer = "";
    private volatile ApiVersion oldest = ApiVersion.OLDEST;
    private volatile ApiVersion newest = ApiVersion.NEWEST;
    private HttpServer engine;

    @BeforeEach
    void startEngine() throws IOException {
        engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            paths.add(path);
            byte[] answer = (path.endsWith("/info") ? INFO : offer).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(path.equals("/version") || speaks(path) ? 200 : 400, answer.length);
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

    private boolean speaks(String path) {
        if (!path.startsWith("/v")) {
            return false;
        }
        var version = ApiVersion.parse(path.substring("/v".length(), path.indexOf('/', 1)));
        return version.compareTo(oldest) >= 0 && version.compareTo(newest) <= 0;
    }

    private String address(String lowest, String highest) {
        oldest = ApiVersion.parse(lowest);
        newest = ApiVersion.parse(highest);
        offer = "{\"ApiVersion\":\"" + highest + "\",\"MinAPIVersion\":\"" + lowest + "\"}";
        return "tcp://127.0.0.1:" + engine.getAddress().getPort();
    }

    private DockerRuntime connect(String lowest, String highest) {
        return DockerRuntime.connect(new DockerEndpoint(URI.create(address(lowest, highest)), Optional.empty()));
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

    @ParameterizedTest
    @CsvSource({"1.12, 1.41, 1.41", "1.44, 1.52, 1.44"})
    @Tag("AT-07")
    void startFindsEnginesOfEitherAgeAndSpeaksTheirVersion(String lowest, String highest, String common) {
        var finding = new DockerSearch(DockerSearch.Surroundings.here()).find(Optional.of(address(lowest, highest)));

        assertThat(finding).isInstanceOf(DockerFinding.Ready.class);
        try (var runtime = finding.runtime().orElseThrow()) {
            runtime.ping();
            assertThat(runtime.info().apiVersion()).isEqualTo(common);
        }
        assertThat(paths).first().isEqualTo("/version");
        assertThat(paths)
                .filteredOn(path -> !path.equals("/version"))
                .hasSizeGreaterThan(1)
                .allMatch(path -> path.startsWith("/v" + common + "/"));
    }
}
