package org.quiltappliance.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.containers.FetchNews;
import org.quiltappliance.server.containers.Role;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.Progress;
import org.quiltappliance.server.lifecycle.Step;
import org.quiltappliance.server.lifecycle.Watch;
import org.quiltappliance.server.monitoring.ContainerReading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps that bring up our containers, what is watched of them afterwards, and their end ({@code control-panel.md} 8). */
final class BackingSteps {

    private static final Logger log = LoggerFactory.getLogger(BackingSteps.class);

    private static final int LAST_LINES = 40;

    private final RunContext run;
    private volatile @Nullable Backing backing;
    private volatile @Nullable Supervision supervision;
    private volatile @Nullable VolumeDisk volumes;
    private volatile boolean complete;

    BackingSteps(RunContext run) {
        this.run = run;
    }

    List<Step> steps() {
        return List.of(
                new Step(
                        "docker.connect",
                        "Contacting Docker",
                        Duration.ofSeconds(15),
                        true,
                        this::connect,
                        this::disconnect),
                new Step(
                        "images",
                        "Getting images",
                        Duration.ofMinutes(30),
                        true,
                        progress -> backing().images(news(progress)),
                        Step.Undo.NOTHING),
                new Step(
                        "containers",
                        "Preparing database and storage containers",
                        Duration.ofSeconds(120),
                        true,
                        this::prepare,
                        this::end));
    }

    private void connect(Progress progress) throws IOException {
        var found = run.connect();
        backing = found;
        String engine = found.engine();
        progress.detail(engine);
        progress.facts(facts -> facts.with(Part.DOCKER, run.up(engine)));
    }

    private static FetchNews news(Progress progress) {
        return new FetchNews() {
            @Override
            public void accept(String text) {
                progress.detail(text);
            }

            @Override
            public void share(double done) {
                progress.share(done);
            }
        };
    }

    private void prepare(Progress progress) throws InterruptedException {
        backing().containers(progress::detail).forEach(progress::report);
    }

    /** Where database and objects are is known only when the containers answer. */
    void settle(Progress progress) throws InterruptedException {
        if (backing != null) {
            run.settle(backing().settled(progress::detail));
            String places = backing().places();
            progress.facts(facts -> facts.of(run.config().mode(), run.config().name(), places));
        }
    }

    /** Tables without an account where accounts were: somebody, or a restore that was killed, made the volume anew. */
    void requireRows() throws IOException {
        if (backing != null && run.registry().count().users() == 0) {
            backing().requireFreshDatabase();
        }
    }

    /** To be called when there are tables and accounts. */
    void remember() throws IOException {
        if (backing != null) {
            backing().remember();
        }
    }

    /** From now on the containers are looked after. */
    void complete() {
        if (backing != null) {
            complete = true;
            supervision = new Supervision(backing(), run.registry());
            volumes = new VolumeDisk(backing(), run.parts().disks(), run.parts().clock());
        }
    }

    /** Gives the database in our container another password while the registry runs. */
    void changePassword(Secret next, Consumer<String> detail) throws InterruptedException {
        supervision().meanwhile(() -> {
            var place = backing().changePassword(next, detail);
            run.registry().moveDatabase(place);
            run.settle(run.config().with(place, run.config().objects()));
            return place;
        });
    }

    /** Gives the storage in our container other keys while the registry runs. */
    void changeStoreKeys(String accessKey, Secret secretKey, Consumer<String> detail) throws InterruptedException {
        supervision().meanwhile(() -> {
            var place = backing().changeStoreKeys(accessKey, secretKey, detail);
            run.registry().moveStore(place);
            run.settle(run.config().with(run.config().objects().in(place)));
            return place;
        });
    }

    private Supervision supervision() {
        Supervision watching = supervision;
        if (watching == null) {
            throw new Unavailable("The registry is starting or stopping. Try again when that is done.");
        }
        return watching;
    }

    private void end() throws InterruptedException {
        Supervision watching = supervision;
        if (watching != null) {
            watching.end();
        }
        if (complete) {
            for (Problem notice : backing().services().stop()) {
                log.warn("{} {}", notice.title(), notice.message());
            }
        } else if (backing != null) {
            backing().services().undo();
        }
    }

    private void disconnect() {
        Backing open = backing;
        if (open != null) {
            open.close();
        }
    }

    private Backing backing() {
        Backing connected = backing;
        if (connected == null) {
            throw new IllegalStateException("The engine has not been found yet");
        }
        return connected;
    }

