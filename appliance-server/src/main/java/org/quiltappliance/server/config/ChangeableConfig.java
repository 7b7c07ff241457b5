package org.quiltappliance.server.config;

import java.time.Duration;

/**
 * What takes effect at once, without a restart ({@code control-panel.md} 4.2).
 *
 * @param name of the registry, for people
 * @param access of which who may be asked for and the name of the team stay as they were at the start
 * @param linkLifetime how long links are good for that are signed from now on
 */
public record ChangeableConfig(String name, AccessConfig access, MailConfig mail, Duration linkLifetime) {

    public static ChangeableConfig of(ApplianceConfig config) {
        return new ChangeableConfig(
                config.name(), config.access(), config.mail(), config.objects().linkLifetime());
    }

    /** The same with other words about who gets in. */
    public ChangeableConfig with(AccessConfig other) {
        return new ChangeableConfig(name, other, mail, linkLifetime);
    }
}
