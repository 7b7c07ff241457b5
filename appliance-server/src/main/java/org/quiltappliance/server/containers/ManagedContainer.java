package org.quiltappliance.server.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.quiltappliance.server.containers.Container.State;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.lifecycle.ContainerProblems;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One container of ours with its volume: created, adopted, made anew or refused, as the table of {@code
 * control-panel.md} 8.4 says. Never removes a volume, and never lets an empty one take the place of data.
 */
final class ManagedContainer {

    private static final Logger log = LoggerFactory.getLogger(ManagedContainer.class);

    private static final int SMALL_FILE = 1 << 20;
    private static final int FEW_LINES = 5;
    private static final long BETWEEN_LOOKS_MILLIS = 100;

    private final ContainerRuntime runtime;
    private final BackingConfig config;
    private final ContainerProblems problems;

    private Definition definition;
    private boolean created;
    private boolean started;
    private boolean volumeIsFresh;

    ManagedContainer(
            ContainerRuntime runtime, BackingConfig config, Definition definition, ContainerProblems problems) {
        this.runtime = runtime;
        this.config = config;
        this.definition = definition;
        this.problems = problems;
    }

    Definition definition() {
        return definition;
    }

    /** It is to be like that from now on, when it is prepared next. */
    void redefine(Definition other) {
        definition = other;
    }

    String name() {
        return definition.name();
    }

    /** As it is now; empty when there is none. */
    Optional<Container> view() {
        return runtime.container(name());
    }

    /** Whether this run of the appliance started it, and did not find it running. */
    boolean wasStarted() {
        return started;
    }

    /** Whether its volume was made by this run, so that nothing of anybody's is in it yet. */
    boolean isFresh() {
        return volumeIsFresh;
    }

    /**
     * Makes it run.
     *
     * @param reference that the settings name
     * @param wanted that image
     * @return the change of image that is due, which needs a backup first and is not made here
     */
    Optional<ImageChange> ensure(ImageReference reference, Image wanted) throws InterruptedException {
        requireRoom();
        releaseVolume();
        Optional<Container> found = view();
        Optional<Volume> volume = runtime.volume(definition.volume());
        ensureNetwork();
        if (found.filter(container -> !isOfOurFormat(container)).isPresent()) {
            log.info("The container {} was made for other data, and gives way.", name());
            removeIt();
            found = Optional.empty();
        }
        if (found.isEmpty()) {
            ensureVolume(volume.isPresent());
            create(imageLabel(reference, wanted), wanted);
            start();
            return Optional.empty();
        }
        Container container = found.get();
        if (container.label(Labels.SPEC).equals(definition.hash()) && isSound(container)) {
            requireSignOfData(container.id());
            startOrAdopt(container);
        } else {
            log.info("The container {} is made anew, because its settings have changed.", name());
            end(container);
            runtime.remove(container.id());
            ensureVolume(volume.isPresent());
            create(
                    container.label(Labels.IMAGE),
                    runtime.image(container.imageId()).orElse(wanted));
            created = false;
            start();
        }
        return container.imageId().equals(wanted.id())
                ? Optional.empty()
                : Optional.of(new ImageChange(
                        definition.role(), container.label(Labels.IMAGE), imageLabel(reference, wanted)));
    }

    /** Its image may not be able to read the data that are in force now. */
    private boolean isOfOurFormat(Container container) {
        return container.label(Labels.DATA).equals(definition.dataFormat());
    }

    /** Two servers on one volume would destroy what is on it, so whatever an upgrade left running there is ended. */
    private void releaseVolume() throws InterruptedException {
        for (Container other : runtime.containers(Labels.INSTANCE, config.instanceId())) {
            if (!other.name().equals(name()) && other.volumes().containsValue(definition.volume())) {
                log.info("The container {} gives way to {}.", other.name(), name());
                end(other);
                runtime.remove(other.id());
            }
        }
    }

    /**
     * Makes it, without starting it, on its volume, which has to be without data, whatever other data there are.
     *
     * @throws Conflict when the volume holds data
     */
    void prepareOnEmptyVolume(ImageReference reference, Image image) throws InterruptedException {
        view().ifPresent(container -> requireOurs(container.labels(), "container", name()));
        Optional<Volume> volume = runtime.volume(definition.volume());
        volume.ifPresent(ours -> requireOurs(ours.labels(), "volume", ours.name()));
        removeIt();
        releaseVolume();
        ensureNetwork();
        ensureVolume(volume.isPresent());
        create(imageLabel(reference, image), image);
        if (read(name(), definition.signOfData()).isPresent()) {
            removeIt();
            throw new Conflict("The volume " + definition.volume() + " holds data already. Take them into use with"
                    + " \"volumes use\", or remove the volume with \"volumes remove\", and try again. Nothing was"
                    + " changed.");
        }
    }

