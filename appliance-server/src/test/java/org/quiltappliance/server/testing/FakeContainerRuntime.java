package org.quiltappliance.server.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.quiltappliance.server.containers.Container;
import org.quiltappliance.server.containers.Container.Binding;
import org.quiltappliance.server.containers.Container.State;
import org.quiltappliance.server.containers.ContainerFile;
import org.quiltappliance.server.containers.ContainerRuntime;
import org.quiltappliance.server.containers.ContainerSpec;
import org.quiltappliance.server.containers.ContainerUsage;
import org.quiltappliance.server.containers.EngineEvent;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.containers.EngineException.Kind;
import org.quiltappliance.server.containers.EngineInfo;
import org.quiltappliance.server.containers.ExecResult;
import org.quiltappliance.server.containers.Following;
import org.quiltappliance.server.containers.Image;
import org.quiltappliance.server.containers.Network;
import org.quiltappliance.server.containers.Publisher;
import org.quiltappliance.server.containers.Transfer;
import org.quiltappliance.server.containers.Volume;
import org.quiltappliance.server.containers.VolumeRemoval;

/**
 * A container engine in memory that keeps the same promises as a real one. Nothing runs in its containers; what they
 * write, how they end and what registries answer is told to it beforehand.
 */
public final class FakeContainerRuntime implements ContainerRuntime {

    private static final int FIRST_PORT = 40_000;

    /** What a container does when it is started: the lines that it writes, and its exit code if it ends by itself. */
    public record Behaviour(List<String> lines, Optional<Integer> exitCode) {
        /** Says so and goes on running. */
        public static Behaviour running(String... lines) {
            return new Behaviour(List.of(lines), Optional.empty());
        }

        /** Ends at once. */
        public static Behaviour ending(int code, String... lines) {
            return new Behaviour(List.of(lines), Optional.of(code));
        }
    }

    /** What a registry answers. */
    public interface Registry {
        /** @throws EngineException instead of the image */
        Image pull(String reference, Consumer<Transfer> progress) throws InterruptedException;
    }

    private record Listener(String label, String value, Consumer<EngineEvent> events, Following following) {}

    private static final class Made {
        private final String id;
        private final ContainerSpec spec;
        private final Image image;
        private final Map<String, byte[]> files = new HashMap<>();
        private final List<String> lines = new ArrayList<>();
        private final List<Consumer<String>> followers = new ArrayList<>();
        private final List<CompletableFuture<Void>> followed = new ArrayList<>();
        private State state = State.CREATED;
        private int exitCode;
        private List<Binding> bindings = List.of();
        private Optional<Instant> startedAt = Optional.empty();
        private int linesBeforeStart;

        private Made(String id, ContainerSpec spec, Image image) {
            this.id = id;
            this.spec = spec;
            this.image = image;
        }

        private void say(String line) {
            lines.add(line);
            followers.forEach(follower -> follower.accept(line));
        }

        private void endFollowing() {
            followed.forEach(future -> future.complete(null));
            followed.clear();
            followers.clear();
        }
    }

