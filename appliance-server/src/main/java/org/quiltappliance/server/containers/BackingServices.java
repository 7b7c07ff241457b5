package org.quiltappliance.server.containers;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
    private final ContainerProblems problems;
    private final Images images;
    private final Readiness readiness;
    private final ContainerLogs logs;
    private final EngineFailures failures;
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
        this.problems = problems;
        this.images = new Images(runtime, config.images(), config.patience().betweenPulls(), problems, clock);
        this.readiness = new Readiness(runtime, config, probes, problems);
        this.failures = new EngineFailures(problems);
        this.logs = new ContainerLogs(runtime, config.logs(), redaction);
        config.database().ifPresent(plan -> redaction.hide(plan.password().reveal()));
        config.store().ifPresent(plan -> redaction.hide(plan.secretKey().reveal()));
    }

    private <T> T named(EngineFailures.Work<T> work) throws InterruptedException {
        return failures.named(work);
    }

    /** The images that the settings name. */
    public List<Images.Wanted> wantedImages() {
        var wanted = new ArrayList<Images.Wanted>();
        config.database().ifPresent(plan -> wanted.add(wanted(Role.POSTGRES, plan.image())));
        config.store().ifPresent(plan -> wanted.add(wanted(Role.STORE, plan.image())));
        return wanted;
    }

    private Images.Wanted wanted(Role role, String image) {
        PinnedImage pinned = PinnedImage.of(service(role));
        var reference = ImageReference.parse(image);
        return new Images.Wanted(
                role, reference, pinned.fallback().filter(other -> reference.equals(pinned.reference())));
    }

    /** The way of the database to another major version of PostgreSQL. */
    public MajorUpgrade upgrade() {
        return new MajorUpgrade(runtime, config, images, readiness, problems);
    }

    /** What the container of that role was made from, as its label tells; empty when there is none. */
    public Optional<String> presentImage(Role role) {
        return runtime.container(Definitions.container(config.instanceId(), role))
                .map(container -> container.label(Labels.IMAGE))
                .filter(label -> !label.isEmpty());
    }

    /** The major version of the PostgreSQL in the image that the settings name. */
    public int wantedMajor() {
        String reference = config.database().orElseThrow().image();
        return PostgresMajor.of(images.find(ImageReference.parse(reference)), reference, problems);
    }

    /** Loads and saves images, for computers without network. */
    public Images images() {
        return images;
    }

    /**
     * What a start would meet, found out without changing anything ({@code control-panel.md} PF-D4 to PF-D6).
     *
     * @param problems that would end it
     * @param downloads images that are neither in the engine nor in an archive of the home folder
     * @param megabytes of these downloads, roughly; 0 when it is not known
     */
    public record Outlook(List<Problem> problems, List<ImageReference> downloads, int megabytes) {
        public Outlook {
            problems = List.copyOf(problems);
            downloads = List.copyOf(downloads);
        }
    }

    /** Looks at images, names and volumes. */
    public Outlook examine() {
        var found = new ArrayList<Problem>();
        var downloads = new ArrayList<ImageReference>();
        int megabytes = 0;
        for (Images.Wanted wanted : wantedImages()) {
            if (!images.isHere(wanted.reference())) {
                downloads.add(wanted.reference());
                megabytes += megabytes(wanted);
            }
            try {
                Optional<Image> image = images.find(wanted.reference());
                new ManagedContainer(runtime, config, definition(wanted.role(), image), problems).requireRoom();
            } catch (ProblemException known) {
                found.add(known.problem());
            }
        }
        return new Outlook(found, downloads, megabytes);
    }

    private int megabytes(Images.Wanted wanted) {
        PinnedImage pinned = PinnedImage.of(service(wanted.role()));
        return pinned.reference().equals(wanted.reference()) ? pinned.megabytes() : 0;
    }

    private String service(Role role) {
        return switch (role) {
            case POSTGRES -> "postgres";
            case STORE -> config.store().orElseThrow().flavour().label();
        };
    }

    /** Gets what the engine lacks. */
    public void fetchImages(Consumer<String> detail) throws InterruptedException {
        named(() -> {
            fetch(detail);
            return Optional.empty();
        });
    }

    private void fetch(Consumer<String> detail) throws InterruptedException {
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
        return named(() -> prepare(detail));
    }

    private List<ImageChange> prepare(Consumer<String> detail) throws InterruptedException {
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
            if (!present.containsKey(role)) {
                fetchImages(text -> {});
            }
            known = new ManagedContainer(runtime, config, definition(role, Optional.of(present.get(role))), problems);
            containers.put(role, known);
        }
        return known;
    }

    private Definition definition(Role role, Optional<Image> image) {
        var definitions = new Definitions(config);
        return switch (role) {
            case POSTGRES ->
                definitions.postgres(
                        config.database().orElseThrow(),
                        PostgresMajor.of(image, config.database().orElseThrow().image(), problems),
                        runtime.info().memoryBytes());
            case STORE -> definitions.store(config.store().orElseThrow());
        };
    }

    /**
     * Waits until the database lets us in, and makes sure that its data is on our volume.
     *
     * @throws ProblemException DB_AUTH, CONTAINER_EXITED, DATA_NOT_ON_VOLUME, DB_DOWN
     */
    public ManagedDatabase awaitDatabase(Consumer<String> detail) throws InterruptedException {
        return named(() -> {
            ManagedContainer container = container(Role.POSTGRES);
            ManagedDatabase database = readiness.ofDatabase(container, detail);
            container.keep();
            return database;
        });
    }

    /**
     * Waits until the store answers.
     *
     * @throws ProblemException CONTAINER_EXITED, STORE_DOWN
     */
    public ManagedStorage awaitStore(Consumer<String> detail) throws InterruptedException {
        return named(() -> {
            ManagedContainer container = container(Role.STORE);
            ManagedStorage store = readiness.ofStore(container, detail);
            container.keep();
            return store;
        });
    }

    /**
     * Gives the database's role the password that we have. No data changes. The database runs afterwards, if it did
     * before.
     *
     * @throws ProblemException if that is not possible; DB_AUTH when the database still refuses us
     */
    public void repairPassword(Consumer<String> detail) throws InterruptedException {
        named(() -> {
            repair(detail);
            return Optional.empty();
        });
    }

    private void repair(Consumer<String> detail) throws InterruptedException {
        Images.Wanted wanted = wantedImages().stream()
                .filter(one -> one.role() == Role.POSTGRES)
                .findFirst()
                .orElseThrow();
        ManagedContainer container = container(Role.POSTGRES);
        boolean ran = container.view().filter(Container::isRunning).isPresent();
        container.ensure(wanted.reference(), present.get(Role.POSTGRES));
        try {
            detail.accept("Waiting for PostgreSQL");
            readiness.ofDatabaseInside(container);
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
        named(() -> {
            ManagedContainer container = container(role);
            container.start();
            follow(container);
            return Optional.empty();
        });
    }

    /**
     * Runs the image that the settings name from now on, on the same volume. The old image returns when the new one does
     * not get ready. To be called after a backup.
     */
    public void changeImage(Role role, Consumer<String> detail) throws InterruptedException {
        changeImage(role, detail, () -> {});
    }

    /** Shows that what is in a container can be used. */
    @FunctionalInterface
    public interface Proof {
        /** @throws RuntimeException when it cannot */
        void run() throws InterruptedException;
    }

    /** As {@link #changeImage(Role, Consumer)}. @param proof that the new image has to stand as well */
    public void changeImage(Role role, Consumer<String> detail, Proof proof) throws InterruptedException {
        named(() -> {
            change(role, detail, proof);
            return Optional.empty();
        });
    }

    private void change(Role role, Consumer<String> detail, Proof proof) throws InterruptedException {
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
            proof.run();
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
                readiness.ofFirstInitialisation(container);
                container.undo();
            }
        }
        logs.close();
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
