package org.quiltappliance.server.containers.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.LoadResponseItem;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.containers.Container;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An engine that speaks Docker's API, in the newest version that both sides know ({@code control-panel.md} CM-1). */
public final class DockerRuntime implements ContainerRuntime {

    private static final Logger log = LoggerFactory.getLogger(DockerRuntime.class);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration AFTER_KILL = Duration.ofSeconds(30);

    private final DockerClient docker;
    private final ApiVersion version;
    private final DiskUsage diskUsage;
    private final Offers offers;
    private final Patience patience;
    private final Set<EngineStream<?>> followed = ConcurrentHashMap.newKeySet();

    private DockerRuntime(DockerClient docker, ApiVersion version, DockerEndpoint endpoint, Patience patience) {
        this.docker = docker;
        this.version = version;
        this.diskUsage = new DiskUsage(endpoint, version);
        this.offers = new Offers(endpoint, version);
        this.patience = patience;
    }

    /** What an engine offered and we cannot use. */
    public static final class UnfitVersion extends RuntimeException {

        private final transient ApiVersion lowest;
        private final transient ApiVersion highest;

        UnfitVersion(ApiVersion lowest, ApiVersion highest) {
            super("The engine speaks versions " + lowest + " to " + highest
                    + " of its API; this program needs one from " + ApiVersion.OLDEST + " to " + ApiVersion.NEWEST
                    + ".");
            this.lowest = lowest;
            this.highest = highest;
        }

        public ApiVersion lowest() {
            return lowest;
        }

        public ApiVersion highest() {
            return highest;
        }

        public boolean isTooOld() {
            return ApiVersion.fit(lowest, highest) == ApiVersion.Fit.ENGINE_TOO_OLD;
        }
    }

    /**
     * Connects and settles the version.
     *
     * @throws EngineException if nobody answers, or we may not ask
     * @throws UnfitVersion if there is no version that both sides know
     */
    public static DockerRuntime connect(DockerEndpoint endpoint) {
        var patience = new Patience(ANSWER);
        var config = new ClientConfig(endpoint, null);
        var http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(endpoint.uri())
                .sslConfig(config.getSSLConfig())
                .connectionTimeout(CONNECT)
                .build();
        DockerClient unversioned = DockerClientImpl.getInstance(config, http);
        boolean connected = false;
        try {
            Version offer = offer(patience, unversioned);
            ApiVersion highest = ApiVersion.parse(String.valueOf(offer.getApiVersion()));
            ApiVersion lowest =
                    offer.getMinAPIVersion() == null ? ApiVersion.OLDEST : ApiVersion.parse(offer.getMinAPIVersion());
            if (ApiVersion.fit(lowest, highest) != ApiVersion.Fit.FITS) {
                throw new UnfitVersion(lowest, highest);
            }
            ApiVersion common = ApiVersion.common(highest);
            var client = DockerClientImpl.getInstance(new ClientConfig(endpoint, common), http);
            connected = true;
            return new DockerRuntime(client, common, endpoint, patience);
        } finally {
            if (!connected) {
                patience.close();
                close(unversioned);
            }
        }
    }

    private static Version offer(Patience patience, DockerClient unversioned) {
        try {
            return patience.within(CONNECT, () -> unversioned.versionCmd().exec());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(Kind.INTERRUPTED, "Interrupted while connecting to the engine.", interrupted);
        }
    }

    @Override
    public void ping() {
        patience.quick(() -> docker.pingCmd().exec());
    }

    @Override
    public EngineInfo info() {
        var info = patience.quick(() -> docker.infoCmd().exec());
        var offer = patience.quick(() -> docker.versionCmd().exec());
        boolean podman = offer.getComponents() != null
                && offer.getComponents().stream()
                        .anyMatch(part -> String.valueOf(part.getName()).contains("Podman"));
        var options = info.getSecurityOptions() == null ? List.<String>of() : info.getSecurityOptions();
        return new EngineInfo(
                podman ? "Podman" : "Docker",
                String.valueOf(offer.getVersion()),
                version.toString(),
                String.valueOf(info.getOperatingSystem()),
                String.valueOf(info.getOsType()),
                Translation.processor(String.valueOf(info.getArchitecture())),
                options.stream().anyMatch(option -> option.contains("rootless")),
                String.valueOf(info.getDockerRootDir()),
                info.getMemTotal() == null ? 0 : info.getMemTotal());
    }

