package org.quiltappliance.server.testing;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Lends test classes the appliances of this process: one for each database and each set of switches, started when first
 * asked for and stopped after the last test of all classes. Those of one database share its tables, the object folder and
 * the secret key, so that a package made with a switch on can be asked for where it is off.
 */
public final class Appliances implements ParameterResolver {

    private static final Namespace OURS = Namespace.create(Appliances.class);

    /** The appliances of the database on which the test class runs. */
    public interface Shared {

        /** The running appliance with these switches; tests that share it use names of their own. */
        TestAppliance with(Switches switches);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Shared.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var database =
                context.getRequiredTestClass().getAnnotation(OnDatabase.class).value();
        var running = context.getStore(StoreScope.LAUNCHER_SESSION, OURS)
                .getOrComputeIfAbsent("running", key -> new Running(), Running.class);
        return (Shared) switches -> running.get(database, switches);
    }

    private record Key(TestDatabase database, Switches switches) {}

    private static final class Running implements AutoCloseable {

        private final ConcurrentMap<TestDatabase, TestStorage> storages = new ConcurrentHashMap<>();
        private final ConcurrentMap<Key, TestAppliance> appliances = new ConcurrentHashMap<>();

        TestAppliance get(TestDatabase database, Switches switches) {
            var storage = storages.computeIfAbsent(database, TestStorage::of);
            return appliances.computeIfAbsent(
                    new Key(database, switches), key -> StartedAppliance.start(storage, key.switches()));
        }

        @Override
        public void close() {
            appliances.values().forEach(TestAppliance::close);
            storages.values().forEach(TestStorage::close);
        }
    }
}
