package org.quiltappliance.server.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings as a backup takes them along, secrets apart from the rest. Comments stay behind: they may hold anything.
 *
 * @param plain without secrets
 */
public record SettingsCopy(Map<String, String> plain, Map<String, String> secrets) {

    /** No settings. */
    public static final SettingsCopy NONE = new SettingsCopy(Map.of(), Map.of());

    public SettingsCopy {
        plain = new LinkedHashMap<>(plain);
        secrets = new LinkedHashMap<>(secrets);
    }

    /** @param written as {@link SettingsFiles#written()} gives them */
    public static SettingsCopy of(Map<String, String> written) {
        var plain = new LinkedHashMap<String, String>();
        var secrets = new LinkedHashMap<String, String>();
        written.forEach((name, value) -> (SettingsImport.isSecret(name) ? secrets : plain).put(name, value));
        return new SettingsCopy(plain, secrets);
    }

    /** Values as the text of a settings file. */
    public static byte[] text(Map<String, String> values) {
        var file = EnvFile.empty();
        for (var entry : values.entrySet()) {
            file = file.with(entry.getKey(), entry.getValue());
        }
        return file.bytes();
    }

    /** The values in such a text. */
    public static Map<String, String> parse(byte[] text) {
        return EnvFile.parse(text).values();
    }

    @Override
    public String toString() {
        return plain.keySet() + ", " + secrets.size() + " secrets";
    }
}