    /** Runs its command to its end, and takes it away again. */
    void runToEnd(Image image, Duration patience) throws InterruptedException {
        removeIt();
        releaseVolume();
        ensureNetwork();
        runtime.create(definition.with(image.id(), labels(definition.role().label())));
        try {
            runtime.start(name());
            long end = System.nanoTime() + patience.toNanos();
            while (view().filter(Container::isRunning).isPresent()) {
                if (System.nanoTime() > end) {
                    throw refused("did not come to its end");
                }
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
            }
            long code = view().orElseThrow(this::gone).exitCode();
            if (code != 0) {
                throw refused("ended with " + code + ": " + String.join(" ", runtime.lastLines(name(), FEW_LINES)));
            }
        } finally {
            removeIt();
        }
    }

    private ProblemException refused(String what) {
        return new ProblemException(
                problems.refused(definition.role().component(), "The container " + name() + " " + what));
    }

    /** Ends it and takes it away. Its volume stays. */
    void removeIt() throws InterruptedException {
        Optional<Container> container = view();
        if (container.isPresent()) {
            end(container.get());
            runtime.remove(container.get().id());
        }
        created = false;
        started = false;
    }

    /**
     * Makes sure, without changing anything, that our names are free or ours, and that our data is there and of a kind
     * that this image can read.
     */
    void requireRoom() {
        requireNames();
        requireVolume();
    }

    /** The part of {@link #requireRoom} that concerns container and network. */
    void requireNames() {
        view().ifPresent(container -> requireOurs(container.labels(), "container", name()));
        String network = definition.spec().network();
        runtime.network(network).ifPresent(ours -> requireOurs(ours.labels(), "network", network));
    }

    /** Whether nothing of somebody else has one of the names of container, network and volume. */
    boolean hasFreeNames() {
        return view().map(Container::labels).map(this::isOurs).orElse(true)
                && runtime.network(definition.spec().network())
                        .map(Network::labels)
                        .map(this::isOurs)
                        .orElse(true)
                && runtime.volume(definition.volume())
                        .map(Volume::labels)
                        .map(this::isOurs)
                        .orElse(true);
    }

    private boolean isOurs(Map<String, String> labels) {
        return config.instanceId().equals(labels.get(Labels.INSTANCE));
    }

    /** The part of {@link #requireRoom} that concerns the data. @return whether the volume is there */
    boolean requireVolume() {
        Optional<Volume> volume = runtime.volume(definition.volume());
        volume.ifPresent(ours -> requireOurs(ours.labels(), "volume", ours.name()));
        requireData(volume.isPresent());
        return volume.isPresent();
    }

    private static boolean isSound(Container container) {
        return container.state() != State.DEAD && container.state() != State.REMOVING;
    }

    private void requireOurs(Map<String, String> labels, String kind, String name) {
        if (!isOurs(labels)) {
            // Under another name there would be no data, where these are the ones that we know.
            boolean avoidable = !definition.dataVolume().equals(Optional.of(name));
            throw new ProblemException(problems.containerNameTaken(name, kind, avoidable));
        }
    }

    /** Refuses when what we know of our data does not fit what is there. */
    private void requireData(boolean volumeIsThere) {
        if (definition.dataVolume().isPresent()) {
            String known = definition.dataVolume().get();
            if (!known.equals(definition.volume())) {
                Volume other = runtime.volume(known).orElseThrow(() -> missing(known));
                throw otherFormat(other);
            }
            if (!volumeIsThere) {
                throw missing(known);
            }
        } else if (!volumeIsThere) {
            runtime.volumes(Labels.INSTANCE, config.instanceId()).stream()
                    .filter(other ->
                            PostgresMajor.ofFormat(other.label(Labels.DATA)).isPresent())
                    .filter(other -> definition.role() == Role.POSTGRES)
                    .filter(other -> !other.label(Labels.DATA).equals(definition.dataFormat()))
                    .findFirst()
                    .ifPresent(other -> {
                        throw otherFormat(other);
                    });
        }
    }

    private ProblemException missing(String volume) {
        boolean gone = runtime.volume(volume).isEmpty();
        var others = new VolumesOfOurs(runtime, config.instanceId()).alike(definition.role(), volume);
        return new ProblemException(problems.volumeMissing(
                new ContainerProblems.MissingVolume(definition.role().data(), volume, gone, others),
                definition.role() == Role.STORE && gone));
    }

