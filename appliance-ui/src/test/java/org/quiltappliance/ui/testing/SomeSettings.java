package org.quiltappliance.ui.testing;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.config.EffectiveSettings.Value;
import org.quiltappliance.server.config.Setting;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.Source;
import org.quiltappliance.ui.settings.SettingsAppliance;

/** Settings in memory, which remember what was changed. */
public final class SomeSettings implements SettingsAppliance {

    private final Map<String, Value> written = new LinkedHashMap<>();
    private Map<String, Optional<String>> last = Map.of();
    private boolean full;

    /** With that value of that source. */
    public SomeSettings with(String name, String value, Source source) {
        written.put(name, new Value(value, source));
        return this;
    }

    /** Whose disk has no room from now on. */
    public void fill() {
        full = true;
    }

    /** What was last written down. */
    public Map<String, Optional<String>> last() {
        return last;
    }

    @Override
    public EffectiveSettings read() {
        var values = new LinkedHashMap<Setting, Value>();
        for (Setting setting : Settings.all()) {
            values.put(setting, written.getOrDefault(setting.name(), new Value(setting.standard(), Source.DEFAULT)));
        }
        return new EffectiveSettings(values, List.of(), List.of());
    }

    @Override
    public void change(Map<String, Optional<String>> wanted) throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        last = wanted;
        wanted.forEach((name, value) -> value.ifPresentOrElse(
                text -> written.put(name, new Value(text, Source.FILE)), () -> written.remove(name)));
    }
}
