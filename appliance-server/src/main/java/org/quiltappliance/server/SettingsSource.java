package org.quiltappliance.server;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.quiltappliance.server.checks.Reasons;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.ConfigBuilder;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.PendingSecret;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.Setting;
import org.quiltappliance.server.config.SettingProblem;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.SettingsFiles;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.monitoring.Redaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one appliance has its settings from.
 *
 * @param options of the command line
 */
public record SettingsSource(Home home, Map<String, String> options, Map<String, String> environment, Clock clock) {

    private static final Logger log = LoggerFactory.getLogger(SettingsSource.class);
    private static final Pattern PASSWORD_INSIDE = Pattern.compile("://[^/:@]*:(.+)@");

    public SettingsSource {
        options = Map.copyOf(options);
        environment = Map.copyOf(environment);
    }

    public SettingsFiles files() {
        return new SettingsFiles(home, clock);
    }

    /** The same in that mode, whatever other sources say. */
    SettingsSource in(Mode mode) {
        var more = new HashMap<>(options);
        more.put(Settings.MODE.name(), mode.name().toLowerCase(Locale.ROOT));
        return new SettingsSource(home, more, environment, clock);
    }

    /** The same with these values, whatever other sources say. */
    SettingsSource with(Map<String, String> values) {
        var more = new HashMap<>(options);
        more.putAll(values);
        return new SettingsSource(home, more, environment, clock);
    }

    /**
     * What stronger sources say, no file changes.
     *
     * @throws Conflict when one of these values could not be brought into force by writing it down
     */
    void requireOurs(Map<String, String> wanted) throws IOException {
        var settings = read();
        wanted.forEach((name, text) -> {
            var value = settings.value(Settings.find(name).orElseThrow());
            if (value.source().isAboveFiles() && !value.text().equalsIgnoreCase(text)) {
                throw new Conflict(name + " is set by the " + value.source().label()
                        + ", and the switch must change it. Take it away there, and write it with config set instead.");
            }
        });
    }

    /** The same with the mode that is written down. */
    SettingsSource withoutModeOption() {
        var rest = new HashMap<>(options);
        rest.remove(Settings.MODE.name());
        return new SettingsSource(home, rest, environment, clock);
    }

    /** What holds now. @throws IOException when a file is there and cannot be read */
    public EffectiveSettings read() throws IOException {
        return files().read(options, environment);
    }

    /** What would hold if these were written down. @param wanted nothing for what would be forgotten */
    public EffectiveSettings draft(Map<String, Optional<String>> wanted) throws IOException {
        return files().draft(wanted, options, environment);
    }

    /**
     * What would keep these from being used if they were written down, and does not do so already.
     *
     * @param wanted nothing for what would be forgotten
     */
    public List<SettingProblem> problemsOf(Map<String, Optional<String>> wanted) throws IOException {
        var already = new ConfigBuilder(read(), home).problems();
        return new ConfigBuilder(draft(wanted), home)
                .problems().stream()
                        .filter(problem -> wanted.containsKey(problem.name()) || !already.contains(problem))
                        .toList();
    }

    /**
     * Every secret that any source has, for whoever hides them: those that hold, those that are overridden or broken, and
     * what looks like one among names that are not used.
     */
    Set<String> secrets() {
        var secrets = new LinkedHashSet<String>();
        try {
            secrets.addAll(read().secrets());
            addSecrets(files().written(), secrets);
            new PendingSecret(home).read().map(Secret::reveal).ifPresent(secrets::add);
        } catch (IOException unreadable) {
            log.debug("What cannot be read is not shown either.", unreadable);
        }
        var ours = new HashMap<>(environment);
        ours.keySet().removeIf(name -> Settings.find(name).isEmpty() && !name.startsWith("APPLIANCE_"));
        addSecrets(ours, secrets);
        addSecrets(options, secrets);
        return secrets;
    }

    private static void addSecrets(Map<String, String> named, Set<String> secrets) {
        named.forEach((name, value) -> {
            if (Settings.find(name).map(Setting::secret).orElseGet(() -> Redaction.isSecret(name))) {
                secrets.add(value.strip());
                var inside = PASSWORD_INSIDE.matcher(value);
                if (inside.find()) {
                    secrets.add(inside.group(1));
                }
            }
        });
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

    /** Everything that is said of settings, for a diagnostics archive: one a line, secrets hidden. */
    String report() throws IOException {
        var text = new StringBuilder("# What holds and where it comes from. Secrets are not shown.\n");
        EffectiveSettings effective = read();
        lines(effective).forEach(line -> text.append(line).append('\n'));
        files().written().forEach((name, value) -> {
            if (Settings.find(name).isEmpty()) {
                text.append("# not used: ")
                        .append(name)
                        .append("=<set, ")
                        .append(value.length())
                        .append(" chars>\n");
            }
        });
        for (SettingProblem problem : glance().problems()) {
            text.append("# problem: ")
                    .append(problem.name())
                    .append(": ")
                    .append(problem.text())
                    .append('\n');
        }
        effective
                .notices()
                .forEach(notice -> text.append("# notice: ").append(notice).append('\n'));
        return text.toString();
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
