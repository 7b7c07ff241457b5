package org.quiltappliance.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.quiltappliance.server.checks.Reasons;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.containers.Container;
import org.quiltappliance.server.containers.ContainerRuntime;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.containers.EngineInfo;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.containers.Volume;
import org.quiltappliance.server.containers.docker.DockerFinding;
import org.quiltappliance.server.containers.docker.DockerFinding.Ready;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.lifecycle.ContainerProblems;

/**
 * What a diagnostics archive says of the container engine ({@code control-panel.md} DG-3): its version and kind, and our
 * containers, volumes and network. Names nothing that is not ours, and no value of an environment. Has a connection of its
 * own, so that it can be told in every state.
 *
 * @param engines finds a container engine, by the setting that names one
 */
record EngineFacts(SettingsSource source, Clock clock, Function<Optional<String>, DockerFinding> engines) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Empty when the settings want no engine, or are not valid. */
    Optional<JsonNode> tell() {
        return source.glance().config().filter(ApplianceConfig::needsContainers).map(this::of);
    }

    private ObjectNode of(ApplianceConfig config) {
        var json = JSON.objectNode();
        DockerFinding finding = engines.apply(config.docker().host());
        finding.problem(new ContainerProblems(clock))
                .ifPresent(problem -> json.set("problem", SnapshotJson.of(problem)));
        if (finding instanceof Ready ready) {
            try (var runtime = ready.connection()) {
                json.put("endpoint", ready.endpoint().toString());
                json.set("engine", of(ready.info()));
                ours(json, runtime);
            } catch (EngineException silent) {
                json.put("trouble", silent.text());
            }
        }
        return json;
    }

    private static ObjectNode of(EngineInfo info) {
        return JSON.objectNode()
                .put("product", info.product())
                .put("version", info.version())
                .put("apiVersion", info.apiVersion())
                .put("operatingSystem", info.operatingSystem())
                .put("containersOf", info.osType())
                .put("architecture", info.architecture())
                .put("rootless", info.rootless())
                .put("dataFolder", info.dataFolder())
                .put("memoryBytes", info.memoryBytes());
    }

    private void ours(ObjectNode json, ContainerRuntime runtime) {
        Optional<Instance> instance;
        try {
            instance = Instance.read(source.home());
        } catch (IOException unreadable) {
            json.put("trouble", "instance.json: " + Reasons.of(unreadable));
            return;
        }
        ArrayNode containers = json.putArray("containers");
        ArrayNode volumes = json.putArray("volumes");
        ArrayNode networks = json.putArray("networks");
        instance.ifPresent(known -> {
            String id = known.id();
            runtime.containers(Labels.INSTANCE, id).forEach(container -> containers.add(of(container)));
            runtime.volumes(Labels.INSTANCE, id).forEach(volume -> volumes.add(of(volume)));
            runtime.network("quilt-appliance-" + id + known.suffix())
                    .filter(network -> id.equals(network.labels().get(Labels.INSTANCE)))
                    .ifPresent(network -> networks.add(JSON.objectNode().put("name", network.name())));
        });
    }

    private static ObjectNode of(Container container) {
        var json = JSON.objectNode()
                .put("name", container.name())
                .put("state", container.state().name().toLowerCase(Locale.ROOT))
                .put("exitCode", container.exitCode())
                .put("imageId", container.imageId());
        container.startedAt().ifPresent(time -> json.put("startedAt", time.toString()));
        container.health().ifPresent(health -> json.put("health", health.name().toLowerCase(Locale.ROOT)));
        put(json.putObject("labels"), container.labels());
        put(json.putObject("volumes"), container.volumes());
        var ports = json.putArray("ports");
        container
                .bindings()
                .forEach(binding ->
                        ports.add(binding.hostAddress() + ":" + binding.hostPort() + " -> " + binding.containerPort()));
        var variables = json.putArray("environmentNames");
        new TreeSet<>(container.environment().keySet()).forEach(variables::add);
        return json;
    }

    private static ObjectNode of(Volume volume) {
        var json = JSON.objectNode().put("name", volume.name()).put("created", volume.created());
        put(json.putObject("labels"), volume.labels());
        return json;
    }

    private static void put(ObjectNode json, Map<String, String> values) {
        new TreeMap<>(values).forEach(json::put);
    }
}
