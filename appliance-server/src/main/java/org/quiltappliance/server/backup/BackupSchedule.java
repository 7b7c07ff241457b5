package org.quiltappliance.server.backup;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import org.quiltappliance.server.config.BackupConfig;
import org.quiltappliance.server.config.BackupConfig.Schedule;

/**
 * When backups are made by themselves ({@code control-panel.md} BK-5). Knows nothing but the times it is told, so a run
 * that was missed because the program was not running is due at its next start.
 *
 * @param on the day of weekly backups
 * @param zone in which the time is meant; a time that a change of clocks skips becomes the next one
 */
public record BackupSchedule(Schedule often, LocalTime at, DayOfWeek on, ZoneId zone) {

    private static final Duration NEVER_FOR = Duration.ofDays(7);

    /** At three in the morning, weekly ones on Sunday. */
    public static BackupSchedule usual(Schedule often, ZoneId zone) {
        return new BackupSchedule(often, LocalTime.of(3, 0), DayOfWeek.SUNDAY, zone);
    }

    /** As the settings say, weekly ones on Sunday. */
    public static BackupSchedule of(BackupConfig wanted, ZoneId zone) {
        return new BackupSchedule(wanted.schedule(), wanted.at(), DayOfWeek.SUNDAY, zone);
    }

    /** The first planned time after that one; nothing without a schedule. */
    public Optional<Instant> next(Instant after) {
        ZonedDateTime from = after.atZone(zone);
        return switch (often) {
            case OFF -> Optional.empty();
            case DAILY -> {
                var today = from.with(at);
                yield Optional.of(
                                today.toInstant().isAfter(after)
                                        ? today
                                        : today.plusDays(1).with(at))
                        .map(ZonedDateTime::toInstant);
            }
            case WEEKLY -> {
                var day = from.with(TemporalAdjusters.nextOrSame(on)).with(at);
                yield Optional.of(
                                day.toInstant().isAfter(after)
                                        ? day
                                        : day.plusWeeks(1).with(at))
                        .map(ZonedDateTime::toInstant);
            }
        };
    }

    /**
     * Whether a backup is to be made now: a planned time has come, or was missed.
     *
     * @param last when the last full backup was made, if any
     * @param since when this schedule, or the registry, began: nothing is due for times before
     */
    public boolean isDue(Instant now, Optional<Instant> last, Instant since) {
        return next(last.filter(it -> it.isAfter(since)).orElse(since))
                .filter(planned -> !planned.isAfter(now))
                .isPresent();
    }

    /**
     * Whether somebody should know that there is no recent backup: twice the time between two backups has passed since
     * the last, or there never was one in seven days.
     *
     * @param since when the registry began to keep data
     */
    public boolean isOverdue(Instant now, Optional<Instant> last, Instant since) {
        Instant from = last.orElse(since);
        boolean missed = between()
                .filter(time -> from.plus(time.multipliedBy(2)).isBefore(now))
                .isPresent();
        return missed || last.isEmpty() && since.plus(NEVER_FOR).isBefore(now);
    }

    private Optional<Duration> between() {
        return switch (often) {
            case OFF -> Optional.empty();
            case DAILY -> Optional.of(Duration.ofDays(1));
            case WEEKLY -> Optional.of(Duration.ofDays(7));
        };
    }
}
