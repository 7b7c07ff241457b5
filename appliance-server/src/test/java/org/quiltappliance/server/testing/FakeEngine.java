package org.quiltappliance.server.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.quiltappliance.server.containers.ContainerRuntime;
import org.quiltappliance.server.containers.docker.DockerEndpoint;
import org.quiltappliance.server.containers.docker.DockerFinding;

/** A search that finds an engine in memory, and counts the connections to it that were made and closed. */
public final class FakeEngine implements Function<Optional<String>, DockerFinding> {

    /** What runs, across all connections. */
    public final FakeContainerRuntime runtime;

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicReference<Optional<DockerFinding>> instead = new AtomicReference<>(Optional.empty());

    public FakeEngine(FakeContainerRuntime runtime) {
        this.runtime = runtime;
    }

    /** Finds that from now on, and no engine. */
    public void findInstead(DockerFinding finding) {
        instead.set(Optional.of(finding));
    }

    /** Finds the engine again. */
    public void comeUp() {
        instead.set(Optional.empty());
    }

    public int opened() {
        return opened.get();
    }

    public int closed() {
        return closed.get();
    }

    @Override
    public DockerFinding apply(Optional<String> setting) {
        return instead.get().orElseGet(() -> {
            opened.incrementAndGet();
            return new DockerFinding.Ready(
                    DockerEndpoint.unix(Path.of("/run/fake.sock")), connection(), runtime.info());
        });
    }

    /** Closing it leaves the engine alone. */
    private ContainerRuntime connection() {
        return (ContainerRuntime) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ContainerRuntime.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        closed.incrementAndGet();
                        return null;
                    }
                    try {
                        return method.invoke(runtime, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
