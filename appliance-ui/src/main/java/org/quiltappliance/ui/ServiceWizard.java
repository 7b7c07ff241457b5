package org.quiltappliance.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.FirstRun;
import org.quiltappliance.server.Setup;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.config.SettingsImport;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.ui.wizard.WizardAppliance;

/** What the first-run wizard asks for, answered by the service. */
record ServiceWizard(FirstRun firstRun) implements WizardAppliance {

    @Override
    public Optional<String> obstacle() throws IOException {
        return firstRun.obstacle();
    }

    @Override
    public List<FirstRun.Network> networks() {
        return firstRun.networks();
    }

    @Override
    public String password() {
        return firstRun.password().reveal();
    }

    @Override
    public Path backups() {
        return firstRun.backups();
    }

    @Override
    public Path objects() {
        return firstRun.objects();
    }

    @Override
    public CompletionStage<List<CheckResult>> check(Setup setup) {
        return firstRun.check(setup);
    }

    @Override
    public CompletionStage<List<CheckResult>> checkPlace(Setup setup) {
        return firstRun.checkPlace(setup);
    }

    @Override
    public boolean canApply(Fix fix) {
        return firstRun.canApply(fix);
    }

    @Override
    public CompletionStage<String> apply(Setup setup, Fix fix, Optional<String> answer) {
        return firstRun.apply(setup, fix, answer).result();
    }

    @Override
    public SettingsImport read(Path file) throws IOException {
        return SettingsImport.read(file);
    }

    @Override
    public CompletionStage<Outcome> tryOut() throws IOException {
        return firstRun.tryOut();
    }

    @Override
    public CompletionStage<Outcome> begin(Setup setup, Optional<SettingsImport> imported, Optional<Path> backup)
            throws IOException {
        return firstRun.begin(setup, imported, backup);
    }
}
