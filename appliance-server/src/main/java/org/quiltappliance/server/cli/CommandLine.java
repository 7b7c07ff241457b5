package org.quiltappliance.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.quiltappliance.server.OpenAppliance;
import org.quiltappliance.server.Registry;
import org.quiltappliance.server.SettingsSource;
import org.quiltappliance.server.Version;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.process.Interrupts;

/** One call of {@code quilt-appliance}. */
final class CommandLine {

    /**
     * What a command has around it.
     *
     * @param command how this program is called, for texts
     * @param factory makes the registry of each run
     * @param interrupts how the user and the system ask it to end
     */
    record Surroundings(
            PrintStream out,
            PrintStream err,
            InputStream in,
            Map<String, String> environment,
            String command,
            Function<ApplianceConfig, ? extends Registry> factory,
            Interrupts interrupts,
            Logs logs) {}

    /** What a command works with. */
    record Call(Arguments arguments, Terminal terminal, SettingsSource source, Surroundings around) {

        Home home() {
            return source.home();
        }

        /** To have the home folder for a while. */
        OpenAppliance.Opening opening() {
            return new OpenAppliance.Opening(
                    around.factory(), around.logs(), new Redaction(), settings -> {}, made -> {});
        }
    }

    private final Surroundings around;

    CommandLine(Surroundings around) {
        this.around = around;
    }

    /** Does what the arguments say. @return the exit code */
    int run(List<String> line) {
        var terminal = new Terminal(around.out(), around.err(), around.in(), line.contains("--json"));
        try {
            return run(Arguments.parse(line), terminal);
        } catch (CommandFailure failure) {
            return fail(failure, terminal);
        } catch (ProblemException failed) {
            var problem = failed.problem();
            return fail(CommandFailure.of(CommandFailure.exitCode(problem), problem, around.command()), terminal);
        } catch (ApplianceException refused) {
            return fail(CommandFailure.of(ExitCode.FAILED, refused.kind().name(), refused.text()), terminal);
        } catch (IOException failed) {
            String reason = new Redaction().of(String.valueOf(failed.getMessage()));
            return fail(CommandFailure.of(ExitCode.FAILED, "INTERNAL", reason), terminal);
        }
    }

    private static int fail(CommandFailure failure, Terminal terminal) {
        if (terminal.wantsJson()) {
            terminal.print(failure.json());
        } else {
            terminal.tell("Error: " + failure.headline());
            failure.more().forEach(terminal::tell);
        }
        return failure.exitCode();
    }

    private int run(Arguments arguments, Terminal terminal) throws IOException {
        arguments.flag("--json");
        boolean help = arguments.flag("--help");
        String command = help ? "help" : arguments.word("what to do; quilt-appliance help shows what there is");
        if (command.equals("help")) {
            terminal.print(help());
            return ExitCode.DONE;
        }
        var settings = arguments.settings();
        arguments.option("--mode").ifPresent(mode -> settings.put("APPLIANCE_MODE", mode));
        var source = new SettingsSource(home(arguments), settings, around.environment(), Clock.systemUTC());
        var call = new Call(arguments, terminal, source, around);
        return switch (command) {
            case "start" -> new StartCommand(call).run();
            case "stop" -> new RemoteCommands(call).stop();
            case "restart" -> new RemoteCommands(call).restart();
            case "status" -> new RemoteCommands(call).status();
            case "check" -> new CheckCommand(call).run();
            case "config" -> new ConfigCommand(call).run();
            case "users" -> new UsersCommand(call).run();
            case "images" -> new ImagesCommand(call).run();
            case "volumes" -> new VolumesCommand(call).run();
            case "repair" -> new RepairCommand(call).run();
            case "secrets" -> new SecretsCommand(call).run();
            case "mails" -> new MailsCommand(call).run();
            case "backup" -> new BackupCommand(call).run();
            case "cleanup" -> new CleanupCommand(call).run();
            case "mode" -> new ModeCommand(call).run();
            case "move" -> new MoveCommand(call).run();
            case "import-quilt2" -> new ImportCommand(call).run();
            case "logs" -> new LogsCommand(call).run();
            case "diagnostics" -> new DiagnosticsCommand(call).run();
            case "tls" -> new TlsCommand(call).run();
            case "service" -> new ServiceCommand(call).run();
            case "version" -> version(call);
            default -> throw CommandFailure.wrongUse("There is no command \"" + command + "\".");
        };
    }

    private Home home(Arguments arguments) {
        try {
            return Home.find(arguments.option("--home"), around.environment(), Home.Computer.here());
        } catch (InvalidPathException impossible) {
            throw CommandFailure.wrongUse("This cannot be a folder: " + impossible.getInput());
        }
    }

    private static int version(Call call) {
        call.arguments().finish();
        call.terminal()
                .print("Quilt Appliance " + Version.current()
                        + Version.build()
                                .map(commit -> " (build " + commit + ")")
                                .orElse("") + " on Java " + System.getProperty("java.version"));
        return ExitCode.DONE;
    }

    private static String help() throws IOException {
        try (var text = CommandLine.class.getResourceAsStream("help.txt")) {
            if (text == null) {
                throw new IOException("The help text is missing.");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        }
    }
}
