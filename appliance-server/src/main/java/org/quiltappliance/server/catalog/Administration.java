package org.quiltappliance.server.catalog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.events.EventCount;
import org.quiltappliance.server.events.EventType;
import org.quiltappliance.server.events.Events;
import org.quiltappliance.server.monitoring.DiskSpace;

/** The lists of administrators: who may see them is for the caller to check. */
public final class Administration {

    private static final int MOST_PACKAGES_OF_STORAGE = 100;
    private static final int MOST_LARGE_OBJECTS = 20;

    /** Going through all objects takes a while; that long the last result will do. */
    private static final Duration STORAGE_HOLDS = Duration.ofSeconds(30);

    private final Database database;
    private final Events events;
    private final Supplier<Optional<DiskSpace>> disk;
    private final Clock clock;
    private final AdministrationStore store = new AdministrationStore();
    private final AtomicReference<@Nullable Storage> lastStorage = new AtomicReference<>();

    /** @param disk of the objects, where they lie on a disk of this computer */
    public Administration(Database database, Events events, Supplier<Optional<DiskSpace>> disk, Clock clock) {
        this.database = database;
        this.events = events;
        this.disk = disk;
        this.clock = clock;
    }

    /** One account. */
    public record UserLine(
            String name,
            String email,
            boolean active,
            boolean admin,
            long packages,
            long installs,
            long previews,
            long pushes,
            long deletes,
            Instant joined,
            Optional<Instant> lastSeen) {}

    /** Which accounts. */
    public enum UserFilter {
        ALL,
        ACTIVE,
        DISABLED,
        ADMIN
    }

    /** In which order. */
    public enum UserOrder {
        NAME,
        LAST_SEEN,
        PACKAGES
    }

    /** The accounts whose name or address holds the text. */
    public Browsing.Page<UserLine> users(
            String text, UserFilter filter, UserOrder order, boolean descending, int from, int most) {
        var lines = database.inTransaction(tx -> store.users(tx, text.strip())).stream()
                .filter(line -> switch (filter) {
                    case ALL -> true;
                    case ACTIVE -> line.active();
                    case DISABLED -> !line.active();
                    case ADMIN -> line.admin();
                })
                .sorted(inOrder(
                        switch (order) {
                            case NAME -> Comparator.comparing(UserLine::name);
                            case LAST_SEEN ->
                                Comparator.comparing(
                                        (UserLine line) -> line.lastSeen().orElse(Instant.EPOCH));
                            case PACKAGES -> Comparator.comparingLong(UserLine::packages);
                        },
                        descending))
                .toList();
        return page(lines, from, most);
    }

    private static <T> Comparator<T> inOrder(Comparator<T> order, boolean descending) {
        return descending ? order.reversed() : order;
    }

    private static <T> Browsing.Page<T> page(List<T> lines, int from, int most) {
        return Browsing.Page.of(
                lines.size(), from, lines.stream().skip(from).limit(most).toList());
    }

    /** One package, there or gone. @param visibility nothing when it is gone */
    public record PackageLine(
            String owner,
            String name,
            Optional<Visibility> visibility,
            long bytes,
            long revisions,
            long installs,
            long previews,
            long pushes,
            Optional<Instant> lastPush) {
        boolean isDeleted() {
            return visibility.isEmpty();
        }

        String handle() {
            return owner + "/" + name;
        }
    }

    /** Which packages. */
    public enum PackageFilter {
        PRESENT,
        DELETED,
        ALL
    }

    /** In which order. */
    public enum PackageOrder {
        NAME,
        SIZE,
        LAST_PUSH,
        INSTALLS
    }

