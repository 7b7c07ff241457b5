package org.quiltappliance.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.quiltappliance.server.config.Setting.Group;

/** The pages about settings that are made of the catalogue: one to read, one to begin an {@code appliance.env} with. */
final class SettingsPages {

    static final Path MANUAL = Path.of("../docs/settings.md");
    static final Path EXAMPLE = Path.of("../config/example.env");

    private static final String HEAD = """
            # Settings

            Made from the catalogue in `Settings.java`; a test fails when the two differ.

            Each setting has one name, used on the command line (`start --set NAME=value`), in the environment, and in the
            files `appliance.env` and `secrets.env` of the home folder. The first of these that says something counts;
            `quilt-appliance config list` shows what holds and why. `quilt-appliance config set NAME value` changes
            `appliance.env`, keeping its comments and its order. A secret goes to `secrets.env` instead; it may also stand in
            a file of its own, named by its name with `_FILE` added.

            These take effect at once, also while the registry runs: the name, mail, who gets in (but for `TEAM_ID`, `TEAM_NAME` and
            `ENABLE_USER_ENDPOINTS`), the lifetime of links, what is written to the log, backups, and all that concerns the window alone. All
            others take effect at the next start or restart of the registry. Yes may be written `true`, `1`, `yes` or `on`;
            no `false`, `0`, `no`, `off` or nothing. Names that are not known are kept and reported once.
            """;

    private SettingsPages() {}

    static String manual() {
        var page = new StringBuilder(HEAD);
        for (Group group : Group.values()) {
            page.append("\n## ").append(group.title()).append("\n\n");
            page.append("| name | default | allowed | meaning |\n|---|---|---|---|\n");
            for (Setting setting : of(group)) {
                page.append("| `")
                        .append(setting.name())
                        .append("` | ")
                        .append(standard(setting))
                        .append(" | ")
                        .append(setting.kind().allowed().replace("|", "\\|"))
                        .append(" | ")
                        .append(setting.about().replace("|", "\\|"))
                        .append(" |\n");
            }
        }
        return page.toString();
    }

    private static String standard(Setting setting) {
        if (setting.equals(Settings.SECRET_KEY)) {
            return "made once";
        }
        String standard = setting.standard().isEmpty() ? "–" : "`" + setting.standard() + "`";
        return setting.standard().equals(setting.testStandard())
                ? standard
                : standard + "; in test mode `" + setting.testStandard() + "`";
    }

    static String example() {
        var page = new StringBuilder("""
                # Settings of Quilt Appliance: NAME=value lines. Copy this to appliance.env in the home folder
                # (quilt-appliance config path shows where that is) and take away the # where you want another value.
                # docs/settings.md says more.
                """);
        for (Group group : Group.values()) {
            page.append("\n# --- ").append(group.title()).append(" ---\n");
            for (Setting setting : of(group)) {
                if (!setting.secret()) {
                    page.append('\n');
                    wrapped(setting.about())
                            .forEach(line -> page.append("# ").append(line).append('\n'));
                    wrapped("Allowed is " + setting.kind().allowed() + ".")
                            .forEach(line -> page.append("# ").append(line).append('\n'));
                    page.append('#')
                            .append(setting.name())
                            .append('=')
                            .append(setting.testStandard())
                            .append('\n');
                }
            }
        }
        return page.toString();
    }

    private static List<Setting> of(Group group) {
        return Settings.all().stream()
                .filter(setting -> setting.group() == group)
                .toList();
    }

    private static List<String> wrapped(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() + word.length() > 100) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().strip());
        return lines;
    }
}
