package org.quiltappliance.server.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.quiltappliance.server.client.RunningAppliance.Person;

/**
 * One running appliance, two people with accounts and any number of client machines, shared by all tests of a run. Tests
 * keep out of each other's way by package names of their own.
 */
final class Testbed implements AutoCloseable {

    /** Gives test methods and constructors the shared {@link Testbed}. */
    static final class Extension implements ParameterResolver {
        private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Testbed.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Testbed.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .getOrComputeIfAbsent(Testbed.class, key -> new Testbed(), Testbed.class);
        }
    }

    private final Path folder;
    private final ClientTools tools;
    private final RunningAppliance appliance;
    private final Map<String, Person> people = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    private Testbed() {
        tools = ClientTools.prepared();
        try {
            folder = Files.createTempDirectory("quilt-client-tests");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        appliance = RunningAppliance.assembled(folder.resolve("appliance"), Clock.systemUTC());
    }

    RunningAppliance appliance() {
        return appliance;
    }

    ClientTools tools() {
        return tools;
    }

    /** Owns the packages of most tests. */
    Person alice() {
        return person("alice");
    }

    /** Somebody else. */
    Person bob() {
        return person("bob");
    }

    /** The account of that name, made at the first call. */
    Person person(String name) {
        return people.computeIfAbsent(name, appliance::person);
    }

    /** A new machine that knows nothing. */
    QuiltCli machine() {
        return new QuiltCli(tools, folder.resolve("machine" + count.incrementAndGet()));
    }

    /** A new machine that knows the registry and is not signed in. */
    QuiltCli stranger() {
        return machine().configured(appliance.registry());
    }

    /** A new machine of that person, signed in. */
    QuiltCli machineOf(Person person) {
        return stranger().signedIn(appliance.registry(), person.token());
    }

    /** A folder that does not exist yet. */
    Path freshFolder() {
        return folder.resolve("folder" + count.incrementAndGet());
    }

    @Override
    public void close() throws IOException {
        appliance.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
