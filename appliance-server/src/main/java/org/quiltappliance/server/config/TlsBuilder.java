package org.quiltappliance.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.quiltappliance.server.home.Home;

/** How the ports are encrypted, made out of single settings. */
final class TlsBuilder {

    private final EffectiveSettings settings;
    private final Home home;

    TlsBuilder(EffectiveSettings settings, Home home) {
        this.settings = settings;
        this.home = home;
    }

    List<SettingProblem> problems() {
        var problems = new ArrayList<SettingProblem>();
        for (Setting needed : needed()) {
            if (settings.text(needed).isEmpty()) {
                problems.add(new SettingProblem(
                        needed.name(),
                        "is missing, and " + Settings.TLS.name() + " is " + kind() + ". Allowed is "
                                + needed.kind().allowed() + "."));
            }
        }
        return problems;
    }

    private List<Setting> needed() {
        return switch (kind()) {
            case "keystore" -> List.of(Settings.TLS_KEYSTORE);
            case "pem" -> List.of(Settings.TLS_CERT, Settings.TLS_KEY);
            default -> List.of();
        };
    }

    private String kind() {
        return settings.word(Settings.TLS);
    }

    boolean isOn() {
        return !kind().equals("off");
    }

    TlsConfig build() {
        return switch (kind()) {
            case "self-signed" -> new TlsConfig.SelfSigned(home.tls());
            case "keystore" ->
                new TlsConfig.Keystore(
                        path(Settings.TLS_KEYSTORE),
                        new Secret(settings.text(Settings.TLS_KEYSTORE_PASSWORD).orElse("")),
                        settings.text(Settings.TLS_KEYSTORE_ALIAS));
            case "pem" -> new TlsConfig.Pem(path(Settings.TLS_CERT), path(Settings.TLS_KEY));
            default -> new TlsConfig.Off();
        };
    }

    private Path path(Setting setting) {
        return settings.text(setting).map(Path::of).orElseThrow();
    }
}
