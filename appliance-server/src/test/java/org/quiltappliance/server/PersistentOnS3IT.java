package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.objects.S3ObjectStore;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.MinioServer;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;

/** Persistent mode with a PostgreSQL and an S3 server elsewhere. */
class PersistentOnS3IT {

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final List<NewAdministrator> administrators = new CopyOnWriteArrayList<>();

    @BeforeEach
    void settle() {
        var database = PostgresServer.freshDatabase();
        var bucket = MinioServer.freshBucket();
        S3ObjectStore.createBucket(bucket);
        environment.putAll(Map.of(
                "APPLIANCE_MODE",
                "persistent",
                "APPLIANCE_REGISTRY_PORT",
                "" + FreePort.find(),
                "APPLIANCE_CATALOG_PORT",
                "" + FreePort.find(),
                "APPLIANCE_DB",
                "external",
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
        environment.put("SQLALCHEMY_DATABASE_URI", PostgresServer.address(database));
    }

    private SettingsSource source() {
        return new SettingsSource(new Home(folder.resolve("home")), Map.of(), environment, Clock.systemUTC());
    }

    private ApplianceService open() {
        var clock = Clock.systemUTC();
        return ApplianceService.open(
                source(),
                new ApplianceService.Parts(
                        config -> new Assembly(config, clock, 1),
                        path -> new DiskSpace(50L << 30, 100L << 30),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        new Redaction(),
                        settings -> {},
                        administrators::add,
                        clock));
    }

    private ApplianceService started() throws Exception {
        var service = open();
        assertThat(service.start().get(60, SECONDS)).isInstanceOf(Outcome.Done.class);
        return service;
    }

    private RegistryClient admin() {
        var administrator = administrators.get(0);
        return new RegistryClient(URI.create("http://localhost:" + environment.get("APPLIANCE_REGISTRY_PORT")))
                .signedIn(administrator.name(), administrator.password().reveal());
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
            assertThat(service.start().get(60, SECONDS)).isInstanceOf(Outcome.Done.class);
        }
    }
}
