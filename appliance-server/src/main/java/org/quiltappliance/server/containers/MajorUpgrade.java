package org.quiltappliance.server.containers;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.lifecycle.ContainerProblems;
import org.quiltappliance.server.lifecycle.ProblemException;

/**
 * The containers of a change to another major version of PostgreSQL ({@code control-panel.md} 8.6): the former server
 * goes on with its volume and its image, and a new one is made beside it on an empty volume. What is brought from one to
 * the other is not known here. No volume is removed: a new one that came to nothing is emptied and waits for the next try.
 *
 * <p>For one thread at a time, while no registry runs.
 */
public final class MajorUpgrade {

    private static final String BESIDE = "-new";
    private static final Duration EMPTYING = Duration.ofMinutes(10);

    private final ContainerRuntime runtime;
    private final BackingConfig config;
    private final Images images;
    private final Readiness readiness;
    private final ContainerProblems problems;
    private final EngineFailures failures;
    private @Nullable ManagedContainer former;
    private @Nullable ManagedContainer fresh;
    private boolean formerRan;

    MajorUpgrade(
            ContainerRuntime runtime,
            BackingConfig config,
            Images images,
            Readiness readiness,
            ContainerProblems problems) {
        this.runtime = runtime;
        this.config = config;
        this.images = images;
        this.readiness = readiness;
        this.problems = problems;
        this.failures = new EngineFailures(problems);
    }

    /**
     * What is to be done.
     *
     * @param from the major version that made the data
     * @param to the major version of the image that the settings name
     * @param formerVolume that holds the data and stays
     * @param newVolume that will hold them
     * @param image that the settings name
     * @param bytes on the former volume; empty when the engine does not know
     */
    public record Outline(int from, int to, String formerVolume, String newVolume, String image, OptionalLong bytes) {}

    /**
     * Looks, and changes nothing.
     *
     * @throws Conflict when there is nothing to upgrade
     */
    public Outline outline() throws InterruptedException {
        return failures.named(this::look);
    }

    private Outline look() throws InterruptedException {
        Volume volume = formerVolume();
        int from = PostgresMajor.ofFormat(volume.label(Labels.DATA))
                .orElseThrow(() -> new Conflict("The volume " + volume.name() + " holds no data of PostgreSQL."));
        int to = PostgresMajor.of(images.find(wanted().reference()), plan().image(), problems);
        if (from == to) {
            throw new Conflict("The data are of PostgreSQL " + from + ", and so is the image " + plan().image()
                    + ". Nothing is to be upgraded.");
        }
        return new Outline(
                from, to, volume.name(), definition(to).volume(), plan().image(), runtime.volumeBytes(volume.name()));
    }

    private BackingConfig.Database plan() {
        return config.database().orElseThrow(() -> new Conflict("The settings keep no database in a container."));
    }

    private Images.Wanted wanted() {
        return new Images.Wanted(Role.POSTGRES, ImageReference.parse(plan().image()), Optional.empty());
    }

    /** The one that is known, or the only one there is. */
    private Volume formerVolume() {
        Optional<String> known = plan().dataVolume();
        if (known.isPresent()) {
            return runtime.volume(known.get())
                    .orElseThrow(() -> new ProblemException(problems.volumeMissing(
                            new ContainerProblems.MissingVolume(
                                    Role.POSTGRES.data(),
                                    known.get(),
                                    true,
                                    new VolumesOfOurs(runtime, config.instanceId()).alike(Role.POSTGRES, known.get())),
                            false)));
        }
        var all = runtime.volumes(Labels.INSTANCE, config.instanceId()).stream()
                .filter(volume ->
                        PostgresMajor.ofFormat(volume.label(Labels.DATA)).isPresent())
                .toList();
        if (all.size() != 1) {
            throw new Conflict("There are no data to upgrade, or nobody knows which. See: volumes list");
        }
        return all.get(0);
    }

    private Definition definition(int major) {
        return new Definitions(config).postgres(plan(), major, runtime.info().memoryBytes());
    }

    /** Of data that are not there yet. */
    private Definition freshDefinition(int major) {
        var plan = plan();
        var empty = new BackingConfig.Database(
                plan.image(), plan.port(), plan.password(), Optional.empty(), plan.connections());
        return new Definitions(config)
                .postgres(empty, major, runtime.info().memoryBytes())
                .beside(BESIDE);
    }

    /** Whether the data, if there are any, are of another PostgreSQL than the image. Fetches the image. */
    public boolean isNeeded(Consumer<String> detail) throws InterruptedException {
        if (plan().dataVolume().isEmpty()) {
            return false;
        }
        fetchImage(detail);
        return failures.named(() -> {
            int image = PostgresMajor.of(images.find(wanted().reference()), plan().image(), problems);
            return PostgresMajor.ofFormat(formerVolume().label(Labels.DATA)).orElse(image) != image;
        });
    }

    /** Fetches the image that the settings name, if the engine lacks it. */
    public void fetchImage(Consumer<String> detail) throws InterruptedException {
        failures.named(() -> images.get(wanted(), detail::accept));
    }

