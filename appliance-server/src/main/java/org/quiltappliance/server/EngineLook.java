package org.quiltappliance.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.quiltappliance.server.checks.Checks;
import org.quiltappliance.server.checks.PortPublishers;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.containers.ContainerRuntime;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.containers.docker.DockerFinding;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.monitoring.Redaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look for a container engine, shared by all checks that concern it and by the start that follows them: whoever asks
 * first looks, the others wait for that. Whoever made it closes it, unless the connection was taken over.
 */
final class EngineLook implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EngineLook.class);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final ApplianceConfig config;
    private final Home home;
    private final Redaction redaction;
    private final Clock clock;
    private final Function<Optional<String>, DockerFinding> search;
    private final CompletableFuture<DockerFinding> found = new CompletableFuture<>();
    private final AtomicBoolean begun = new AtomicBoolean();

    private boolean withoutMissingFiles;

    /** Whether the connection belongs to somebody else, or was closed. */
    private final AtomicBoolean given = new AtomicBoolean();

    /** @param search finds an engine, by the setting that names one */
    EngineLook(
            ApplianceConfig config,
            Home home,
            Redaction redaction,
            Clock clock,
            Function<Optional<String>, DockerFinding> search) {
        this.config = config;
        this.home = home;
        this.redaction = redaction;
        this.clock = clock;
        this.search = search;
    }

    /** For a run that goes on without the volume of the files, if that is gone. To be said before anything is asked. */
    EngineLook withoutMissingFiles() {
        withoutMissingFiles = true;
        return this;
    }

    ApplianceConfig config() {
        return config;
    }

    /** What came of the look. */
    DockerFinding finding() throws InterruptedException {
        if (begun.compareAndSet(false, true)) {
            look();
        }
        try {
            return found.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof EngineException known
                    ? known
                    : new IllegalStateException("The look for an engine failed", failed.getCause());
        }
    }

    private void look() {
        try {
            found.complete(search.apply(config.docker().host()));
        } catch (RuntimeException failed) {
            found.completeExceptionally(failed);
        }
    }

    /** What the checks ask beyond their own package. */
    Checks.Others others() {
        var checks = new BackingChecks(this, clock);
        return new Checks.Others(this::publisher, this::volumeFolder, checks.engine(), checks.services());
    }

    /** Nobody waits long for this: without it the port is as taken as with it. */
    private Optional<PortPublishers.Published> publisher(int port) {
        return CompletableFuture.supplyAsync(() -> publisherNow(port))
                .completeOnTimeout(Optional.empty(), SOON.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private Optional<PortPublishers.Published> publisherNow(int port) {
        try {
            return finding()
                    .runtime()
                    .flatMap(runtime -> runtime.publisher(port))
                    .map(one -> new PortPublishers.Published(one.container(), one.image()));
        } catch (EngineException silent) {
            log.debug("Which container holds the port {} cannot be told", port, silent);
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The folder of an engine in a virtual machine is on another disk, and not seen here. */
    private Optional<Path> volumeFolder() throws InterruptedException {
        return finding() instanceof DockerFinding.Ready ready
                ? Optional.of(Path.of(ready.info().dataFolder())).filter(Files::isDirectory)
                : Optional.empty();
    }

    /** What the settings want of the engine, on this connection, which stays ours. Only when there is an engine. */
    Backing backing() throws IOException, InterruptedException {
        // A look for a home folder that nobody used yet finds that nothing is there, and writes nothing down.
        Instance instance = Instance.read(home).orElseGet(() -> Instance.fresh(clock.instant(), Version.current()));
        return on(finding().runtime().orElseThrow(), instance);
    }

    /**
     * The connection, for whoever closes it from now on; a new one when this look had none.
     *
     * @throws org.quiltappliance.server.lifecycle.ProblemException when there is no engine that can be used
     */
    Backing take() throws IOException {
        Optional<ContainerRuntime> ready = ready();
        if (ready.isPresent() && given.compareAndSet(false, true)) {
            return Backing.joined(ready.get(), runtime -> on(runtime, Backing.instance(home)));
        }
        close();
        return Backing.joined(
                Backing.connection(search, config, clock), runtime -> on(runtime, Backing.instance(home)));
    }

    private Backing on(ContainerRuntime runtime, Instance instance) {
        var wanted = withoutMissingFiles ? Backing.withoutMissingFiles(runtime, config, home, instance) : config;
        return Backing.on(runtime, wanted, home, instance, redaction, clock);
    }

    private Optional<ContainerRuntime> ready() {
        return found.isDone() && !found.isCompletedExceptionally()
                ? found.join().runtime()
                : Optional.empty();
    }

    /** Also closes what is found only after this. */
    @Override
    public void close() {
        if (given.compareAndSet(false, true)) {
            found.thenAccept(finding -> finding.runtime().ifPresent(ContainerRuntime::close));
        }
    }
}
