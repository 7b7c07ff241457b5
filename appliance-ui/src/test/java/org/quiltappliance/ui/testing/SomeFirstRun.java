package org.quiltappliance.ui.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.FirstRun.Network;
import org.quiltappliance.server.Setup;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.config.SettingsImport;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.ui.wizard.WizardAppliance;

/** An appliance that nobody has set up, with checks that find what a test wants. */
public final class SomeFirstRun implements WizardAppliance {

    private final List<String> done = new ArrayList<>();
    private final List<Setup> checked = new ArrayList<>();
    private CompletionStage<List<CheckResult>> checks = CompletableFuture.completedFuture(List.of());
    private CompletionStage<List<CheckResult>> placeChecks = CompletableFuture.completedFuture(List.of());
    private Optional<String> obstacle = Optional.empty();
    private Optional<Setup> begun = Optional.empty();
    private boolean refuses;

    /** The next checks find this. */
    public SomeFirstRun finding(CheckResult... results) {
        checks = CompletableFuture.completedFuture(List.of(results));
        return this;
    }

    /** The next checks end when that does. */
    public SomeFirstRun finding(CompletionStage<List<CheckResult>> later) {
        checks = later;
        return this;
    }

    /** The next looks at the place find this. */
    public SomeFirstRun findingAtPlace(CheckResult... results) {
        placeChecks = CompletableFuture.completedFuture(List.of(results));
        return this;
    }

    /** There is nothing to set up any more. */
    public SomeFirstRun over(String why) {
        obstacle = Optional.of(why);
        return this;
    }

    /** No start is possible. */
    public SomeFirstRun refusing() {
        refuses = true;
        return this;
    }

    /** What was asked for, in order. */
    public List<String> done() {
        return List.copyOf(done);
    }

    /** The choices of each look at the whole computer. */
    public List<Setup> checked() {
        return List.copyOf(checked);
    }

    /** What was started with. */
    public Setup begun() {
        return begun.orElseThrow(() -> new AssertionError("Nothing was begun"));
    }

    @Override
    public Optional<String> obstacle() {
        return obstacle;
    }

    @Override
    public List<Network> networks() {
        return List.of(new Network("Wi-Fi", "192.168.1.20"), new Network("Ethernet", "10.0.0.7"));
    }

    @Override
    public String password() {
        return "3f9a20-b41c77-09d2e5-77ab10";
    }

    @Override
    public Path backups() {
        return Path.of("/home/ana/.local/share/quilt-appliance/backups");
    }

    @Override
    public Path objects() {
        return Path.of("/home/ana/.local/share/quilt-appliance/objects");
    }

    @Override
    public CompletionStage<List<CheckResult>> check(Setup setup) {
        checked.add(setup);
        return checks;
    }

    @Override
    public CompletionStage<List<CheckResult>> checkPlace(Setup setup) {
        done.add("look at " + setup.place());
        return placeChecks;
    }

    @Override
    public boolean canApply(Fix fix) {
        return fix instanceof Fix.LoadImages || fix instanceof Fix.CreateBucket;
    }

    @Override
    public CompletionStage<String> apply(Setup setup, Fix fix, Optional<String> answer) {
        done.add(fix.text() + answer.map(text -> " " + text).orElse(""));
        return CompletableFuture.completedFuture("Done.");
    }

    @Override
    public SettingsImport read(Path file) throws IOException {
        return SettingsImport.read(file);
    }

    @Override
    public CompletionStage<Outcome> tryOut() {
        done.add("try out");
        return started();
    }

    private CompletionStage<Outcome> started() {
        return CompletableFuture.completedFuture(
                refuses
                        ? new Outcome.Rejected("It is stopping.")
                        : new Outcome.Done(Snapshots.running().make()));
    }

    @Override
    public CompletionStage<Outcome> begin(Setup setup, Optional<SettingsImport> imported, Optional<Path> backup) {
        done.add("begin" + backup.map(file -> " with " + file).orElse(""));
        begun = Optional.of(setup);
        return started();
    }
}
