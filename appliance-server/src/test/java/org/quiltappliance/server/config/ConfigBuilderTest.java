package org.quiltappliance.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.home.Home;

class ConfigBuilderTest {

    private static final Home HOME = new Home(Path.of("/home/ann/registry"));
    private static final long MEBIBYTE = 1024 * 1024;

    private static ConfigBuilder builder(Map<String, String> said) {
        var environment = new HashMap<>(said);
        environment.putIfAbsent("QUILT_SECRET_KEY", "0123456789abcdef");
        var settings = new SettingsReader(Map.of(), environment, EnvFile.empty(), EnvFile.empty()).read();
        return new ConfigBuilder(settings, HOME);
    }

    @Test
    void testModeNeedsNothing() {
        var config = builder(Map.of()).build();

        assertThat(config.mode()).isEqualTo(Mode.TEST);
        assertThat(config.home()).isEqualTo(HOME.folder());
        assertThat(config.name()).isEqualTo("My registry");
        assertThat(config.http())
                .isEqualTo(new HttpConfig(
                        "127.0.0.1",
                        5000,
                        3000,
                        URI.create("http://localhost:5000"),
                        URI.create("http://localhost:3000"),
                        100 * MEBIBYTE,
                        1000 * MEBIBYTE));
        assertThat(config.objects().store()).isEqualTo(new StoreConfig.Folder(HOME.testObjects(), false));
        assertThat(config.objects().linkLifetime()).isEqualTo(Duration.ofHours(24));
        assertThat(config.objects().verifyOnPush()).isTrue();
        assertThat(config.access())
                .isEqualTo(new AccessConfig(false, false, true, true, Optional.empty(), Optional.empty()));
        assertThat(config.mail()).isEqualTo(new MailConfig(Optional.empty(), "quilt@localhost"));
        assertThat(config.secretKey()).isEqualTo(new Secret("0123456789abcdef"));
    }

    @Test
    void everySettingReachesItsPlace() {
        var said = new HashMap<String, String>();
        said.put("APPLIANCE_NAME", "Ours");
        said.put("APPLIANCE_BIND", "::1");
        said.put("APPLIANCE_REGISTRY_PORT", "5001");
        said.put("APPLIANCE_CATALOG_PORT", "80");
        said.put("REGISTRY_URL", "https://registry.example.org/");
        said.put("ALLOW_ANONYMOUS_ACCESS", "yes");
        said.put("ALLOW_TEAM_ACCESS", "yes");
        said.put("DISABLE_SIGNUP", "yes");
        said.put("ENABLE_USER_ENDPOINTS", "no");
        said.put("TEAM_ID", "acme");
        said.put("TEAM_NAME", "Acme & Co");
        said.put("QUILT_DEFAULT_SENDER", "q@example.org");
        said.put("APPLIANCE_DB_POOL_MAX", "7");
        said.put("APPLIANCE_MAX_REQUEST_MB", "2");
        said.put("APPLIANCE_URL_EXPIRY", "1h");
        said.put("APPLIANCE_VERIFY_OBJECTS", "no");

        var config = builder(said).build();

        assertThat(config.name()).isEqualTo("Ours");
        assertThat(config.http())
                .isEqualTo(new HttpConfig(
                        "::1",
                        5001,
                        80,
                        URI.create("https://registry.example.org"),
                        URI.create("http://localhost"),
                        2 * MEBIBYTE,
                        20 * MEBIBYTE));
        assertThat(config.access())
                .isEqualTo(new AccessConfig(true, true, false, false, Optional.of("acme"), Optional.of("Acme & Co")));
        assertThat(config.mail().sender()).isEqualTo("q@example.org");
        assertThat(config.database().poolMax()).isEqualTo(7);
        assertThat(config.objects().linkLifetime()).isEqualTo(Duration.ofHours(1));
        assertThat(config.objects().verifyOnPush()).isFalse();
    }

