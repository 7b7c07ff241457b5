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
        Secret secretKey,
        DockerConfig docker,
        BackupConfig backup,
        FirstAdministrator firstAdministrator) {

    /** The same with other words about objects. */
    public ApplianceConfig with(ObjectsConfig other) {
        return with(database, other);
    }

    /** The same with its data in other places. */
    public ApplianceConfig with(DatabaseConfig otherDatabase, ObjectsConfig otherObjects) {
        return with(name, otherDatabase, otherObjects, backup);
    }

    /** The same with other words about backups. */
    public ApplianceConfig with(BackupConfig other) {
        return with(name, database, objects, other);
    }

    /** The same under another name. */
    public ApplianceConfig named(String other) {
        return with(other, database, objects, backup);
    }

    private ApplianceConfig with(
            String itsName, DatabaseConfig itsDatabase, ObjectsConfig itsObjects, BackupConfig itsBackup) {
        return new ApplianceConfig(
                mode,
                home,
                itsName,
                http,
                itsDatabase,
                itsObjects,
                access,
                mail,
                signIn,
                secretKey,
                docker,
                itsBackup,
                firstAdministrator);
    }

    /** Whether any part of the data is in a container of ours. */
    public boolean needsContainers() {
        return database instanceof DatabaseConfig.Managed || objects.store() instanceof StoreConfig.Managed;
    }

    /** A folder on the disk of this computer that fills up first: the objects' own, else the home. */
    public Path disk() {
        return objects.store() instanceof StoreConfig.Folder folder ? folder.folder() : home;
    }
}
