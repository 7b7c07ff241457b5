package org.quiltappliance.server.config;

import java.nio.file.Path;

/**
 * Where and when backups are made ({@code control-panel.md} 10).
 *
 * @param folder the repository
 * @param keep how many of the newest stay, beside the weekly and monthly ones
 */
public record BackupConfig(Path folder, Schedule schedule, int keep) {

    /** How often by itself. */
    public enum Schedule {
        OFF,
        DAILY,
        WEEKLY
    }
}
