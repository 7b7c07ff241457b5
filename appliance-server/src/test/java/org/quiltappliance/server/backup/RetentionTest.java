package org.quiltappliance.server.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.backup.Manifest.Kind;

class RetentionTest {

    private static final Instant NEWEST = Instant.parse("2026-11-23T03:00:00Z");
    private static final Retention SEVEN = new Retention(7, ZoneOffset.UTC);

    private static Snapshot made(Instant when, Kind kind) {
        return made(when, kind, BackupRoundTripContract.ORIGIN);
    }

    private static Snapshot made(Instant when, Kind kind, Manifest.Origin origin) {
        var manifest = new Manifest(
                Manifest.FORMAT,
                kind,
                origin,
                when,
                when,
                "",
                List.of(),
                new Manifest.Objects(0, 0, 0, 0, 0),
                List.of(),
                List.of());
        return new Snapshot(SnapshotId.fresh(when), Optional.of(manifest), "", List.of());
    }

    private static List<Snapshot> daily(int days) {
        var all = new ArrayList<Snapshot>();
        for (int day = 0; day < days; day++) {
            all.add(made(NEWEST.minus(Duration.ofDays(day)), Kind.FULL));
        }
        return all;
    }

    private static List<String> staying(List<Snapshot> all) {
        var goes = SEVEN.goes(all);
        return all.stream()
                .filter(it -> !goes.contains(it.id()))
                .map(it -> it.id().text().substring(0, 10))
                .toList();
    }

    @Test
    void sevenDaysFourWeeksAndSixMonthsStay() {
        assertThat(staying(daily(300)))
                .containsExactly(
                        "2026-11-23",
                        "2026-11-22",
                        "2026-11-21",
                        "2026-11-20",
                        "2026-11-19",
                        "2026-11-18",
                        "2026-11-17",
                        "2026-11-15",
                        "2026-11-08",
                        "2026-10-31",
                        "2026-09-30",
                        "2026-08-31",
                        "2026-07-31",
                        "2026-06-30");
    }

    @Test
    void fewBackupsAllStayHoweverOld() {
        var all = List.of(
                made(NEWEST.minus(Duration.ofDays(900)), Kind.FULL),
                made(NEWEST.minus(Duration.ofDays(800)), Kind.FULL));

        assertThat(SEVEN.goes(all)).isEmpty();
    }

    @Test
    void newestOfADayStays() {
        var early = made(NEWEST, Kind.FULL);
        var late = made(NEWEST.plus(Duration.ofHours(5)), Kind.FULL);

        assertThat(SEVEN.goes(List.of(early, late))).containsExactly(early.id());
    }

    @Test
    void safetyBackupsNeitherCountNorStayForLong() {
        var all = new ArrayList<>(daily(2));
        for (int hour = 0; hour < 5; hour++) {
            all.add(made(NEWEST.minus(Duration.ofHours(hour)), Kind.SAFETY));
        }

        assertThat(SEVEN.goes(all)).containsExactly(all.get(6).id(), all.get(5).id());
    }

    @Test
    void instancesThatShareAFolderDoNotPushEachOtherOut() {
        var other = new Manifest.Origin("deadbeef", "Another one", "persistent", "1.0");
        var all = new ArrayList<>(daily(7));
        all.add(made(NEWEST.minus(Duration.ofDays(20)), Kind.FULL, other));

        assertThat(SEVEN.goes(all)).isEmpty();
    }

    @Test
    void backupThatCannotBeReadStays() {
        var unreadable = new Snapshot(
                SnapshotId.fresh(NEWEST.minus(Duration.ofDays(5000))), Optional.empty(), "damaged", List.of());
        var all = new ArrayList<>(daily(300));
        all.add(unreadable);

        assertThat(SEVEN.goes(all)).doesNotContain(unreadable.id());
    }
}