    /** Starts the server that has the data now, with the image that it had. */
    public ManagedDatabase startFormer(Outline outline, Consumer<String> detail) throws InterruptedException {
        return failures.named(() -> former(outline, detail));
    }

    private ManagedDatabase former(Outline outline, Consumer<String> detail) throws InterruptedException {
        Definition definition = definition(outline.from()).on(outline.formerVolume());
        var container = new ManagedContainer(runtime, config, definition, problems);
        Optional<Container> present =
                container.view().filter(view -> view.label(Labels.DATA).equals(definition.dataFormat()));
        formerRan = present.filter(Container::isRunning).isPresent();
        Optional<Image> known = present.flatMap(view -> runtime.image(view.imageId()));
        var reference = known.isPresent()
                ? ImageReference.parse(present.get().label(Labels.IMAGE))
                : ImageReference.parse(ContainerProblems.postgresImage(outline.from()));
        Image image = known.isPresent()
                ? known.get()
                : images.get(new Images.Wanted(Role.POSTGRES, reference, Optional.empty()), detail::accept);
        former = container;
        container.ensure(reference, image);
        return readiness.ofDatabase(container, detail);
    }

    /**
     * Makes the new volume, if there is none, and a container for it beside the former. Only after this may anything be
     * written to that volume, or {@linkplain #discard emptied}.
     *
     * @throws Conflict when the volume holds data
     */
    public void prepareFresh(Outline outline, Consumer<String> detail) throws InterruptedException {
        failures.named(() -> {
            Image image = images.get(wanted(), detail::accept);
            var container = new ManagedContainer(runtime, config, freshDefinition(outline.to()), problems);
            container.prepareOnEmptyVolume(wanted().reference(), image);
            fresh = container;
            return Optional.empty();
        });
    }

    /** Starts the new server. */
    public ManagedDatabase startFresh(Consumer<String> detail) throws InterruptedException {
        ManagedContainer container = fresh;
        if (container == null) {
            throw new IllegalStateException("Nobody has looked yet whether the new volume is empty");
        }
        return failures.named(() -> {
            container.start();
            return readiness.ofDatabase(container, detail);
        });
    }

    /** Ends the new server in peace, so that all it has is on its volume, and takes its container away. */
    public void endFresh() throws InterruptedException {
        end(fresh, ManagedContainer::removeIt);
    }

    /** Ends the former server, unless it ran before and the settings let containers run. */
    public void endFormer() throws InterruptedException {
        if (!(formerRan && config.keepContainers())) {
            end(former, ManagedContainer::stop);
        }
    }

    /** Ends the former server and takes its container away: the data are elsewhere now. */
    public void removeFormer() throws InterruptedException {
        end(former, ManagedContainer::removeIt);
    }

    private interface Ending {
        void of(ManagedContainer container) throws InterruptedException;
    }

    private void end(@Nullable ManagedContainer container, Ending ending) throws InterruptedException {
        if (container != null) {
            failures.named(() -> {
                ending.of(container);
                return Optional.empty();
            });
        }
    }

    /**
     * Takes back what became of {@link #prepareFresh}, also that of another process: ends the new server and empties its volume,
     * which stays.
     *
     * @param newVolume that never was in force
     */
    public void discard(String newVolume) throws InterruptedException {
        failures.named(() -> {
            empty(newVolume);
            return Optional.empty();
        });
    }

    private void empty(String newVolume) throws InterruptedException {
        Optional<Volume> volume = runtime.volume(newVolume)
                .filter(ours -> ours.label(Labels.INSTANCE).equals(config.instanceId()));
        OptionalInt major = volume.map(ours -> PostgresMajor.ofFormat(ours.label(Labels.DATA)))
                .orElse(OptionalInt.empty());
        if (major.isEmpty()) {
            return;
        }
        var container = new ManagedContainer(runtime, config, freshDefinition(major.getAsInt()), problems);
        Image image = anyImage(container);
        // At the place where that image declares a volume: elsewhere the engine would make one more, without a name.
        Definition place = freshDefinition(PostgresMajor.of(Optional.of(image), plan().image(), problems));
        container.removeIt();
        new ManagedContainer(runtime, config, place.on(newVolume).running(emptying(place.mount())), problems)
                .runToEnd(image, EMPTYING);
    }

    /** Whose shell does not matter. */
    private Image anyImage(ManagedContainer container) {
        return Stream.of(container.view(), runtime.container(definition(0).name()))
                .flatMap(Optional::stream)
                .flatMap(view -> runtime.image(view.imageId()).stream())
                .findFirst()
                .or(() -> images.find(wanted().reference()))
                .orElseThrow(() -> new ProblemException(problems.refused(
                        Role.POSTGRES.component(), "There is no image of PostgreSQL to empty a volume with.")));
    }

    private static List<String> emptying(String folder) {
        return List.of("sh", "-c", "cd \"$0\" && rm -rf ./* ./.[!.]* ./..?*", folder);
    }
}
