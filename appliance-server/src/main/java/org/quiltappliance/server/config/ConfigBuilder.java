package org.quiltappliance.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.quiltappliance.server.home.Home;

/** Makes the one {@link ApplianceConfig} of a run out of single settings, and checks what concerns several of them. */
public final class ConfigBuilder {

    private static final long MEBIBYTE = 1024 * 1024;
    private static final int UNPACKED = 10;
    private static final long KEEP_FREE = 512 * MEBIBYTE;

    private final EffectiveSettings settings;
    private final Home home;
    private final List<SettingProblem> problems;
    private final PlacesBuilder places;
    private final TlsBuilder tls;

    public ConfigBuilder(EffectiveSettings settings, Home home) {
        this.settings = settings;
        this.home = home;
        this.problems = new ArrayList<>(settings.problems());
        this.places = new PlacesBuilder(settings, home);
        this.tls = new TlsBuilder(settings, home);
    }

    /** Everything that keeps the settings from being used; empty when {@link #build()} may be called. */
    public List<SettingProblem> problems() {
        var all = new ArrayList<>(problems);
        all.addAll(places.problems());
        all.addAll(tls.problems());
        if (settings.mode() == Mode.TEST && !HttpConfig.isLoopback(bind())) {
            all.add(new SettingProblem(
                    Settings.BIND.name(),
                    "\"" + bind() + "\" would let others reach a registry whose administrator has a password that"
                            + " everybody knows. Allowed in test mode is 127.0.0.1 or ::1."));
        }
        if (settings.mode() == Mode.TEST && !proxies().isEmpty()) {
            all.add(new SettingProblem(
                    Settings.PROXIES.name(),
                    "would let others reach a registry whose administrator has a password that everybody knows."
                            + " Allowed in test mode is none."));
        }
        if (tls.isOn() && proxies().isEmpty()) {
            for (var url : List.of(Settings.REGISTRY_URL, Settings.CATALOG_URL)) {
                if (settings.text(url).filter(text -> text.startsWith("http:")).isPresent()) {
                    all.add(new SettingProblem(
                            url.name(),
                            "begins with http, but " + Settings.TLS.name()
                                    + " encrypts both ports. Allowed is https."));
                }
            }
        }
        if (settings.whole(Settings.REGISTRY_PORT) == settings.whole(Settings.CATALOG_PORT)) {
            all.add(new SettingProblem(
                    Settings.CATALOG_PORT.name(),
                    "is the same port as " + Settings.REGISTRY_PORT.name() + ". Allowed is another one."));
        }
        if (settings.text(Settings.SMTP_USERNAME).isPresent()
                != settings.text(Settings.SMTP_PASSWORD).isPresent()) {
            all.add(new SettingProblem(
                    Settings.SMTP_PASSWORD.name(),
                    "and " + Settings.SMTP_USERNAME.name() + " belong together. Allowed is both or none."));
        }
        if (settings.flag(Settings.REQUIRE_AUTH) && settings.flag(Settings.ANONYMOUS)) {
            all.add(new SettingProblem(
                    Settings.ANONYMOUS.name(),
                    "lets people in without signing in, and " + Settings.REQUIRE_AUTH.name()
                            + " lets nobody. Allowed is one of both."));
        }
        if (usesGitHub()) {
            for (var needed : List.of(Settings.GITHUB_ID, Settings.GITHUB_SECRET)) {
                if (settings.text(needed).isEmpty()) {
                    all.add(new SettingProblem(
                            needed.name(),
                            "is missing, and " + Settings.AUTH_PROVIDER.name() + " is github. Allowed is one line."));
                }
            }
        }
        return List.copyOf(all);
    }

    /**
     * Without a secret key it makes one for this configuration alone.
     *
     * @throws IllegalStateException when there are problems
     */
    public ApplianceConfig build() {
        if (!problems().isEmpty()) {
            throw new IllegalStateException("The settings have problems");
        }
        String key = settings.text(Settings.SECRET_KEY).orElseGet(SettingsFiles::newSecretKey);
        return new ApplianceConfig(
                settings.mode(),
                home.folder(),
                settings.value(Settings.NAME).text(),
                http(),
                places.database(),
                objects(),
                access(),
                mail(),
                new SignInConfig(gitHub()),
                new Secret(key),
                new DockerConfig(settings.text(Settings.DOCKER_HOST), settings.flag(Settings.KEEP_CONTAINERS)),
                backup(),
                firstAdministrator());
    }