    /** The packages whose handle holds the text, whoever may see them. */
    public Browsing.Page<PackageLine> packages(
            String text, PackageFilter filter, PackageOrder order, boolean descending, int from, int most) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        var lines = allPackages().stream()
                .filter(line -> switch (filter) {
                    case PRESENT -> !line.isDeleted();
                    case DELETED -> line.isDeleted();
                    case ALL -> true;
                })
                .filter(line -> line.handle().toLowerCase(Locale.ROOT).contains(wanted))
                .sorted(inOrder(
                                switch (order) {
                                    case NAME -> Comparator.comparing(PackageLine::handle);
                                    case SIZE -> Comparator.comparingLong(PackageLine::bytes);
                                    case LAST_PUSH ->
                                        Comparator.comparing((PackageLine line) ->
                                                line.lastPush().orElse(Instant.EPOCH));
                                    case INSTALLS -> Comparator.comparingLong(PackageLine::installs);
                                },
                                descending)
                        .thenComparing(PackageLine::handle))
                .toList();
        return page(lines, from, most);
    }

    private List<PackageLine> allPackages() {
        Map<String, Map<EventType, EventCount>> counts = new HashMap<>();
        events.perPackage()
                .forEach(count -> counts.computeIfAbsent(count.subject(), subject -> new HashMap<>())
                        .put(count.type(), count));
        var lines = new ArrayList<PackageLine>();
        for (var present : database.inTransaction(store::packages)) {
            var counted = counts.remove(present.owner() + "/" + present.name());
            lines.add(line(
                    present.owner(),
                    present.name(),
                    Optional.of(Visibility.of(present.isPublic(), present.isTeam())),
                    present.bytes(),
                    present.revisions(),
                    counted == null ? Map.of() : counted));
        }
        counts.forEach((subject, counted) -> {
            int slash = subject.indexOf('/');
            lines.add(line(subject.substring(0, slash), subject.substring(slash + 1), Optional.empty(), 0, 0, counted));
        });
        return lines;
    }

    private static PackageLine line(
            String owner,
            String name,
            Optional<Visibility> visibility,
            long bytes,
            long revisions,
            Map<EventType, EventCount> counted) {
        return new PackageLine(
                owner,
                name,
                visibility,
                bytes,
                revisions,
                count(counted, EventType.INSTALL),
                count(counted, EventType.PREVIEW),
                count(counted, EventType.PUSH),
                Optional.ofNullable(counted.get(EventType.PUSH)).map(EventCount::latest));
    }

    private static long count(Map<EventType, EventCount> counted, EventType type) {
        var count = counted.get(type);
        return count == null ? 0 : count.count();
    }

    /** Something that happened. @param extra particulars, as JSON */
    public record Happening(
            long id,
            Instant created,
            Optional<String> user,
            String type,
            String owner,
            String name,
            Optional<Hash> hash,
            Optional<String> extra) {}

    /** What is wanted of all that happened; empty texts filter nothing. @param to excluded */
    public record AuditFilter(String user, String owner, String name, String type, Instant from, Instant to) {}

    /** What happened, newest first. @param next the value of {@code before} for the rest */
    public record Audit(List<Happening> lines, Optional<Long> next) {}

    /** @param before the number of an event, to begin behind it */
    public Audit audit(AuditFilter filter, long before, int most) {
        var lines = database.inTransaction(tx -> store.audit(tx, filter, before, most + 1));
        return lines.size() > most
                ? new Audit(
                        lines.subList(0, most), Optional.of(lines.get(most - 1).id()))
                : new Audit(lines, Optional.empty());
    }

    /** What one owner stores. */
    public record OwnerUse(String owner, long packages, long objects, long bytes) {}

    /** What one package stores. */
    public record PackageUse(String owner, String name, long objects, long bytes) {}

    /** One of the largest objects, and one package that has it. */
    public record LargeObject(String owner, String name, Hash hash, long bytes) {}

    /** What all objects take. @param logicalBytes what they would take without sharing */
    public record Storage(
            Instant counted,
            long objects,
            long bytes,
            long logicalBytes,
            Optional<DiskSpace> disk,
            List<OwnerUse> owners,
            List<PackageUse> packages,
            List<PackageLists.Count> kinds,
            List<LargeObject> largest) {}

    public Storage storage() {
        var last = lastStorage.get();
        if (last != null && clock.instant().isBefore(last.counted().plus(STORAGE_HOLDS))) {
            return last;
        }
        var space = disk.get();
        var storage = database.inTransaction(tx -> {
            var owners = store.byOwner(tx);
            return new Storage(
                    clock.instant(),
                    owners.stream().mapToLong(OwnerUse::objects).sum(),
                    owners.stream().mapToLong(OwnerUse::bytes).sum(),
                    store.logicalBytes(tx),
                    space,
                    owners,
                    store.byPackage(tx, MOST_PACKAGES_OF_STORAGE),
                    store.kinds(tx).entrySet().stream()
                            .map(kind -> new PackageLists.Count(kind.getKey(), kind.getValue()))
                            .sorted(Comparator.comparingLong(PackageLists.Count::count)
                                    .reversed()
                                    .thenComparing(PackageLists.Count::value))
                            .toList(),
                    store.largest(tx, MOST_LARGE_OBJECTS));
        });
        lastStorage.set(storage);
        return storage;
    }
}
