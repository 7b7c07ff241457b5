package org.quiltappliance.server.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which backups stay ({@code control-panel.md} BK-5): the newest of each of the last days that have any, of the last 4
 * such weeks and 6 such months, and the newest 3 safety backups. A backup that cannot be read, or comes from another
 * program version's format, is never removed by a rule.
 *
 * @param daily how many days, 1 or more
 * @param zone in which days begin
 */
public record Retention(int daily, ZoneId zone) {

    private static final int WEEKLY = 4;
    private static final int MONTHLY = 6;
    private static final int SAFETY = 3;

    public Retention {
        if (daily < 1) {
            throw new IllegalArgumentException("At least one backup stays");
        }
    }

    private record Dated(SnapshotId id, Instant created, boolean safety) {}

    /** Which of those backups the rule lets go; several instances that share a folder each keep their own. */
    public List<SnapshotId> goes(List<Snapshot> all) {
        return all.stream()
                .filter(snapshot -> snapshot.manifest().isPresent())
                .collect(Collectors.groupingBy(
                        snapshot -> snapshot.manifest().orElseThrow().origin().instanceId()))
                .values()
                .stream()
                .flatMap(ofOne -> goesOfOne(ofOne).stream())
                .sorted()
                .toList();
    }

    private List<SnapshotId> goesOfOne(List<Snapshot> all) {
        List<Dated> newestFirst = all.stream()
                .flatMap(snapshot -> snapshot.manifest().stream()
                        .map(manifest ->
                                new Dated(snapshot.id(), manifest.created(), manifest.kind() == Manifest.Kind.SAFETY)))
                .sorted(Comparator.comparing(Dated::created).reversed())
                .toList();
        List<Dated> full = newestFirst.stream().filter(it -> !it.safety()).toList();
        Set<SnapshotId> stay = new HashSet<>();
        keep(full, daily, this::date, stay);
        keep(full, WEEKLY, it -> week(date(it)), stay);
        keep(full, MONTHLY, it -> YearMonth.from(date(it)), stay);
        newestFirst.stream().filter(Dated::safety).limit(SAFETY).forEach(it -> stay.add(it.id()));
        return newestFirst.stream()
                .map(Dated::id)
                .filter(id -> !stay.contains(id))
                .toList();
    }

    private LocalDate date(Dated snapshot) {
        return LocalDate.ofInstant(snapshot.created(), zone);
    }

    private static String week(LocalDate date) {
        return date.get(IsoFields.WEEK_BASED_YEAR) + "-" + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    private static <T> void keep(List<Dated> newestFirst, int most, Function<Dated, T> period, Set<SnapshotId> stay) {
        Set<T> seen = new HashSet<>();
        for (Dated snapshot : newestFirst) {
            if (seen.size() < most && seen.add(period.apply(snapshot))) {
                stay.add(snapshot.id());
            }
        }
    }
}