    private ProblemException otherFormat(Volume other) {
        OptionalInt theirs = PostgresMajor.ofFormat(other.label(Labels.DATA));
        OptionalInt ours = PostgresMajor.ofFormat(definition.dataFormat());
        if (theirs.isPresent() && ours.isPresent()) {
            return new ProblemException(problems.databaseMajorMismatch(theirs.getAsInt(), ours.getAsInt()));
        }
        return new ProblemException(problems.refused(
                definition.role().component(),
                "The data is on the volume " + other.name() + " in the format " + other.label(Labels.DATA)
                        + ", which this image cannot read. Choose the former kind of storage again."));
    }

    private void ensureNetwork() {
        String name = definition.spec().network();
        if (runtime.network(name).isEmpty()) {
            runtime.createNetwork(name, labels("network"));
        }
    }

    private void ensureVolume(boolean isThere) {
        if (!isThere) {
            var labels = new HashMap<>(labels("volume"));
            labels.put(Labels.DATA, definition.dataFormat());
            runtime.createVolume(definition.volume(), labels);
            volumeIsFresh = true;
            log.info("Made the volume {}.", definition.volume());
        }
    }

    private Map<String, String> labels(String role) {
        return Map.of(
                Labels.INSTANCE, config.instanceId(),
                Labels.ROLE, role,
                Labels.NAME, config.displayName(),
                Labels.VERSION, config.programVersion());
    }

    static String imageLabel(ImageReference reference, Image image) {
        return reference.tagged().orElse(reference.name()) + "@"
                + reference.digest().orElse(image.id());
    }

    private void create(String imageLabel, Image image) {
        var labels = new HashMap<>(labels(definition.role().label()));
        labels.put(Labels.SPEC, definition.hash());
        labels.put(Labels.IMAGE, imageLabel);
        labels.put(Labels.DATA, definition.dataFormat());
        String id = create(definition.with(image.id(), labels));
        created = true;
        boolean complete = false;
        try {
            requireFit(id);
            requireSignOfData(id);
            bringSecrets(id, image);
            complete = true;
        } finally {
            if (!complete) {
                runtime.remove(id);
                created = false;
            }
        }
    }

    private String create(ContainerSpec spec) {
        try {
            return runtime.create(spec);
        } catch (EngineException failed) {
            throw problem(failed);
        }
    }

    /** A label can be wrong; the file that PostgreSQL itself reads cannot. */
    private void requireFit(String container) {
        OptionalInt ours = PostgresMajor.ofFormat(definition.dataFormat());
        if (ours.isEmpty()) {
            return;
        }
        read(container, definition.signOfData()).map(String::strip).ifPresent(theirs -> {
            if (!theirs.equals(String.valueOf(ours.getAsInt()))) {
                throw new ProblemException(problems.databaseMajorMismatch(Integer.parseInt(theirs), ours.getAsInt()));
            }
        });
    }

    /** Somebody may have made an empty volume of that name. */
    private void requireSignOfData(String container) {
        if (definition.dataVolume().isPresent()
                && read(container, definition.signOfData()).isEmpty()) {
            throw missing(definition.volume());
        }
    }

