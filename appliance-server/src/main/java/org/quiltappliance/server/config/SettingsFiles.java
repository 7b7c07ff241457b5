package org.quiltappliance.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.OwnerFiles;

/**
 * The settings as they are written down in a home folder: {@code appliance.env} for people, {@code secrets.env} for what
 * nobody else may read. Reads them anew each time.
 */
public final class SettingsFiles {

    private static final int KEY_BYTES = 32;
    private static final int DATABASE_PASSWORD_BYTES = 24;

    /** 20 characters. */
    private static final int ACCESS_KEY_BYTES = 15;

    /** 40 characters. */
    private static final int S3_SECRET_BYTES = 30;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final String SETTINGS_HEAD =
            "Settings of Quilt Appliance: NAME=value lines. Names: docs/settings.md";
    private static final String SECRETS_HEAD = "Secrets of Quilt Appliance. Nobody else may read this file.";

    private final Home home;
    private final Clock clock;

    public SettingsFiles(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    /**
     * What holds now.
     *
     * @param options of the command line, the strongest source
     * @throws IOException when a file is there and cannot be read
     */
    public EffectiveSettings read(Map<String, String> options, Map<String, String> environment) throws IOException {
        return new SettingsReader(options, environment, parse(home.secrets()), parse(home.settings())).read();
    }

    /**
     * What would hold if these were written down: as {@link #change} does it, and nothing is written.
     *
     * @param wanted by name; nothing for what would be forgotten
     * @throws Invalid for an unknown name
     */
    public EffectiveSettings draft(
            Map<String, Optional<String>> wanted, Map<String, String> options, Map<String, String> environment)
            throws IOException {
        return new SettingsReader(
                        options,
                        environment,
                        changed(parse(home.secrets()), wanted, true),
                        changed(parse(home.settings()), wanted, false))
                .read();
    }

    /** What the files say, with names that are not used; secrets too. */
    public Map<String, String> written() throws IOException {
        var values = new LinkedHashMap<>(parse(home.settings()).values());
        values.putAll(parse(home.secrets()).values());
        return values;
    }

    /**
     * Writes a value down, a secret apart from the rest.
     *
     * @throws Invalid for an unknown name, with the nearest known one, and for a value that is not allowed
     */
    public void set(String name, String value) throws IOException {
        Setting setting = require(name);
        complaint(setting, value).ifPresent(text -> {
            throw new Invalid(text);
        });
        if (setting.secret()) {
            change(home.secrets(), SECRETS_HEAD, file -> file.with(name, value));
            change(home.settings(), SETTINGS_HEAD, file -> file.without(name));
        } else {
            change(home.settings(), SETTINGS_HEAD, file -> file.with(name, value));
        }
    }

    /**
     * Writes several values down at once: a crash leaves all of them or none.
     *
     * @throws Invalid for an unknown name or a value that is not allowed; nothing is written then
     */
    public void setTogether(Map<String, String> plain) throws IOException {
        for (var entry : plain.entrySet()) {
            Setting setting = require(entry.getKey());
            if (setting.secret()) {
                throw new Invalid(setting.name() + " is a secret, which stands in another file.");
            }
            complaint(setting, entry.getValue()).ifPresent(text -> {
                throw new Invalid(text);
            });
        }
        change(home.settings(), SETTINGS_HEAD, file -> all(file, plain, false));
    }

    /**
     * Writes values down and forgets others. Nothing is written unless all of them are allowed; a crash leaves each of the
     * two files as it was or as it should be, secrets first.
     *
     * @param wanted by name; nothing to forget what is written down
     * @throws Invalid for an unknown name or a value that is not allowed
     */
    public void change(Map<String, Optional<String>> wanted) throws IOException {
        for (var entry : wanted.entrySet()) {
            Setting setting = require(entry.getKey());
            entry.getValue().flatMap(value -> complaint(setting, value)).ifPresent(text -> {
                throw new Invalid(setting.name() + ": " + text);
            });
        }
        change(home.secrets(), SECRETS_HEAD, file -> changed(file, wanted, true));
        change(home.settings(), SETTINGS_HEAD, file -> changed(file, wanted, false));
    }

    /** Why that value may not be written down. */
    private static Optional<String> complaint(Setting setting, String value) {
        Source source = setting.secret() ? Source.SECRETS : Source.FILE;
        return setting.kind()
                .problem(value)
                .map(problem ->
                        SettingProblem.of(setting, value, source, problem).text());
    }

    /** Each value stands in one file alone. */
    private static EnvFile changed(EnvFile file, Map<String, Optional<String>> wanted, boolean secret) {
        EnvFile result = file;
        for (var entry : wanted.entrySet()) {
            boolean here = require(entry.getKey()).secret() == secret;
            result = entry.getValue().filter(value -> here).isPresent()
                    ? result.with(entry.getKey(), entry.getValue().orElseThrow())
                    : result.without(entry.getKey());
        }
        return result;
    }

    /** Forgets what is written down for that name, also for one that is not used. */
    public void unset(String name) throws IOException {
        change(home.settings(), SETTINGS_HEAD, file -> file.without(name));
        change(home.secrets(), SECRETS_HEAD, file -> file.without(name));
    }

    /** Writes down names and values from elsewhere, also ones that are not used. */
    void adopt(Map<String, String> values) throws IOException {
        change(home.secrets(), SECRETS_HEAD, file -> all(file, values, true));
        change(home.settings(), SETTINGS_HEAD, file -> all(file, values, false));
    }

    private static EnvFile all(EnvFile file, Map<String, String> values, boolean secret) {
        EnvFile changed = file;
        for (var entry : values.entrySet()) {
            if (SettingsImport.isSecret(entry.getKey()) == secret) {
                changed = changed.with(entry.getKey(), entry.getValue());
            }
        }
        return changed;
    }

    /**
     * Makes and keeps the secrets that a start needs and no source has ({@code control-panel.md} SE-1): the key that signs
     * tokens and links, and what opens the containers of our own.
     */
    public void ensureSecrets(EffectiveSettings settings) throws IOException {
        ensure(settings, Settings.SECRET_KEY);
        if (settings.mode() == Mode.TEST) {
            return;
        }
        if (settings.word(Settings.DATABASE).equals("managed")) {
            ensure(settings, Settings.DB_PASSWORD);
        }
        if (settings.word(Settings.STORE).equals("managed")) {
            ensure(settings, Settings.S3_KEY);
            ensure(settings, Settings.S3_SECRET);
        }
    }

    private void ensure(EffectiveSettings settings, Setting setting) throws IOException {
        boolean broken =
                settings.problems().stream().anyMatch(problem -> problem.name().startsWith(setting.name()));
        if (settings.text(setting).isEmpty() && !broken) {
            set(setting.name(), another(setting).reveal());
        }
    }

    static String newSecretKey() {
        return another(Settings.SECRET_KEY).reveal();
    }

    /**
     * Another value for a secret that is made here, of the usual strength.
     *
     * @throws IllegalArgumentException for one that people choose
     */
    public static Secret another(Setting setting) {
        return new Secret(random(bytes(setting)));
    }

    private static int bytes(Setting setting) {
        if (setting.equals(Settings.SECRET_KEY)) {
            return KEY_BYTES;
        } else if (setting.equals(Settings.DB_PASSWORD)) {
            return DATABASE_PASSWORD_BYTES;
        } else if (setting.equals(Settings.S3_KEY)) {
            return ACCESS_KEY_BYTES;
        } else if (setting.equals(Settings.S3_SECRET)) {
            return S3_SECRET_BYTES;
        }
        throw new IllegalArgumentException(setting.name() + " is not made here");
    }

    private static String random(int bytes) {
        var key = new byte[bytes];
        new SecureRandom().nextBytes(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    private static Setting require(String name) {
        return Settings.find(name)
                .orElseThrow(() -> new Invalid("There is no setting " + name + "."
                        + Settings.nearest(name)
                                .map(near -> " Did you mean " + near + "?")
                                .orElse("")));
    }

    private void change(Path path, String head, UnaryOperator<EnvFile> change) throws IOException {
        Optional<byte[]> old = bytes(path);
        EnvFile file = old.map(EnvFile::parse).orElse(EnvFile.empty());
        EnvFile changed = change.apply(file);
        if (changed.values().equals(file.values())) {
            return;
        }
        if (!file.broken().isEmpty()) {
            OwnerFiles.replace(
                    path.resolveSibling(path.getFileName() + ".bak-" + STAMP.format(clock.instant())),
                    old.orElseThrow());
        }
        OwnerFiles.makeFolder(home.folder());
        OwnerFiles.replace(path, (file.isEmpty() ? changed.headed(head) : changed).bytes());
    }

    private static EnvFile parse(Path path) throws IOException {
        return bytes(path).map(EnvFile::parse).orElse(EnvFile.empty());
    }

    private static Optional<byte[]> bytes(Path path) throws IOException {
        return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
    }
}