    /** Where clients reach the registry. */
    public URI registryUrl() {
        return publicUrl(Settings.REGISTRY_URL, settings.whole(Settings.REGISTRY_PORT));
    }

    /** Where browsers reach the catalog. */
    public URI catalogUrl() {
        return publicUrl(Settings.CATALOG_URL, settings.whole(Settings.CATALOG_PORT));
    }

    private BackupConfig backup() {
        return new BackupConfig(
                settings.text(Settings.BACKUP_DIR).map(Path::of).orElse(home.backups()),
                BackupConfig.Schedule.valueOf(
                        settings.word(Settings.BACKUP_SCHEDULE).toUpperCase(Locale.ROOT)),
                LocalTime.parse(settings.value(Settings.BACKUP_TIME).text()),
                settings.whole(Settings.BACKUP_KEEP));
    }

    private FirstAdministrator firstAdministrator() {
        return new FirstAdministrator(
                settings.value(Settings.ADMIN_USER).text(),
                settings.value(Settings.ADMIN_EMAIL).text(),
                settings.text(Settings.ADMIN_PASSWORD).map(Secret::new));
    }

    private boolean usesGitHub() {
        return settings.value(Settings.AUTH_PROVIDER).text().equalsIgnoreCase("github");
    }

    private Optional<SignInConfig.GitHub> gitHub() {
        return usesGitHub() ? new Elsewhere(settings).gitHubIfNamed() : Optional.empty();
    }

    private HttpConfig http() {
        long request = settings.whole(Settings.MAX_REQUEST) * MEBIBYTE;
        int registry = settings.whole(Settings.REGISTRY_PORT);
        int catalog = settings.whole(Settings.CATALOG_PORT);
        return new HttpConfig(
                bind(),
                registry,
                catalog,
                registryUrl(),
                catalogUrl(),
                request,
                request * UNPACKED,
                tls.build(),
                proxies());
    }

    private List<String> proxies() {
        return Kind.Networks.read(settings.value(Settings.PROXIES).text());
    }

    private String bind() {
        return Kind.Address.read(settings.value(Settings.BIND).text());
    }

    private URI publicUrl(Setting setting, int port) {
        return settings.text(setting).map(Kind.Origin::read).orElseGet(() -> derived(port));
    }

    /** An address that works on this computer whatever the registry listens on. */
    private URI derived(int port) {
        String bind = bind();
        boolean here = List.of("0.0.0.0", "::", Kind.Address.LOOPBACK, "::1").contains(bind);
        String host = here ? "localhost" : bind;
        String bracketed = host.contains(":") ? "[" + host + "]" : host;
        int usual = tls.isOn() ? 443 : 80;
        return URI.create((tls.isOn() ? "https://" : "http://") + bracketed + (port == usual ? "" : ":" + port));
    }

    private ObjectsConfig objects() {
        return new ObjectsConfig(
                places.store(),
                places.delivery(),
                settings.time(Settings.URL_EXPIRY),
                settings.flag(Settings.VERIFY_OBJECTS),
                KEEP_FREE);
    }

    /** What takes effect at once, without a look at anything else. */
    public ChangeableConfig changeable() {
        return new ChangeableConfig(
                settings.value(Settings.NAME).text(), access(), mail(), settings.time(Settings.URL_EXPIRY));
    }

    private MailConfig mail() {
        return new MailConfig(
                new Elsewhere(settings).smtp(), settings.value(Settings.SENDER).text());
    }

    private AccessConfig access() {
        return new AccessConfig(
                settings.flag(Settings.ANONYMOUS),
                settings.flag(Settings.TEAM),
                settings.flag(Settings.USER_ENDPOINTS),
                !settings.flag(Settings.NO_SIGNUP),
                settings.text(Settings.TEAM_ID),
                settings.text(Settings.TEAM_NAME));
    }
}
