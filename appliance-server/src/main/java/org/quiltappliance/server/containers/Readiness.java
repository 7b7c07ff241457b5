package org.quiltappliance.server.containers;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.quiltappliance.server.containers.Container.Binding;
import org.quiltappliance.server.containers.Container.State;
import org.quiltappliance.server.containers.Probes.DatabaseAnswer;
import org.quiltappliance.server.lifecycle.ContainerProblems;
import org.quiltappliance.server.lifecycle.ProblemException;

/**
 * Waits until a service in a container is ready, asking as the registry will ask ({@code control-panel.md} 8.3). A
 * container that ends meanwhile is told with its last lines.
 */
final class Readiness {

    private static final Duration BETWEEN_PROBES = Duration.ofMillis(200);
    private static final Duration FIRST_INITIALISATION = Duration.ofSeconds(20);
    private static final int LAST_LINES = 40;
    private static final String SYSTEM_USER = "postgres";

    private final ContainerRuntime runtime;
    private final BackingConfig config;
    private final Probes probes;
    private final ContainerProblems problems;

    Readiness(ContainerRuntime runtime, BackingConfig config, Probes probes, ContainerProblems problems) {
        this.runtime = runtime;
        this.config = config;
        this.probes = probes;
        this.problems = problems;
    }

    /** @throws ProblemException DB_AUTH, CONTAINER_EXITED, DATA_NOT_ON_VOLUME, DB_DOWN */
    ManagedDatabase ofDatabase(ManagedContainer container, Consumer<String> detail) throws InterruptedException {
        long end = System.nanoTime() + config.patience().database().toNanos();
        while (true) {
            requireRunning(container);
            ManagedDatabase database = database(container, container.address());
            DatabaseAnswer answer = probes.askDatabase(database);
            if (answer instanceof DatabaseAnswer.Ready ready) {
                requireOnVolume(container, ready.dataFolder());
                return database;
            }
            if (answer instanceof DatabaseAnswer.Refused refused) {
                throw new ProblemException(problems.databaseRefusesPassword(refused.reason()));
            }
            String reason = ((DatabaseAnswer.NotYet) answer).reason();
            if (System.nanoTime() > end) {
                throw databaseDown(container, reason);
            }
            detail.accept(reason);
            pause();
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

    /** Waits until PostgreSQL answers inside of its container, whatever password it wants. */
    void ofDatabaseInside(ManagedContainer container) throws InterruptedException {
        long end = System.nanoTime() + config.patience().database().toNanos();
        while (true) {
            requireRunning(container);
            var answer = runtime.exec(container.name(), SYSTEM_USER, List.of("pg_isready", "-h", "127.0.0.1", "-q"));
            if (answer.exitCode() == 0) {
                return;
            }
            if (System.nanoTime() > end) {
                throw databaseDown(container, "pg_isready ended with " + answer.exitCode() + " " + answer.output());
            }
            pause();
        }
    }

    private ProblemException databaseDown(ManagedContainer container, String reason) {
        return new ProblemException(problems.databaseDown(container.name(), reason, logFile(Role.POSTGRES)));
    }

    /** Lets a first initialisation come to its end, for some seconds: half a database would be taken for a whole one. */
    void ofFirstInitialisation(ManagedContainer container) throws InterruptedException {
        long end = System.nanoTime() + FIRST_INITIALISATION.toNanos();
        while (container.definition().role() == Role.POSTGRES
                && container.isFresh()
                && isInitialising(container)
                && System.nanoTime() < end) {
            pause();
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

    /** @throws ProblemException CONTAINER_EXITED, STORE_DOWN */
    ManagedStorage ofStore(ManagedContainer container, Consumer<String> detail) throws InterruptedException {
        BackingConfig.Storage plan = config.store().orElseThrow();
        long end = System.nanoTime() + config.patience().store().toNanos();
        while (true) {
            requireRunning(container);
            Binding address = container.address();
            var endpoint = URI.create("http://" + address.hostAddress() + ":" + address.hostPort());
            Optional<String> lacking = lacking(endpoint, plan.flavour());
            if (lacking.isEmpty()) {
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
            pause();
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
            throw new ProblemException(problems.refused(
                    role.component(), "The container " + container.name() + " is not there any more."));
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

    private static void pause() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(BETWEEN_PROBES.toNanos());
    }
}
