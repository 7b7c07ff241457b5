package org.quiltappliance.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The settings of an original registry, read from its env file ({@code control-panel.md} 4.3). Reading changes nothing;
 * {@link #save} writes down what is to be kept.
 */
public final class SettingsImport {

    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|_KEY|TOKEN|DATABASE_URI|_DSN).*");
    private static final Map<String, String> OTHER_NAMES =
            Map.of("MINIO_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "MINIO_SECRET_KEY", "AWS_SECRET_ACCESS_KEY");

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, String> kept = new LinkedHashMap<>();

    /** What happens to one line. @param shown the value, secrets hidden */
    public record Row(String name, String shown, String outcome, boolean good) {}

    private SettingsImport() {}

    public static SettingsImport read(Path file) throws IOException {
        var result = new SettingsImport();
        EnvFile lines = EnvFile.parse(Files.readAllBytes(file));
        lines.values().forEach(result::add);
        result.choose(Settings.DATABASE_URI, Settings.DATABASE);
        result.choose(Settings.S3_ENDPOINT, Settings.STORE);
        for (var broken : lines.broken()) {
            result.rows.add(new Row("line " + broken.line(), "", broken.reason() + "; left out", false));
        }
        return result;
    }

    /** The original knew no other kind of place, so it had no name for the choice. */
    private void choose(Setting place, Setting kind) {
        if (kept.containsKey(place.name()) && !kept.containsKey(kind.name())) {
            add(Settings.MODE, "persistent", place);
            add(kind, "external", place);
        }
    }

    private void add(Setting setting, String value, Setting because) {
        if (kept.putIfAbsent(setting.name(), value) == null) {
            rows.add(new Row(setting.name(), value, "added, because " + because.name() + " is set", true));
        }
    }

    private void add(String written, String value) {
        String name = OTHER_NAMES.getOrDefault(written, written);
        String shown = isSecret(name) && !value.isEmpty() ? "<set, " + value.length() + " chars>" : value;
        Setting setting = Settings.find(name).orElse(null);
        if (setting == null) {
            boolean needless = Settings.isNotNeeded(name);
            if (!needless) {
                kept.put(name, value);
            }
            rows.add(new Row(
                    written, shown, needless ? "not needed here; left out" : "kept; not used by this version", true));
            return;
        }
        if (value.isEmpty() && !(setting.kind() instanceof Kind.Flag)) {
            rows.add(new Row(written, shown, "empty; left out", true));
            return;
        }
        var problem = setting.kind().problem(value);
        if (problem.isPresent()) {
            rows.add(new Row(
                    written,
                    shown,
                    problem.get() + "; left out. Allowed is " + setting.kind().allowed() + ".",
                    false));
            return;
        }
        boolean meansNoNow = Settings.onceTookAnyText(setting) && !value.isEmpty() && !Kind.Flag.isYes(value);
        kept.put(name, value);
        rows.add(new Row(
                written,
                shown,
                meansNoNow ? "taken as no; the original registry took any text for yes" : "taken",
                true));
    }

    /** One for each line, in the order of the file. */
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The settings among what is to be kept, by name. */
    public Map<String, String> settings() {
        var settings = new LinkedHashMap<>(kept);
        settings.keySet().removeIf(name -> Settings.find(name).isEmpty());
        return settings;
    }

    public void save(SettingsFiles files) throws IOException {
        files.adopt(kept);
    }

    /** Whether a value of that name must not be shown; a guess for names outside of the catalogue. */
    static boolean isSecret(String name) {
        return Settings.find(name)
                .map(Setting::secret)
                .orElseGet(() -> SECRET.matcher(name).matches());
    }
}
