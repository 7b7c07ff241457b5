package org.quiltappliance.server.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.objects.S3Check.Finding;
import org.quiltappliance.server.objects.S3Check.Stage;
import org.quiltappliance.server.objects.S3Failure.Kind;
import org.quiltappliance.server.testing.MinioServer;

class S3CheckIT {

    private final StoreConfig.S3 server = MinioServer.freshBucket();

    private static Finding check(StoreConfig.S3 config, boolean createBucket) {
        return new S3Check(config, createBucket, Clock.systemUTC()).run();
    }

    private StoreConfig.S3 with(URI endpoint, Optional<URI> publicEndpoint, String key, Secret secret) {
        return new StoreConfig.S3(
                endpoint, publicEndpoint, server.bucket(), server.region(), server.pathStyle(), key, secret);
    }

    @Test
    void allStagesPassAtGoodServerAndNothingIsLeftThere() {
        S3ObjectStore.createBucket(server);

        var finding = check(server, false);

        assertThat(finding.failed()).isEmpty();
        assertThat(finding.passed()).extracting(S3Check.Passed::stage).containsExactly(Stage.values());
        assertThat(finding.clocksApart().abs()).isLessThan(Duration.ofMinutes(1));
        try (var bucket = new S3Bucket(new S3Requests(server))) {
            assertThat(bucket.page("", "").entries()).isEmpty();
        }
    }

    @Test
    void missingBucketFailsUnlessItMayBeMade() {
        var missing = check(server, false);

        assertThat(missing.failed().orElseThrow().stage()).isEqualTo(Stage.BUCKET);
        assertThat(missing.failed().orElseThrow().failure().kind()).isEqualTo(Kind.NO_BUCKET);
        assertThat(missing.passed())
                .extracting(S3Check.Passed::stage)
                .containsExactly(Stage.RESOLVE, Stage.TLS, Stage.CREDENTIALS);
        assertThat(check(server, true).failed()).isEmpty();
    }

    @Test
    void wrongSecretFailsAtTheCredentials() {
        var finding = check(
                with(server.endpoint(), Optional.empty(), server.accessKey(), new Secret("canary-9f3c-secret")), true);

        var failed = finding.failed().orElseThrow();
        assertThat(failed.stage()).isEqualTo(Stage.CREDENTIALS);
        assertThat(failed.failure().kind()).isEqualTo(Kind.AUTH);
        assertThat(finding.toString()).doesNotContain("canary");
    }

    @Test
    void unknownHostFailsAtTheName() {
        var finding =
                check(with(URI.create("http://nowhere.invalid"), Optional.empty(), "key", new Secret("s")), false);

        assertThat(finding.failed().orElseThrow().stage()).isEqualTo(Stage.RESOLVE);
        assertThat(finding.passed()).isEmpty();
    }

    @Test
    void serverWithoutTlsFailsWhereTlsIsAskedFor() {
        var secured = URI.create(server.endpoint().toString().replace("http:", "https:"));

        var failed = check(with(secured, Optional.empty(), server.accessKey(), server.secretKey()), false)
                .failed()
                .orElseThrow();

        assertThat(failed.stage()).isEqualTo(Stage.TLS);
        assertThat(failed.reason()).contains("TLS");
    }

    @Test
    void publicEndpointThatNobodyReachesFailsAtTheLink() {
        S3ObjectStore.createBucket(server);
        var elsewhere = URI.create("http://127.0.0.1:1");

        var failed = check(
                        with(server.endpoint(), Optional.of(elsewhere), server.accessKey(), server.secretKey()), false)
                .failed()
                .orElseThrow();

        assertThat(failed.stage()).isEqualTo(Stage.PRESIGNED_GET);
        assertThat(failed.failure().endpoint()).isEqualTo(elsewhere);
    }

    @Test
    void clockThatIsFarOffIsTold() throws IOException {
        var stub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var error = "<Error><Code>RequestTimeTooSkewed</Code></Error>".getBytes(StandardCharsets.US_ASCII);
        stub.createContext("/", exchange -> {
            exchange.sendResponseHeaders(403, error.length);
            exchange.getResponseBody().write(error);
            exchange.close();
        });
        stub.start();
        try {
            var endpoint = URI.create("http://127.0.0.1:" + stub.getAddress().getPort());

            var failed = check(with(endpoint, Optional.empty(), "key", new Secret("s")), false)
                    .failed()
                    .orElseThrow();

            assertThat(failed.stage()).isEqualTo(Stage.CREDENTIALS);
            assertThat(failed.failure().kind()).isEqualTo(Kind.CLOCK);
        } finally {
            stub.stop(0);
        }
    }
}
