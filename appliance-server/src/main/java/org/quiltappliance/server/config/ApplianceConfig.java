package org.quiltappliance.server.config;

import java.nio.file.Path;

/**
 * Every setting of one run, checked and complete. Parts are handed down singly; only the composition root sees all.
 *
 * @param home the folder that holds settings, logs and backups ({@code control-panel.md} section 3)
 * @param secretKey signs tokens and links; changing it signs everybody out
 */
public record ApplianceConfig(
        Mode mode,
        Path home,
        String name,
        HttpConfig http,
        DatabaseConfig database,
        ObjectsConfig objects,
        AccessConfig access,
        MailConfig mail,
        SignInConfig signIn,
        Secret secretKey) {

    /** The same with other words about objects. */
    public ApplianceConfig with(ObjectsConfig other) {
        return new ApplianceConfig(mode, home, name, http, database, other, access, mail, signIn, secretKey);
    }
}