    /**
     * What our containers take of the computer; asks the engine, which takes seconds.
     *
     * @throws EngineException when it does not answer
     */
    List<ContainerReading> usage() {
        Backing open = backing;
        if (open == null) {
            return List.of();
        }
        var all = new ArrayList<ContainerReading>();
        for (Role role : Role.values()) {
            open.container(role)
                    .ifPresent(name -> open.runtime()
                            .usage(name)
                            .ifPresent(usage -> all.add(new ContainerReading(
                                    name,
                                    usage.state().name().toLowerCase(Locale.ROOT),
                                    usage.restarts() + startsOf(role),
                                    usage.memoryBytes(),
                                    usage.memoryLimitBytes(),
                                    usage.processors()))));
        }
        return all;
    }

    private int startsOf(Role role) {
        Supervision watching = supervision;
        return watching == null ? 0 : watching.starts(role);
    }

    List<Watch> watches() {
        if (backing == null) {
            return List.of();
        }
        var watches = new ArrayList<Watch>();
        watches.add(new Watch(ProblemCode.DOCKER_GONE, run.parts().pulse(), () -> {
            try {
                backing().runtime().ping();
                backing().services().followAgain();
                return Optional.empty();
            } catch (EngineException silent) {
                return Optional.of(backing().problems().dockerGone("the container engine", silent.text()));
            }
        }));
        return watches;
    }

    /** The clock of the side where our containers run, when there are any. */
    Optional<ClockWatch.Side> clock() {
        return backing == null
                ? Optional.empty()
                : Optional.of(new ClockWatch.Side(
                        backing().runtime()::clock,
                        (apart, harmful) -> backing()
                                .problems()
                                .clockSkew(apart, harmful, backing().container(Role.STORE))));
    }

    /** Whether a container of ours does that. */
    boolean serves(Role role) {
        Backing open = backing;
        return open != null && open.container(role).isPresent();
    }

    /** The disk where the engine keeps our volumes, when we have an engine and can tell. */
    Optional<DataSteps.Disk> volumeDisk() throws IOException, InterruptedException {
        VolumeDisk disk = volumes;
        return disk == null ? Optional.empty() : disk.measure();
    }

    /** Where our container keeps the rows, for people. */
    String rows() {
        return backing().rows();
    }

    /** Where our container keeps the files, for people. */
    String files() {
        return backing().files();
    }

    /** Volumes of ours that hold data of that kind and are not in use. */
    List<String> otherVolumes(Role role) {
        return backing == null ? List.of() : backing().services().otherVolumes(role);
    }

    /** Volumes that held the database before the one that is in force, where they are there still. */
    List<String> formerVolumes(Instance instance) {
        String present = instance.volumes().get(Backing.DATABASE_VOLUME);
        return instance.superseded().entrySet().stream()
                .filter(one -> one.getValue().equals(present))
                .map(Map.Entry::getKey)
                .filter(otherVolumes(Role.POSTGRES)::contains)
                .sorted()
                .toList();
    }

    /** Starts a container of ours once more. */
    void restart(String container) throws InterruptedException {
        Supervision watching = supervision;
        for (Role role : Role.values()) {
            if (watching != null && backing().container(role).equals(Optional.of(container))) {
                watching.restart(role);
                return;
            }
        }
        throw new NotFound("The container " + container + " does not belong to this run.");
    }

    /** The container of that role, when there is one of ours. */
    Optional<String> container(Role role) {
        Backing connected = backing;
        return connected == null ? Optional.empty() : connected.container(role);
    }

    /** What that container was made from. */
    Optional<String> image(Role role) {
        Backing connected = backing;
        return connected == null ? Optional.empty() : connected.image(role);
    }

    /** What people hear when the part in that container is silent, while it is being brought back. */
    Optional<Problem> silence(Role role, String reason) {
        Supervision watching = supervision;
        if (watching == null || backing().container(role).isEmpty()) {
            return Optional.empty();
        }
        watching.bringBack(role);
        String container = backing().container(role).get();
        return Optional.of(
                watching.isGivenUp(role) ? abandoned(role, container, reason) : down(role, container, reason));
    }

    private Problem down(Role role, String container, String reason) {
        var problems = backing().problems();
        var log = backing().log(role);
        return switch (role) {
            case POSTGRES -> problems.databaseDown(container, reason, log);
            case STORE -> problems.storeDown(container, reason, log);
        };
    }

    private Problem abandoned(Role role, String container, String reason) {
        var problems = backing().problems();
        var log = backing().log(role);
        var lines = lastLines(container);
        return switch (role) {
            case POSTGRES -> problems.databaseAbandoned(container, reason, Supervision.MOST_STARTS, lines, log);
            case STORE -> problems.storeAbandoned(container, reason, Supervision.MOST_STARTS, lines, log);
        };
    }

    private List<String> lastLines(String container) {
        try {
            return backing().runtime().lastLines(container, LAST_LINES);
        } catch (EngineException away) {
            log.debug("What the container wrote last cannot be read now", away);
            return List.of();
        }
    }
}