    @Override
    public Optional<Image> image(String reference) {
        return find(() -> docker.inspectImageCmd(reference).exec()).map(Translation::image);
    }

    @Override
    public void pull(String reference, Consumer<Transfer> progress) throws InterruptedException {
        var layers = new LayerProgress();
        var stream = new EngineStream<PullResponseItem>(news -> {
            if (news.isErrorIndicated()) {
                throw EngineErrors.ofPull(Translation.error(news));
            }
            progress.accept(layers.after(news));
        });
        docker.pullImageCmd(reference).exec(stream);
        try {
            stream.await();
        } catch (RuntimeException failed) {
            throw EngineErrors.ofPull(failed);
        }
    }

    @Override
    public boolean isOffered(String reference, Duration wait) throws InterruptedException {
        String architecture = info().architecture();
        try {
            return patience.within(wait, () -> offers.has(reference, architecture));
        } catch (EngineException failed) {
            if (failed.getCause() instanceof TimeoutException) {
                return false;
            }
            throw failed;
        }
    }

    @Override
    public Optional<Instant> clock() {
        String time = patience.quick(() -> docker.infoCmd().exec()).getSystemTime();
        try {
            return Optional.ofNullable(time)
                    .filter(text -> !text.isBlank())
                    .map(OffsetDateTime::parse)
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeParseException odd) {
            log.debug("The engine tells no time that can be read", odd);
            return Optional.empty();
        }
    }

    @Override
    public Optional<Publisher> publisher(int port) {
        return patience.quick(() -> docker.listContainersCmd().exec()).stream()
                .filter(one -> one.getPorts() != null
                        && Arrays.stream(one.getPorts())
                                .anyMatch(published -> Objects.equals(published.getPublicPort(), port)))
                .findFirst()
                .map(one -> new Publisher(Translation.name(one.getNames()), String.valueOf(one.getImage())));
    }

    @Override
    public void load(Path archive, Consumer<Transfer> progress) throws IOException, InterruptedException {
        long size = Files.size(archive);
        var problem = new AtomicReference<String>();
        try (InputStream bytes = new CountedInput(Files.newInputStream(archive), size, progress)) {
            var stream = new EngineStream<LoadResponseItem>(news -> {
                if (news.isErrorIndicated()) {
                    problem.set(Translation.error(news));
                }
            });
            docker.loadImageAsyncCmd(bytes).exec(stream);
            stream.await();
        } catch (RuntimeException failed) {
            throw EngineErrors.of(failed);
        }
        if (problem.get() != null) {
            throw EngineErrors.ofPull(problem.get());
        }
    }

