package org.quiltappliance.server.config;

import java.nio.file.Path;
import java.time.LocalTime;

/**
 * Where and when backups are made ({@code control-panel.md} 10).
 *
 * @param folder the repository
 * @param at the time of day, as clocks show it here
 * @param keep how many of the newest stay, beside the weekly and monthly ones
 */
public record BackupConfig(Path folder, Schedule schedule, LocalTime at, int keep) {

    private static final LocalTime AT_NIGHT = LocalTime.of(3, 0);

    /** At three in the morning. */
    public BackupConfig(Path folder, Schedule schedule, int keep) {
        this(folder, schedule, AT_NIGHT, keep);
    }

    /** How often by itself. */
    public enum Schedule {
        OFF,
        DAILY,
        WEEKLY
    }
}
