package org.quiltappliance.server.trials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.testing.FreePort;

/** The answers are those of GitHub's page on errors of access token requests. */
class GitHubTrialTest {

    private static final URI BACK = URI.create("https://registry.example.org/oauth_callback");

    private HttpServer github;
    private volatile String error = "bad_verification_code";
    private volatile String asked = "";

    @BeforeEach
    void start() throws IOException {
        github = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        github.createContext("/login/oauth/access_token", exchange -> {
            asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            byte[] answer = ("{\"error\": \"" + error + "\"}").getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        github.start();
    }

    @AfterEach
    void stop() {
        github.stop(0);
    }

    private TrialReport at(int port) {
        var settings = Told.settings(Map.of(
                "OAUTH_CLIENT_ID_GITHUB", "the-id",
                "OAUTH_CLIENT_SECRET_GITHUB", "canary-3c3c-secret",
                "APPLIANCE_GITHUB_URL", "http://localhost:" + port));
        var report = Told.by(new Trials(Clock.systemUTC()).gitHub(settings, () -> BACK, Optional::empty));
        assertThat(report.toString()).doesNotContain("canary");
        return report;
    }

    private TrialReport answered() {
        return at(github.getAddress().getPort());
    }

    @Test
    void applicationThatIsKnownIsGood() {
        var report = answered();

        assertThat(report.isGood()).isTrue();
        assertThat(Told.passed(report)).containsExactly("Name", "Answer", "Application");
        assertThat(report.stages().get(3).state()).isEqualTo(TrialStage.State.WARNED);
        assertThat(report.stages().get(3).remedy()).startsWith("Start the registry");
        assertThat(asked).contains("client_id=the-id", "redirect_uri=https%3A%2F%2Fregistry.example.org");
    }

    @Test
    void wrongSecretFailsAtTheApplication() {
        error = "incorrect_client_credentials";

        var report = answered();

        assertThat(Told.passed(report)).containsExactly("Name", "Answer");
        assertThat(Told.failed(report).name()).isEqualTo("Application");
        assertThat(Told.failed(report).remedy()).contains("client id and secret");
    }

    @Test
    void otherCallbackAddressIsSaidWithTheRightOne() {
        error = "redirect_uri_mismatch";

        assertThat(Told.failed(answered()).remedy()).contains(BACK.toString());
    }

    @Test
    void silenceFailsAtTheAnswer() throws IOException {
        assertThat(Told.failed(at(FreePort.find())).name()).isEqualTo("Answer");
    }
}
