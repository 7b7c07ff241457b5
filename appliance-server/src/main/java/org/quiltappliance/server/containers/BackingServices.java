package org.quiltappliance.server.containers;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quiltappliance.server.containers.Container.Binding;
import org.quiltappliance.server.containers.Container.State;
import org.quiltappliance.server.containers.Probes.DatabaseAnswer;
import org.quiltappliance.server.lifecycle.ContainerProblems;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.monitoring.Redaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database and the object store that run in containers, from their images to their first answer. One method for each
 * step of a start, to be called in this order: {@link #fetchImages}, {@link #prepareContainers}, {@link #awaitDatabase},
 * {@link #awaitStore}; {@link #undo} takes back a start that did not come to its end, {@link #stop} ends a run.
 *
 * <p>For one thread at a time. All failures that people can understand are {@link ProblemException}s; an interruption
 * ends what goes on within seconds.
 */
public final class BackingServices implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BackingServices.class);

    private static final Duration BETWEEN_PROBES = Duration.ofMillis(200);
    private static final Duration FIRST_INITIALISATION = Duration.ofSeconds(20);
    private static final int LAST_LINES = 40;
    private static final Pattern FIRST_NUMBER = Pattern.compile("^(\\d{1,3})(\\D.*)?$");
    private static final String DATABASE_USER_OF_SYSTEM = "postgres";

    /**
     * Gives the role the password of the file, over the local socket, where PostgreSQL asks for none. Nothing secret stands
     * in the command, which engines log, and the server is told not to log the statement if it fails.
     */
    private static final List<String> REPAIR = List.of("sh", "-c", """
            psql -v ON_ERROR_STOP=1 -q -U quilt -d postgres <<'END'
            set log_min_error_statement = panic;
            set log_statement = 'none';
            \\set password `cat /appliance-secrets/db`
            alter role quilt password :'password';
            END
            """);

    private final ContainerRuntime runtime;
    private final BackingConfig config;
    private final Probes probes;
    private final ContainerProblems problems;
    private final Images images;
    private final ContainerLogs logs;
    private final Map<Role, Image> present = new EnumMap<>(Role.class);
    private final Map<Role, ManagedContainer> containers = new EnumMap<>(Role.class);

    /** @param runtime stays open; whoever opened it closes it after this */
    public BackingServices(
            ContainerRuntime runtime,
            BackingConfig config,
            Probes probes,
            ContainerProblems problems,
            Redaction redaction,
            Clock clock) {
        this.runtime = runtime;
        this.config = config;
        this.probes = probes;
        this.problems = problems;
        this.images = new Images(runtime, config.images(), config.patience().betweenPulls(), problems, clock);
        this.logs = new ContainerLogs(runtime, config.logs(), redaction);
        config.database().ifPresent(plan -> redaction.hide(plan.password().reveal()));
        config.store().ifPresent(plan -> redaction.hide(plan.secretKey().reveal()));
    }

    /** The images that the settings name. */
    public List<Images.Wanted> wantedImages() {
        var wanted = new ArrayList<Images.Wanted>();
        config.database().ifPresent(plan -> wanted.add(wanted(Role.POSTGRES, plan.image(), "postgres")));
        config.store()
                .ifPresent(plan -> wanted.add(
                        wanted(Role.STORE, plan.image(), plan.flavour().label())));
        return wanted;
    }

    private static Images.Wanted wanted(Role role, String image, String service) {
        PinnedImage pinned = PinnedImage.of(service);
        var reference = ImageReference.parse(image);
        return new Images.Wanted(
                role, reference, pinned.fallback().filter(other -> reference.equals(pinned.reference())));
    }

    /** Loads and saves images, for computers without network. */
    public Images images() {
        return images;
    }

    /** Gets what the engine lacks. */
    public void fetchImages(Consumer<String> detail) throws InterruptedException {
        for (Images.Wanted wanted : wantedImages()) {
            if (wanted.reference().isMoving()) {
                log.warn("The image {} names no version, so what it means can change.", wanted.reference());
            }
            present.put(wanted.role(), images.get(wanted, detail));
        }
    }

    /**
     * Makes the containers run: made, adopted, started or made anew.
     *
     * @return changes of images that are due and were not made
     */
    public List<ImageChange> prepareContainers(Consumer<String> detail) throws InterruptedException {
        var changes = new ArrayList<ImageChange>();
        for (Images.Wanted wanted : wantedImages()) {
            detail.accept(wanted.role().component());
            ManagedContainer container = container(wanted.role());
            container.ensure(wanted.reference(), present.get(wanted.role())).ifPresent(changes::add);
            follow(container);
        }
        return changes;
    }

    /** What people should hear of a change of an image that is due. */
    public Problem notice(ImageChange change) {
        return problems.imageOutdated(change.role().component(), change.current(), change.wanted());
    }

    private void follow(ManagedContainer container) {
        container.view().ifPresent(view -> logs.follow(container.definition().role(), view, container.wasStarted()));
    }

    private ManagedContainer container(Role role) throws InterruptedException {
        ManagedContainer known = containers.get(role);
        if (known == null) {
            known = new ManagedContainer(runtime, config, definition(role), problems);
            containers.put(role, known);
        }
        return known;
    }

    private Definition definition(Role role) throws InterruptedException {
        if (!present.containsKey(role)) {
            fetchImages(text -> {});
        }
        var definitions = new Definitions(config);
        return switch (role) {
            case POSTGRES ->
                definitions.postgres(
                        config.database().orElseThrow(),
                        major(present.get(role), config.database().orElseThrow().image()),
                        runtime.info().memoryBytes());
            case STORE -> definitions.store(config.store().orElseThrow());
        };
    }

    /** The major version of the PostgreSQL in the image. */
    private int major(Image image, String reference) {
        return image.variable("PG_MAJOR")
                .or(() -> ImageReference.parse(reference).tag())
                .map(FIRST_NUMBER::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Integer.parseInt(matcher.group(1)))
                .orElseThrow(() -> new ProblemException(problems.refused(
                        Role.POSTGRES.component(),
                        "The image " + reference + " does not tell which PostgreSQL it holds (PG_MAJOR).")));
    }

    /**
     * Waits until the database lets us in, and makes sure that its data is on our volume.
     *
     * @throws ProblemException DB_AUTH, CONTAINER_EXITED, DATA_NOT_ON_VOLUME, DB_DOWN
     */
    public ManagedDatabase awaitDatabase(Consumer<String> detail) throws InterruptedException {
        ManagedContainer container = container(Role.POSTGRES);
        long end = System.nanoTime() + config.patience().database().toNanos();
        while (true) {
            requireRunning(container);
            ManagedDatabase database = database(container, container.address());
            DatabaseAnswer answer = probes.askDatabase(database);
            if (answer instanceof DatabaseAnswer.Ready ready) {
                requireOnVolume(container, ready.dataFolder());
                container.keep();
                return database;
            }
            if (answer instanceof DatabaseAnswer.Refused refused) {
                throw new ProblemException(problems.databaseRefusesPassword(refused.reason()));
            }
            String reason = ((DatabaseAnswer.NotYet) answer).reason();
            if (System.nanoTime() > end) {
                throw new ProblemException(problems.databaseDown(container.name(), reason, logFile(Role.POSTGRES)));
            }
            detail.accept(reason);
            TimeUnit.NANOSECONDS.sleep(BETWEEN_PROBES.toNanos());
        }
    }

    private ManagedDatabase database(ManagedContainer container, Binding address) {
        return new ManagedDatabase(
                address.hostAddress(),
                address.hostPort(),
                Definitions.DATABASE,
                Definitions.USER,
                config.database().orElseThrow().password(),
                container.name(),
                container.definition().volume());
    }

    private void requireOnVolume(ManagedContainer container, String dataFolder) throws InterruptedException {
        String volume = container.definition().volume();
        boolean kept = container.view().stream()
                .flatMap(view -> view.volumes().entrySet().stream())
                .filter(mount -> mount.getValue().equals(volume))
                .anyMatch(mount -> Path.of(dataFolder).startsWith(Path.of(mount.getKey())));
        if (!kept) {
            container.stop();
            throw new ProblemException(problems.dataNotOnVolume(dataFolder, volume));
        }
    }

    /**
     * Waits until the store answers.
     *
     * @throws ProblemException CONTAINER_EXITED, STORE_DOWN
     */
    public ManagedStorage awaitStore(Consumer<String> detail) throws InterruptedException {
        BackingConfig.Storage plan = config.store().orElseThrow();
        ManagedContainer container = container(Role.STORE);
        long end = System.nanoTime() + config.patience().store().toNanos();
        while (true) {
            requireRunning(container);
            Binding address = container.address();
            var endpoint = URI.create("http://" + address.hostAddress() + ":" + address.hostPort());
            Optional<String> lacking = lacking(endpoint, plan.flavour());
            if (lacking.isEmpty()) {
                container.keep();
                return new ManagedStorage(
                        endpoint,
                        plan.accessKey(),
                        plan.secretKey(),
                        container.name(),
                        container.definition().volume());
            }
            if (System.nanoTime() > end) {
                throw new ProblemException(problems.storeDown(container.name(), lacking.get(), logFile(Role.STORE)));
            }
            detail.accept(lacking.get());
            TimeUnit.NANOSECONDS.sleep(BETWEEN_PROBES.toNanos());
        }
    }

    private Optional<String> lacking(URI endpoint, StoreFlavour flavour) throws InterruptedException {
        for (String path : flavour.healthPaths()) {
            int status = probes.askStore(endpoint.resolve(path));
            if (status != 200) {
                return Optional.of(path + (status == 0 ? " does not answer" : " answers " + status));
            }
        }
        return Optional.empty();
    }

    private void requireRunning(ManagedContainer container) {
        Role role = container.definition().role();
        Optional<Container> view = container.view();
        if (view.isEmpty()) {
            throw new ProblemException(problems.containerExited(role.component(), 0, List.of(), logFile(role)));
        }
        State state = view.get().state();
        if (state == State.EXITED || state == State.DEAD) {
            throw new ProblemException(problems.containerExited(
                    role.component(),
                    view.get().exitCode(),
                    runtime.lastLines(container.name(), LAST_LINES),
                    logFile(role)));
        }
    }

    private Path logFile(Role role) {
        return config.logs().resolve(role.logFile());
    }

    /**
     * Gives the database's role the password that we have. No data changes. The database runs afterwards, if it did
     * before.
     *
     * @throws ProblemException if that is not possible; DB_AUTH when the database still refuses us
     */
    public void repairPassword(Consumer<String> detail) throws InterruptedException {
        Images.Wanted wanted = wantedImages().stream()
                .filter(one -> one.role() == Role.POSTGRES)
                .findFirst()
                .orElseThrow();
        ManagedContainer container = container(Role.POSTGRES);
        boolean ran = container.view().filter(Container::isRunning).isPresent();
        container.ensure(wanted.reference(), present.get(Role.POSTGRES));
        try {
            detail.accept("Waiting for PostgreSQL");
            awaitLocalSocket(container);
            detail.accept("Setting the password");
            setPassword(container);
            awaitDatabase(detail);
            log.info("Repaired the password of the database.");
        } finally {
            container.keep();
            if (!ran) {
                container.stop();
            }
        }
    }

    private void awaitLocalSocket(ManagedContainer container) throws InterruptedException {
        long end = System.nanoTime() + config.patience().database().toNanos();
        while (true) {
            requireRunning(container);
            var answer = runtime.exec(
                    container.name(), DATABASE_USER_OF_SYSTEM, List.of("pg_isready", "-h", "127.0.0.1", "-q"));
            if (answer.exitCode() == 0) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new ProblemException(
                        problems.databaseDown(container.name(), answer.output(), logFile(Role.POSTGRES)));
            }
            TimeUnit.NANOSECONDS.sleep(BETWEEN_PROBES.toNanos());
        }
    }

    private void setPassword(ManagedContainer container) throws InterruptedException {
        container.bringSecrets();
        ExecResult done = runtime.exec(container.name(), "0", REPAIR);
        if (done.exitCode() != 0) {
            throw new ProblemException(problems.databaseRefusesPassword(done.output()));
        }
    }

    /**
     * Starts a container that ended by itself. Its address can be another one now.
     *
     * @throws ProblemException if it does not start
     */
    public void restart(Role role) throws InterruptedException {
        ManagedContainer container = container(role);
        container.start();
        follow(container);
    }

    /**
     * Runs the image that the settings name from now on, on the same volume. The old image returns when the new one does
     * not get ready. To be called after a backup.
     */
    public void changeImage(Role role, Consumer<String> detail) throws InterruptedException {
        Images.Wanted wanted = wantedImages().stream()
                .filter(one -> one.role() == role)
                .findFirst()
                .orElseThrow();
        Image image = images.get(wanted, detail);
        present.put(role, image);
        ManagedContainer container = container(role);
        Container before = container.changeImage(wanted.reference(), image);
        boolean ready = false;
        try {
            await(role, detail);
            ready = true;
        } finally {
            if (!ready) {
                log.warn("The new image of {} does not get ready; the old one returns.", container.name());
                container.restoreImage(before);
            }
        }
        follow(container);
    }

    private void await(Role role, Consumer<String> detail) throws InterruptedException {
        switch (role) {
            case POSTGRES -> awaitDatabase(detail);
            case STORE -> awaitStore(detail);
        }
    }

    /**
     * Takes back what this start did, last first: containers that it made are removed, those that it started are stopped,
     * those that ran are left. Volumes stay. A first initialisation is not broken off, because a database that is half
     * made would be taken for a whole one: it may finish for some seconds more.
     */
    public void undo() throws InterruptedException {
        for (Role role : List.of(Role.STORE, Role.POSTGRES)) {
            ManagedContainer container = containers.get(role);
            if (container != null) {
                finishInitialisation(container);
                container.undo();
            }
        }
        logs.close();
    }

    private void finishInitialisation(ManagedContainer container) throws InterruptedException {
        long end = System.nanoTime() + FIRST_INITIALISATION.toNanos();
        while (container.definition().role() == Role.POSTGRES
                && container.isFresh()
                && isInitialising(container)
                && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_PROBES.toNanos());
        }
    }

    private boolean isInitialising(ManagedContainer container) {
        return container
                .view()
                .flatMap(view -> view.binding(Definitions.POSTGRES_PORT))
                .map(address -> probes.askDatabase(database(container, address)))
                .filter(DatabaseAnswer.NotYet.class::isInstance)
                .isPresent();
    }

    /**
     * Ends the run: stops the containers, unless they are to be kept.
     *
     * @return notices about containers that took too long
     */
    public List<Problem> stop() throws InterruptedException {
        var notices = new ArrayList<Problem>();
        if (!config.keepContainers()) {
            for (Role role : List.of(Role.STORE, Role.POSTGRES)) {
                ManagedContainer container = containers.get(role);
                if (container != null) {
                    container.stop().ifPresent(notices::add);
                }
            }
        }
        logs.close();
        return notices;
    }

    /** Stops following logs; containers stay as they are. */
    @Override
    public void close() {
        logs.close();
    }
}