    private Optional<String> read(String container, String file) {
        return runtime.copyOut(container, file, SMALL_FILE).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private void startOrAdopt(Container container) throws InterruptedException {
        if (container.isRunning() && hasOurSecrets(container)) {
            log.info("Adopted the container {}.", name());
            return;
        }
        end(container);
        Optional<Image> image = runtime.image(container.imageId());
        if (image.isPresent()) {
            bringSecrets(container.id(), image.get());
        }
        start();
    }

    /** PostgreSQL reads its password only once, so another one in the file means nothing there. */
    private boolean hasOurSecrets(Container container) {
        return definition.role() == Role.POSTGRES
                || definition.secretFiles(0, 0).stream()
                        .allMatch(file -> runtime.copyOut(
                                        container.id(), Definition.SECRETS + "/" + file.name(), SMALL_FILE)
                                .filter(content -> Arrays.equals(content, file.content()))
                                .isPresent());
    }

    /** Puts the secrets where the image looks for them. */
    void bringSecrets() {
        Container container = view().orElseThrow(this::gone);
        Image image = runtime.image(container.imageId()).orElseThrow(this::gone);
        bringSecrets(container.id(), image);
    }

    private void bringSecrets(String container, Image image) {
        int[] owner = owner(container, image.user());
        List<ContainerFile> files = definition.secretFiles(owner[0], owner[1]);
        if (!files.isEmpty()) {
            runtime.copyIn(container, Definition.SECRETS, files);
        }
    }

    /** User and group that the image starts as, by number. */
    private int[] owner(String container, String user) {
        if (user.isBlank()) {
            return new int[] {0, 0};
        }
        String[] parts = user.split(":", 2);
        String[] known = passwd(container, parts[0]);
        int uid = number(parts[0]).orElseGet(() -> number(known[0]).orElse(0));
        int gid = parts.length > 1 && number(parts[1]).isPresent()
                ? number(parts[1]).getAsInt()
                : number(known[1]).orElse(uid);
        return new int[] {uid, gid};
    }

    /** Numbers of user and group from the image's own list of users, as text; empty texts when it is not there. */
    private String[] passwd(String container, String user) {
        return read(container, "/etc/passwd").stream()
                .flatMap(String::lines)
                .map(line -> line.split(":"))
                .filter(fields -> fields.length > 3 && (fields[0].equals(user) || fields[2].equals(user)))
                .findFirst()
                .map(fields -> new String[] {fields[2], fields[3]})
                .orElse(new String[] {"", ""});
    }

    private static OptionalInt number(String text) {
        return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /** Starts it, if it does not run. */
    void start() {
        started = true;
        try {
            runtime.start(name());
            log.info("Started the container {}.", name());
        } catch (EngineException failed) {
            throw problem(failed);
        }
    }

    private ProblemException problem(EngineException failed) {
        return new ProblemException(
                switch (failed.kind()) {
                    case PORT_TAKEN ->
                        problems.portTaken(
                                definition.role().portSetting(),
                                definition.spec().ports().get(0).hostPort(),
                                freePort(),
                                failed.text());
                    case UNREACHABLE, NOT_PERMITTED -> problems.dockerGone("the engine", failed.text());
                    case CONFLICT -> problems.containerNameTaken(name(), "container", true);
                    case NOT_FOUND,
                            IMAGE_DENIED,
                            NO_NETWORK,
                            RATE_LIMIT,
                            WRONG_CPU,
                            WRONG_DIGEST,
                            INTERRUPTED,
                            NO_SPACE,
                            REFUSED -> problems.refused(definition.role().component(), failed.text());
                },
                failed);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where it is reached on this computer now; it can change with each start. */
    Container.Binding address() {
        return view().flatMap(container -> container.binding(definition.containerPort()))
                .orElseThrow(this::gone);
    }

    private ProblemException gone() {
        return new ProblemException(
                problems.refused(definition.role().component(), "The container " + name() + " is not there any more."));
    }

    /** Ends it, however long that takes within its limit. */
    private void end(Container container) throws InterruptedException {
        if (container.state() != State.CREATED && container.state() != State.EXITED) {
            runtime.stop(container.id(), definition.stopPatience());
        }
    }

    /** Stops it; gives the notice that it took too long, if it did. */
    Optional<Problem> stop() throws InterruptedException {
        Optional<Container> container = view();
        if (container.isEmpty()) {
            return Optional.empty();
        }
        long begun = System.nanoTime();
        end(container.get());
        started = false;
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        Duration patience = definition.stopPatience();
        return took.compareTo(patience) < 0
                ? Optional.empty()
                : Optional.of(problems.containerStopSlow(name(), patience.toSeconds()));
    }

    /** Takes back what this run did: stops what it started, removes a container that it made. Its volume stays. */
    void undo() throws InterruptedException {
        if (started) {
            stop();
        }
        if (created) {
            runtime.remove(name());
            created = false;
        }
    }

    /** From now on it belongs to the appliance, and an undo no longer removes it. */
    void keep() {
        created = false;
        volumeIsFresh = false;
    }

    /**
     * Replaces the image: the same container on the same volume, made from another one. The old image returns when this
     * fails or {@link #restoreImage} is called.
     *
     * @return the container as it was
     */
    Container changeImage(ImageReference reference, Image image) throws InterruptedException {
        Container before = view().orElseThrow(this::gone);
        end(before);
        runtime.remove(before.id());
        boolean done = false;
        try {
            create(imageLabel(reference, image), image);
            created = false;
            start();
            done = true;
            return before;
        } finally {
            if (!done) {
                restoreImage(before);
            }
        }
    }

    /** Takes the image of that former container again. */
    void restoreImage(Container before) throws InterruptedException {
        Image image = runtime.image(before.imageId()).orElseThrow(this::gone);
        Optional<Container> failed = view();
        if (failed.isPresent()) {
            end(failed.get());
            runtime.remove(failed.get().id());
        }
        create(before.label(Labels.IMAGE), image);
        created = false;
        start();
    }
}
