package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.quiltappliance.server.SettingsSource;
import org.quiltappliance.server.TrialJson;
import org.quiltappliance.server.TrialService;
import org.quiltappliance.server.TrialService.What;
import org.quiltappliance.server.cli.CommandLine.Call;
import org.quiltappliance.server.trials.TrialStage;

/** Tries settings, saved or not, whether or not a registry runs. */
final class TestCommand {

    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final Call call;
    private final Terminal terminal;

    TestCommand(Call call) {
        this.call = call;
        this.terminal = call.terminal();
    }

    int run() throws IOException {
        var what = What.of(call.arguments().word("what to test: database, store, mail, urls or github"));
        Optional<String> recipient = what == What.MAIL ? call.arguments().option("--to") : Optional.empty();
        boolean createBucket = what == What.STORE && call.arguments().flag("--create-bucket");
        call.arguments().finish();
        call.around().logs().toTerminal();
        var typed = new TypedSettings(call.source().options(), terminal).read();
        if (what == What.URLS) {
            return atRegistry(typed);
        }
        var wanted = new HashMap<String, Optional<String>>();
        typed.forEach((name, value) -> wanted.put(name, Optional.of(value)));
        return here(new TrialService.Request(what, wanted, recipient, createBucket));
    }

    /** Only the process that serves knows by which mark its answers are known. */
    private int atRegistry(Map<String, String> typed) throws IOException {
        var request = Remote.request("test").put("what", What.URLS.word());
        var settings = request.putObject("settings");
        typed.forEach(settings::put);
        JsonNode report = new Remote(call.home()).require(request, ANSWER);
        terminal.show(report, () -> {
            for (JsonNode stage : report.path("stages")) {
                print(
                        stage.path("state").asText(),
                        stage.path("name").asText(),
                        stage.path("detail").asText(),
                        stage.path("remedy").asText());
            }
        });
        return report.path("good").asBoolean() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private int here(TrialService.Request request) throws IOException {
        var source = new SettingsSource(call.home(), Map.of(), call.source().environment(), Clock.systemUTC());
        var run = TrialService.alone(source, Clock.systemUTC()).begin(request, this::tell);
        call.around().interrupts().call(run::cancel);
        try {
            var report = run.result().join();
            if (terminal.wantsJson()) {
                terminal.print(TrialJson.of(report));
            }
            return report.isGood() ? ExitCode.DONE : ExitCode.FAILED;
        } catch (CancellationException | CompletionException givenUp) {
            terminal.tell("Cancelled.");
            return ExitCode.INTERRUPTED;
        }
    }

    private void tell(TrialStage stage) {
        if (stage.isOver() && !terminal.wantsJson()) {
            print(stage.state().name(), stage.name(), stage.detail(), stage.remedy());
        }
    }

    private void print(String state, String name, String detail, String remedy) {
        terminal.print(String.format("%-8s %s: %s", state, name, detail));
        if (!remedy.isEmpty()) {
            terminal.print("         " + remedy);
        }
    }
}
