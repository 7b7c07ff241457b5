package org.quiltappliance.server.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every setting of the catalogue, and where that comes from. A value that breaks its rule is among the
 * problems, and its default among the values.
 *
 * @param values one for each setting
 * @param problems all of them, in the order of the catalogue, those of broken lines first
 * @param notices for the log and the command line: names that are not used, and the like
 */
public record EffectiveSettings(Map<Setting, Value> values, List<SettingProblem> problems, List<String> notices) {

    /** @param text allowed by the setting's kind; empty for nothing */
    public record Value(String text, Source source) {}

    public EffectiveSettings {
        values = Map.copyOf(values);
        problems = List.copyOf(problems);
        notices = List.copyOf(notices);
    }

    public Value value(Setting setting) {
        @Nullable Value value = values.get(setting);
        if (value == null) {
            throw new IllegalArgumentException("Not in the catalogue: " + setting.name());
        }
        return value;
    }

    /** The value as people may see it. */
    public String shown(Setting setting) {
        String text = value(setting).text();
        return setting.secret() && !text.isEmpty() ? "<set, " + text.length() + " chars>" : text;
    }

    /** Every secret among the values, and the passwords inside of them, so that somebody can hide them. */
    public List<String> secrets() {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().secret())
                .map(entry -> entry.getValue().text())
                .flatMap(secret -> Stream.concat(
                        Stream.of(secret),
                        DatabaseUri.parse(secret).map(uri -> uri.password().reveal()).stream()))
                .filter(secret -> !secret.isEmpty())
                .toList();
    }

    public Mode mode() {
        return word(Settings.MODE).equals("test") ? Mode.TEST : Mode.PERSISTENT;
    }

    /** APPLIANCE_LOG_LEVEL and DEBUG together: {@code error}, {@code warn}, {@code info} or {@code debug}. */
    public String logLevel() {
        return flag(Settings.DEBUG) ? "debug" : word(Settings.LOG_LEVEL);
    }

    Optional<String> text(Setting setting) {
        return Optional.of(value(setting).text()).filter(text -> !text.isEmpty());
    }

    String word(Setting setting) {
        return value(setting).text().toLowerCase(Locale.ROOT);
    }

    boolean flag(Setting setting) {
        return Kind.Flag.isYes(value(setting).text());
    }

    int whole(Setting setting) {
        return Integer.parseInt(value(setting).text());
    }

    Duration time(Setting setting) {
        return Kind.Time.read(value(setting).text());
    }
}
