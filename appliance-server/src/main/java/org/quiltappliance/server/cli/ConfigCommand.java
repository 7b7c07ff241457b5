package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.quiltappliance.server.cli.CommandLine.Call;
import org.quiltappliance.server.config.ConfigBuilder;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.config.Setting;
import org.quiltappliance.server.config.SettingProblem;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.SettingsImport;

/** Reads and changes settings, whether or not a registry runs. */
final class ConfigCommand {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String APPLIES = "Takes effect at the next start or restart.";

    private final Call call;
    private final Terminal terminal;

    ConfigCommand(Call call) {
        this.call = call;
        this.terminal = call.terminal();
    }

    int run() throws IOException {
        String action = call.arguments().word("list, get, set, unset, import, validate, test or path");
        return switch (action) {
            case "list" -> list();
            case "get" -> get();
            case "set" -> set();
            case "unset" -> unset();
            case "import" -> importFile();
            case "validate" -> validate();
            case "test" -> new TestCommand(call).run();
            case "path" -> path();
            default -> throw CommandFailure.wrongUse("There is no \"config " + action + "\".");
        };
    }

    private int list() throws IOException {
        call.arguments().finish();
        var settings = call.source().read();
        if (terminal.wantsJson()) {
            var all = JSON.objectNode();
            var array = all.putArray("settings");
            Settings.all().forEach(setting -> array.add(json(settings, setting)));
            terminal.print(all);
        } else {
            for (var setting : Settings.all()) {
                terminal.print(setting.name() + "=" + settings.shown(setting) + "  # "
                        + settings.value(setting).source().label());
            }
        }
        settings.notices().forEach(terminal::tell);
        return ExitCode.DONE;
    }

    private static ObjectNode json(EffectiveSettings settings, Setting setting) {
        return JSON.objectNode()
                .put("name", setting.name())
                .put("value", settings.shown(setting))
                .put("source", settings.value(setting).source().name())
                .put("secret", setting.secret())
                .put("about", setting.about());
    }

    private int get() throws IOException {
        Setting setting = known(call.arguments().word("the name of a setting"));
        call.arguments().finish();
        var settings = call.source().read();
        if (terminal.wantsJson()) {
            terminal.print(json(settings, setting));
        } else {
            terminal.print(settings.shown(setting));
        }
        return ExitCode.DONE;
    }

    private int set() throws IOException {
        Setting setting = known(call.arguments().word("the name of a setting"));
        String value = call.arguments().word("the value");
        call.arguments().finish();
        if (value.equals("-")) {
            value = terminal.secret();
        } else if (setting.secret()) {
            throw CommandFailure.wrongUse(
                    "A secret does not belong on the command line. Say - instead, and send it to" + " standard input.");
        }
        call.source().files().set(setting.name(), value);
        return changed(setting.name());
    }

    private int unset() throws IOException {
        String name = call.arguments().word("the name of a setting");
        call.arguments().finish();
        call.source().files().unset(name);
        return changed(name);
    }

    private int changed(String name) {
        if (terminal.wantsJson()) {
            terminal.print(JSON.objectNode().put("changed", name));
        }
        terminal.tell(APPLIES);
        return ExitCode.DONE;
    }

    private static Setting known(String name) {
        return Settings.find(name)
                .orElseThrow(() -> CommandFailure.wrongUse("There is no setting " + name + "."
                        + Settings.nearest(name)
                                .map(near -> " Did you mean " + near + "?")
                                .orElse("")));
    }

    private int importFile() throws IOException {
        boolean dryRun = call.arguments().flag("--dry-run");
        var file = Path.of(call.arguments().word("the file"));
        call.arguments().finish();
        var found = SettingsImport.read(file);
        if (!dryRun) {
            found.save(call.source().files());
        }
        if (terminal.wantsJson()) {
            var array = JSON.objectNode();
            var rows = array.put("saved", !dryRun).putArray("rows");
            for (var row : found.rows()) {
                rows.addObject()
                        .put("name", row.name())
                        .put("value", row.shown())
                        .put("outcome", row.outcome())
                        .put("good", row.good());
            }
            terminal.print(array);
        } else {
            found.rows().forEach(row -> terminal.print(row.name() + "=" + row.shown() + "  -> " + row.outcome()));
            terminal.tell(dryRun ? "Nothing was saved." : APPLIES);
        }
        return found.rows().stream().allMatch(SettingsImport.Row::good) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private int validate() throws IOException {
        call.arguments().finish();
        var settings = call.source().read();
        var problems = new ConfigBuilder(settings, call.home()).problems();
        if (terminal.wantsJson()) {
            var answer = JSON.objectNode().put("valid", problems.isEmpty());
            var array = answer.putArray("problems");
            for (SettingProblem problem : problems) {
                array.addObject().put("name", problem.name()).put("message", problem.text());
            }
            var notices = answer.putArray("notices");
            settings.notices().forEach(notices::add);
            terminal.print(answer);
        } else {
            problems.forEach(problem -> terminal.print(problem.name() + ": " + problem.text()));
            settings.notices().forEach(terminal::print);
            terminal.tell(
                    problems.isEmpty() ? "All settings are valid." : "These settings keep the registry from starting.");
        }
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private int path() {
        call.arguments().finish();
        if (terminal.wantsJson()) {
            terminal.print(JSON.objectNode()
                    .put("settings", call.home().settings().toString())
                    .put("secrets", call.home().secrets().toString()));
        } else {
            terminal.print(call.home().settings().toString());
        }
        return ExitCode.DONE;
    }
}
