package org.quiltappliance.ui.testing;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Component;
import org.quiltappliance.server.lifecycle.Component.Health;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.StepView;
import org.quiltappliance.server.lifecycle.StepView.Status;
import org.quiltappliance.server.lifecycle.StoredCounts;

/** Snapshots as the appliance publishes them in each state, with believable values. */
public final class Snapshots {

    /** When everything in them happened. */
    public static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    /** What people have after some days. */
    public static final StoredCounts SOME = new StoredCounts(3, 5, 41, 2_100_000_000L, 2);

    private static final String[][] STEPS = {
        {"config.check", "Checking settings"},
        {"recover", "Looking for an earlier run"},
        {"preflight", "Checking this computer (ports, disk, permissions)"},
        {"docker.connect", "Contacting Docker"},
        {"images", "Getting images"},
        {"containers", "Preparing database and storage containers"},
        {"database", "Waiting for PostgreSQL"},
        {"store", "Waiting for storage"},
        {"migrate", "Updating the database"},
        {"accounts", "Preparing accounts"},
        {"listen", "Opening ports 5000 and 3000"},
        {"self-check", "Testing the registry as a client would"},
    };

    private ApplianceState state = ApplianceState.STOPPED;
    private Mode mode = Mode.TEST;
    private List<StepView> steps = List.of();
    private Map<Part, Component> components = Map.of();
    private List<Problem> problems = List.of();
    private Optional<Problem> failure = Optional.empty();
    private Optional<Endpoints> endpoints = Optional.empty();
    private String location = "";
    private Optional<Activity> activity = Optional.empty();
    private Optional<StoredCounts> storage = Optional.empty();

    private Snapshots() {}

    /** Before the first start. */
    public static Snapshots stopped() {
        return new Snapshots();
    }

    /** In the middle of a start in persistent mode. @param active the number of the step that is at work */
    public static Snapshots starting(int active) {
        var made = new Snapshots();
        made.state = ApplianceState.STARTING;
        made.mode = Mode.PERSISTENT;
        var steps = new ArrayList<StepView>();
        for (int i = 0; i < STEPS.length; i++) {
            Status status = i < active ? Status.DONE : i == active ? Status.ACTIVE : Status.WAITING;
            String detail = STEPS[i][0].equals("images") && i == active
                    ? "PostgreSQL 17.10: 84 of 152 MB, 6 MB/s"
                    : STEPS[i][0].equals("docker.connect") && i < active ? "Docker 29.1, API 1.52" : "";
            steps.add(new StepView(
                    STEPS[i][0],
                    STEPS[i][1],
                    status,
                    detail,
                    STEPS[i][0].equals("images") && i == active ? 0.55 : -1,
                    i <= active ? Optional.of(NOON.plusMillis(900L * i)) : Optional.empty(),
                    i < active ? Optional.of(NOON.plusMillis(900L * i + 700)) : Optional.empty(),
                    Optional.empty()));
        }
        made.steps = steps;
        return made;
    }

    /** Running in test mode, with nothing pushed. */
    public static Snapshots running() {
        var made = new Snapshots();
        made.state = ApplianceState.RUNNING;
        made.components = components("H2 in memory", "folder, emptied at the end", Health.OFF, "");
        made.endpoints = Optional.of(new Endpoints(
                URI.create("http://localhost:5000"), URI.create("http://localhost:3000"), "This computer only"));
        made.location = "In memory and in a temporary folder, gone when you stop.";
        made.storage = Optional.of(new StoredCounts(0, 0, 0, 0, 1));
        return made;
    }

    /** Running in persistent mode, with much in it. */
    public static Snapshots persistent() {
        var made = running();
        made.mode = Mode.PERSISTENT;
        made.components = components("PostgreSQL 17.10", "MinIO 2025-09-07", Health.UP, "Docker 29.1, API 1.52");
        made.location = "Docker volumes quilt-appliance-7f3a21c4-pg17 and quilt-appliance-7f3a21c4-objects.";
        made.storage = Optional.of(new StoredCounts(48, 311, 12_803, 86_200_000_000L, 9));
        return made;
    }

    /** Running in persistent mode while the database is away. */
    public static Snapshots degraded() {
        var made = persistent();
        made.state = ApplianceState.DEGRADED;
        var parts = new EnumMap<Part, Component>(made.components);
        parts.put(Part.DATABASE, new Component(Health.DOWN, "PostgreSQL does not answer", NOON));
        made.components = parts;
        made.problems = List.of(problem(
                ProblemCode.DB_DOWN,
                "The database does not answer",
                "The container quilt-appliance-7f3a21c4-postgres has ended. It is being started again.",
                List.of(
                        new Fix.RestartContainer("quilt-appliance-7f3a21c4-postgres"),
                        new Fix.ShowLog("postgres.log"))));
        return made;
    }

    /** Requests that are under way may end. */
    public static Snapshots stopping() {
        var made = persistent();
        made.state = ApplianceState.STOPPING;
        return made;
    }

    /** A start found the port in use. */
    public static Snapshots failed() {
        var made = new Snapshots();
        made.state = ApplianceState.FAILED;
        made.failure = Optional.of(new Problem(
                ProblemCode.PORT_IN_USE,
                "Port 5000 is in use",
                "node (process 4711, user ana) is already listening on port 5000. Only one program can use a port at a"
                        + " time.",
                List.of("127.0.0.1:5000 cannot be opened: address already in use", "Command: node server.js"),
                List.of(new Fix.UsePort("APPLIANCE_REGISTRY_PORT", 5001), new Fix.CheckAgain()),
                NOON));
        return made;
    }

    private static Map<Part, Component> components(String database, String store, Health docker, String engine) {
        return Map.of(
                Part.REGISTRY, new Component(Health.UP, "127.0.0.1 and ::1, port 5000", NOON),
                Part.CATALOG, new Component(Health.UP, "127.0.0.1 and ::1, port 3000", NOON),
                Part.DATABASE, new Component(Health.UP, database, NOON),
                Part.STORE, new Component(Health.UP, store, NOON),
                Part.DOCKER, new Component(docker, engine, NOON),
                Part.MAIL, new Component(Health.OFF, "", NOON));
    }

    /** A problem with these words. */
    public static Problem problem(ProblemCode code, String title, String message, List<Fix> fixes) {
        return new Problem(code, title, message, List.of(), fixes, NOON);
    }

    /** The same with these problems. */
    public Snapshots with(Problem... present) {
        problems = List.of(present);
        return this;
    }

    /** The same with that task under way. */
    public Snapshots with(Activity underWay) {
        activity = Optional.of(underWay);
        return this;
    }

    /** The same with so much in it. */
    public Snapshots with(StoredCounts counts) {
        storage = Optional.of(counts);
        return this;
    }

    /** The same, to be found there. */
    public Snapshots at(Endpoints where) {
        endpoints = Optional.of(where);
        return this;
    }

    /** The same in that mode. */
    public Snapshots in(Mode other) {
        mode = other;
        return this;
    }

    public ApplianceSnapshot make() {
        return new ApplianceSnapshot(
                state,
                mode,
                state.isUp(),
                NOON,
                "0.1.0",
                "7f3a21c4",
                "My registry",
                steps,
                components,
                problems,
                failure,
                endpoints,
                location,
                activity,
                storage);
    }
}
