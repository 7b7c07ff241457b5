package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.quiltappliance.server.cli.CommandLine.Call;
import org.quiltappliance.server.home.Home;

/** Prints what systemd needs to run the registry as a service ({@code control-panel.md} 15.2). Changes nothing. */
final class ServiceCommand {

    private static final String USUAL_USER = "quilt-appliance";
    private static final Path USUAL_HOME = Path.of("/var/lib/quilt-appliance");
    private static final Path USUAL_PROGRAM = Path.of("/usr/bin/quilt-appliance");
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

    private final Call call;

    ServiceCommand(Call call) {
        this.call = call;
    }

    int run() {
        var arguments = call.arguments();
        String action = arguments.word("print");
        if (!action.equals("print")) {
            throw CommandFailure.wrongUse("There is no \"service " + action + "\".");
        }
        String user = arguments.option("--user").orElse(USUAL_USER);
        arguments.finish();
        if (!USER.matcher(user).matches()) {
            throw CommandFailure.wrongUse("--user needs the name of an account of this computer.");
        }
        String unit = new SystemdUnit(program(), home(), user).text();
        if (call.terminal().wantsJson()) {
            call.terminal().print(JsonNodeFactory.instance.objectNode().put("unit", unit));
        } else {
            call.terminal().print(unit.stripTrailing());
            call.terminal()
                    .tell("Save it as /etc/systemd/system/quilt-appliance.service, then: systemctl enable --now"
                            + " quilt-appliance");
        }
        return ExitCode.DONE;
    }

    /** The home of whoever prints this is not the place for a service; another one was named on purpose. */
    private Path home() {
        Home usual = Home.find(Optional.empty(), withoutHome(), Home.Computer.here());
        return call.home().equals(usual) ? USUAL_HOME : call.home().folder();
    }

    private Map<String, String> withoutHome() {
        var environment = new HashMap<>(call.around().environment());
        environment.remove(Home.VARIABLE);
        return environment;
    }

    /** systemd wants a whole path. */
    private Path program() {
        String command = call.around().command();
        if (command.contains(File.separator)) {
            return Path.of(command).toAbsolutePath().normalize();
        }
        String path = call.around().environment().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, command))
                .filter(program -> program.isAbsolute() && Files.isExecutable(program))
                .findFirst()
                .orElse(USUAL_PROGRAM);
    }
}