    @Override
    public void save(List<String> references, Path archive) throws IOException, InterruptedException {
        var command = docker.saveImagesCmd();
        for (String reference : references) {
            int colon = reference.lastIndexOf(':');
            command.withImage(reference.substring(0, colon), reference.substring(colon + 1));
        }
        Path fresh = archive.resolveSibling(archive.getFileName() + ".new");
        try {
            long written = patience.within(LONG, () -> {
                try (InputStream bytes = command.exec()) {
                    return Files.copy(bytes, fresh, StandardCopyOption.REPLACE_EXISTING);
                }
            });
            log.info("Saved {} images, {} bytes.", references.size(), written);
            Files.move(fresh, archive, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    @Override
    public void tag(String image, String reference) {
        int colon = reference.lastIndexOf(':');
        patience.quick(() -> docker.tagImageCmd(image, reference.substring(0, colon), reference.substring(colon + 1))
                .exec());
    }

    @Override
    public void removeImage(String id) {
        Optional<Image> found = image(id);
        if (found.isEmpty()) {
            return;
        }
        requireUnused(id);
        var names = new ArrayList<>(found.get().tags());
        names.addAll(found.get().digests());
        // By its names: an image with several of them would only go by force otherwise.
        for (String name : names.isEmpty() ? List.of(id) : names) {
            patience.quick(() -> {
                try {
                    return docker.removeImageCmd(name).exec();
                } catch (NotFoundException goneWithAnotherName) {
                    return null;
                }
            });
        }
    }

    /** Names go one by one, and the engine would only refuse the last. */
    private void requireUnused(String image) {
        boolean used = patience
                .quick(() -> docker.listContainersCmd().withShowAll(true).exec())
                .stream()
                .anyMatch(container -> image.equals(container.getImageId()));
        if (used) {
            throw new EngineException(EngineException.Kind.CONFLICT, "A container is made from the image " + image);
        }
    }

    @Override
    public Optional<Container> container(String name) {
        return find(() -> docker.inspectContainerCmd(name).exec()).map(Translation::container);
    }

    @Override
    public Optional<ContainerUsage> usage(String name) {
        return find(() -> docker.inspectContainerCmd(name).exec()).map(found -> {
            var container = Translation.container(found);
            Statistics statistics = container.isRunning() ? statistics(container.id()) : null;
            return new ContainerUsage(
                    container.state(),
                    found.getRestartCount() == null ? 0 : found.getRestartCount(),
                    UsageReading.memory(statistics),
                    UsageReading.memoryLimit(statistics),
                    UsageReading.processors(statistics));
        });
    }

    /** Nothing when it ends meanwhile. */
    private @Nullable Statistics statistics(String container) {
        return patience.quick(() -> {
            var last = new AtomicReference<@Nullable Statistics>();
            var stream = new EngineStream<Statistics>(last::set);
            docker.statsCmd(container).withNoStream(true).exec(stream);
            try {
                stream.await();
            } catch (NotFoundException gone) {
                return null;
            }
            return last.get();
        });
    }

    @Override
    public List<Container> containers(String label, String value) {
        return patience
                .quick(() -> docker.listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(Map.of(label, value))
                        .exec())
                .stream()
                .flatMap(found -> container(found.getId()).stream())
                .sorted(Comparator.comparing(Container::name))
                .toList();
    }

    @Override
    public String create(ContainerSpec spec) {
        return patience.quick(() -> Translation.create(docker.createContainerCmd(spec.image()), spec)
                .exec()
                .getId());
    }

    @Override
    public void start(String container) {
        patience.quick(() -> {
            try {
                return docker.startContainerCmd(container).exec();
            } catch (NotModifiedException runs) {
                return null;
            }
        });
    }

    @Override
    public void stop(String container, Duration wait) throws InterruptedException {
        patience.within(wait.plus(AFTER_KILL), () -> {
            try {
                return docker.stopContainerCmd(container)
                        .withTimeout((int) wait.toSeconds())
                        .exec();
            } catch (NotModifiedException stopped) {
                return null;
            }
        });
    }

    @Override
    public void remove(String container) {
        patience.quick(() -> {
            try {
                return docker.removeContainerCmd(container)
                        .withRemoveVolumes(false)
                        .withForce(false)
                        .exec();
            } catch (NotFoundException gone) {
                return null;
            }
        });
    }

    @Override
    public List<String> lastLines(String container, int count) {
        return patience.quick(() -> {
            var lines = new ArrayList<String>();
            var assembler = new LineAssembler(lines::add);
            var stream = new EngineStream<Frame>(assembler::add, assembler::finish);
            docker.logContainerCmd(container)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withTail(count)
                    .exec(stream);
            stream.await();
            return List.copyOf(lines);
        });
    }

    @Override
    public Following follow(String container, Instant since, Consumer<String> lines) {
        var assembler = new LineAssembler(lines);
        var stream = new EngineStream<Frame>(assembler::add, assembler::finish);
        docker.logContainerCmd(container)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true)
                .withSince((int) since.getEpochSecond())
                .exec(stream);
        return following(stream);
    }

    @Override
    public ExecResult exec(String container, String user, List<String> command) throws InterruptedException {
        String id = patience.quick(() -> docker.execCreateCmd(container)
                .withUser(user)
                .withCmd(command.toArray(String[]::new))
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId());
        var lines = new ArrayList<String>();
        var assembler = new LineAssembler(lines::add);
        var stream = new EngineStream<Frame>(assembler::add, assembler::finish);
        docker.execStartCmd(id).exec(stream);
        try {
            stream.await();
        } catch (RuntimeException failed) {
            throw EngineErrors.of(failed);
        }
        Long code = patience.quick(() -> docker.inspectExecCmd(id).exec().getExitCodeLong());
        return new ExecResult(code == null ? -1 : code, String.join("\n", lines));
    }

    @Override
    public void copyIn(String container, String folder, List<ContainerFile> files) {
        byte[] archive = Tar.of(folder.substring(1), files);
        patience.quick(() -> docker.copyArchiveToContainerCmd(container)
                .withRemotePath("/")
                .withTarInputStream(new ByteArrayInputStream(archive))
                .exec());
    }

    @Override
    public Optional<byte[]> copyOut(String container, String path, int most) {
        return patience.quick(() -> {
            try (InputStream archive =
                    docker.copyArchiveFromContainerCmd(container, path).exec()) {
                return Tar.firstFile(archive, most);
            } catch (NotFoundException missing) {
                return Optional.<byte[]>empty();
            }
        });
    }

    @Override
    public Optional<Network> network(String name) {
        return find(() -> docker.inspectNetworkCmd().withNetworkId(name).exec())
                .map(network ->
                        new Network(network.getName(), network.getLabels() == null ? Map.of() : network.getLabels()));
    }

    @Override
    public void createNetwork(String name, Map<String, String> labels) {
        patience.quick(() -> docker.createNetworkCmd()
                .withName(name)
                .withDriver("bridge")
                .withCheckDuplicate(true)
                .withLabels(labels)
                .exec());
    }

    @Override
    public void removeNetwork(String name) {
        patience.quick(() -> {
            try {
                return docker.removeNetworkCmd(name).exec();
            } catch (NotFoundException gone) {
                return null;
            }
        });
    }

    @Override
    public Optional<Volume> volume(String name) {
        return find(() -> docker.inspectVolumeCmd(name).exec()).map(Translation::volume);
    }

    @Override
    public List<Volume> volumes(String label, String value) {
        var found = patience.quick(() -> docker.listVolumesCmd()
                .withFilter("label", List.of(label + "=" + value))
                .exec());
        if (found.getVolumes() == null) {
            return List.of();
        }
        return found.getVolumes().stream()
                .map(Translation::volume)
                .sorted(Comparator.comparing(Volume::name))
                .toList();
    }

    @Override
    public void createVolume(String name, Map<String, String> labels) {
        patience.quick(
                () -> docker.createVolumeCmd().withName(name).withLabels(labels).exec());
    }

    @Override
    public void removeVolume(VolumeRemoval removal) {
        patience.quick(() -> docker.removeVolumeCmd(removal.volume()).exec());
    }

    @Override
    public OptionalLong volumeBytes(String name) throws InterruptedException {
        return patience.within(LONG, () -> diskUsage.ofVolume(name));
    }

    @Override
    public Following events(String label, String value, Consumer<EngineEvent> events) {
        var stream = new EngineStream<Event>(event -> {
            String action = String.valueOf(event.getAction());
            var actor = event.getActor();
            // Each health probe makes three of these.
            if (actor != null && actor.getAttributes() != null && !action.startsWith("exec_")) {
                events.accept(new EngineEvent(
                        String.valueOf(actor.getId()), actor.getAttributes().getOrDefault("name", ""), action));
            }
        });
        docker.eventsCmd()
                .withEventTypeFilter("container")
                .withLabelFilter(label + "=" + value)
                .exec(stream);
        return following(stream);
    }

    private Following following(EngineStream<?> stream) {
        followed.add(stream);
        stream.ended().whenComplete((done, broken) -> followed.remove(stream));
        return new Following(stream.ended(), stream::close);
    }

    private <T> Optional<T> find(Supplier<T> request) {
        return patience.quick(() -> {
            try {
                return Optional.of(request.get());
            } catch (NotFoundException missing) {
                return Optional.<T>empty();
            }
        });
    }

    @Override
    public void close() {
        followed.forEach(EngineStream::close);
        patience.close();
        close(docker);
    }

    private static void close(DockerClient client) {
        try {
            client.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
