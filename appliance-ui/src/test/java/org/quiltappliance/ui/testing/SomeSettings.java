package org.quiltappliance.ui.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.quiltappliance.server.NetworkService.Certificate;
import org.quiltappliance.server.TrialService.Request;
import org.quiltappliance.server.checks.LocalAddress;
import org.quiltappliance.server.checks.PortLook;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.config.EffectiveSettings.Value;
import org.quiltappliance.server.config.Setting;
import org.quiltappliance.server.config.SettingProblem;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.SettingsImport;
import org.quiltappliance.server.config.Source;
import org.quiltappliance.server.trials.TrialReport;
import org.quiltappliance.server.trials.TrialStage;
import org.quiltappliance.ui.settings.SettingsAppliance;

/** Settings in memory, which remember what was changed, and an appliance that answers as it is told. */
public final class SomeSettings implements SettingsAppliance {

    private final Map<String, Value> written = new LinkedHashMap<>();
    private final List<Request> tested = new ArrayList<>();
    private Map<String, Optional<String>> last = Map.of();
    private List<SettingProblem> problems = List.of();
    private List<TrialStage> stages = List.of();
    private Optional<CompletableFuture<TrialReport>> unanswered = Optional.empty();
    private Optional<Map<String, String>> moved = Optional.empty();
    private Optional<String> unmovable = Optional.empty();
    private PortLook port = new PortLook(PortLook.State.FREE, "", 0);
    private Optional<Certificate> certificate = Optional.empty();
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

    /** Whose disk has room again. */
    public void makeRoom() {
        full = false;
    }

    /** What was last written down. */
    public Map<String, Optional<String>> last() {
        return last;
    }

    /** Whatever is typed has these problems. */
    public SomeSettings clashing(SettingProblem... some) {
        problems = List.of(some);
        return this;
    }

    /** Whatever is tested goes through these stages. */
    public SomeSettings testing(TrialStage... some) {
        stages = List.of(some);
        return this;
    }

    /** Tests tell their stages and do not end by themselves. */
    public SomeSettings silent() {
        unanswered = Optional.of(new CompletableFuture<>());
        return this;
    }

    /** What was asked to be tested. */
    public List<Request> tested() {
        return tested;
    }

    /** Every port is so. */
    public SomeSettings port(PortLook look) {
        port = look;
        return this;
    }

    /** Encrypted with a certificate of ours. */
    public SomeSettings encrypted() {
        certificate = Optional.of(new Certificate(
                Optional.of(
                        "8A:31:5C:0F:77:9E:21:B4:D0:6A:43:EE:90:1B:7C:55:28:F3:AC:61:0D:9B:E7:42:36:C8:5F:14:A9:70:DB:8E"),
                Optional.of(Instant.parse("2027-12-25T12:00:00Z")),
                true,
                ""));
        return this;
    }

    /** Whose data cannot be moved. */
    public SomeSettings unmovable(String reason) {
        unmovable = Optional.of(reason);
        return this;
    }

    /** Where the data were moved. */
    public Optional<Map<String, String>> moved() {
        return moved;
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
    public List<SettingProblem> problems(Map<String, Optional<String>> wanted) {
        return problems;
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

    @Override
    public Testing test(Request request, Consumer<TrialStage> told) {
        tested.add(request);
        stages.forEach(stage -> {
            told.accept(new TrialStage(stage.name(), TrialStage.State.TRYING, "", "", Optional.empty()));
            if (stage.isOver() || stage.page().isPresent()) {
                told.accept(stage);
            }
        });
        var result = unanswered.orElseGet(() -> CompletableFuture.completedFuture(new TrialReport(stages)));
        return new Testing() {
            @Override
            public CompletionStage<TrialReport> result() {
                return result;
            }

            @Override
            public void cancel() {
                result.cancel(false);
            }
        };
    }

    @Override
    public PortLook port(String bind, int number, int other) {
        return port;
    }

    @Override
    public List<LocalAddress> addresses() {
        return List.of(new LocalAddress("192.168.1.20", "Wi-Fi"), new LocalAddress("10.0.0.7", "eth0"));
    }

    @Override
    public Optional<Certificate> certificate() {
        return certificate;
    }

    @Override
    public void exportAuthority(Path to) throws IOException {
        throw new IOException("There is no authority here.");
    }

    @Override
    public String renewCertificate() {
        encrypted();
        return "A new certificate was made.";
    }

    @Override
    public CompletionStage<List<String>> planMove(Map<String, String> settings) {
        return unmovable
                .<CompletionStage<List<String>>>map(
                        reason -> CompletableFuture.failedFuture(new IllegalStateException(reason)))
                .orElseGet(() -> CompletableFuture.completedFuture(List.of(
                        "The rows of 48 packages and 9 users are copied from a container to db.example.org:5432/quilt.",
                        "The old place stays as it is.")));
    }

    @Override
    public CompletionStage<?> move(Map<String, String> settings) {
        moved = Optional.of(settings);
        settings.forEach((name, value) -> written.put(name, new Value(value, Source.FILE)));
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public SettingsImport readImport(Path file) throws IOException {
        return SettingsImport.read(file);
    }

    @Override
    public void adopt(SettingsImport settings) {
        settings.rows().stream()
                .filter(row -> Settings.find(row.name()).isPresent() && row.good())
                .forEach(row -> written.put(row.name(), new Value(row.shown(), Source.FILE)));
    }

    @Override
    public String effectOfNewKey() {
        return "Everybody signs in again.";
    }

    @Override
    public CompletionStage<?> newKey() {
        return CompletableFuture.completedFuture(with("QUILT_SECRET_KEY", "another key of ours", Source.SECRETS));
    }
}
