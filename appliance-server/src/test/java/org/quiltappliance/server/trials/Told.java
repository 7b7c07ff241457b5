package org.quiltappliance.server.trials;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.config.EffectiveSettings.Value;
import org.quiltappliance.server.config.Setting;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.Source;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.trials.TrialStage.Offer;

/** Runs a trial to its end and keeps what it told. */
public final class Told implements Consumer<TrialStage> {

    private final List<TrialStage> heard = new CopyOnWriteArrayList<>();

    static TrialReport by(Trial trial) {
        return TrialRun.begin(trial, new Redaction(), new Told()).result().join();
    }

    /** Settings of which these are written down. */
    public static EffectiveSettings settings(Map<String, String> written) {
        var values = new LinkedHashMap<Setting, Value>();
        Settings.all()
                .forEach(setting -> values.put(
                        setting,
                        written.containsKey(setting.name())
                                ? new Value(written.get(setting.name()), Source.FILE)
                                : new Value(setting.standard(), Source.DEFAULT)));
        return new EffectiveSettings(values, List.of(), List.of());
    }

    @Override
    public void accept(TrialStage stage) {
        heard.add(stage);
    }

    List<TrialStage> heard() {
        return heard;
    }

    /** The stages that went well, by name. */
    static Stream<String> passed(TrialReport report) {
        return report.stages().stream()
                .filter(stage -> stage.state() == TrialStage.State.PASSED)
                .map(TrialStage::name);
    }

    /** The one that failed. */
    static TrialStage failed(TrialReport report) {
        return report.stages().stream()
                .filter(stage -> stage.state() == TrialStage.State.FAILED)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing failed: " + report));
    }

    static Optional<Offer> offer(TrialReport report) {
        return failed(report).offer();
    }
}
