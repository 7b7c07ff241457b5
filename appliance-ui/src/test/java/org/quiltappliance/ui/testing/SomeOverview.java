package org.quiltappliance.ui.testing;

import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.PartReport;
import org.quiltappliance.server.lifecycle.Component;
import org.quiltappliance.server.lifecycle.Component.Health;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.monitoring.LogSource;
import org.quiltappliance.ui.overview.OverviewAppliance;

/** Answers what the overview asks, with what a test put there. */
public final class SomeOverview implements OverviewAppliance {

    private final Map<Part, PartReport> reports = new EnumMap<>(Part.class);
    private Optional<LastBackup> backup = Optional.of(new LastBackup(Snapshots.NOON.minusSeconds(32_400), true, false));
    private Optional<LastRun> run = Optional.of(new LastRun(Snapshots.NOON.minusSeconds(7_200), true));

    public SomeOverview() {
        reports.put(
                Part.DATABASE,
                new PartReport(
                        Part.DATABASE,
                        new Component(Health.UP, "PostgreSQL at 127.0.0.1:49213/quilt", Snapshots.NOON),
                        Optional.of("127.0.0.1:49213/quilt"),
                        Optional.of("PostgreSQL 17.10"),
                        Optional.of(Snapshots.NOON.plusSeconds(7_200)),
                        Optional.of(Snapshots.problem(
                                ProblemCode.DB_DOWN,
                                "The database does not answer",
                                "The container had ended and was started again.",
                                List.of())),
                        Optional.of(new Fix.RestartContainer("quilt-appliance-7f3a21c4-postgres")),
                        LogSource.POSTGRES));
    }

    /** From now on that is known of a part. */
    public void tell(PartReport report) {
        reports.put(report.part(), report);
    }

    public void lastBackup(Optional<LastBackup> last) {
        backup = last;
    }

    public void lastRun(Optional<LastRun> last) {
        run = last;
    }

    @Override
    public PartReport report(Part part) {
        return reports.computeIfAbsent(
                part,
                other -> new PartReport(
                        other,
                        new Component(Health.OFF, "", Instant.EPOCH),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        LogSource.APPLIANCE));
    }

    @Override
    public Optional<LastBackup> lastBackup() {
        return backup;
    }

    @Override
    public Optional<LastRun> lastRun() {
        return run;
    }

    @Override
    public Endpoints plannedEndpoints() {
        return new Endpoints(
                URI.create("http://localhost:5001"), URI.create("http://localhost:3000"), "This computer only");
    }
}
