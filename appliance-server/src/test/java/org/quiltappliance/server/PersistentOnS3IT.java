package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.objects.S3ObjectStore;
import org.quiltappliance.server.testing.MinioServer;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;

/** Persistent mode with a PostgreSQL and an S3 server elsewhere. */
class PersistentOnS3IT extends PersistentSetup {

    @BeforeEach
    void chooseAServerElsewhere() {
        var database = PostgresServer.freshDatabase();
        var bucket = MinioServer.freshBucket();
        S3ObjectStore.createBucket(bucket);
        useDatabase(database);
        environment.putAll(Map.of(
                "APPLIANCE_STORE",
                "external",
                "S3_ENDPOINT",
                bucket.endpoint().toString(),
                "PACKAGE_BUCKET_NAME",
                bucket.bucket(),
                "AWS_ACCESS_KEY_ID",
                bucket.accessKey(),
                "AWS_SECRET_ACCESS_KEY",
                bucket.secretKey().reveal()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy", "direct"})
    void packageIsPushedAndInstalledAlsoAfterARestart(String delivery) throws Exception {
        environment.put("APPLIANCE_OBJECT_DELIVERY", delivery);
        var tree = Samples.demo();
        var pkg = new Pkg("admin", "kept");
        RegistryClient admin;
        try (var first = started()) {
            admin = admin();
            var pushed = new QuiltClient(admin).push(pkg, tree);
            assertThat(pushed.uploaded()).isEqualTo(tree.objectHashes().size());
            assertThat(first.snapshot().location()).contains("bucket", environment.get("S3_ENDPOINT"));
        }

        try (var second = started()) {
            assertThat(second.snapshot().failure()).isEmpty();
            assertThat(new QuiltClient(admin).install(pkg).objects()).containsOnlyKeys(tree.objectHashes());
            assertThat(new QuiltClient(admin)
                            .push(new Pkg("admin", "again"), tree)
                            .uploaded())
                    .isZero();
        }
    }

    private static CheckResult bucket(ApplianceService service) throws Exception {
        return service.check().get(60, SECONDS).stream()
                .filter(check -> check.id().equals("PF-E2"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Tag("AT-30")
    void missingBucketIsToldAndMadeOnDemand() throws Exception {
        String missing = MinioServer.freshBucket().bucket();
        environment.put("PACKAGE_BUCKET_NAME", missing);
        try (var service = open()) {
            var problem = bucket(service).problem().orElseThrow();
            assertThat(problem.code()).isEqualTo(ProblemCode.S3_NO_BUCKET);
            assertThat(problem.fixes()).contains(new Fix.CreateBucket(missing));

            String made = new ContainerService(source(), new Redaction(), Clock.systemUTC()).createBucket();

            assertThat(made).contains(missing);
            assertThat(bucket(service).outcome()).isEqualTo(CheckResult.Outcome.OK);
            start(service);
        }
    }
}
