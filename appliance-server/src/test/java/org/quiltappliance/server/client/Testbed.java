package org.quiltappliance.server.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.quiltappliance.server.client.RunningAppliance.Person;
import org.quiltappliance.server.testing.OnDatabase;
import org.quiltappliance.server.testing.TestDatabase;

/**
 * One running appliance, two people with accounts and any number of client machines, shared by all tests of a run. Tests
 * keep out of each other's way by package names of their own.
 */
public final class Testbed implements AutoCloseable {

    /**
     * Gives test methods and constructors the shared {@link Testbed}, or only its {@link ClientTools}. Skips all tests
     * where the client cannot run.
     */
    public static final class Extension implements ParameterResolver, ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return made(context, Tools.class, Tools::new)
                    .missing()
                    .map(ConditionEvaluationResult::disabled)
                    .orElse(ConditionEvaluationResult.enabled("the client is there"));
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            var type = parameter.getParameter().getType();
            return type == Testbed.class || type == ClientTools.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            var tools = made(context, Tools.class, Tools::new).ready();
            return parameter.getParameter().getType() == ClientTools.class ? tools : bed(context, tools);
        }

        /** One for each kind of place. */
        private static Testbed bed(ExtensionContext context, ClientTools tools) {
            var kind = Optional.ofNullable(context.getRequiredTestClass().getAnnotation(OnDatabase.class))
                    .map(OnDatabase::value)
                    .orElse(TestDatabase.H2);
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Testbed.class))
                    .getOrComputeIfAbsent(kind, key -> new Testbed(tools, key), Testbed.class);
        }

        /** Once per test run, and closed at its end. */
        private static <T> T made(ExtensionContext context, Class<T> type, Supplier<T> maker) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Testbed.class))
                    .getOrComputeIfAbsent(type, key -> maker.get(), type);
        }
    }

    /** The client's tools, or why there are none; asked for once. */
    private static final class Tools {
        private Optional<ClientTools> found = Optional.empty();
        private Optional<String> missing = Optional.empty();
        private Optional<Throwable> failure = Optional.empty();

        Tools() {
            try {
                found = Optional.of(ClientTools.prepared());
            } catch (ClientTools.Missing reason) {
                missing = Optional.of(reason.getMessage());
            } catch (AssertionError | RuntimeException reason) {
                failure = Optional.of(reason);
            }
        }

        Optional<String> missing() {
            return missing;
        }

        ClientTools ready() {
            return found.orElseThrow(() -> new IllegalStateException("no client", failure.orElse(null)));
        }
    }

    private final Path folder;
    private final ClientTools tools;
    private final RunningAppliance appliance;
    private final Map<String, Person> people = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    private Testbed(ClientTools tools, TestDatabase kind) {
        this.tools = tools;
        try {
            folder = Files.createTempDirectory("quilt-client-tests");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var settings = new HashMap<>(PersistentSettings.of(kind));
        settings.put("TEAM_ID", "acme");
        appliance = RunningAppliance.started(folder.resolve("appliance"), settings);
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
