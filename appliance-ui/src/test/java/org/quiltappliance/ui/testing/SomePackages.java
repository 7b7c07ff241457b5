package org.quiltappliance.ui.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.quiltappliance.server.backup.LiveReport;
import org.quiltappliance.server.backup.ObjectProblem;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.inventory.PackageDetail;
import org.quiltappliance.server.inventory.PackageDetail.NamedRevision;
import org.quiltappliance.server.inventory.PackageDetail.PushedRevision;
import org.quiltappliance.server.inventory.PackageLine;
import org.quiltappliance.server.inventory.PackagePage;
import org.quiltappliance.server.inventory.PackageQuery;
import org.quiltappliance.server.inventory.Reach;
import org.quiltappliance.ui.packages.PackagesAppliance;

/** Some packages, or many, which remember what is asked and done. */
public final class SomePackages implements PackagesAppliance {

    private final List<PackageLine> all = new ArrayList<>();
    private final List<PackageQuery> asked = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private boolean silent;
    private LiveReport report = new LiveReport(41, List.of(), 0, Duration.ofSeconds(1));

    /** Three of different people. */
    public SomePackages() {
        all.add(line("ana", "glaciers", 14, 2_100_000_000L, 41, Reach.PUBLIC, 2));
        all.add(line("ana", "rivers", 2, 340_000_000L, 12, Reach.SOME, 1));
        all.add(line("bob", "weather_stations_of_the_alps", 121, 86_000_000_000L, 12_803, Reach.OWNER, 0));
    }

    /** That many more. */
    public SomePackages with(int more) {
        IntStream.range(0, more)
                .forEach(i -> all.add(
                        line("carl", String.format(Locale.ROOT, "series_%05d", i), 1, 1_000L * i, 3, Reach.TEAM, 0)));
        return this;
    }

    /** None at all. */
    public SomePackages none() {
        all.clear();
        return this;
    }

    public static PackageLine line(
            String owner, String name, long revisions, long bytes, long files, Reach reach, long others) {
        return new PackageLine(
                owner,
                name,
                revisions,
                Instant.parse("2026-11-20T09:14:00Z").minusSeconds(bytes % 1_000_000),
                owner,
                bytes,
                files,
                reach,
                others);
    }

    /** The pages that were asked for. */
    public List<PackageQuery> asked() {
        return List.copyOf(asked);
    }

    public List<String> done() {
        return List.copyOf(done);
    }

    /** From now on the database is away, or back. */
    public void setSilent(boolean away) {
        silent = away;
    }

    /** What comes out of the next verification. */
    public void setDamaged(ObjectProblem... problems) {
        report = new LiveReport(41, List.of(problems), problems.length, Duration.ofSeconds(1));
    }

    @Override
    public PackagePage page(PackageQuery query) {
        if (silent) {
            throw new Unavailable("The database does not answer.");
        }
        asked.add(query);
        var fits = all.stream()
                .filter(line -> line.path().contains(query.filter().strip()))
                .filter(line -> query.owner().map(line.owner()::equals).orElse(true))
                .filter(line -> query.reach().map(line.reach()::equals).orElse(true))
                .sorted(order(query))
                .toList();
        return new PackagePage(
                fits.stream().skip(query.first()).limit(query.most()).toList(), fits.size());
    }

    private static Comparator<PackageLine> order(PackageQuery query) {
        Comparator<PackageLine> order = query.order() == PackageQuery.Order.BYTES
                ? Comparator.comparingLong(PackageLine::bytes)
                : Comparator.comparing(PackageLine::path);
        return query.descending() ? order.reversed() : order;
    }

    @Override
    public List<String> owners() {
        return all.stream().map(PackageLine::owner).distinct().sorted().toList();
    }

    @Override
    public PackageDetail detail(String owner, String name) {
        var line = all.stream()
                .filter(one -> one.path().equals(owner + "/" + name))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such package any more."));
        var revisions = IntStream.range(0, (int) Math.min(line.revisions(), PackageDetail.MOST_REVISIONS))
                .mapToObj(i -> new PushedRevision(
                        hash(i), line.latest().minusSeconds(86_400L * i), owner, line.bytes() - i, line.files()))
                .toList();
        return new PackageDetail(
                line,
                revisions,
                List.of(new NamedRevision("latest", hash(0)), new NamedRevision("published", hash(1))),
                List.of(new NamedRevision("1.1", hash(0)), new NamedRevision("1.0", hash(1))),
                switch (line.reach()) {
                    case PUBLIC -> List.of("bob", "carl", "public", owner);
                    case TEAM -> List.of("team", owner);
                    case SOME -> List.of("bob", owner);
                    case OWNER -> List.of(owner);
                },
                line.reach() == Reach.PUBLIC ? List.of("dora@example.org") : List.of(),
                line.bytes() * 2,
                line.files() + 3);
    }

    /** One of some hashes. */
    public static Hash hash(int number) {
        return Hash.parse(String.format(Locale.ROOT, "%010x", 0x4f2c81a9b3L + 7_919L * number) + "0".repeat(54));
    }

    @Override
    public CompletionStage<LiveReport> verify(String owner, String name) {
        done.add("verify " + owner + "/" + name);
        return CompletableFuture.completedFuture(report);
    }

    @Override
    public void delete(String owner, String name, String typed) {
        done.add("delete " + owner + "/" + name + " by " + typed);
        all.removeIf(line -> line.path().equals(owner + "/" + name));
    }
}
