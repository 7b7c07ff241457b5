package org.quiltappliance.server.containers.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.ResponseItem;
import com.github.dockerjava.api.model.RestartPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.containers.Container;
import org.quiltappliance.server.containers.Container.Binding;
import org.quiltappliance.server.containers.Container.Health;
import org.quiltappliance.server.containers.Container.State;
import org.quiltappliance.server.containers.ContainerSpec;
import org.quiltappliance.server.containers.ContainerSpec.HealthCheck;
import org.quiltappliance.server.containers.ContainerSpec.Restart;
import org.quiltappliance.server.containers.Image;
import org.quiltappliance.server.containers.Volume;

/** Between our records and the library's. */
final class Translation {

    private static final String LOOPBACK = "127.0.0.1";

    private Translation() {}

    static Image image(InspectImageResponse image) {
        var config = image.getConfig();
        return new Image(
                String.valueOf(image.getId()),
                list(image.getRepoTags()),
                list(image.getRepoDigests()),
                text(image.getArch()),
                image.getSize() == null ? 0 : image.getSize(),
                config == null ? "" : text(config.getUser()),
                config == null ? Map.of() : variables(config.getEnv()));
    }

    static Volume volume(InspectVolumeResponse volume) {
        Object created = volume.getRawValues().get("CreatedAt");
        return new Volume(
                volume.getName(),
                volume.getLabels() == null ? Map.of() : volume.getLabels(),
                created == null ? "" : created.toString());
    }

    /** What a bit of a stream says that is an error. */
    static String error(ResponseItem item) {
        var detail = item.getErrorDetail();
        return text(detail == null || detail.getMessage() == null ? item.getStatus() : detail.getMessage());
    }

    static Container container(InspectContainerResponse container) {
        var state = container.getState();
        var config = container.getConfig();
        return new Container(
                container.getId(),
                withoutSlash(container.getName()),
                text(container.getImageId()),
                state(text(state.getStatus())),
                state.getExitCodeLong() == null ? 0 : state.getExitCodeLong(),
                started(text(state.getStartedAt())),
                Optional.ofNullable(state.getHealth()).flatMap(health -> health(text(health.getStatus()))),
                config.getLabels() == null ? Map.of() : config.getLabels(),
                variables(config.getEnv()),
                bindings(container),
                volumes(container));
    }

    /** Engines write the year 1 for never. */
    private static Optional<Instant> started(String time) {
        return time.isEmpty() || time.startsWith("0001")
                ? Optional.empty()
                : Optional.of(OffsetDateTime.parse(time).toInstant());
    }

    private static State state(String status) {
        return Arrays.stream(State.values())
                .filter(state -> state.name().equalsIgnoreCase(status))
                .findFirst()
                // Podman has words of its own for what is about to run or to end.
                .orElse(
                        status.equalsIgnoreCase("configured") || status.equalsIgnoreCase("initialized")
                                ? State.CREATED
                                : State.EXITED);
    }

    private static Optional<Health> health(String status) {
        return Arrays.stream(Health.values())
                .filter(health -> health.name().equalsIgnoreCase(status))
                .findFirst();
    }

    private static List<Binding> bindings(InspectContainerResponse container) {
        var settings = container.getNetworkSettings();
        if (settings == null || settings.getPorts() == null) {
            return List.of();
        }
        var all = new ArrayList<Binding>();
        settings.getPorts().getBindings().forEach((port, places) -> {
            if (places != null) {
                for (Ports.Binding place : places) {
                    all.add(new Binding(
                            port.getPort(), text(place.getHostIp()), Integer.parseInt(place.getHostPortSpec())));
                }
            }
        });
        return all;
    }

    private static Map<String, String> volumes(InspectContainerResponse container) {
        if (container.getMounts() == null) {
            return Map.of();
        }
        return container.getMounts().stream()
                .filter(mount -> mount.getName() != null && mount.getDestination() != null)
                .collect(Collectors.toMap(mount -> mount.getDestination().getPath(), mount -> mount.getName()));
    }

    static CreateContainerCmd create(CreateContainerCmd command, ContainerSpec spec) {
        var exposed = new ArrayList<ExposedPort>();
        var published = new ArrayList<PortBinding>();
        for (ContainerSpec.Port port : spec.ports()) {
            var inside = ExposedPort.tcp(port.containerPort());
            exposed.add(inside);
            published.add(new PortBinding(
                    port.hostPort() == 0
                            ? Ports.Binding.bindIp(LOOPBACK)
                            : Ports.Binding.bindIpAndPort(LOOPBACK, port.hostPort()),
                    inside));
        }
        var host = HostConfig.newHostConfig()
                .withPortBindings(published)
                .withMounts(mounts(spec))
                .withNetworkMode(spec.network())
                .withRestartPolicy(
                        spec.restart() == Restart.NO ? RestartPolicy.noRestart() : RestartPolicy.unlessStoppedRestart())
                .withSecurityOpts(List.of("no-new-privileges"))
                .withLogConfig(new LogConfig(
                        LogConfig.LoggingType.JSON_FILE,
                        Map.of("max-size", ContainerSpec.LOG_FILE_SIZE, "max-file", ContainerSpec.LOG_FILES)));
        if (spec.sharedMemoryBytes() > 0) {
            host.withShmSize(spec.sharedMemoryBytes());
        }
        command.withName(spec.name())
                .withEnv(spec.environment().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .sorted()
                        .toList())
                .withLabels(spec.labels())
                .withExposedPorts(exposed)
                .withHostConfig(host);
        if (!spec.command().isEmpty()) {
            command.withCmd(spec.command());
        }
        spec.stopSignal().ifPresent(command::withStopSignal);
        spec.health().ifPresent(health -> command.withHealthcheck(health(health)));
        return command;
    }

    private static List<Mount> mounts(ContainerSpec spec) {
        return spec.volumes().entrySet().stream()
                .map(volume -> new Mount()
                        .withType(MountType.VOLUME)
                        .withTarget(volume.getKey())
                        .withSource(volume.getValue()))
                .toList();
    }

    private static com.github.dockerjava.api.model.HealthCheck health(HealthCheck health) {
        var test = new ArrayList<String>();
        test.add("CMD");
        test.addAll(health.command());
        return new com.github.dockerjava.api.model.HealthCheck()
                .withTest(test)
                .withInterval(nanos(health.interval()))
                .withTimeout(nanos(health.timeout()))
                .withRetries(health.retries());
    }

    private static long nanos(Duration duration) {
        return duration.toNanos();
    }

    private static Map<String, String> variables(String @Nullable [] environment) {
        var all = new HashMap<String, String>();
        if (environment != null) {
            for (String variable : environment) {
                int sign = variable.indexOf('=');
                if (sign > 0) {
                    all.put(variable.substring(0, sign), variable.substring(sign + 1));
                }
            }
        }
        return all;
    }

    /** The engine's word for a kind of processor, from that of an operating system. */
    static String processor(String machine) {
        return switch (machine.toLowerCase(Locale.ROOT)) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            default -> machine;
        };
    }

    /** The engine gives names with a slash, and those of links among them with another one. */
    static String name(String @Nullable [] names) {
        return names == null || names.length == 0 ? "" : withoutSlash(names[0]);
    }

    private static String withoutSlash(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static List<String> list(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
