package org.quiltappliance.server.trials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.objects.S3ObjectStore;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.MinioServer;
import org.quiltappliance.server.trials.TrialStage.Offer;

class StoreTrialIT {

    private static final String SECRET = "canary-77aa-secret";

    private final StoreConfig.S3 server = MinioServer.freshBucket();

    private TrialReport with(Map<String, String> changes, boolean createBucket) {
        var written = new HashMap<>(Map.of(
                "S3_ENDPOINT", server.endpoint().toString(),
                "PACKAGE_BUCKET_NAME", server.bucket(),
                "APPLIANCE_S3_REGION", server.region(),
                "AWS_ACCESS_KEY_ID", server.accessKey(),
                "AWS_SECRET_ACCESS_KEY", server.secretKey().reveal()));
        written.putAll(changes);
        var report = Told.by(new Trials(Clock.systemUTC()).store(Told.settings(written), createBucket));
        assertThat(report.toString()).doesNotContain(SECRET);
        return report;
    }

    @Test
    void bucketThatIsThereIsGood() {
        S3ObjectStore.createBucket(server);

        var report = with(Map.of(), false);

        assertThat(report.isGood()).isTrue();
        assertThat(Told.passed(report))
                .containsExactly(
                        "Name",
                        "Connection",
                        "Keys",
                        "Bucket",
                        "Write and read",
                        "Read a part",
                        "Write in parts",
                        "Signed link",
                        "Clock");
    }

    @Test
    @Tag("AT-30")
    void missingBucketIsOfferedToBeMade() {
        var missing = with(Map.of(), false);

        assertThat(Told.passed(missing)).containsExactly("Name", "Connection", "Keys");
        assertThat(Told.failed(missing).name()).isEqualTo("Bucket");
        assertThat(Told.offer(missing)).contains(Offer.CREATE_BUCKET);
        assertThat(with(Map.of(), true).isGood()).isTrue();
        assertThat(with(Map.of(), false).isGood()).isTrue();
    }

    @Test
    void wrongSecretFailsAtTheKeys() {
        var report = with(Map.of("AWS_SECRET_ACCESS_KEY", SECRET), true);

        assertThat(Told.failed(report).name()).isEqualTo("Keys");
        assertThat(Told.failed(report).remedy()).contains("secret");
        assertThat(Told.offer(report)).isEmpty();
    }

    @Test
    void wrongPortFailsAtTheConnection() throws IOException {
        var failed = Told.failed(with(Map.of("S3_ENDPOINT", "http://127.0.0.1:" + FreePort.find()), false));

        assertThat(failed.name()).isEqualTo("Connection");
        assertThat(failed.remedy()).contains("port");
    }

    @Test
    void unknownHostFailsAtTheName() {
        assertThat(Told.failed(with(Map.of("S3_ENDPOINT", "nowhere.invalid"), false))
                        .name())
                .isEqualTo("Name");
    }

    @Test
    void keyThatIsMissingIsSaid() {
        var settings = Told.settings(Map.of("S3_ENDPOINT", "s3.example.org"));

        assertThat(Told.failed(Told.by(new Trials(Clock.systemUTC()).store(settings, false)))
                        .detail())
                .contains("AWS_ACCESS_KEY_ID is missing");
    }
}
