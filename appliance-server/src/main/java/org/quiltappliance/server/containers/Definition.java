package org.quiltappliance.server.containers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.quiltappliance.server.config.Secret;

/**
 * What one container should be, except for the image it is made from.
 *
 * @param dataFormat of its volume, as its label tells
 * @param dataVolume the volume that is known to hold data
 * @param signOfData a file that is there once the volume holds data
 * @param spec without image and labels
 * @param secrets by the name of their file
 */
record Definition(
        Role role,
        String volume,
        String dataFormat,
        Optional<String> dataVolume,
        String signOfData,
        ContainerSpec spec,
        Map<String, Secret> secrets,
        Duration stopPatience) {

    static final String SECRETS = "/appliance-secrets";

    private static final int HASH_DIGITS = 16;

    Definition {
        secrets = Map.copyOf(secrets);
    }

    String name() {
        return spec.name();
    }

    int containerPort() {
        return spec.ports().get(0).containerPort();
    }

    /** Differs when the container has to be made anew. Neither files with secrets nor the image have a part in it. */
    String hash() {
        String text = String.join(
                "\n",
                spec.command().toString(),
                sorted(spec.environment()),
                sorted(spec.volumes()),
                spec.ports().toString(),
                spec.network(),
                spec.health().map(Object::toString).orElse(""),
                spec.restart().name(),
                spec.stopSignal().orElse(""),
                String.valueOf(spec.sharedMemoryBytes()),
                secrets.keySet().stream().sorted().toList().toString());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String sorted(Map<String, String> map) {
        return new TreeMap<>(map).toString();
    }

    /** The folder of the container that its volume is mounted at. */
    String mount() {
        return spec.volumes().keySet().iterator().next();
    }

    /** The same beside the one of that name: on any free port, and never started again by the engine. */
    Definition beside(String suffix) {
        var ports = spec.ports().stream()
                .map(port -> new ContainerSpec.Port(0, port.containerPort()))
                .toList();
        return changed(spec.name() + suffix, spec.command(), ports, ContainerSpec.Restart.NO);
    }

    /** The same with another volume. */
    Definition on(String otherVolume) {
        var moved = new ContainerSpec(
                spec.name(),
                spec.image(),
                spec.command(),
                spec.environment(),
                spec.labels(),
                Map.of(mount(), otherVolume),
                spec.ports(),
                spec.network(),
                spec.health(),
                spec.restart(),
                spec.stopSignal(),
                spec.sharedMemoryBytes());
        return new Definition(role, otherVolume, dataFormat, dataVolume, signOfData, moved, secrets, stopPatience);
    }

    /** The same that runs a command instead of the server. */
    Definition running(List<String> command) {
        return changed(spec.name(), command, List.of(), ContainerSpec.Restart.NO);
    }

    private Definition changed(
            String name, List<String> command, List<ContainerSpec.Port> ports, ContainerSpec.Restart restart) {
        var changed = new ContainerSpec(
                name,
                spec.image(),
                command,
                spec.environment(),
                spec.labels(),
                spec.volumes(),
                ports,
                spec.network(),
                spec.health(),
                restart,
                spec.stopSignal(),
                spec.sharedMemoryBytes());
        return new Definition(role, volume, dataFormat, dataVolume, signOfData, changed, secrets, stopPatience);
    }

    ContainerSpec with(String image, Map<String, String> labels) {
        return new ContainerSpec(
                spec.name(),
                image,
                spec.command(),
                spec.environment(),
                labels,
                spec.volumes(),
                spec.ports(),
                spec.network(),
                spec.health(),
                spec.restart(),
                spec.stopSignal(),
                spec.sharedMemoryBytes());
    }

    /** The files with secrets, for the user that the image starts as. */
    List<ContainerFile> secretFiles(int user, int group) {
        return secrets.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(secret -> new ContainerFile(
                        secret.getKey(),
                        secret.getValue().reveal().getBytes(StandardCharsets.UTF_8),
                        user,
                        group,
                        0400))
                .toList();
    }
}
