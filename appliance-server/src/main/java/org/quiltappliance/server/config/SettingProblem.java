package org.quiltappliance.server.config;

/**
 * Something in the settings that keeps the registry from starting.
 *
 * @param name of the setting, or the place in a file when that cannot be told
 * @param text what is wrong and what is allowed, for people; holds no secret
 */
public record SettingProblem(String name, String text) {

    static SettingProblem of(Setting setting, String value, Source source, String reason) {
        String shown = setting.secret() ? "the value" : "\"" + value + "\"";
        return new SettingProblem(
                setting.name(),
                shown + " (" + source.label() + ") " + reason + ". Allowed is "
                        + setting.kind().allowed() + ".");
    }
}
