package org.quiltappliance.server.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.quiltappliance.server.config.EffectiveSettings.Value;

/** Finds out what holds for each setting: one reading, all problems of it ({@code control-panel.md} 4.1). */
final class SettingsReader {

    /** A secret may stand in a file of its own; this is added to its name to say where. */
    private static final String IN_FILE = "_FILE";

    /** In the environment, only names that begin so are ours for certain. */
    private static final String OURS = "APPLIANCE_";

    private final Map<Source, Map<String, String>> said = new EnumMap<>(Source.class);
    private final List<SettingProblem> problems = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    SettingsReader(Map<String, String> options, Map<String, String> environment, EnvFile secrets, EnvFile settings) {
        said.put(Source.OPTION, options);
        said.put(Source.ENVIRONMENT, environment);
        said.put(Source.SECRETS, secrets.values());
        said.put(Source.FILE, settings.values());
        addBroken(Source.SECRETS, secrets);
        addBroken(Source.FILE, settings);
    }

    private void addBroken(Source source, EnvFile file) {
        for (var broken : file.broken()) {
            problems.add(new SettingProblem(
                    source.label() + ", line " + broken.line(),
                    broken.reason() + ". Allowed is NAME=value, or a comment that begins with #."));
        }
    }

    EffectiveSettings read() {
        var values = new LinkedHashMap<Setting, Value>();
        values.put(Settings.MODE, read(Settings.MODE, Mode.TEST));
        var mode = new EffectiveSettings(values, List.of(), List.of()).mode();
        for (var setting : Settings.all()) {
            if (!setting.equals(Settings.MODE)) {
                values.put(setting, read(setting, mode));
            }
        }
        if (isSharedWithoutMail(values)) {
            values.computeIfPresent(
                    Settings.NO_SIGNUP,
                    (setting, value) -> value.source() == Source.DEFAULT ? new Value("true", Source.DEFAULT) : value);
        }
        said.forEach((source, names) -> new TreeSet<>(names.keySet()).forEach(name -> tellUnused(source, name)));
        return new EffectiveSettings(values, problems, notices);
    }

    /** Then nobody who makes an account could be sent the link that opens it ({@code control-panel.md} SE-3). */
    private static boolean isSharedWithoutMail(Map<Setting, Value> values) {
        var settings = new EffectiveSettings(values, List.of(), List.of());
        boolean shared = !HttpConfig.isLoopback(
                        Kind.Address.read(settings.value(Settings.BIND).text()))
                || settings.text(Settings.PROXIES).isPresent();
        return shared && settings.text(Settings.SMTP_HOST).isEmpty();
    }

    private Value read(Setting setting, Mode mode) {
        var standard = new Value(setting.standard(mode), Source.DEFAULT);
        for (var entry : said.entrySet()) {
            Source source = entry.getKey();
            Optional<String> text = find(setting, source, entry.getValue());
            if (text.isPresent()) {
                return check(setting, text.get(), source).orElse(standard);
            }
        }
        return standard;
    }

    /** Nothing said is the same as not mentioned, but for flags, where it means no. */
    private Optional<String> find(Setting setting, Source source, Map<String, String> names) {
        Optional<String> direct = Optional.ofNullable(names.get(setting.name()))
                .map(String::strip)
                .filter(text -> !text.isEmpty() || setting.kind() instanceof Kind.Flag);
        if (direct.isPresent() || !setting.secret()) {
            return direct;
        }
        return Optional.ofNullable(names.get(setting.name() + IN_FILE)).flatMap(file -> content(setting, source, file));
    }

    private Optional<String> content(Setting setting, Source source, String file) {
        try {
            return Optional.of(
                    Files.readString(Path.of(file), StandardCharsets.UTF_8).strip());
        } catch (IOException | InvalidPathException unreadable) {
            problems.add(new SettingProblem(
                    setting.name() + IN_FILE,
                    "\"" + file + "\" (" + source.label() + ") cannot be read. Allowed is the path of a text file."));
            return Optional.empty();
        }
    }

    private Optional<Value> check(Setting setting, String text, Source source) {
        Optional<String> problem = setting.kind().problem(text);
        if (problem.isPresent()) {
            problems.add(SettingProblem.of(setting, text, source, problem.get()));
            return Optional.empty();
        }
        if (setting.kind() instanceof Kind.Flag
                && !text.isEmpty()
                && !Kind.Flag.isYes(text)
                && Settings.onceTookAnyText(setting)) {
            notices.add(setting.name() + "=" + text + " is read as no; the original registry took any text for yes.");
        }
        return Optional.of(new Value(text, source));
    }

    private void tellUnused(Source source, String name) {
        boolean known = Settings.find(name).isPresent()
                || name.endsWith(IN_FILE)
                        && Settings.find(name.substring(0, name.length() - IN_FILE.length()))
                                .filter(Setting::secret)
                                .isPresent();
        boolean ours = source != Source.ENVIRONMENT || name.startsWith(OURS);
        if (known || !ours || name.equals("APPLIANCE_HOME")) {
            return;
        }
        if (source == Source.OPTION) {
            problems.add(new SettingProblem(name, "there is no such setting." + meant(name)));
        } else if (Settings.isNotNeeded(name)) {
            notices.add(name + " (" + source.label() + ") is not needed here.");
        } else {
            notices.add(name + " (" + source.label() + ") is not used." + meant(name));
        }
    }

    private static String meant(String name) {
        return Settings.nearest(name).map(near -> " Did you mean " + near + "?").orElse("");
    }
}
