package org.quiltappliance.server.config;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * The servers that settings name, whether or not they are in use, so that they can be tried before they are.
 *
 * @param settings may have problems; only those of the asked server count
 */
public record Elsewhere(EffectiveSettings settings) {

    /** The PostgreSQL server. @throws Invalid when the settings do not name one */
    public DatabaseConfig.Postgres database() {
        require(List.of(Settings.DATABASE_URI));
        var uri =
                settings.text(Settings.DATABASE_URI).flatMap(DatabaseUri::parse).orElseThrow();
        var whole = new DatabaseConfig.Postgres(
                uri.jdbcUrl(), uri.user(), uri.password(), settings.whole(Settings.POOL_MAX));
        return settings.text(Settings.DB_SCHEMA).map(whole::in).orElse(whole);
    }

    /** The bucket of an S3 server. @throws Invalid when the settings do not name one */
    public StoreConfig.S3 store() {
        require(List.of(Settings.S3_ENDPOINT, Settings.BUCKET, Settings.S3_KEY, Settings.S3_SECRET));
        requireGood(Stream.of(Settings.S3_PUBLIC_ENDPOINT, Settings.S3_REGION));
        return new StoreConfig.S3(
                settings.text(Settings.S3_ENDPOINT).map(Kind.Endpoint::read).orElseThrow(),
                settings.text(Settings.S3_PUBLIC_ENDPOINT).map(Kind.Endpoint::read),
                settings.value(Settings.BUCKET).text(),
                settings.value(Settings.S3_REGION).text(),
                StoreConfig.PathStyle.valueOf(
                        settings.word(Settings.S3_PATH_STYLE).toUpperCase(Locale.ROOT)),
                settings.text(Settings.S3_KEY).orElseThrow(),
                new Secret(settings.text(Settings.S3_SECRET).orElseThrow()));
    }

    /** The mail server. @throws Invalid when the settings do not name one */
    public MailConfig mail() {
        require(List.of(Settings.SMTP_HOST));
        requireGood(Stream.of(Settings.SMTP_PORT, Settings.SMTP_USERNAME, Settings.SMTP_PASSWORD, Settings.SENDER));
        if (settings.text(Settings.SMTP_USERNAME).isPresent()
                != settings.text(Settings.SMTP_PASSWORD).isPresent()) {
            throw new Invalid(Settings.SMTP_USERNAME.name() + " and " + Settings.SMTP_PASSWORD.name()
                    + " belong together: set both or none.");
        }
        return new MailConfig(smtp(), settings.value(Settings.SENDER).text());
    }

    Optional<MailConfig.Smtp> smtp() {
        Optional<MailConfig.Login> login = settings.text(Settings.SMTP_USERNAME)
                .flatMap(user -> settings.text(Settings.SMTP_PASSWORD)
                        .map(password -> new MailConfig.Login(user, new Secret(password))));
        return settings.text(Settings.SMTP_HOST)
                .map(host -> new MailConfig.Smtp(host, settings.whole(Settings.SMTP_PORT), smtpSecurity(), login));
    }

    private MailConfig.Security smtpSecurity() {
        return settings.text(Settings.SMTP_SECURITY)
                .map(word -> MailConfig.Security.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(settings.flag(Settings.SMTP_USE_TLS) ? MailConfig.Security.STARTTLS : MailConfig.Security.NONE);
    }

    /** The application at GitHub. @throws Invalid when the settings do not name one */
    public SignInConfig.GitHub gitHub() {
        require(List.of(Settings.GITHUB_ID, Settings.GITHUB_SECRET, Settings.GITHUB_URL));
        return gitHubIfNamed().orElseThrow();
    }

    Optional<SignInConfig.GitHub> gitHubIfNamed() {
        URI web = Kind.Origin.read(settings.value(Settings.GITHUB_URL).text());
        URI api = URI.create(web.toString().equals(Settings.GITHUB) ? "https://api.github.com" : web + "/api/v3");
        return settings.text(Settings.GITHUB_ID)
                .flatMap(id -> settings.text(Settings.GITHUB_SECRET)
                        .map(secret -> new SignInConfig.GitHub(web, api, id, new Secret(secret))));
    }

    private void require(List<Setting> needed) {
        requireGood(needed.stream());
        for (Setting setting : needed) {
            if (settings.text(setting).isEmpty()) {
                throw new Invalid(
                        setting.name() + " is missing. It is " + setting.kind().allowed() + ".");
            }
        }
    }

    private void requireGood(Stream<Setting> some) {
        some.forEach(setting -> settings.problems().stream()
                .filter(problem -> problem.name().startsWith(setting.name()))
                .findFirst()
                .ifPresent(problem -> {
                    throw new Invalid(problem.name() + ": " + problem.text());
                }));
    }
}
