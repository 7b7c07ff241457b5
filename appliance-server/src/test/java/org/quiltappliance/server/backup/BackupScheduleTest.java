package org.quiltappliance.server.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.BackupConfig.Schedule;

class BackupScheduleTest {

    private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
    private static final BackupSchedule OFF = BackupSchedule.usual(Schedule.OFF, ZoneOffset.UTC);
    private static final BackupSchedule DAILY = BackupSchedule.usual(Schedule.DAILY, ZoneOffset.UTC);
    private static final BackupSchedule WEEKLY = BackupSchedule.usual(Schedule.WEEKLY, ZoneOffset.UTC);

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    @Test
    void dailyBackupsComeAtTheirTimeOfDay() {
        assertThat(DAILY.next(START)).contains(at("2026-03-03T03:00:00Z"));
        assertThat(DAILY.next(at("2026-03-03T02:59:59Z"))).contains(at("2026-03-03T03:00:00Z"));
        assertThat(DAILY.next(at("2026-03-03T03:00:00Z"))).contains(at("2026-03-04T03:00:00Z"));
    }

    @Test
    void weeklyBackupsComeOnTheirDay() {
        assertThat(WEEKLY.next(START)).contains(at("2026-03-08T03:00:00Z"));
        assertThat(WEEKLY.next(at("2026-03-08T03:00:00Z"))).contains(at("2026-03-15T03:00:00Z"));
    }

    @Test
    void noScheduleNeverAsksForOne() {
        assertThat(OFF.next(START)).isEmpty();
        assertThat(OFF.isDue(START.plus(Duration.ofDays(100)), Optional.empty(), START))
                .isFalse();
    }

    @Test
    void missedRunIsDueAtTheNextStart() {
        var last = Optional.of(at("2026-03-03T03:00:05Z"));

        assertThat(DAILY.isDue(at("2026-03-03T23:00:00Z"), last, START)).isFalse();
        assertThat(DAILY.isDue(at("2026-03-04T03:00:00Z"), last, START)).isTrue();
        assertThat(DAILY.isDue(at("2026-03-20T17:00:00Z"), last, START)).isTrue();
        assertThat(DAILY.isDue(at("2026-03-02T23:00:00Z"), Optional.empty(), START))
                .isFalse();
        assertThat(DAILY.isDue(at("2026-03-03T03:00:00Z"), Optional.empty(), START))
                .isTrue();
    }

    @Test
    void scheduleThatJustBeganIsNotDueForOldTimes() {
        assertThat(DAILY.isDue(START, Optional.of(START.minus(Duration.ofDays(30))), START))
                .isFalse();
    }

    @Test
    void timeThatAChangeOfClocksSkipsIsTheNextOne() {
        var berlin =
                new BackupSchedule(Schedule.DAILY, LocalTime.of(2, 30), DayOfWeek.SUNDAY, ZoneId.of("Europe/Berlin"));

        assertThat(berlin.next(at("2026-03-28T12:00:00Z"))).contains(at("2026-03-29T01:30:00Z"));
        assertThat(berlin.next(at("2026-03-29T01:30:00Z"))).contains(at("2026-03-30T00:30:00Z"));
    }

    @Test
    void overdueIsTwiceTheTimeOrNeverInAWeek() {
        var last = Optional.of(START);

        assertThat(DAILY.isOverdue(START.plus(Duration.ofHours(48)), last, START))
                .isFalse();
        assertThat(DAILY.isOverdue(START.plus(Duration.ofHours(49)), last, START))
                .isTrue();
        assertThat(WEEKLY.isOverdue(START.plus(Duration.ofDays(14)), last, START))
                .isFalse();
        assertThat(WEEKLY.isOverdue(START.plus(Duration.ofDays(15)), last, START))
                .isTrue();
        assertThat(OFF.isOverdue(START.plus(Duration.ofDays(7)), Optional.empty(), START))
                .isFalse();
        assertThat(OFF.isOverdue(START.plus(Duration.ofDays(8)), Optional.empty(), START))
                .isTrue();
        assertThat(OFF.isOverdue(START.plus(Duration.ofDays(800)), last, START)).isFalse();
    }
}
