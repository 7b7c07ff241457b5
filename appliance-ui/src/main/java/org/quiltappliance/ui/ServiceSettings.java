package org.quiltappliance.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.quiltappliance.server.ApplianceService;
import org.quiltappliance.server.DataMove;
import org.quiltappliance.server.NetworkService;
import org.quiltappliance.server.SecretService;
import org.quiltappliance.server.TrialService;
import org.quiltappliance.server.checks.LocalAddress;
import org.quiltappliance.server.checks.PortLook;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.config.SettingProblem;
import org.quiltappliance.server.config.SettingsImport;
import org.quiltappliance.server.trials.TrialReport;
import org.quiltappliance.server.trials.TrialStage;
import org.quiltappliance.ui.settings.SettingsAppliance;

/** What page Settings asks for, answered by the service. */
record ServiceSettings(ApplianceService service, Executor fxThread) implements SettingsAppliance {

    @Override
    public EffectiveSettings read() throws IOException {
        return service.settings().read();
    }

    @Override
    public List<SettingProblem> problems(Map<String, Optional<String>> wanted) throws IOException {
        return service.settings().problemsOf(wanted);
    }

    @Override
    public void change(Map<String, Optional<String>> wanted) throws IOException {
        service.change(wanted);
    }

    @Override
    public Testing test(TrialService.Request request, Consumer<TrialStage> told) throws IOException {
        var run = service.trials().begin(request, stage -> fxThread.execute(() -> told.accept(stage)));
        return new Testing() {
            @Override
            public CompletionStage<TrialReport> result() {
                return run.result();
            }

            @Override
            public void cancel() {
                run.cancel();
            }
        };
    }

    @Override
    public PortLook port(String bind, int port, int other) {
        return service.network().port(bind, port, other);
    }

    @Override
    public List<LocalAddress> addresses() {
        return service.network().addresses();
    }

    @Override
    public Optional<NetworkService.Certificate> certificate() {
        return service.network().certificate();
    }

    @Override
    public void exportAuthority(Path to) throws IOException {
        service.network().exportAuthority(to);
    }

    @Override
    public String renewCertificate() {
        return service.network().renew();
    }

    @Override
    public CompletionStage<List<String>> planMove(Map<String, String> settings) {
        return service.data().planMove(settings).result().thenApply(DataMove.Plan::sentences);
    }

    @Override
    public CompletionStage<?> move(Map<String, String> settings) {
        return service.data().move(settings).result();
    }

    @Override
    public SettingsImport readImport(Path file) throws IOException {
        return SettingsImport.read(file);
    }

    @Override
    public void adopt(SettingsImport settings) throws IOException {
        settings.save(service.settings().files());
    }

    @Override
    public String effectOfNewKey() {
        return service.secrets().effect(SecretService.Which.KEY);
    }

    @Override
    public CompletionStage<?> newKey() {
        return service.secrets().rotate(SecretService.Which.KEY, false).result();
    }
}
