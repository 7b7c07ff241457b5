package org.quiltappliance.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.home.Home;

class MailAndSignInSettingsTest {

    @TempDir
    Path folder;

    private ConfigBuilder of(Map<String, String> options) {
        var settings = new SettingsReader(options, Map.of(), EnvFile.empty(), EnvFile.empty()).read();
        return new ConfigBuilder(settings, new Home(folder));
    }

    @Test
    void withoutHostMailsStayHere() {
        var config = of(Map.of()).build();

        assertThat(config.mail()).isEqualTo(new MailConfig(Optional.empty(), "quilt@localhost"));
        assertThat(config.signIn()).isEqualTo(new SignInConfig(Optional.empty()));
    }

    @Test
    void mailServerIsTakenWithItsLoginAndStartTls() {
        var config = of(Map.of(
                        "SMTP_HOST", "mail.example.org",
                        "SMTP_PORT", "587",
                        "SMTP_USERNAME", "quilt",
                        "SMTP_PASSWORD", "s3cret",
                        "QUILT_DEFAULT_SENDER", "data@example.org"))
                .build();

        assertThat(config.mail())
                .isEqualTo(new MailConfig(
                        Optional.of(new MailConfig.Smtp(
                                "mail.example.org",
                                587,
                                MailConfig.Security.STARTTLS,
                                Optional.of(new MailConfig.Login("quilt", new Secret("s3cret"))))),
                        "data@example.org"));
    }

    @Test
    void securityIsSaidInTwoWays() {
        assertThat(security(Map.of("SMTP_HOST", "m", "SMTP_USE_TLS", "false"))).isEqualTo(MailConfig.Security.NONE);
        assertThat(security(Map.of("SMTP_HOST", "m", "SMTP_USE_TLS", "false", "APPLIANCE_SMTP_SECURITY", "TLS")))
                .isEqualTo(MailConfig.Security.TLS);
    }

    private MailConfig.Security security(Map<String, String> options) {
        return of(options).build().mail().smtp().orElseThrow().security();
    }

    @Test
    void passwordWithoutNameIsAProblem() {
        assertThat(of(Map.of("SMTP_HOST", "m", "SMTP_PASSWORD", "s3cret")).problems())
                .extracting(SettingProblem::name)
                .containsExactly("SMTP_PASSWORD");
    }

    @Test
    void gitHubNeedsItsIdAndSecret() {
        assertThat(of(Map.of("AUTH_PROVIDER", "github")).problems())
                .extracting(SettingProblem::name)
                .containsExactly("OAUTH_CLIENT_ID_GITHUB", "OAUTH_CLIENT_SECRET_GITHUB");
    }

    @Test
    void publicGitHubHasItsApiElsewhere() {
        var gitHub = gitHub(Map.of());

        assertThat(gitHub.webUrl()).isEqualTo(URI.create("https://github.com"));
        assertThat(gitHub.apiUrl()).isEqualTo(URI.create("https://api.github.com"));
        assertThat(gitHub.clientSecret()).isEqualTo(new Secret("shh"));
    }

    @Test
    void enterpriseServerHasItsApiBelowIt() {
        var gitHub = gitHub(Map.of("APPLIANCE_GITHUB_URL", "https://code.example.org/"));

        assertThat(gitHub.webUrl()).isEqualTo(URI.create("https://code.example.org"));
        assertThat(gitHub.apiUrl()).isEqualTo(URI.create("https://code.example.org/api/v3"));
    }

    private SignInConfig.GitHub gitHub(Map<String, String> more) {
        var options = new HashMap<>(more);
        options.put("AUTH_PROVIDER", "github");
        options.put("OAUTH_CLIENT_ID_GITHUB", "id");
        options.put("OAUTH_CLIENT_SECRET_GITHUB", "shh");
        return of(options).build().signIn().github().orElseThrow();
    }
}
