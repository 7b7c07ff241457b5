package org.quiltappliance.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quiltappliance.server.config.AccessConfig;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.BackupConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.DockerConfig;
import org.quiltappliance.server.config.FirstAdministrator;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.MailConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.ObjectsConfig;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.SignInConfig;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.config.TlsConfig;
import org.quiltappliance.server.testing.ForwardingProxy;

/** A registry behind a proxy that ends TLS (defect D37): cookies and redirects, over real connections. */
class BehindProxyTest {

    private static final String TRUSTED = "127.0.0.1";
    private static final String STRANGE = "127.0.0.2";

    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Assembly registry;

    @AfterEach
    void stop() {
        registry.close();
    }

    private void start(String registryUrl, String catalogUrl) {
        var config = new ApplianceConfig(
                Mode.TEST,
                folder,
                "Registry under test",
                new HttpConfig(
                        "127.0.0.1",
                        0,
                        0,
                        URI.create(registryUrl),
                        URI.create(catalogUrl),
                        1 << 20,
                        1 << 20,
                        new TlsConfig.Off(),
                        List.of(TRUSTED)),
                new DatabaseConfig.Memory(UUID.randomUUID().toString(), 4),
                new ObjectsConfig(
                        new StoreConfig.Folder(folder.resolve("objects"), false),
                        ObjectsConfig.Delivery.PROXY,
                        Duration.ofHours(1),
                        true,
                        0),
                new AccessConfig(true, true, true, true, Optional.empty(), Optional.empty()),
                new MailConfig(Optional.empty(), "registry@example.com"),
                new SignInConfig(Optional.of(new SignInConfig.GitHub(
                        URI.create("https://github.example.org"),
                        URI.create("https://api.github.example.org"),
                        "the-id",
                        new Secret("the secret of the application")))),
                new Secret("the secret key of the registry behind a proxy"),
                DockerConfig.STANDARD,
                new BackupConfig(folder.resolve("backups"), BackupConfig.Schedule.OFF, 7),
                FirstAdministrator.STANDARD);
        registry = new Assembly(config, Clock.systemUTC(), 1);
        registry.openDatabase();
        registry.openStore();
        registry.migrate();
        registry.prepareAccounts(made -> {});
        registry.listen();
        registry.admit();
    }

    private HttpResponse<String> through(String source, String path, String... lines) throws Exception {
        try (var proxy = new ForwardingProxy(registry.registryAddress().getPort(), source, lines)) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port() + path))
                    .timeout(Duration.ofSeconds(30));
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static String cookie(HttpResponse<?> answer) {
        return answer.headers().firstValue("Set-Cookie").orElse("");
    }

    private static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, https, true",
        "127.0.0.1, http,  false",
        "127.0.0.2, https, false",
    })
    void cookieIsSecureWhenATrustedProxySaysThatTheBrowserUsesTls(String source, String scheme, boolean secure)
            throws Exception {
        start("http://registry.example.org", "http://catalog.example.org");

        var answer = through(
                source,
                "/login/github",
                "X-Forwarded-Proto: " + scheme,
                "X-Forwarded-For: 203.0.113.7",
                "X-Forwarded-Host: registry.example.org");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(cookie(answer)).startsWith("quilt_signin=").contains("HttpOnly");
        assertThat(cookie(answer).contains("; Secure")).as(cookie(answer)).isEqualTo(secure);
    }

    @Test
    void publicAddressWithTlsMakesTheCookieSecureWhateverIsForwarded() throws Exception {
        start("https://registry.example.org", "https://catalog.example.org");

        assertThat(cookie(through(STRANGE, "/login/github"))).contains("; Secure");
        assertThat(cookie(through(TRUSTED, "/login/github", "X-Forwarded-Proto: http")))
                .contains("; Secure");
    }

    @Test
    void redirectsAndLinksLeadToThePublicAddressesAlone() throws Exception {
        start("https://registry.example.org", "https://catalog.example.org");
        String inner = registry.registryAddress().getAuthority();

        var begun = through(TRUSTED, "/login/github", "X-Forwarded-Proto: https");
        var used = through(TRUSTED, "/activate/nonsense", "X-Forwarded-Proto: https");
        var page = through(TRUSTED, "/login", "X-Forwarded-Proto: https");

        assertThat(URLDecoder.decode(location(begun), UTF_8))
                .startsWith("https://github.example.org/login/oauth/authorize")
                .contains("redirect_uri=https://registry.example.org/oauth_callback");
        assertThat(location(used)).isEqualTo("https://catalog.example.org/activation_error");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("https://registry.example.org/login/github", "https://catalog.example.org/")
                .doesNotContain(inner, "http://registry.example.org");
    }

    @Test
    void hostThatAStrangerForwardsGoesNowhere() throws Exception {
        start("http://registry.example.org", "http://catalog.example.org");

        for (String path : List.of("/login", "/login/github", "/activate/nonsense")) {
            var answer = through(STRANGE, path, "X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example.org");

            assertThat(location(answer) + answer.body()).doesNotContain("evil.example.org");
        }
    }
}
