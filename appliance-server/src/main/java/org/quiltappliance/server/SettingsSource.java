package org.quiltappliance.server;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.checks.Reasons;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.ConfigBuilder;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.config.SettingProblem;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.SettingsFiles;
import org.quiltappliance.server.home.Home;

/**
 * Where one appliance has its settings from.
 *
 * @param options of the command line
 */
public record SettingsSource(Home home, Map<String, String> options, Map<String, String> environment, Clock clock) {

    public SettingsSource {
        options = Map.copyOf(options);
        environment = Map.copyOf(environment);
    }

    public SettingsFiles files() {
        return new SettingsFiles(home, clock);
    }

    /** What holds now. @throws IOException when a file is there and cannot be read */
    public EffectiveSettings read() throws IOException {
        return files().read(options, environment);
    }

    /** What keeps these settings from being used, and the configuration if nothing does. */
    record Reading(EffectiveSettings settings, List<SettingProblem> problems, Optional<ApplianceConfig> config) {}

    /** Reads and checks everything for a start. Makes and keeps the secrets that are needed and missing. */
    Reading settle() {
        try {
            files().ensureSecrets(read());
            return reading(read());
        } catch (IOException unreadable) {
            return unreadable(unreadable);
        }
    }

    /** Reads and checks everything and changes nothing. */
    Reading glance() {
        try {
            return reading(read());
        } catch (IOException unreadable) {
            return unreadable(unreadable);
        }
    }

    private Reading reading(EffectiveSettings settings) {
        var builder = new ConfigBuilder(settings, home);
        var problems = builder.problems();
        return new Reading(settings, problems, problems.isEmpty() ? Optional.of(builder.build()) : Optional.empty());
    }

    private Reading unreadable(IOException refused) {
        var problem = new SettingProblem(
                home.settings() + " or " + home.secrets(), "cannot be read or written: " + Reasons.of(refused) + ".");
        return new Reading(Settings.defaults(), List.of(problem), Optional.empty());
    }

    /** Each value and its source, one a line, secrets hidden. */
    static List<String> lines(EffectiveSettings settings) {
        var lines = new ArrayList<String>();
        for (var setting : Settings.all()) {
            lines.add(setting.name() + "=" + settings.shown(setting) + " ("
                    + settings.value(setting).source().label() + ")");
        }
        return lines;
    }
}