    private final Map<String, Image> images = new LinkedHashMap<>();
    private final Map<String, Made> containers = new TreeMap<>();
    private final Map<String, Network> networks = new TreeMap<>();
    private final Map<String, Volume> volumes = new TreeMap<>();
    private final Map<String, Map<String, byte[]>> volumeFiles = new HashMap<>();
    private final Map<String, Behaviour> behaviours = new HashMap<>();
    private final Map<String, List<String>> archives = new HashMap<>();
    private final Map<String, Image> known = new HashMap<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final List<String> pulled = new ArrayList<>();
    private BiFunction<Container, List<String>, ExecResult> programs = FakeContainerRuntime::plainCommands;
    private Registry registry = FakeContainerRuntime::noRegistry;
    private EngineInfo info = new EngineInfo(
            "Docker", "20.10.24", "1.41", "Debian", "linux", "amd64", false, "/var/lib/docker", 8L << 30);
    // As a real engine's events, which never come on the thread that caused them.
    private final ExecutorService teller = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "fake-engine");
        thread.setDaemon(true);
        return thread;
    });
    private Duration ahead = Duration.ZERO;
    private boolean gone;
    private int count;

    /** Has the image under that name from now on. */
    public synchronized FakeContainerRuntime withImage(String reference, Image image) {
        images.put(reference, image);
        return this;
    }

    /** What containers of that image do when they start. */
    public synchronized void behave(String imageId, Behaviour behaviour) {
        behaviours.put(imageId, behaviour);
    }

    /** What answers when an image is pulled. */
    public synchronized void useRegistry(Registry next) {
        registry = next;
    }

    /** What runs when a command is executed in a container. */
    public synchronized void usePrograms(BiFunction<Container, List<String>, ExecResult> next) {
        programs = next;
    }

    public synchronized void describe(EngineInfo next) {
        info = next;
    }

    /** From now on nobody answers, as if the engine had ended. */
    public synchronized void vanish() {
        gone = true;
        breakStreams();
    }

    /** Ends the streams of events and logs, as an engine does that is overtaxed, and answers as before. */
    public synchronized void breakStreams() {
        for (Listener listener : listeners) {
            teller.execute(() -> listener.following
                    .ended()
                    .completeExceptionally(new EngineException(Kind.UNREACHABLE, "connection closed")));
        }
        listeners.clear();
        containers.values().forEach(Made::endFollowing);
    }

    /** Answers again. */
    public synchronized void comeBack() {
        gone = false;
    }

    /** Puts a file on a volume, as a program would have. */
    public synchronized void writeOnVolume(String volume, String path, String content) {
        volumeFiles.get(volume).put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes a volume away, as somebody else would. */
    public synchronized void loseVolume(String name) {
        volumes.remove(name);
        volumeFiles.remove(name);
    }

    /** Ends a container, as its program would. */
    public synchronized void end(String name, int exitCode, String lastLine) {
        Made made = made(name);
        made.say(lastLine);
        die(made, exitCode);
    }

    /** Lets a container write a line, as its program would. */
    public synchronized void say(String name, String line) {
        made(name).say(line);
    }

    /** Which images were asked of registries, in order. */
    public synchronized List<String> pulled() {
        return List.copyOf(pulled);
    }

    /** How many follow logs or events now. */
    public synchronized int followers() {
        return listeners.size()
                + containers.values().stream()
                        .mapToInt(made -> made.followers.size())
                        .sum();
    }

    @Override
    public synchronized void ping() {
        answer();
    }

    @Override
    public synchronized EngineInfo info() {
        answer();
        return info;
    }

    @Override
    public synchronized Optional<Image> image(String reference) {
        answer();
        return Optional.ofNullable(images.get(reference))
                .or(() -> images.values().stream()
                        .filter(image -> image.id().equals(reference))
                        .findFirst());
    }

    @Override
    public synchronized Optional<Instant> clock() {
        answer();
        return Optional.of(Instant.now().plus(ahead));
    }

    /** Its clock is that much ahead of ours from now on. */
    public synchronized void setAhead(Duration time) {
        ahead = time;
    }

    @Override
    public synchronized Optional<Publisher> publisher(int port) {
        answer();
        return containers.values().stream()
                .filter(made -> made.bindings.stream().anyMatch(binding -> binding.hostPort() == port))
                .findFirst()
                .map(made -> new Publisher(made.spec.name(), made.spec.image()));
    }

    @Override
    public boolean isOffered(String reference, Duration patience) throws InterruptedException {
        Registry asked;
        synchronized (this) {
            answer();
            asked = registry;
        }
        asked.pull(reference, progress -> {});
        return true;
    }

    @Override
    public void pull(String reference, Consumer<Transfer> progress) throws InterruptedException {
        Registry asked;
        synchronized (this) {
            answer();
            pulled.add(reference);
            asked = registry;
        }
        Image image = asked.pull(reference, progress);
        synchronized (this) {
            images.put(reference, image);
        }
    }

    @Override
    public synchronized void load(Path archive, Consumer<Transfer> progress) throws IOException {
        answer();
        long size = Files.size(archive);
        List<String> names = archives.get(archive.toString());
        if (names == null) {
            throw new EngineException(Kind.REFUSED, "invalid tar header");
        }
        progress.accept(new Transfer(size, size));
        for (String name : names) {
            images.put(name, known.get(name));
        }
    }

    /** Loading that file brings these images. */
    public synchronized void knowArchive(Path archive, Map<String, Image> content) {
        archives.put(archive.toString(), List.copyOf(content.keySet()));
        known.putAll(content);
    }

    @Override
    public synchronized void save(List<String> references, Path archive) throws IOException {
        answer();
        var content = new HashMap<String, Image>();
        for (String reference : references) {
            content.put(reference, wanted(reference));
        }
        Files.writeString(archive, String.join("\n", references));
        knowArchive(archive, content);
    }

    @Override
    public synchronized void tag(String image, String reference) {
        answer();
        images.put(reference, wanted(image));
    }

    @Override
    public synchronized void removeImage(String id) {
        answer();
        if (containers.values().stream().anyMatch(made -> view(made).imageId().equals(id))) {
            throw new EngineException(EngineException.Kind.CONFLICT, "A container is made from the image " + id);
        }
        images.values().removeIf(image -> image.id().equals(id));
    }

    @Override
    public synchronized Optional<Container> container(String name) {
        answer();
        return find(name).map(FakeContainerRuntime::view);
    }

    @Override
    public synchronized Optional<ContainerUsage> usage(String name) {
        answer();
        return find(name).map(made -> {
            boolean runs = made.state == State.RUNNING;
            return new ContainerUsage(
                    made.state,
                    0,
                    runs ? OptionalLong.of(50 << 20) : OptionalLong.empty(),
                    runs ? OptionalLong.of(info.memoryBytes()) : OptionalLong.empty(),
                    runs ? OptionalDouble.of(0.25) : OptionalDouble.empty());
        });
    }

    @Override
    public synchronized List<Container> containers(String label, String value) {
        answer();
        return containers.values().stream()
                .filter(made -> value.equals(made.spec.labels().get(label)))
                .map(FakeContainerRuntime::view)
                .toList();
    }

    @Override
    public synchronized String create(ContainerSpec spec) {
        answer();
        Image image = wanted(spec.image());
        if (containers.containsKey(spec.name())) {
            throw new EngineException(
                    Kind.CONFLICT, "Conflict. The container name \"/" + spec.name() + "\" is already in use");
        }
        if (!spec.network().equals(ContainerSpec.NO_NETWORK) && !networks.containsKey(spec.network())) {
            throw new EngineException(Kind.NOT_FOUND, "network " + spec.network() + " not found");
        }
        for (String volume : spec.volumes().values()) {
            volumes.computeIfAbsent(volume, name -> new Volume(name, Map.of(), ""));
            volumeFiles.computeIfAbsent(volume, name -> new HashMap<>());
        }
        var made = new Made(String.format("%064x", ++count), spec, image);
        containers.put(spec.name(), made);
        tell(made, "create");
        return made.id;
    }

    @Override
    public synchronized void start(String container) {
        answer();
        Made made = made(container);
        if (made.state == State.RUNNING) {
            return;
        }
        made.state = State.RUNNING;
        made.exitCode = 0;
        made.startedAt = Optional.of(Instant.now());
        made.linesBeforeStart = made.lines.size();
        made.bindings = made.spec.ports().stream()
                .map(port -> new Binding(
                        port.containerPort(),
                        "127.0.0.1",
                        port.hostPort() == 0 ? FIRST_PORT + ++count : port.hostPort()))
                .toList();
        tell(made, "start");
        Behaviour behaviour = behaviours.getOrDefault(made.image.id(), Behaviour.running("started"));
        behaviour.lines().forEach(made::say);
        behaviour.exitCode().ifPresent(code -> die(made, code));
    }

    @Override
    public synchronized void stop(String container, Duration patience) {
        answer();
        Made made = made(container);
        if (made.state == State.RUNNING) {
            die(made, 0);
        }
    }

    private void die(Made made, int exitCode) {
        made.state = State.EXITED;
        made.exitCode = exitCode;
        made.bindings = List.of();
        made.endFollowing();
        tell(made, "die");
    }

    @Override
    public synchronized void remove(String container) {
        answer();
        find(container).ifPresent(made -> {
            if (made.state == State.RUNNING) {
                throw new EngineException(Kind.CONFLICT, "You cannot remove a running container");
            }
            containers.remove(made.spec.name());
            tell(made, "destroy");
        });
    }

    @Override
    public synchronized List<String> lastLines(String container, int most) {
        answer();
        List<String> lines = made(container).lines;
        return List.copyOf(lines.subList(Math.max(0, lines.size() - most), lines.size()));
    }

    @Override
    public synchronized Following follow(String container, Instant since, Consumer<String> lines) {
        answer();
        Made made = made(container);
        made.lines
                .subList(since.equals(Instant.EPOCH) ? 0 : made.linesBeforeStart, made.lines.size())
                .forEach(lines);
        var ended = new CompletableFuture<Void>();
        if (made.state != State.RUNNING) {
            ended.complete(null);
        } else {
            made.followers.add(lines);
            made.followed.add(ended);
        }
        return new Following(ended, () -> {
            synchronized (this) {
                made.followers.remove(lines);
                made.followed.remove(ended);
            }
            ended.complete(null);
        });
    }

    @Override
    public ExecResult exec(String container, String user, List<String> command) {
        BiFunction<Container, List<String>, ExecResult> asked;
        Container view;
        synchronized (this) {
            answer();
            Made made = made(container);
            if (made.state != State.RUNNING) {
                throw new EngineException(Kind.CONFLICT, "Container " + container + " is not running");
            }
            view = view(made);
            asked = programs;
        }
        return asked.apply(view, command);
    }

    @Override
    public synchronized void copyIn(String container, String folder, List<ContainerFile> files) {
        answer();
        Made made = made(container);
        files.forEach(file -> place(made, folder + "/" + file.name()).put(folder + "/" + file.name(), file.content()));
    }

    @Override
    public synchronized Optional<byte[]> copyOut(String container, String path, int most) {
        answer();
        Made made = made(container);
        return Optional.ofNullable(place(made, path).get(path));
    }

    /** Where a path of the container leads to: one of its volumes, or itself. */
    private Map<String, byte[]> place(Made made, String path) {
        return made.spec.volumes().entrySet().stream()
                .filter(volume -> path.startsWith(volume.getKey() + "/"))
                .findFirst()
                .map(volume -> volumeFiles.get(volume.getValue()))
                .orElse(made.files);
    }

    @Override
    public synchronized Optional<Network> network(String name) {
        answer();
        return Optional.ofNullable(networks.get(name));
    }

    @Override
    public synchronized void createNetwork(String name, Map<String, String> labels) {
        answer();
        if (networks.putIfAbsent(name, new Network(name, labels)) != null) {
            throw new EngineException(Kind.CONFLICT, "network with name " + name + " already exists");
        }
    }

    @Override
    public synchronized void removeNetwork(String name) {
        answer();
        networks.remove(name);
    }

    @Override
    public synchronized Optional<Volume> volume(String name) {
        answer();
        return Optional.ofNullable(volumes.get(name));
    }

    @Override
    public synchronized List<Volume> volumes(String label, String value) {
        answer();
        return volumes.values().stream()
                .filter(volume -> value.equals(volume.label(label)))
                .toList();
    }

    @Override
    public synchronized void createVolume(String name, Map<String, String> labels) {
        answer();
        volumes.putIfAbsent(name, new Volume(name, labels, "2026-01-01T00:00:00Z"));
        volumeFiles.putIfAbsent(name, new HashMap<>());
    }

    @Override
    public synchronized void removeVolume(VolumeRemoval removal) {
        answer();
        boolean used = containers.values().stream()
                .anyMatch(made -> made.spec.volumes().containsValue(removal.volume()));
        if (used) {
            throw new EngineException(Kind.CONFLICT, "volume is in use");
        }
        if (volumes.remove(removal.volume()) == null) {
            throw new EngineException(Kind.NOT_FOUND, "no such volume");
        }
        volumeFiles.remove(removal.volume());
    }

    @Override
    public synchronized OptionalLong volumeBytes(String name) {
        answer();
        Map<String, byte[]> files = volumeFiles.get(name);
        return files == null
                ? OptionalLong.empty()
                : OptionalLong.of(
                        files.values().stream().mapToLong(bytes -> bytes.length).sum());
    }

    @Override
    public synchronized Following events(String label, String value, Consumer<EngineEvent> events) {
        answer();
        var ended = new CompletableFuture<Void>();
        var following = new Following(ended, () -> {
            synchronized (this) {
                listeners.removeIf(listener -> listener.following.ended() == ended);
            }
            ended.complete(null);
        });
        listeners.add(new Listener(label, value, events, following));
        return following;
    }

    @Override
    public synchronized void close() {
        new ArrayList<>(listeners).forEach(listener -> listener.following.close());
        containers.values().forEach(Made::endFollowing);
        teller.shutdown();
    }

    private void tell(Made made, String action) {
        for (Listener listener : new ArrayList<>(listeners)) {
            if (listener.value.equals(made.spec.labels().get(listener.label))) {
                var event = new EngineEvent(made.id, made.spec.name(), action);
                teller.execute(() -> listener.events.accept(event));
            }
        }
    }

    private void answer() {
        if (gone) {
            throw new EngineException(Kind.UNREACHABLE, "Connection refused");
        }
    }

    private Image wanted(String reference) {
        return Optional.ofNullable(images.get(reference))
                .or(() -> images.values().stream()
                        .filter(image -> image.id().equals(reference))
                        .findFirst())
                .orElseThrow(() -> new EngineException(Kind.NOT_FOUND, "No such image: " + reference));
    }

    private Made made(String name) {
        return find(name).orElseThrow(() -> new EngineException(Kind.NOT_FOUND, "No such container: " + name));
    }

    private Optional<Made> find(String name) {
        return Optional.ofNullable(containers.get(name))
                .or(() -> containers.values().stream()
                        .filter(made -> made.id.equals(name))
                        .findFirst());
    }

    private static Container view(Made made) {
        var environment = new HashMap<>(made.image.environment());
        environment.putAll(made.spec.environment());
        return new Container(
                made.id,
                made.spec.name(),
                made.image.id(),
                made.state,
                made.exitCode,
                made.startedAt,
                Optional.empty(),
                made.spec.labels(),
                environment,
                made.bindings,
                made.spec.volumes());
    }

    private static ExecResult plainCommands(Container container, List<String> command) {
        return switch (command.get(0)) {
            case "echo" -> new ExecResult(0, String.join(" ", command.subList(1, command.size())));
            case "true" -> new ExecResult(0, "");
            default -> new ExecResult(1, "");
        };
    }

    private static Image noRegistry(String reference, Consumer<Transfer> progress) {
        throw new EngineException(Kind.NO_NETWORK, "connection refused");
    }

    /** Blocks until the thread is interrupted, after telling that so much is done: a download that takes for ever. */
    public static Registry stalling(CountDownLatch begun) {
        return (reference, progress) -> {
            progress.accept(new Transfer(40, 100));
            begun.countDown();
            new CountDownLatch(1).await();
            throw new IllegalStateException("not reached");
        };
    }
}