    @Test
    void nobodyComesInWithoutSigningInWhereThatIsAlwaysAskedFor() {
        var always = Map.of("ALWAYS_REQUIRES_AUTH", "yes");
        var both = Map.of("ALWAYS_REQUIRES_AUTH", "yes", "ALLOW_ANONYMOUS_ACCESS", "yes");

        assertThat(builder(always).build().access().anonymous()).isFalse();
        assertThat(builder(both).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.name()).isEqualTo("ALLOW_ANONYMOUS_ACCESS");
            assertThat(problem.text()).contains("ALWAYS_REQUIRES_AUTH");
        });
    }

    @Test
    void sharedRegistryOpensAccountsWhenItCanMailOrIsToldTo() {
        var shared = Map.of("APPLIANCE_MODE", "persistent", "APPLIANCE_BIND", "0.0.0.0");
        var mailing = new HashMap<>(shared);
        mailing.put("SMTP_HOST", "mail.example.org");
        var told = new HashMap<>(shared);
        told.put("DISABLE_SIGNUP", "no");
        var proxied = Map.of("APPLIANCE_MODE", "persistent", "APPLIANCE_TRUSTED_PROXIES", "127.0.0.1");

        assertThat(builder(shared).build().access().signup()).isFalse();
        assertThat(builder(proxied).build().access().signup()).isFalse();
        assertThat(builder(mailing).build().access().signup()).isTrue();
        assertThat(builder(told).build().access().signup()).isTrue();
        assertThat(builder(Map.of("APPLIANCE_MODE", "persistent"))
                        .build()
                        .access()
                        .signup())
                .isTrue();
    }

    @Test
    void proxiesAreRefusedInTestModeAsTheyShareIt() {
        assertThat(builder(Map.of("APPLIANCE_TRUSTED_PROXIES", "10.0.0.0/8")).problems())
                .extracting(SettingProblem::name)
                .containsExactly("APPLIANCE_TRUSTED_PROXIES");
    }

    @Test
    void plainAddressOfAnEncryptedPortIsRefusedUnlessItIsTheProxys() {
        var plain = new HashMap<>(Map.of(
                "APPLIANCE_MODE", "persistent",
                "APPLIANCE_TLS", "self-signed",
                "REGISTRY_URL", "http://registry.example.org"));

        assertThat(builder(plain).problems()).extracting(SettingProblem::name).containsExactly("REGISTRY_URL");
        plain.put("APPLIANCE_TRUSTED_PROXIES", "10.0.0.1");
        assertThat(builder(plain).problems()).isEmpty();
    }

    @Test
    void localhostIsShortForThisComputer() {
        assertThat(builder(Map.of("APPLIANCE_BIND", "localhost")).build().http().bind())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void anotherLoopbackAddressIsCalledByItsNumber() {
        assertThat(builder(Map.of("APPLIANCE_BIND", "127.0.0.9")).build().http().registryUrl())
                .isEqualTo(URI.create("http://127.0.0.9:5000"));
    }

    @Test
    void eachRunHasItsOwnDatabase() {
        var builder = builder(Map.of());

        assertThat(builder.build().database()).isNotEqualTo(builder.build().database());
    }

    @Test
    void testModeIsForThisComputerOnly() {
        assertThat(builder(Map.of("APPLIANCE_BIND", "0.0.0.0")).problems())
                .extracting(SettingProblem::name)
                .containsExactly("APPLIANCE_BIND");
    }

    @Test
    void portsMustDiffer() {
        assertThat(builder(Map.of("APPLIANCE_CATALOG_PORT", "5000")).problems())
                .extracting(SettingProblem::name)
                .containsExactly("APPLIANCE_CATALOG_PORT");
    }

    @Test
    void persistentModeUsesContainersUnlessToldOtherwise() {
        var config = builder(Map.of("APPLIANCE_MODE", "persistent", "APPLIANCE_DB_PASSWORD", "pw"))
                .build();

        assertThat(config.needsContainers()).isTrue();
        assertThat(config.database())
                .isEqualTo(new DatabaseConfig.Managed(Optional.empty(), 0, new Secret("pw"), 10, Optional.empty()));
        assertThat(config.objects().store()).isInstanceOf(StoreConfig.Managed.class);
    }

    @Test
    void servicesElsewhereAreTakenFromTheOriginalsNames() {
        var config = builder(Map.of(
                        "APPLIANCE_MODE", "persistent",
                        "APPLIANCE_DB", "external",
                        "SQLALCHEMY_DATABASE_URI", "postgresql://ann:p%40ss+w@db.example.org/quilt?sslmode=require",
                        "APPLIANCE_STORE", "external",
                        "S3_ENDPOINT", "s3.example.org",
                        "AWS_ACCESS_KEY_ID", "key",
                        "AWS_SECRET_ACCESS_KEY", "secret",
                        "APPLIANCE_OBJECT_DELIVERY", "direct"))
                .build();

        assertThat(config.needsContainers()).isFalse();
        assertThat(config.database())
                .isEqualTo(new DatabaseConfig.Postgres(
                        "jdbc:postgresql://db.example.org:5432/quilt?sslmode=require",
                        "ann",
                        new Secret("p@ss+w"),
                        10));
        assertThat(config.objects().store())
                .isEqualTo(new StoreConfig.S3(
                        URI.create("https://s3.example.org"),
                        Optional.empty(),
                        "package",
                        "us-east-1",
                        StoreConfig.PathStyle.AUTO,
                        "key",
                        new Secret("secret")));
        assertThat(config.objects().delivery()).isEqualTo(ObjectsConfig.Delivery.DIRECT);
    }

    @Test
    void whatAKindOfServiceNeedsIsNamedWhenItIsMissing() {
        assertThat(builder(Map.of(
                                "APPLIANCE_MODE", "persistent",
                                "APPLIANCE_DB", "external",
                                "APPLIANCE_STORE", "external",
                                "APPLIANCE_TLS", "pem"))
                        .problems())
                .extracting(SettingProblem::name)
                .containsExactly(
                        "SQLALCHEMY_DATABASE_URI",
                        "S3_ENDPOINT",
                        "AWS_ACCESS_KEY_ID",
                        "AWS_SECRET_ACCESS_KEY",
                        "APPLIANCE_TLS_CERT",
                        "APPLIANCE_TLS_KEY");
    }

    @Test
    void directDeliveryNeedsAnExternalServer() {
        assertThat(builder(Map.of("APPLIANCE_MODE", "persistent", "APPLIANCE_OBJECT_DELIVERY", "direct"))
                        .problems())
                .extracting(SettingProblem::name)
                .containsExactly("APPLIANCE_OBJECT_DELIVERY");
    }

    @Test
    void encryptedPortsHaveEncryptedAddresses() {
        var config = builder(Map.of("APPLIANCE_TLS", "self-signed", "APPLIANCE_CATALOG_PORT", "443"))
                .build();

        assertThat(config.http().registryUrl()).isEqualTo(URI.create("https://localhost:5000"));
        assertThat(config.http().catalogUrl()).isEqualTo(URI.create("https://localhost"));
        assertThat(config.http().tls()).isEqualTo(new TlsConfig.SelfSigned(HOME.tls()));
    }

    @Test
    void problemsOfSingleSettingsComeFirst() {
        assertThat(builder(Map.of("TEAM_ID", "A B", "APPLIANCE_BIND", "0.0.0.0"))
                        .problems())
                .extracting(SettingProblem::name)
                .containsExactly("TEAM_ID", "APPLIANCE_BIND");
    }
}
