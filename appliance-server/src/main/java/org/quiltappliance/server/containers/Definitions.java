package org.quiltappliance.server.containers;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.containers.ContainerSpec.HealthCheck;
import org.quiltappliance.server.containers.ContainerSpec.Port;
import org.quiltappliance.server.containers.ContainerSpec.Restart;

/** What our containers are made of ({@code control-panel.md} 8.2 and 8.3). */
final class Definitions {

    static final String USER = "quilt";
    static final String DATABASE = "quilt";
    static final int POSTGRES_PORT = 5432;
    static final int STORE_PORT = 9000;

    private static final int FIRST_MAJOR_WITH_BUILTIN_LOCALE = 17;
    private static final int FIRST_MAJOR_WITH_FOLDER_ABOVE = 18;
    private static final int LEAST_CONNECTIONS = 50;
    private static final int CONNECTIONS_FOR_OTHERS = 10;
    private static final long SHARED_MEMORY = 256L << 20;
    private static final long LEAST_BUFFERS = 64L << 20;
    private static final long MOST_BUFFERS = 1L << 30;
    private static final int SHARE_OF_MEMORY = 16;
    private static final Duration DATABASE_STOP = Duration.ofSeconds(60);
    private static final Duration STORE_STOP = Duration.ofSeconds(20);
    private static final HealthCheck DATABASE_HEALTH = new HealthCheck(
            // Over TCP: the server of the first initialisation listens on its socket only.
            List.of("pg_isready", "-h", "127.0.0.1", "-U", USER, "-d", DATABASE),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            6);

    private final String names;
    private final Restart restart;

    Definitions(BackingConfig config) {
        this.names = names(config);
        this.restart = config.keepContainers() ? Restart.UNLESS_STOPPED : Restart.NO;
    }

    /** How everything of ours is called, as a rule; what it is follows. */
    static String names(String instanceId) {
        return "quilt-appliance-" + instanceId;
    }

    private static String names(BackingConfig config) {
        return names(config.instanceId()) + config.suffix();
    }

    static String container(BackingConfig config, Role role) {
        return names(config) + "-" + role.label();
    }

    /**
     * @param major of the PostgreSQL in the image
     * @param memoryBytes of the computer that the engine runs on
     */
    Definition postgres(BackingConfig.Database plan, int major, long memoryBytes) {
        String mount = major >= FIRST_MAJOR_WITH_FOLDER_ABOVE ? "/var/lib/postgresql" : "/var/lib/postgresql/data";
        String data = major >= FIRST_MAJOR_WITH_FOLDER_ABOVE ? mount + "/" + major + "/docker" : mount;
        // So that a new base image never changes the sort order under indexes that exist.
        String locale = major >= FIRST_MAJOR_WITH_BUILTIN_LOCALE
                ? "--locale-provider=builtin --builtin-locale=C.UTF-8"
                : "--locale=C";
        String volume = names + "-pg" + major;
        int connections = Math.max(LEAST_CONNECTIONS, plan.connections() + CONNECTIONS_FOR_OTHERS);
        return new Definition(
                Role.POSTGRES,
                volume,
                "pg" + major,
                plan.dataVolume(),
                data + "/PG_VERSION",
                spec(
                        Role.POSTGRES,
                        List.of("-c", "shared_buffers=" + buffers(memoryBytes), "-c", "max_connections=" + connections),
                        Map.of(
                                "POSTGRES_USER",
                                USER,
                                "POSTGRES_DB",
                                DATABASE,
                                "POSTGRES_PASSWORD_FILE",
                                Definition.SECRETS + "/db",
                                "POSTGRES_INITDB_ARGS",
                                "--encoding=UTF8 --data-checksums " + locale),
                        Map.of(mount, volume),
                        new Port(plan.port(), POSTGRES_PORT),
                        Optional.of(DATABASE_HEALTH),
                        SHARED_MEMORY),
                Map.of("db", plan.password()),
                DATABASE_STOP);
    }

    /** A sixteenth of the memory, in steps of two, so that a little more or less memory changes nothing. */
    private static String buffers(long memoryBytes) {
        long share = Long.highestOneBit(Math.max(1, memoryBytes / SHARE_OF_MEMORY));
        return (Math.min(MOST_BUFFERS, Math.max(LEAST_BUFFERS, share)) >> 20) + "MB";
    }

    Definition store(BackingConfig.Storage plan) {
        StoreFlavour flavour = plan.flavour();
        String volume = names + (flavour == StoreFlavour.MINIO ? "-objects" : "-objects-" + flavour.label());
        var environment = new HashMap<>(flavour.environment());
        var secrets = new HashMap<String, Secret>();
        if (flavour.readsSecretFiles()) {
            environment.put(flavour.accessKeyVariable(), Definition.SECRETS + "/access-key");
            environment.put(flavour.secretKeyVariable(), Definition.SECRETS + "/secret-key");
            secrets.put("access-key", new Secret(plan.accessKey()));
            secrets.put("secret-key", plan.secretKey());
        } else {
            environment.put(flavour.accessKeyVariable(), plan.accessKey());
            environment.put(flavour.secretKeyVariable(), plan.secretKey().reveal());
        }
        return new Definition(
                Role.STORE,
                volume,
                flavour.dataFormat(),
                plan.dataVolume(),
                flavour.signOfData(),
                spec(
                        Role.STORE,
                        flavour.command(),
                        environment,
                        Map.of("/data", volume),
                        new Port(plan.port(), STORE_PORT),
                        Optional.empty(),
                        0),
                secrets,
                STORE_STOP);
    }

    private ContainerSpec spec(
            Role role,
            List<String> command,
            Map<String, String> environment,
            Map<String, String> volumes,
            Port port,
            Optional<HealthCheck> health,
            long sharedMemory) {
        return new ContainerSpec(
                names + "-" + role.label(),
                "",
                command,
                environment,
                Map.of(),
                volumes,
                List.of(port),
                names,
                health,
                restart,
                Optional.empty(),
                sharedMemory);
    }
}
