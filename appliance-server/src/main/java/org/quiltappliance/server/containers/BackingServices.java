package org.quiltappliance.server.containers;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.quiltappliance.server.config.Secret;
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

    private static final int MOST_NAMES = 100;

    private final ContainerRuntime runtime;
    private final Probes probes;
    private final ContainerProblems problems;
    private final Redaction redaction;
    private final Images images;
    private final ContainerLogs logs;
    private final EngineFailures failures;
    private final VolumesOfOurs volumes;
    private final Map<Role, Image> present = new EnumMap<>(Role.class);
    private final Set<Role> behind = EnumSet.noneOf(Role.class);
    private final Map<Role, ManagedContainer> containers = new ConcurrentHashMap<>();
    private BackingConfig config;
    private Readiness readiness;

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
        this.redaction = redaction;
        this.images = new Images(runtime, config.images(), config.patience().betweenPulls(), problems, clock);
        this.readiness = new Readiness(runtime, config, probes, problems);
        this.failures = new EngineFailures(problems);
        this.volumes = new VolumesOfOurs(runtime, config.instanceId());
        this.logs = new ContainerLogs(runtime, config.logs(), redaction);
        hideSecrets();
    }

    private void hideSecrets() {
        config.database().ifPresent(plan -> redaction.hide(plan.password().reveal()));
        config.store().ifPresent(plan -> redaction.hide(plan.secretKey().reveal()));
    }

    /** Signs in to the database with that password from now on. The database itself hears nothing of it. */
    public void useDatabasePassword(Secret password) {
        use(config.with(config.database().map(plan -> plan.with(password)), config.store()));
        ManagedContainer container = containers.get(Role.POSTGRES);
        try {
            if (container != null && container.view().isPresent()) {
                container.bringSecrets();
            }
        } catch (EngineException failed) {
            // PostgreSQL reads the file at its first start only, and whoever repairs the password brings it anew.
            log.info("The container {} keeps the former password in its file: {}", container.name(), failed.text());
        }
    }

    /** The store gets these keys the next time it is prepared, and is asked with them from now on. */
    public void useStoreKeys(String accessKey, Secret secretKey) {
        use(config.with(config.database(), config.store().map(plan -> plan.with(accessKey, secretKey))));
    }

    private void use(BackingConfig other) {
        config = other;
        hideSecrets();
        readiness = new Readiness(runtime, config, probes, problems);
        containers.forEach(
                (role, container) -> container.redefine(definition(role, Optional.ofNullable(present.get(role)))));
    }

    /** Starts the container anew, if it does not have the secrets that hold now. Nothing happens to its volume. */
    public void renewSecrets(Role role) throws InterruptedException {
        named(() -> {
            Images.Wanted wanted = wantedImages().stream()
                    .filter(one -> one.role() == role)
                    .findFirst()
                    .orElseThrow();
            ManagedContainer container = container(role);
            container.ensure(wanted.reference(), present.get(role));
            follow(container);
            return Optional.empty();
        });
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
        return runtime.container(Definitions.container(config, role))
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
                undecided(wanted).ifPresent(ManagedContainer::requireRoom);
            } catch (ProblemException known) {
                found.add(known.problem());
            }
        }
        return new Outlook(found, downloads, megabytes);
    }

    /**
     * What getting the images would take ({@code control-panel.md} PF-D4).
     *
     * @param downloads images that have to come from their registries
     * @param megabytes of these, roughly; 0 when it is not known
     * @param unsure those of them whose registry could not be asked
     */
    public record Downloads(List<ImageReference> downloads, int megabytes, List<ImageReference> unsure) {
        public Downloads {
            downloads = List.copyOf(downloads);
            unsure = List.copyOf(unsure);
        }
    }

    /**
     * Finds out where the images that a start lacks would come from.
     *
     * @param patience with each registry
     * @throws ProblemException one of the {@code IMAGE_…} problems, when one cannot be had
     */
    public Downloads downloads(Duration patience) throws InterruptedException {
        return named(() -> {
            var downloads = new ArrayList<ImageReference>();
            var unsure = new ArrayList<ImageReference>();
            int megabytes = 0;
            for (Images.Wanted wanted : wantedImages()) {
                if (images.find(wanted.reference()).isEmpty()
                        && imageInUse(wanted.role()).isPresent()) {
                    continue;
                }
                Images.Origin origin = images.origin(wanted, patience);
                if (origin == Images.Origin.REGISTRY || origin == Images.Origin.UNKNOWN) {
                    downloads.add(wanted.reference());
                    megabytes += megabytes(wanted);
                }
                if (origin == Images.Origin.UNKNOWN) {
                    unsure.add(wanted.reference());
                }
            }
            return new Downloads(downloads, megabytes, unsure);
        });
    }

    /**
     * Makes sure, without changing anything, that the volumes are ours, there if they held data, and of a kind that the
     * images can read ({@code control-panel.md} PF-D5).
     *
     * @return the names of those that are there
     * @throws ProblemException when they are not
     */
    public List<String> requireVolumes() throws InterruptedException {
        return named(() -> {
            var there = new ArrayList<String>();
            for (ManagedContainer container : undecided()) {
                if (container.requireVolume()) {
                    there.add(container.definition().volume());
                }
            }
            return there;
        });
    }

    /**
     * Makes sure, without changing anything, that our names are not taken by things of others ({@code control-panel.md}
     * PF-D6).
     *
     * @return the names that we use
     * @throws ProblemException CONTAINER_NAME_TAKEN
     */
    public List<String> requireNames() throws InterruptedException {
        return named(() -> {
            var ours = new ArrayList<String>();
            for (ManagedContainer container : undecided()) {
                container.requireNames();
                ours.add(container.name());
            }
            return ours;
        });
    }

    private Optional<Image> imageNow(Images.Wanted wanted) {
        return images.find(wanted.reference()).or(() -> imageInUse(wanted.role()));
    }

    /** The containers as they would be, with the images that are here. */
    private List<ManagedContainer> undecided() {
        return wantedImages().stream()
                .flatMap(wanted -> undecided(wanted).stream())
                .toList();
    }

    /** Nothing while the image that would tell what its container is like is still to come. */
    private Optional<ManagedContainer> undecided(Images.Wanted wanted) {
        Optional<Image> image = imageNow(wanted);
        if (wanted.role() == Role.POSTGRES
                && image.isEmpty()
                && !PostgresMajor.isInName(config.database().orElseThrow().image())) {
            return Optional.empty();
        }
        return Optional.of(new ManagedContainer(runtime, config, definition(wanted.role(), image), problems));
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
    public void fetchImages(FetchNews detail) throws InterruptedException {
        named(() -> {
            fetch(detail);
            return Optional.empty();
        });
    }

    /**
     * As {@link #fetchImages}, for a start: a container that is there goes on with the image it was made from, when the
     * engine lacks the one of the settings ({@code control-panel.md} UP-3).
     */
    public void imagesForStart(FetchNews detail) throws InterruptedException {
        named(() -> {
            for (Images.Wanted wanted : wantedImages()) {
                Optional<Image> inUse =
                        images.find(wanted.reference()).isPresent() ? Optional.empty() : imageInUse(wanted.role());
                if (inUse.isPresent()) {
                    present.put(wanted.role(), inUse.get());
                    behind.add(wanted.role());
                } else {
                    present.put(wanted.role(), images.get(wanted, detail));
                }
            }
            return Optional.empty();
        });
    }

    /** What the container of that role was made from, if it is there and the engine still has that. */
    private Optional<Image> imageInUse(Role role) {
        return runtime.containers(Labels.INSTANCE, config.instanceId()).stream()
                .filter(container -> container.label(Labels.ROLE).equals(role.label()))
                .findFirst()
                .flatMap(container -> runtime.image(container.imageId()));
    }

    private void fetch(FetchNews detail) throws InterruptedException {
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
            Optional<ImageChange> due = container.ensure(wanted.reference(), present.get(wanted.role()));
            due.or(() -> behind(wanted, container)).ifPresent(changes::add);
            follow(container);
        }
        return changes;
    }

    /** What people should hear of changes of images that are due; nothing when there are none. */
    public Optional<Problem> notice(List<ImageChange> changes) {
        var outdated = changes.stream()
                .map(change ->
                        new ContainerProblems.Outdated(change.role().component(), change.current(), change.wanted()))
                .toList();
        return outdated.isEmpty() ? Optional.empty() : Optional.of(problems.imageOutdated(outdated));
    }

    /**
     * Goes on writing down what the containers write, where that ended: an engine that came back knows nothing of those
     * who listened before. For all threads.
     */
    public void followAgain() {
        containers.values().forEach(this::followIfEnded);
    }

    private void followIfEnded(ManagedContainer container) {
        Role role = container.definition().role();
        if (logs.hasEnded(role)) {
            container.view().filter(Container::isRunning).ifPresent(view -> logs.follow(role, view, false));
        }
    }

    /** It runs an older image, which was taken because the wanted one is not here. */
    private Optional<ImageChange> behind(Images.Wanted wanted, ManagedContainer container) {
        return behind.contains(wanted.role())
                ? container
                        .view()
                        .map(view -> new ImageChange(
                                wanted.role(),
                                view.label(Labels.IMAGE),
                                wanted.reference().toString()))
                : Optional.empty();
    }

    /** Those that do not run the image that the settings name. */
    public List<Role> outdated() throws InterruptedException {
        return named(() -> wantedImages().stream()
                .filter(this::isOutdated)
                .map(Images.Wanted::role)
                .toList());
    }

    private boolean isOutdated(Images.Wanted wanted) {
        Optional<String> inUse = imageInUse(wanted.role()).map(Image::id);
        return inUse.isPresent()
                && !inUse.equals(images.find(wanted.reference()).map(Image::id));
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
        return volumes.placed(usual(config, role, image), config.suffix());
    }

    private Definition usual(BackingConfig named, Role role, Optional<Image> image) {
        var definitions = new Definitions(named);
        return switch (role) {
            case POSTGRES ->
                definitions.postgres(
                        named.database().orElseThrow(),
                        PostgresMajor.of(image, named.database().orElseThrow().image(), problems),
                        runtime.info().memoryBytes());
            case STORE -> definitions.store(named.store().orElseThrow());
        };
    }

    /** Volumes of this appliance that hold data for that role and are not the one of its container. */
    public List<String> otherVolumes(Role role) {
        ManagedContainer present = containers.get(role);
        return present == null
                ? List.of()
                : volumes.alike(role, present.definition().volume());
    }

    /**
     * Names that nobody else has, for {@link BackingConfig#suffix()}. Changes nothing.
     *
     * @throws ProblemException CONTAINER_NAME_TAKEN when there are none, which is hardly possible
     */
    public String freeSuffix() throws InterruptedException {
        return named(() -> IntStream.range(2, MOST_NAMES)
                .mapToObj(number -> "-" + number)
                .filter(suffix -> areFree(config.named(suffix)))
                .findFirst()
                .orElseThrow(() -> new ProblemException(problems.containerNameTaken(
                        Definitions.container(config, Role.POSTGRES), "container", false))));
    }

    private boolean areFree(BackingConfig named) {
        return wantedImages().stream()
                .map(wanted -> usual(named, wanted.role(), imageNow(wanted)))
                .allMatch(definition -> new ManagedContainer(runtime, named, definition, problems).hasFreeNames());
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
     * Ends a container and starts it once more, whether it runs or not.
     *
     * @throws ProblemException if it does not start
     */
    public void startAnew(Role role) throws InterruptedException {
        named(() -> {
            container(role).stop();
            restart(role);
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
        Image image = images.get(wanted, detail::accept);
        requireSameFormat(role, image);
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

    /** Another major version reads other data: that takes more than another image. */
    private void requireSameFormat(Role role, Image image) {
        ManagedContainer known = containers.get(role);
        if (role == Role.POSTGRES && known != null) {
            String reference = config.database().orElseThrow().image();
            int theirs = PostgresMajor.of(imageInUse(role), reference, problems);
            int ours = PostgresMajor.of(Optional.of(image), reference, problems);
            if (theirs != ours) {
                throw new ProblemException(problems.databaseMajorMismatch(theirs, ours));
            }
        }
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
